#include "approval/policy.h"

#include <algorithm>
#include <array>
#include <set>

namespace tandem::approval {
namespace {

constexpr std::int64_t micros_per_day = 86'400'000'000;
constexpr std::array<std::string_view, 4> administrators{"admin", "system_admin", "security_admin", "audit_admin"};

bool has(const std::vector<std::string>& all, std::string_view one) { return std::ranges::find(all, one) != all.end(); }

bool covers(const Chain& chain, std::int64_t amount) { return (!chain.above || amount > *chain.above) && (!chain.up_to || amount <= *chain.up_to); }

bool within(const RoleLimit& limit, const Asked& asked) {
    if (limit.amount && asked.amount && *asked.amount > *limit.amount) return false;
    return !(limit.days && asked.days && *asked.days > *limit.days);
}

Result<void> check_level(const Chain& chain, const Level& level) {
    if (level.needed < 1 || level.deadline_hours < 0 || (level.roles.empty() && static_cast<int>(level.users.size()) < level.needed)) return refuse("approval.policy_nobody", chain.kind);
    for (const auto administrator : administrators)
        if (has(level.roles, administrator)) return refuse("approval.policy_admin", chain.kind, {{"role", std::string(administrator)}});
    return {};
}

// Somebody can say the last word on the largest amount of the chain.
bool can_release(const ApprovalPolicy& policy, const Chain& chain) {
    const Level& last = chain.levels.back();
    if (!has_amount(chain.kind)) return true;
    return !last.users.empty() || std::ranges::any_of(last.roles, [&](const std::string& role) {
        return std::ranges::none_of(policy.limits, [&](const RoleLimit& limit) { return limit.role == role && limit.amount && (!chain.up_to || *limit.amount < *chain.up_to); });
    });
}

// The chains that decide in a region; "" stands for a region no chain names.
std::vector<const Chain*> chains_of(const ApprovalPolicy& policy, std::string_view kind, std::string_view region) {
    std::vector<const Chain*> own, general;
    for (const Chain& chain : policy.chains) {
        if (chain.kind != kind) continue;
        if (chain.regions.empty()) general.push_back(&chain);
        else if (has(chain.regions, region)) own.push_back(&chain);
    }
    own.insert(own.end(), general.begin(), general.end());
    return own;
}

// Above the smallest amount that needs agreement, every amount does: a gap would be a way around.
Result<void> check_no_gap(const ApprovalPolicy& policy, std::string_view kind, std::string_view region) {
    auto chains = chains_of(policy, kind, region);
    if (chains.empty()) return {};
    std::ranges::sort(chains, {}, [](const Chain* chain) { return chain->above.value_or(INT64_MIN); });
    std::int64_t covered = chains.front()->above.value_or(INT64_MIN);
    for (const Chain* chain : chains) {
        if (chain->above.value_or(INT64_MIN) > covered) break;
        covered = std::max(covered, chain->up_to.value_or(INT64_MAX));
    }
    if (covered == INT64_MAX) return {};
    return refuse("approval.policy_gap", std::string(kind), {{"from_minor", std::to_string(covered)}, {"region", std::string(region)}});
}

}  // namespace

bool has_amount(std::string_view kind) { return kind == "write_off" || kind == "credit_note" || kind == "refund" || kind == "limit_change" || kind == "hold_release" || kind == "contract_review"; }

bool ApprovalPolicy::knows(std::string_view kind) const {
    return std::ranges::any_of(chains, [&](const Chain& chain) { return chain.kind == kind; });
}

std::vector<Level> ApprovalPolicy::levels_for(const Asked& asked) const {
    for (const Chain* chain : chains_of(*this, asked.kind, asked.region)) {
        if (asked.amount && !covers(*chain, *asked.amount)) continue;
        std::vector<Level> levels = chain->levels;
        for (const RoleLimit& limit : limits)
            if (!within(limit, asked)) levels.back().limited.push_back(limit.role);
        return levels;
    }
    return {};
}

Result<ApprovalPolicy> make_approval_policy(ApprovalPolicy policy) {
    std::set<std::pair<std::string, std::string>> places;
    for (const Chain& chain : policy.chains) {
        if (chain.levels.empty()) return refuse("approval.policy_no_levels", chain.kind);
        for (const Level& level : chain.levels) TRY_VOID(check_level(chain, level));
        if (!can_release(policy, chain)) return refuse("approval.policy_nobody_last", chain.kind);
        places.emplace(chain.kind, "");
        for (const std::string& region : chain.regions) places.emplace(chain.kind, region);
    }
    for (const auto& [kind, region] : places) TRY_VOID(check_no_gap(policy, kind, region));
    if (policy.levels_for({std::string(policy_change), {}, {}, {}}).empty()) return refuse("approval.policy_unguarded");
    return policy;
}

Instant split_window_start(const ApprovalPolicy& policy, Instant now) { return {now.micros - policy.split_window_days * micros_per_day}; }

}  // namespace tandem::approval
