#include "credit/edge/hold_book_sql.h"

#include "credit/edge/check_json.h"

namespace tandem::credit {
namespace {

constexpr sql::Sql hold_columns = "SELECT id, order_id, customer_id, checkpoint FROM credit_hold WHERE company_id = $1 AND state = 'held'";
OpenHold hold_of(const sql::Row& row) { return {HoldId{row.integer(0)}, OrderId{row.integer(1)}, CustomerId{row.integer(2)}, *checkpoint_named(row.text(3))}; }

}  // namespace

HoldBook::HoldBook(const Books& books)
    : books_(books),
      decisions_(books.connection.bulk("credit_decision", {"company_id", "id", "customer_id", "order_id", "checkpoint", "outcome", "base_minor", "snapshot", "policy_version", "decided_date", "actor_id", "recorded_at"})),
      holds_(books.connection.bulk("credit_hold", {"company_id", "id", "customer_id", "order_id", "checkpoint", "decision_id", "state", "review_date", "held_at", "held_by"})) {}

std::optional<OpenHold> HoldBook::open_hold(OrderId order) {
    std::optional<OpenHold> found;
    sql::SqlBuilder query{hold_columns};
    query << " AND order_id = $2";
    const std::array<sql::Param, 2> params{books_.act.company.value, order.value};
    books_.connection.query(query, params, [&](const sql::Row& row) { found = hold_of(row); });
    return found;
}

std::vector<OpenHold> HoldBook::open_holds(std::optional<std::span<const CustomerId>> customers) {
    std::vector<std::int64_t> ids;
    for (const CustomerId each : customers.value_or(std::span<const CustomerId>{})) ids.push_back(each.value);
    const std::string list = sql::integer_list(ids);
    const std::array<sql::Param, 2> params{books_.act.company.value, list};
    sql::SqlBuilder query{hold_columns};
    if (customers) query << " AND customer_id IN {ints:$2}";
    query << " ORDER BY id";
    std::vector<OpenHold> found;
    books_.connection.query(query, std::span{params}.first(customers ? 2 : 1), [&](const sql::Row& row) { found.push_back(hold_of(row)); });
    return found;
}

DecisionId HoldBook::record(const Decided& decided) {
    const auto id = books_.ids.make<DecisionId>();
    const std::string snapshot = boost::json::serialize(decision_json(decided.decision, decided.position, decided.adds_minor, books_.base));
    decisions_->add(books_.act.company.value).add(id.value).add(decided.customer.value).add(decided.order ? std::optional{decided.order.value} : std::nullopt).add(code_of(decided.checkpoint))
        .add(code_of(decided.decision.outcome)).add(decided.base_minor).add(std::string_view{snapshot}).add(std::int64_t{books_.policy_version}).add(std::int64_t{day_number(books_.today)})
        .add(books_.act.actor.value).add(books_.act.at.micros);
    decisions_->end_row();
    return id;
}

HoldId HoldBook::hold(const Decided& decided, const std::optional<OpenHold>& open) {
    const DecisionId decision = record(decided);
    const HoldId id = open ? open->id : books_.ids.make<HoldId>();
    if (open) {
        books_.connection.execute("UPDATE credit_hold SET decision_id = $3, checkpoint = $4 WHERE company_id = $1 AND id = $2", {books_.act.company.value, id.value, decision.value, code_of(decided.checkpoint)});
    } else {
        holds_->add(books_.act.company.value).add(id.value).add(decided.customer.value).add(decided.order.value).add(code_of(decided.checkpoint)).add(decision.value).add("held")
            .add(std::int64_t{day_number(books_.today + Days{books_.review_days})}).add(books_.act.at.micros).add(books_.act.actor.value);
        holds_->end_row();
    }
    const std::string detail = boost::json::serialize(boost::json::object{{"hold", to_string(id)}, {"checkpoint", code_of(decided.checkpoint)}, {"reasons", reasons_json(decided.decision.reasons)}});
    books_.trail.record({.object_kind = "sales_order", .object_id = decided.order.value, .topic = "sales_order.held", .policy_version = books_.policy_version, .detail = detail});
    return id;
}

void HoldBook::end(const OpenHold& hold, std::string_view state, std::string_view reason, std::optional<Date> until) {
    const auto last = until ? std::optional<std::int64_t>{day_number(*until)} : std::nullopt;
    books_.connection.execute("UPDATE credit_hold SET state = $3, ended_at = $4, ended_by = $5, end_reason = $6, released_until_date = CAST($7 AS BIGINT) WHERE company_id = $1 AND id = $2 AND state = 'held'",
                              {books_.act.company.value, hold.id.value, state, books_.act.at.micros, books_.act.actor.value, reason, last});
    const std::string detail = boost::json::serialize(boost::json::object{{"hold", to_string(hold.id)}, {"state", state}, {"reason", reason}});
    books_.trail.record({.object_kind = "sales_order", .object_id = hold.order.value, .topic = "sales_order.hold_ended", .policy_version = books_.policy_version, .detail = detail});
}

void HoldBook::flush() {
    decisions_->flush();
    holds_->flush();
}

}  // namespace tandem::credit
