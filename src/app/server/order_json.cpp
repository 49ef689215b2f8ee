#include "app/server/order_json.h"

#include "credit/edge/check_json.h"

namespace tandem::app::server {

json::object outcome_json(const receivable::OrderOutcome& outcome, Currency base) {
    return {{"id", to_string(outcome.id)}, {"number", outcome.number}, {"status", code_of(outcome.state)}, {"hold_id", outcome.hold ? json::value(to_string(*outcome.hold)) : json::value(nullptr)},
            {"delivery_id", outcome.delivery ? json::value(to_string(*outcome.delivery)) : json::value(nullptr)}, {"decision", credit::decision_json(outcome.decision, outcome.position, outcome.adds_minor, base)}};
}

receivable::OrderDesk order_desk(Serving& serving, sql::Connection& connection, const audit::Act& act) {
    return {connection, serving.company(), act, serving.ids(), serving.policies().credit, serving.today()};
}

}  // namespace tandem::app::server
