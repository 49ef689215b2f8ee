// Which commands need whose agreement (policies/approval.json), as one checked value. R-303; trust S4, S5.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "approval/level.h"
#include "core/date.h"
#include "core/result.h"

namespace tandem::approval {

// What is asked, as the policy sees it. Amounts are minor units of the company's currency.
struct Asked {
    std::string kind;                    // "write_off", "credit_note", "refund", "period_reopen", ...
    std::optional<std::int64_t> amount;  // none for a kind without an amount
    std::optional<int> days;             // of a kind that grants time
    std::string region;                  // code; empty when there is none
};

// Levels in order for one kind, for amounts above `above` up to and including `up_to`, in these regions.
struct Chain {
    std::string kind;
    std::optional<std::int64_t> above, up_to;
    std::vector<std::string> regions;  // codes; empty: every region
    std::vector<Level> levels;
};

// What a role may release with the last word: up to this amount and so many days.
struct RoleLimit {
    std::string role;
    std::optional<std::int64_t> amount;
    std::optional<int> days;
};

struct ApprovalPolicy {
    int version = 0;
    int split_window_days = 0;  // what one person asked for one customer within these days counts as one amount
    std::vector<RoleLimit> limits;
    std::vector<Chain> chains;

    bool knows(std::string_view kind) const;
    // The levels of what is asked: of its region's own chain, else the general one, with the limits worked in. Empty: no
    // agreement is needed.
    std::vector<Level> levels_for(const Asked& asked) const;
};

bool has_amount(std::string_view kind);  // what limits by amount speak of

// The kind whose chain guards this policy itself.
inline constexpr std::string_view policy_change = "policy_change";

// Refuses approval.policy_no_levels, approval.policy_nobody (a level without people or with fewer than it needs),
// approval.policy_admin (an administrator's role decides nothing, S4), approval.policy_gap {from} (amounts of a kind that no
// chain covers), approval.policy_nobody_last (no role of the last level may release the largest amount) and
// approval.policy_unguarded (no chain for a change of this policy).
Result<ApprovalPolicy> make_approval_policy(ApprovalPolicy policy);

// The first instant that still counts towards one amount.
Instant split_window_start(const ApprovalPolicy& policy, Instant now);

}  // namespace tandem::approval
