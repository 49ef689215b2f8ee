// What is changed in a contract: a draft is written anew, a signed contract by a change order. One that gives more time is
// held for agreement.
#include "app/server/contract_body.h"
#include "app/server/contract_command.h"
#include "app/server/if_match.h"
#include "app/server/reached.h"
#include "contract/edge/contract_history.h"
#include "contract/edge/contract_json.h"
#include "contract/edge/terms_json.h"
#include "contract/later.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;
using Commands = contract::GateDesk::Commands;
using History = std::vector<contract::HistoryEntry>;

// Nobody changes a contract that has become another since he looked at it.
Result<void> check_version(std::optional<std::int64_t> seen, const std::string& number, const History& history) {
    if (!seen || *seen == contract::version_of(history)) return {};
    const bool known = !history.empty();
    return refuse("contract.changed_meanwhile", number, {{"who", known ? history.front().actor : ""}, {"when", known ? to_string(history.front().at) : ""}});
}

Result<http::Response> redraft(Serving& serving, const http::Request& request) {
    const org::Reach reach = serving.reach(request);
    const ContractId id = TRY(path_id<ContractTag>(serving, reach, request, "contract.unknown"));
    Body body = TRY(Body::parse(request));
    contract::ContractDraft draft = TRY(draft_of(body, serving, reach));
    // The customer stays unless another is stated. What it is called stays; a signature is an event.
    if (body.raw("customer_id") || body.raw("customer_code")) draft.customer = customer_of(body, serving.connection(), serving.company().id, reach);
    if (!draft.number.empty()) body.wrong("number", {"http.unknown_field", "number", {}});
    if (draft.signed_date) body.wrong("signed_date", {"http.unknown_field", "signed_date", {}});
    return at_contract_desk(serving, request, body, "contract.redraft", 200, [&](receivable::ContractDesk& desk, sql::Connection& connection, const Commands& commands) -> Result<json::value> {
        auto state = TRY(desk.lock(id));
        TRY_VOID(check_version(seen_version(request), state.contract.number, contract::load_history(connection, serving.company().id, id, draft.amount.currency())));
        TRY_VOID(contract::check_editable(state));
        if (draft.customer && draft.customer != state.contract.customer)
            if (const auto documents = contract::documents_under(connection, serving.company().id, id); !documents.empty())
                return refuse("contract.customer_bound", state.contract.number, {{"documents", documents}});
        TRY_VOID(fill_in_methods(draft, serving, connection, draft.customer ? draft.customer : state.contract.customer));
        TRY_VOID(desk.service().redraft(state, draft));
        contract::note_edit(connection, serving.company().id, id, commands.act.actor);
        return json::object{{"id", to_string(id)}, {"status", contract::code_of(state.contract.status())}};
    });
}

struct Wanted {
    ContractId id;
    contract::ChangeOrder order;
    std::string reason;
    std::optional<std::int64_t> seen;
};

// How the change order alters the terms of a signed contract; nothing when it is refused anyway, or of a draft.
std::optional<contract::Lengthened> more_time(const contract::ContractState& state, const contract::ChangeOrder& order) {
    if (state.contract.status() != contract::Status::signed_off || !state.contract.terms) return std::nullopt;
    const auto changed = contract::decide_change(state, order);
    if (!changed) return std::nullopt;
    const auto lengthened = contract::judge_change(state, order, *changed);
    return lengthened.yes ? std::optional{lengthened} : std::nullopt;
}

// The policy's word on more time, before anything is changed; what it finds goes on record.
Result<void> check_more_time(Serving& serving, sql::Connection& connection, const contract::ContractState& state, const Wanted& wanted, const contract::Lengthened& lengthened, const History& history,
                             const Commands& commands) {
    if (!wanted.seen) return refuse("contract.version_needed", state.contract.number);
    const auto changed = TRY(contract::decide_change(state, wanted.order));
    Money waiting{0, wanted.order.amount.currency()};
    for (const auto& line : changed.replaced) waiting += line.amount;
    const auto facts = TRY(gate_desk(serving, connection).look(state.contract));
    const auto finding = TRY(contract::check_extension({lengthened, waiting, contract::agreed_at(history)}, facts.credit(serving.policies().credit), facts.policy.gate, serving.today()));
    if (finding.treatment == contract::Treatment::block) return refuse("contract.breaks_policy", state.contract.number, {{"findings", std::string(contract::code_of(finding.what))}});
    json::object detail_json{{"step", "extended"}, {"reason", wanted.reason}, {"before_days", lengthened.before.count()}, {"after_days", lengthened.after.count()}};
    if (lengthened.put_off) detail_json["put_off_minor"] = lengthened.put_off->minor();
    const std::string detail = json::serialize(detail_json);
    commands.trail.record({.object_kind = "contract", .object_id = wanted.id.value, .topic = "contract.extended", .policy_version = facts.policy.version, .detail = detail});
    return {};
}

Result<json::value> change(Serving& serving, receivable::ContractDesk& desk, sql::Connection& connection, const Commands& commands, const Wanted& wanted) {
    auto state = TRY(desk.lock(wanted.id));
    const auto history = contract::load_history(connection, serving.company().id, wanted.id, wanted.order.amount.currency());
    TRY_VOID(check_version(wanted.seen, state.contract.number, history));
    if (const auto lengthened = more_time(state, wanted.order)) TRY_VOID(check_more_time(serving, connection, state, wanted, *lengthened, history, commands));
    const bool drafted = state.contract.status() != contract::Status::signed_off;
    TRY_VOID(desk.service().change(state, wanted.order, wanted.reason));
    if (drafted) contract::note_edit(connection, serving.company().id, wanted.id, commands.act.actor);
    return json::object{{"id", to_string(wanted.id)}};
}

// What the contract is now, to know before the command whether it must be held. The command looks again.
bool asks_for_time(Serving& serving, const Wanted& wanted) {
    const audit::Act act{serving.company().id, UserId{}, serving.clock().now(), "look", 0};
    contract::SqlContractStore store{serving.connection(), act};
    const auto state = store.find(wanted.id);
    return state && more_time(*state, wanted.order).has_value();
}

Result<http::Response> change_order(Serving& serving, const http::Request& request) {
    Wanted wanted{.id = TRY(path_id<ContractTag>(serving, serving.reach(request), request, "contract.unknown")), .order = {Money{0, serving.company().currency}, {}, {}}, .reason = {}, .seen = {}};
    Body body = TRY(Body::parse(request));
    wanted.order.amount = body.money("amount");
    wanted.reason = body.text("reason");
    // A held request is done without its headers: what it rests on stands in its body.
    wanted.seen = body.maybe_integer("version");
    if (!wanted.seen) wanted.seen = seen_version(request);
    if (const auto* value = body.raw("terms"); value && !value->is_null()) {
        const auto terms = contract::terms_from_json(*value, wanted.order.amount.currency());
        if (!terms) body.wrong("terms", terms.error());
        else wanted.order.rest = terms->parts();
    }
    if (const auto* value = body.raw("expected"); value && !value->is_null()) {
        const auto expected = contract::expected_events(*value);
        if (!expected) body.wrong("expected", expected.error());
        else wanted.order.expected = *expected;
    }
    const bool held = body.whole() && asks_for_time(serving, wanted);
    return at_contract_desk(serving, request, body, held ? "contract.extend" : "contract.change", 200,
                            [&](receivable::ContractDesk& desk, sql::Connection& connection, const Commands& commands) -> Result<json::value> {
                                // Became an extension between the look and the lock: it would not have been held.
                                if (!held && more_time(TRY(desk.lock(wanted.id)), wanted.order)) return refuse("contract.version_needed", to_string(wanted.id));
                                return change(serving, desk, connection, commands, wanted);
                            });
}

}  // namespace

void add_contract_change_routes(http::Router& router, Serving& serving) {
    router.add({.method = "PUT", .pattern = "/api/v1/contracts/{id}", .permission = Permission::manage_contracts, .scope = Scope::company, .money = true,
                .handler = [&serving](const http::Request& request) { return redraft(serving, request); }});
    router.add({.method = "POST", .pattern = "/api/v1/contracts/{id}/changes", .permission = Permission::manage_contracts, .scope = Scope::company, .money = true,
                .handler = [&serving](const http::Request& request) { return change_order(serving, request); }});
}

}  // namespace tandem::app::server
