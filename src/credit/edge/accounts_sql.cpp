#include "credit/edge/accounts_sql.h"

#include <algorithm>
#include <set>

#include "credit/edge/kept_exposure_sql.h"
#include "credit/edge/standing_sql.h"
#include "org/edge/org_sql.h"

namespace tandem::credit {
namespace {

using Ids = std::vector<std::int64_t>;

Ids values(std::span<const CustomerId> customers) {
    Ids ids;
    for (const CustomerId each : customers) ids.push_back(each.value);
    std::ranges::sort(ids);
    return ids;
}

std::vector<CustomerId> customers_of(const Ids& ids) {
    std::vector<CustomerId> customers;
    for (const std::int64_t each : ids) customers.push_back(CustomerId{each});
    return customers;
}

LimitEntry entry_of(const sql::Row& row) {
    return {.id = LimitEntryId{row.integer(2)}, .kind = row.text(3) == "temporary" ? LimitEntry::Kind::temporary : LimitEntry::Kind::base, .amount = row.maybe_integer(4),
            .from = date_of(row.integer(5)), .valid_to = row.is_null(6) ? std::nullopt : std::optional{date_of(row.integer(6))}, .recorded_at = Instant{row.integer(7)}};
}

class Reader {
public:
    Reader(const AccountReading& reading, std::optional<std::span<const CustomerId>> customers) : reading_(reading), company_(reading.company.id.value) {
        if (customers) asked_ = values(*customers);
    }

    AccountFacts read() {
        limits();
        groups();
        widen();
        // After the locks and in one statement: what is on its way between two components is seen once.
        if (asked_) facts_.rows = reading_.question.rows(customers_of(*asked_));
        else facts_.rows = reading_.question.rows(std::nullopt);
        if (asked_ && facts_.limits.contains({Scope::company, 0})) facts_.others_used = exposure_beside(reading_, customers_of(*asked_));
        grades();
        stops();
        return std::move(facts_);
    }

    // What secures whom, at the rates of the day; a security whose currency has no rate raises nothing.
    void securities(AccountFacts& facts, const org::ExchangeRates& rates) {
        sql::SqlBuilder query{"SELECT customer_id, kind, currency, amount_minor, from_date, valid_to_date FROM credit_security WHERE company_id = $1 AND contract_id IS NULL AND voided_at IS NULL"};
        select(query, " AND customer_id IN {ints:$2}", [&](const sql::Row& row) {
            const Currency in = *parse_currency(row.text(2));
            const auto rate = rates.rate_on(in, reading_.company.currency, reading_.today);
            if (!rate) return;
            const std::int64_t base = Conversion{rates, reading_.company.currency, reading_.today}.at(*rate, row.integer(3), in);
            facts.securities.push_back({CustomerId{row.integer(0)}, {std::string(row.text(1)), base, date_of(row.integer(4)), date_of(row.integer(5))}});
        });
    }
    bool has_foreign_securities() {
        bool foreign = false;
        reading_.connection.query("SELECT 1 FROM credit_security WHERE company_id = $1 AND currency <> $2 AND voided_at IS NULL LIMIT 1", {company_, reading_.company.currency.code()}, [&](const sql::Row&) { foreign = true; });
        return foreign;
    }

private:
    void select(sql::SqlBuilder& query, sql::Sql some, const sql::OnRow& take) {
        if (asked_) query << some;
        const std::string list = asked_ ? sql::integer_list(*asked_) : std::string{};
        const std::array<sql::Param, 2> params{company_, list};
        reading_.connection.query(query, std::span{params}.first(asked_ ? 2 : 1), take);
    }
    // Groups and the company have few limits: all of them are read; of customers only those asked about.
    void limits() {
        sql::SqlBuilder query{"SELECT scope, subject_id, id, kind, amount_minor, from_date, valid_to_date, recorded_at FROM credit_limit_entry WHERE company_id = $1"};
        // Two halves that an index answers each: with OR between them every limit of the company would be read.
        select(query, " AND scope IN ('group', 'company') UNION ALL SELECT scope, subject_id, id, kind, amount_minor, from_date, valid_to_date, recorded_at FROM credit_limit_entry "
                      "WHERE company_id = $1 AND scope = 'customer' AND subject_id IN {ints:$2}", [&](const sql::Row& row) {
            facts_.limits[{*scope_named(row.text(0)), row.integer(1)}].push_back(entry_of(row));
        });
    }
    void groups() {
        sql::SqlBuilder query{"SELECT c.id, c.group_id, g.code FROM customer c JOIN customer_group g ON g.company_id = c.company_id AND g.id = c.group_id WHERE c.company_id = $1"};
        select(query, " AND c.id IN {ints:$2}", [&](const sql::Row& row) {
            facts_.groups[CustomerId{row.integer(0)}] = CustomerGroupId{row.integer(1)};
            facts_.group_codes[CustomerGroupId{row.integer(1)}] = row.text(2);
        });
    }
    // Who shares a group's limit with those asked about is asked about too.
    void widen() {
        if (!asked_) return;
        Ids pools;
        for (const auto& [customer, group] : facts_.groups)
            if (facts_.limits.contains({Scope::group, group.value})) pools.push_back(group.value);
        if (pools.empty()) return;
        std::set<std::int64_t> all(asked_->begin(), asked_->end());
        reading_.connection.query("SELECT id, group_id FROM customer WHERE company_id = $1 AND group_id IN {ints:$2}", {company_, sql::integer_list(pools)}, [&](const sql::Row& row) {
            all.insert(row.integer(0));
            facts_.groups[CustomerId{row.integer(0)}] = CustomerGroupId{row.integer(1)};
        });
        asked_ = Ids(all.begin(), all.end());
    }
    void grades() {
        if (asked_ && asked_->size() == 1) facts_.standings[CustomerId{asked_->front()}] = load_standing(reading_.connection, reading_.company.id, CustomerId{asked_->front()}, reading_.today);
        else facts_.standings = load_standings(reading_.connection, reading_.company.id, reading_.today, asked_ ? OfCustomers{customers_of(*asked_)} : OfCustomers{});
    }
    void stops() {
        sql::SqlBuilder query{"SELECT customer_id FROM credit_stop WHERE company_id = $1 AND lifted_at IS NULL"};
        select(query, " AND customer_id IN {ints:$2}", [&](const sql::Row& row) { facts_.stopped.insert(CustomerId{row.integer(0)}); });
    }

    const AccountReading& reading_;
    std::int64_t company_;
    std::optional<Ids> asked_;
    AccountFacts facts_;
};

bool has_foreign(const ExposureRows& rows, Currency base) {
    const auto foreign = [&](const auto& all) { return std::ranges::any_of(all, [&](const auto& each) { return each.currency != base; }); };
    return foreign(rows.orders) || foreign(rows.contracts) || foreign(rows.pending) || foreign(rows.claims);
}

}  // namespace

org::ExchangeRates rates_for(const AccountReading& reading, const ExposureRows& rows) {
    const bool asked = reading.document && *reading.document != reading.company.currency;
    return asked || has_foreign(rows, reading.company.currency) ? org::load_exchange_rates(reading.connection, reading.company.id) : org::ExchangeRates{};
}

LoadedAccounts load_accounts(const AccountReading& reading, std::optional<std::span<const CustomerId>> customers) {
    Reader reader{reading, customers};
    AccountFacts facts = reader.read();
    auto rates = std::make_unique<org::ExchangeRates>(reader.has_foreign_securities() ? org::load_exchange_rates(reading.connection, reading.company.id) : rates_for(reading, facts.rows));
    reader.securities(facts, *rates);
    return {std::move(rates), std::move(facts), reading};
}

void lock_accounts(sql::Connection& connection, CompanyId company, std::span<const CustomerId> customers) {
    const std::string list = sql::integer_list(values(customers));
    connection.execute("INSERT INTO credit_account (company_id, scope, subject_id) SELECT company_id, 'customer', id FROM customer WHERE company_id = $1 AND id IN {ints:$2} ORDER BY id ON CONFLICT DO NOTHING",
                       {company.value, list});
    connection.query("SELECT scope, subject_id FROM credit_account WHERE company_id = $1 AND (scope = 'company' OR (scope = 'customer' AND subject_id IN {ints:$2}) "
                     "OR (scope = 'group' AND subject_id IN (SELECT group_id FROM customer WHERE company_id = $1 AND id IN {ints:$2}))) ORDER BY CASE scope WHEN 'company' THEN 0 WHEN 'group' THEN 1 ELSE 2 END, subject_id{for_update}",
                     {company.value, list}, [](const sql::Row&) {});
}

void lock_account(sql::Connection& connection, CompanyId company, Scope scope, std::int64_t subject) {
    connection.execute("INSERT INTO credit_account (company_id, scope, subject_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", {company.value, code_of(scope), subject});
    connection.query("SELECT subject_id FROM credit_account WHERE company_id = $1 AND scope = $2 AND subject_id = $3{for_update}", {company.value, code_of(scope), subject}, [](const sql::Row&) {});
}

std::vector<LimitEntry> load_limit_entries(sql::Connection& connection, CompanyId company, Scope scope, std::int64_t subject) {
    std::vector<LimitEntry> entries;
    connection.query("SELECT scope, subject_id, id, kind, amount_minor, from_date, valid_to_date, recorded_at FROM credit_limit_entry WHERE company_id = $1 AND scope = $2 AND subject_id = $3 ORDER BY recorded_at, id",
                     {company.value, code_of(scope), subject}, [&](const sql::Row& row) { entries.push_back(entry_of(row)); });
    return entries;
}

}  // namespace tandem::credit
