#include "app/server/policy_version.h"

#include "app/policies.h"
#include "policy/edge/policy_sql.h"

namespace tandem::app::server {
namespace {

// The document as it will stand in the book: the figures of the caller under a head of ours.
struct Head { int version; Date from; std::string approver; };
std::string text_of(const json::object& figures, const Head& head) {
    json::object document{{"version", head.version}, {"effective_from", to_string(head.from)}, {"approver", head.approver}};
    for (const auto& [key, value] : figures)
        if (key != "version" && key != "effective_from" && key != "approver" && key != "$schema") document[key] = value;
    return json::serialize(document);
}

Result<std::string> checked_text(Serving& serving, sql::Connection& connection, std::string_view name, const json::object& figures, const Head& head) {
    std::string text = text_of(figures, head);
    TRY_VOID(check_policy(name, text, serving.company().currency));
    TRY_VOID(check_policies_agree(name, text, [&](std::string_view other) { return policy::policy_versions(connection, serving.company().id, other).back().body; }));
    return text;
}

}  // namespace

http::Permission proposer_of(std::string_view name) { return name == "credit" || name == "scoring" ? http::Permission::assess_credit : http::Permission::manage_policies; }

Result<std::string> read_draft(Serving& serving, sql::Connection& connection, std::string_view name, const json::object& figures) {
    const int next = policy::policy_versions(connection, serving.company().id, name).back().version + 1;
    return checked_text(serving, connection, name, figures, {next, serving.today(), std::string{}});
}

json::array changes_json(const std::vector<policy::PolicyChange>& changes) {
    const auto text = [](const std::optional<std::string>& value) { return value ? json::value(*value) : json::value(nullptr); };
    json::array rows;
    for (const auto& each : changes) rows.push_back(json::object{{"path", each.path}, {"old", text(each.before)}, {"new", text(each.after)}});
    return rows;
}

Result<int> write_policy_version(Serving& serving, sql::Connection& connection, audit::SqlTrail& trail, const audit::Act& act, const PolicyDraft& draft, const std::string& proposer) {
    const auto versions = policy::policy_versions(connection, act.company, draft.name);
    const policy::KeptPolicy& latest = versions.back();
    const Date today = serving.today();
    if (latest.version != draft.based_on) return refuse("policy.changed_since", draft.name, {{"version", std::to_string(latest.version)}, {"who", latest.proposed_by}});
    if (draft.from < today) return refuse("policy.in_past", to_string(draft.from), {{"today", to_string(today)}});
    if (draft.from <= latest.effective_from) return refuse("policy.begins_before_last", to_string(draft.from), {{"last", to_string(latest.effective_from)}});
    const int version = latest.version + 1;
    const std::string text = TRY(checked_text(serving, connection, draft.name, draft.figures, {version, draft.from, proposer}));
    json::array changes = changes_json(policy::policy_changes(json::parse(latest.body), json::parse(text)));
    if (changes.empty()) return refuse("policy.nothing_changed", draft.name);
    policy::insert_policy(connection, act.company, draft.name, {.version = version, .effective_from = draft.from, .body = text, .reason = draft.reason, .proposed_by = {}, .recorded_at = act.at}, act.actor);
    const std::string detail = json::serialize(json::object{{"name", draft.name}, {"effective_from", to_string(draft.from)}, {"reason", draft.reason}, {"changes", std::move(changes)}});
    trail.record({.object_kind = "policy", .object_id = version, .topic = "policy.changed", .policy_version = version, .detail = detail});
    return version;
}

}  // namespace tandem::app::server
