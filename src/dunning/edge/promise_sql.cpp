#include "dunning/edge/promise_sql.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "credit/inputs.h"

namespace tandem::dunning {
namespace {

// So many are judged at once: their settlements are in memory together.
constexpr std::size_t at_once = 5'000;

// What lowered their items since they were made. A reversal belongs to what it reverses; a write-off pays nothing.
std::unordered_map<std::int64_t, std::vector<PromisedSettlement>> load_settlements(sql::Connection& connection, CompanyId company, const std::string& ids) {
    std::unordered_map<std::int64_t, std::vector<PromisedSettlement>> settlements;
    connection.query("SELECT i.promise_id, s.effective_date, s.amount_minor, s.kind, t.effective_date FROM promise_item i JOIN promise p ON p.company_id = i.company_id AND p.id = i.promise_id "
                     "JOIN settlement s ON s.company_id = i.company_id AND s.item_id = i.item_id AND s.voided_at IS NULL AND s.reverses_id IS NULL AND s.kind <> 'write_off' AND s.recorded_at >= p.recorded_at "
                     "LEFT JOIN settlement t ON t.company_id = s.company_id AND t.reverses_id = s.id AND t.voided_at IS NULL WHERE i.company_id = $1 AND i.promise_id IN {ints:$2}",
                     {company.value, ids}, [&](const sql::Row& row) {
                         PromisedSettlement one{.effective = date_of(row.integer(1)), .minor = row.integer(2), .paid = row.text(3) != "credit_note"};
                         if (const auto reversed = row.maybe_integer(4)) one.reversed_on = date_of(*reversed);
                         settlements[row.integer(0)].push_back(one);
                     });
    return settlements;
}

void judge_some(sql::Connection& connection, CompanyId company, std::span<const std::int64_t> some, Date day, std::unordered_map<std::int64_t, JudgedPromise>& judged) {
    const std::string ids = sql::integer_list(some);
    const auto settlements = load_settlements(connection, company, ids);
    // An item that was voided is owed no more.
    connection.query("SELECT p.id, p.customer_id, p.currency, p.amount_minor, p.made_date, p.promised_date, p.tolerance_days, p.withdrawn_date, "
                     "(SELECT CAST(COALESCE(SUM(i.open_minor), 0) AS {int}) FROM promise_item i JOIN open_item o ON o.company_id = i.company_id AND o.id = i.item_id AND o.voided_at IS NULL "
                     "WHERE i.company_id = p.company_id AND i.promise_id = p.id) FROM promise p WHERE p.company_id = $1 AND p.id IN {ints:$2}",
                     {company.value, ids}, [&](const sql::Row& row) {
                         JudgedPromise one{.id = PromiseId{row.integer(0)}, .customer = CustomerId{row.integer(1)},
                                           .promise = {.amount = Money{row.integer(3), *parse_currency(row.text(2))}, .covered_minor = row.integer(8), .made_on = date_of(row.integer(4)), .promised_on = date_of(row.integer(5)),
                                                       .tolerance_days = static_cast<int>(row.integer(6))}, .judged = {}};
                         if (const auto withdrawn = row.maybe_integer(7)) one.promise.withdrawn_on = date_of(*withdrawn);
                         const auto found = settlements.find(one.id.value);
                         one.judged = judge(one.promise, found == settlements.end() ? std::span<const PromisedSettlement>{} : std::span{found->second}, day);
                         judged.emplace(one.id.value, std::move(one));
                     });
}

// How they stand at the end of the day, in the order of the ids.
std::vector<JudgedPromise> judge_all(sql::Connection& connection, CompanyId company, std::span<const std::int64_t> ids, Date day) {
    std::unordered_map<std::int64_t, JudgedPromise> judged;
    for (std::size_t from = 0; from < ids.size(); from += at_once) judge_some(connection, company, ids.subspan(from, std::min(at_once, ids.size() - from)), day, judged);
    std::vector<JudgedPromise> all;
    all.reserve(ids.size());
    for (const std::int64_t id : ids) all.push_back(judged.at(id));
    return all;
}

}  // namespace

std::vector<JudgedPromise> load_promises(sql::Connection& connection, CompanyId company, const PromiseQuery& query, const credit::OfCustomers& of) {
    sql::SqlBuilder text{"SELECT id FROM promise WHERE company_id = $1 AND made_date <= $2 AND promised_date >= $3 AND promised_date <= $4"};
    text << (of.all() ? sql::Sql(" AND CAST($5 AS TEXT) = ''") : sql::Sql(" AND customer_id IN {ints:$5}")) << " ORDER BY promised_date DESC, id DESC";
    const std::vector<sql::Param> params{company.value, std::int64_t{day_number(query.day)}, query.from ? std::int64_t{day_number(*query.from)} : std::int64_t{0},
                                         query.to ? std::int64_t{day_number(*query.to)} : std::int64_t{INT32_MAX}, of.ids()};
    std::vector<std::int64_t> ids;
    connection.query(text, params, [&](const sql::Row& row) { ids.push_back(row.integer(0)); });
    return judge_all(connection, company, ids, query.day);
}

std::optional<JudgedPromise> find_promise(sql::Connection& connection, CompanyId company, PromiseId id, Date day) {
    if (!connection.one_integer("SELECT 1 FROM promise WHERE company_id = $1 AND id = $2", {company.value, id.value})) return std::nullopt;
    return judge_all(connection, company, std::array{id.value}, day).front();
}

std::map<std::int64_t, JudgedPromise> load_promises_on_items(sql::Connection& connection, CompanyId company, const PromisesOnItems& asked) {
    // What is settled meanwhile may have been open on the day: it was then if the promise still ran. No tolerance is longer
    // than 366 days, which the index of promised dates is good for.
    sql::SqlBuilder text{"SELECT i.item_id, p.id FROM promise p JOIN promise_item i ON i.company_id = p.company_id AND i.promise_id = p.id JOIN open_item o ON o.company_id = i.company_id AND o.id = i.item_id AND o.voided_at IS NULL "
                         "WHERE p.company_id = $1 AND p.made_date <= $2 AND (p.withdrawn_date IS NULL OR p.withdrawn_date > $2) AND p.promised_date >= $3 - 366 AND p.promised_date + p.tolerance_days >= $3 AND (o.open_minor > 0 OR p.promised_date + p.tolerance_days >= $2)"};
    text << (asked.items.empty() ? sql::Sql(" AND CAST($4 AS TEXT) = ''") : sql::Sql(" AND i.item_id IN {ints:$4}")) << " ORDER BY p.id";
    std::map<std::int64_t, std::int64_t> newest;
    const std::string items = asked.items.empty() ? std::string{} : sql::integer_list(asked.items);
    const std::vector<sql::Param> params{company.value, std::int64_t{day_number(asked.day)}, asked.last_day_from ? std::int64_t{day_number(*asked.last_day_from)} : std::int64_t{0}, items};
    connection.query(text, params, [&](const sql::Row& row) { newest[row.integer(0)] = row.integer(1); });
    std::vector<std::int64_t> ids;
    for (const auto& [item, id] : newest) ids.push_back(id);
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    const auto judged = judge_all(connection, company, ids, asked.day);
    std::map<std::int64_t, JudgedPromise> by_item;
    for (const auto& [item, id] : newest) by_item.emplace(item, *std::ranges::lower_bound(judged, id, {}, [](const JudgedPromise& one) { return one.id.value; }));
    return by_item;
}

std::map<CustomerId, PromiseRecord> load_promise_records(sql::Connection& connection, CompanyId company, Date today, const credit::OfCustomers& of) {
    std::map<CustomerId, PromiseRecord> records;
    const Date from = credit::window_start(today);
    for (const JudgedPromise& one : load_promises(connection, company, {.day = today, .from = from, .to = today}, of)) {
        if (!fell_due(one.promise, one.judged, from, today)) continue;
        PromiseRecord& record = records[one.customer];
        ++record.fell_due;
        if (one.judged.state == PromiseState::kept) continue;
        ++record.broken;
        record.last_failed_on = std::max(record.last_failed_on, one.judged.failed_on);
    }
    return records;
}

}  // namespace tandem::dunning
