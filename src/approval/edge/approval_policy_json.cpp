#include "approval/edge/approval_policy_json.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

#include "policy/edge/policy_head.h"
#include "policy/edge/strict_json.h"

namespace tandem::approval {
namespace {

using policy::JsonObject;
namespace json = boost::json;

constexpr std::array<std::string_view, 10> kinds{"write_off", "credit_note", "refund", "period_reopen", "customer_merge", "grade_override", "limit_change", "hold_release", "contract_review", policy_change};

Result<std::vector<std::string>> texts(JsonObject& object, std::string_view key) {
    std::vector<std::string> all;
    if (!object.has(key)) return all;
    TRY_VOID(object.array(key, [&](const json::value& element, const std::string& path) -> Result<void> {
        if (!element.is_string()) return policy::refuse_type(path, "text");
        all.emplace_back(std::string_view{element.get_string()});
        return {};
    }));
    return all;
}

Result<std::optional<std::int64_t>> minor(JsonObject& object, std::string_view key, Currency currency) {
    if (!object.has(key)) return std::optional<std::int64_t>{};
    return std::optional{TRY(parse_decimal(TRY(object.text(key)), currency)).minor()};
}

// A stored level also says whose limits were too low for what was asked.
enum class Written { in_policy, with_request };
Result<Level> level_of(const json::value& element, const std::string& path, Written written) {
    JsonObject object = TRY(JsonObject::open(element, path));
    Level level{.roles = TRY(texts(object, "roles")), .users = TRY(texts(object, "users")), .limited = {}};
    if (written == Written::with_request) level.limited = TRY(texts(object, "limited"));
    if (object.has("needed")) level.needed = TRY(object.small_integer("needed"));
    if (object.has("deadline_hours")) level.deadline_hours = TRY(object.small_integer("deadline_hours"));
    TRY_VOID(object.done());
    return level;
}

Result<Chain> chain_of(const json::value& element, const std::string& path, Currency currency) {
    JsonObject object = TRY(JsonObject::open(element, path));
    Chain chain{.kind = TRY(object.text("kind")), .above = TRY(minor(object, "above", currency)), .up_to = TRY(minor(object, "up_to", currency)), .regions = TRY(texts(object, "regions")), .levels = {}};
    if (std::ranges::find(kinds, chain.kind) == kinds.end())
        return refuse("policy.unknown_code", path + ".kind", {{"value", chain.kind}, {"allowed", "write_off, credit_note, refund, period_reopen, customer_merge, grade_override, limit_change, hold_release, contract_review, policy_change"}});
    TRY_VOID(object.array("levels", [&](const json::value& level, const std::string& at) -> Result<void> {
        chain.levels.push_back(TRY(level_of(level, at, Written::in_policy)));
        return {};
    }));
    TRY_VOID(object.done());
    return chain;
}

}  // namespace

Result<ApprovalPolicy> parse_approval_policy(std::string_view text, Currency currency) {
    const json::value value = TRY(policy::parse_json(text));
    JsonObject document = TRY(JsonObject::open(value));
    document.ignore("currency");
    ApprovalPolicy read;
    read.version = TRY(policy::read_policy_head(document));
    read.split_window_days = TRY(document.small_integer("split_window_days"));
    TRY_VOID(document.array("limits", [&](const json::value& element, const std::string& path) -> Result<void> {
        JsonObject limit = TRY(JsonObject::open(element, path));
        read.limits.push_back({TRY(limit.text("role")), TRY(minor(limit, "amount", currency)), TRY(limit.optional("days", &JsonObject::small_integer))});
        return limit.done();
    }));
    TRY_VOID(document.array("chains", [&](const json::value& element, const std::string& path) -> Result<void> {
        read.chains.push_back(TRY(chain_of(element, path, currency)));
        return {};
    }));
    TRY_VOID(document.done());
    return make_approval_policy(std::move(read));
}

json::array levels_json(const std::vector<Level>& levels) {
    const auto list = [](const std::vector<std::string>& all) { return json::array(all.begin(), all.end()); };
    json::array out;
    for (const Level& level : levels)
        out.push_back(json::object{{"roles", list(level.roles)}, {"users", list(level.users)}, {"limited", list(level.limited)}, {"needed", level.needed}, {"deadline_hours", level.deadline_hours}});
    return out;
}

std::vector<Level> levels_of(std::string_view stored) {
    std::vector<Level> levels;
    const json::value value = json::parse(stored);
    for (const auto& each : value.as_array()) {
        const auto level = level_of(each, "levels", Written::with_request);
        TANDEM_ASSERT(level.has_value());  // levels_json wrote it
        levels.push_back(*level);
    }
    return levels;
}

}  // namespace tandem::approval
