// One fact of a customer's credit file, written and announced.
#pragma once
#include "app/server/serving.h"
#include "audit/edge/trail_sql.h"
#include "credit/edge/inputs_sql.h"
#include "org/edge/org_sql.h"

namespace tandem::app::server {

template <class Fact>
void keep(Serving& serving, sql::Connection& connection, const audit::Act& act, CustomerId customer, std::int64_t id, const Fact& fact, const char* kind, const char* topic, json::object detail) {
    org::share_book(connection, act.company);
    credit::InputWriter writer{connection, act.company};
    writer.write({.id = id, .customer = customer, .actor = act.actor, .at = act.at, .source = "tandem", .external_id = id_text("cin", id)}, fact);
    writer.flush();
    detail["customer_id"] = to_string(customer);
    const std::string text = json::serialize(detail);
    audit::SqlTrail trail{connection, serving.ids(), act};
    trail.record({.object_kind = kind, .object_id = id, .topic = topic, .detail = text});
    trail.flush();
}

// `value` as it was stated.
inline void keep_rating(Serving& serving, sql::Connection& connection, const audit::Act& act, CustomerId customer, std::int64_t id, const credit::Rating& rating, const std::string& value) {
    keep(serving, connection, act, customer, id, rating, "credit_rating", "customer.rated", {{"provider", rating.provider}, {"kind", rating.kind}, {"value", value}, {"rated_date", to_string(rating.rated_on)}});
}

}  // namespace tandem::app::server
