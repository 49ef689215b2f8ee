#include "dunning/edge/dunning_policy_json.h"

#include <boost/json.hpp>

#include "policy/edge/policy_head.h"
#include "receivable/edge/json_fields.h"

namespace tandem::dunning {
namespace {

using policy::JsonObject;
using receivable::code_field;
using receivable::code_list;
namespace json = boost::json;

constexpr std::string_view roles = "customer, rep, sales_manager, risk_officer, legal_officer, finance, collector";

std::optional<CatchUp> parse_catch_up(std::string_view code) {
    if (code == "one_level_a_run") return CatchUp::one_level_a_run;
    if (code == "jump") return CatchUp::jump;
    return std::nullopt;
}
std::optional<OpeningItems> parse_opening_items(std::string_view code) {
    if (code == "first_level") return OpeningItems::first_level;
    if (code == "age_stage") return OpeningItems::age_stage;
    return std::nullopt;
}

Result<Stage> stage_of(const json::value& element, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(element, path));
    Stage stage{TRY(object.text("code")), TRY(object.small_integer("from_days")),
                TRY(code_field<Action>(object, "action", parse_action, "reminder_letter, demand_letter, negotiate_instalments, propose_legal")),
                TRY(code_list<Role>(object, "owners", parse_role, roles))};
    TRY_VOID(object.done());
    return stage;
}

Result<AlertException> exception_of(const json::value& element, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(element, path));
    AlertException exception{TRY(receivable::optional_money(object, "amount_from")), TRY(receivable::text_list(object, "grades")),
                             TRY(object.optional("share_from_percent", &JsonObject::percent)), TRY(object.small_integer("days"))};
    TRY_VOID(object.done());
    return exception;
}

Result<AlertRule> alert_of(const json::value& element, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(element, path));
    AlertRule rule;
    rule.key = TRY(object.text("key"));
    rule.days = TRY(object.small_integer("days"));
    rule.level = TRY(object.optional("level", &JsonObject::small_integer));
    rule.to = TRY(code_list<Role>(object, "to", parse_role, roles));
    rule.copy = TRY(code_list<Role>(object, "copy", parse_role, roles));
    rule.channels = TRY(code_list<Channel>(object, "channels", parse_channel, "mail, sms, in_app"));
    if (object.has("exceptions"))
        TRY_VOID(object.array("exceptions", [&](const json::value& inner, const std::string& at) -> Result<void> {
            rule.exceptions.push_back(TRY(exception_of(inner, at)));
            return {};
        }));
    TRY_VOID(object.done());
    return rule;
}

// Without mode and days of its own a level is reached with its stage.
Result<DemandLevel> level_of(const json::value& element, const std::string& path, const Stages& stages) {
    JsonObject object = TRY(JsonObject::open(element, path));
    const std::string code = TRY(object.text("stage"));
    const auto stage = stages.find(code);
    if (!stage) return refuse("dunning.ladder_stage", path, {{"stage", code}});
    DemandLevel level{*stage, ReminderMode::net_days, stages.at(*stage).from_days};
    if (object.has("mode") || object.has("days")) {
        level.mode = TRY(code_field<ReminderMode>(object, "mode", parse_reminder_mode, "net_days, end_of_month_after, after_previous_reminder"));
        level.days = TRY(object.small_integer("days"));
    }
    TRY_VOID(object.done());
    return level;
}

Result<Ladder> ladder_of(JsonObject object, const Stages& stages) {
    Ladder ladder;
    TRY_VOID(object.array("levels", [&](const json::value& element, const std::string& path) -> Result<void> {
        ladder.levels.push_back(TRY(level_of(element, path, stages)));
        return {};
    }));
    ladder.catch_up = TRY(code_field<CatchUp>(object, "catch_up", parse_catch_up, "one_level_a_run, jump"));
    ladder.opening_items = TRY(code_field<OpeningItems>(object, "opening_items", parse_opening_items, "first_level, age_stage"));
    ladder.malicious_from_level = TRY(object.small_integer("malicious_from_level"));
    ladder.payment_within_days = TRY(object.small_integer("payment_within_days"));
    ladder.quiet_days = TRY(object.small_integer("quiet_days"));
    TRY_VOID(object.done());
    return make_ladder(std::move(ladder));
}

Result<EscalationRule> escalation_of(const json::value& element, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(element, path));
    EscalationRule rule{TRY(object.text("code")),
                        TRY(object.optional("min_unpaid_items", &JsonObject::small_integer)),
                        TRY(object.optional("min_days", &JsonObject::small_integer)),
                        TRY(receivable::optional_money(object, "min_overdue")),
                        TRY(receivable::text_list(object, "grades")),
                        TRY(code_list<Role>(object, "to", parse_role, roles))};
    TRY_VOID(object.done());
    return rule;
}

Result<PromiseRules> promise_of(JsonObject object) {
    const PromiseRules rules{TRY(object.small_integer("tolerance_days")), TRY(object.small_integer("longest_days"))};
    TRY_VOID(object.done());
    return make_promise_rules(rules);
}

template <class Item>
Result<std::vector<Item>> list_of(JsonObject& document, std::string_view key, Result<Item> (*read)(const json::value&, const std::string&)) {
    std::vector<Item> items;
    TRY_VOID(document.array(key, [&](const json::value& element, const std::string& path) -> Result<void> {
        items.push_back(TRY(read(element, path)));
        return {};
    }));
    return items;
}

}  // namespace

Result<DunningPolicy> parse_dunning_policy(std::string_view text) {
    const json::value value = TRY(policy::parse_json(text));
    JsonObject document = TRY(JsonObject::open(value));
    DunningPolicy read;
    read.version = TRY(policy::read_policy_head(document));
    read.stages = TRY(make_stages(TRY(list_of<Stage>(document, "stages", stage_of))));
    read.alerts = TRY(make_alerts(TRY(list_of<AlertRule>(document, "alerts", alert_of))));
    read.ladder = TRY(ladder_of(TRY(document.object("ladder")), read.stages));
    read.promise = TRY(promise_of(TRY(document.object("promise"))));
    read.escalations = TRY(make_escalations(TRY(list_of<EscalationRule>(document, "escalations", escalation_of))));
    TRY_VOID(document.done());
    return read;
}

}  // namespace tandem::dunning
