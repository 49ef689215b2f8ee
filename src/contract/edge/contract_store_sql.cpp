#include "contract/edge/contract_store_sql.h"

#include <array>
#include <unordered_map>

#include "contract/edge/terms_json.h"
#include "org/edge/org_sql.h"

namespace tandem::contract {
namespace {

std::optional<std::int64_t> number(std::optional<Date> date) { return date ? std::optional<std::int64_t>{day_number(*date)} : std::nullopt; }
std::optional<std::int64_t> number(std::optional<Rate> rate) { return rate ? std::optional{rate->e10} : std::nullopt; }
std::optional<std::int64_t> number(const std::optional<Money>& amount) { return amount ? std::optional{amount->minor()} : std::nullopt; }
template <class Tag>
std::optional<std::int64_t> number(const std::optional<Id<Tag>>& id) { return id ? std::optional{id->value} : std::nullopt; }

std::optional<Date> maybe_date(const sql::Row& row, int column) {
    const auto day = row.maybe_integer(column);
    return day ? std::optional{date_of(*day)} : std::nullopt;
}
std::optional<Rate> maybe_rate(const sql::Row& row, int column) {
    const auto e10 = row.maybe_integer(column);
    return e10 ? std::optional{Rate{*e10}} : std::nullopt;
}
std::optional<Money> maybe_amount(const sql::Row& row, int column, Currency currency) {
    const auto minor = row.maybe_integer(column);
    return minor ? std::optional{Money{*minor, currency}} : std::nullopt;
}
template <class Tag>
std::optional<Id<Tag>> maybe_id(const sql::Row& row, int column) {
    const auto id = row.maybe_integer(column);
    return id ? std::optional{Id<Tag>{*id}} : std::nullopt;
}

std::optional<std::int64_t> days(std::optional<int> count) { return count ? std::optional<std::int64_t>{*count} : std::nullopt; }
std::optional<std::string_view> venue(std::optional<Venue> dispute) { return dispute ? std::optional{name_of(*dispute)} : std::nullopt; }
std::optional<int> maybe_days(const sql::Row& row, int column) {
    const auto days = row.maybe_integer(column);
    return days ? std::optional{static_cast<int>(*days)} : std::nullopt;
}
std::optional<Venue> maybe_venue(const sql::Row& row, int column) { return row.is_null(column) ? std::nullopt : venue_named(row.text(column)); }

// A signed contract was approved when the gate says so; otherwise it came signed from a file.
Status stage_of(const sql::Row& row) {
    const auto status = status_named(row.text(17)).value_or(Status::draft);
    if (status != Status::signed_off) return status;
    return row.is_null(18) ? Status::draft : Status::approved;
}

PaymentMethods methods_of(const sql::Row& row, int column) {
    if (row.is_null(column)) return {};
    auto methods = parse_methods(row.text(column));
    TANDEM_ASSERT(methods.has_value());  // checked before they were written
    return *std::move(methods);
}

std::string terms_column(const Contract& contract) { return contract.terms ? to_json(*contract.terms) : std::string{}; }

ContractState state_of(const sql::Row& row) {
    const Money amount{row.integer(6), *parse_currency(row.text(5))};
    std::optional<PaymentTerms> terms;
    if (const auto text = row.text(8); !text.empty()) {
        auto read = parse_terms(text, amount.currency());
        TANDEM_ASSERT(read.has_value());  // checked before they were written
        terms = *std::move(read);
    }
    Contract contract{.id = ContractId{row.integer(0)}, .number = std::string(row.text(1)), .title = std::string(row.text(2)), .customer = CustomerId{row.integer(3)},
                      .rep = maybe_id<EmployeeTag>(row, 4), .amount = amount, .net = maybe_amount(row, 14, amount.currency()), .terms = std::move(terms), .payment_methods = methods_of(row, 19), .signed_date = maybe_date(row, 7),
                      .late_interest_daily = maybe_rate(row, 9), .penalty = maybe_rate(row, 10),
                      .penalty_after_days = maybe_days(row, 15), .dispute = maybe_venue(row, 16), .source = {std::string(row.text(11)), std::string(row.text(12)), maybe_id<BatchTag>(row, 13)}, .before_signing = stage_of(row)};
    return {std::move(contract), {}, {}, 0};
}

}  // namespace

SqlContractStore::SqlContractStore(sql::Connection& connection, const audit::Act& act)
    : connection_(connection), act_(act),
      contracts_(connection.bulk("contract", {"company_id", "id", "number", "title", "customer_id", "rep_id", "currency", "amount_minor", "net_minor", "signed_date", "terms", "payment_methods",
                                              "late_interest_daily_e10", "penalty_e10", "penalty_after_days", "dispute", "status", "source", "external_id", "recorded_at", "batch_id"})),
      lines_(connection.bulk("plan_line", {"company_id", "id", "contract_id", "line_no", "label", "base_event", "amount_minor", "expected_date", "recorded_at"})),
      events_(connection.bulk("contract_event", {"company_id", "id", "contract_id", "kind", "event_date", "actor_id", "recorded_at", "batch_id"})) {}

namespace {

constexpr sql::Sql contract_rows =
    "SELECT id, number, title, customer_id, rep_id, currency, amount_minor, signed_date, terms, late_interest_daily_e10, penalty_e10, source, external_id, batch_id, net_minor, "
    "penalty_after_days, dispute, status, (SELECT g.approved_hash FROM contract_gate g WHERE g.company_id = contract.company_id AND g.contract_id = contract.id), payment_methods "
    "FROM contract WHERE company_id = $1 AND voided_at IS NULL AND id IN {ints:$2} ORDER BY id";
}  // namespace

std::vector<ContractState> SqlContractStore::lock(std::span<const ContractId> contracts) { return load(contracts, Take::locked); }

std::optional<ContractState> SqlContractStore::find(ContractId contract) {
    auto states = load(std::span{&contract, 1}, Take::as_it_is);
    return states.empty() ? std::nullopt : std::optional{std::move(states.front())};
}

std::vector<ContractState> SqlContractStore::load(std::span<const ContractId> contracts, Take take) {
    flush();
    std::vector<std::int64_t> ids;
    for (const ContractId id : contracts) ids.push_back(id.value);
    const std::string list = sql::integer_list(ids);
    std::vector<ContractState> states;
    sql::SqlBuilder rows{contract_rows};
    if (take == Take::locked) rows << " {for_update}";
    const std::array<sql::Param, 2> params{act_.company.value, list};
    connection_.query(rows, params, [&](const sql::Row& row) { states.push_back(state_of(row)); });
    std::unordered_map<std::int64_t, ContractState*> by_id;
    for (ContractState& state : states) by_id.emplace(state.contract.id.value, &state);
    connection_.query("SELECT l.contract_id, l.id, l.line_no, l.label, l.base_event, l.amount_minor, l.expected_date, l.voided_at, o.id "
                      "FROM plan_line l LEFT JOIN open_item o ON o.company_id = l.company_id AND o.plan_line_id = l.id AND o.voided_at IS NULL "
                      "WHERE l.company_id = $1 AND l.contract_id IN {ints:$2} ORDER BY l.contract_id, l.line_no",
                      {act_.company.value, list}, [&](const sql::Row& row) {
                          const auto found = by_id.find(row.integer(0));
                          if (found == by_id.end()) return;
                          ContractState& state = *found->second;
                          state.last_line_no = static_cast<int>(row.integer(2));
                          if (!row.is_null(7)) return;
                          state.lines.push_back({PlanLineId{row.integer(1)}, static_cast<int>(row.integer(2)), std::string(row.text(3)), *base_event_named(row.text(4)),
                                                 Money{row.integer(5), state.contract.amount.currency()}, maybe_date(row, 6), maybe_id<OpenItemTag>(row, 8)});
                      });
    connection_.query("SELECT contract_id, id, kind, event_date FROM contract_event WHERE company_id = $1 AND voided_at IS NULL AND contract_id IN {ints:$2} ORDER BY id",
                      {act_.company.value, list}, [&](const sql::Row& row) {
                          const auto found = by_id.find(row.integer(0));
                          if (found != by_id.end()) found->second->events.push_back({row.integer(1), *base_event_named(row.text(2)), date_of(row.integer(3))});
                      });
    return states;
}

bool SqlContractStore::number_is_taken(std::string_view number) {
    flush();
    return connection_.one_integer("SELECT COUNT(*) FROM contract WHERE company_id = $1 AND voided_at IS NULL AND number = $2", {act_.company.value, number}).value_or(0) > 0;
}

std::string SqlContractStore::next_number() {
    // Numbers given by hand may stand where the series has not come to yet.
    for (;;)
        if (std::string number = org::next_number(connection_, act_.company, "C"); !number_is_taken(number)) return number;
}

void SqlContractStore::add(const Contract& contract) {
    contracts_->add(act_.company.value).add(contract.id.value).add(contract.number).add(contract.title).add(contract.customer.value).add(number(contract.rep))
        .add(contract.amount.currency().code()).add(contract.amount.minor()).add(number(contract.net)).add(number(contract.signed_date)).add(terms_column(contract)).add_text_or_null(to_text(contract.payment_methods))
        .add(number(contract.late_interest_daily)).add(number(contract.penalty)).add(days(contract.penalty_after_days)).add_text_or_null(contract.dispute ? name_of(*contract.dispute) : std::string_view{}).add(code_of(contract.status())).add(contract.source.system)
        .add(contract.source.external_id).add(act_.at.micros).add(number(contract.source.batch));
    contracts_->end_row();
    dirty_ = true;
}

void SqlContractStore::add(ContractId contract, const StoredLine& line) {
    lines_->add(act_.company.value).add(line.id.value).add(contract.value).add(std::int64_t{line.line_no}).add(line.label).add(name_of(line.base))
        .add(line.amount.minor()).add(number(line.expected_date)).add(act_.at.micros);
    lines_->end_row();
    dirty_ = true;
}

void SqlContractStore::add(ContractId contract, const RecordedEvent& event, std::optional<BatchId> batch) {
    events_->add(act_.company.value).add(event.id).add(contract.value).add(name_of(event.kind)).add(std::int64_t{day_number(event.date)})
        .add(act_.actor.value).add(act_.at.micros).add(number(batch));
    events_->end_row();
    dirty_ = true;
}

void SqlContractStore::void_lines(std::span<const PlanLineId> lines) {
    flush();
    std::vector<std::int64_t> ids;
    for (const PlanLineId id : lines) ids.push_back(id.value);
    connection_.execute("UPDATE plan_line SET voided_at = $3 WHERE company_id = $1 AND voided_at IS NULL AND id IN {ints:$2}",
                        {act_.company.value, sql::integer_list(ids), act_.at.micros});
}

void SqlContractStore::void_event(std::int64_t event) {
    flush();
    connection_.execute("UPDATE contract_event SET voided_at = $3 WHERE company_id = $1 AND id = $2", {act_.company.value, event, act_.at.micros});
}

void SqlContractStore::update(const Contract& contract) {
    flush();
    const std::string methods = to_text(contract.payment_methods);
    connection_.execute("UPDATE contract SET currency = $3, amount_minor = $4, terms = $5, signed_date = $6, status = $7, net_minor = CAST($8 AS BIGINT), title = $9, rep_id = $10, "
                        "late_interest_daily_e10 = $11, penalty_e10 = $12, penalty_after_days = $13, dispute = $14, customer_id = $15, payment_methods = $16 WHERE company_id = $1 AND id = $2",
                        {act_.company.value, contract.id.value, contract.amount.currency().code(), contract.amount.minor(), terms_column(contract), number(contract.signed_date), code_of(contract.status()),
                         number(contract.net), contract.title, number(contract.rep), number(contract.late_interest_daily), number(contract.penalty), days(contract.penalty_after_days), venue(contract.dispute),
                         contract.customer.value, methods.empty() ? sql::Param{nullptr} : sql::Param{methods}});
}

void SqlContractStore::flush() {
    if (!dirty_) return;
    contracts_->flush();  // parents before children
    lines_->flush();
    events_->flush();
    dirty_ = false;
}

}  // namespace tandem::contract
