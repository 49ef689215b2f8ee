// Limits (信用额度): how much a customer, a group of customers or everybody together may owe..
//
// No limit on record is not the same as 0: nobody has assessed the customer yet. 0 is cash only; unlimited is said outright.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/date.h"
#include "core/id.h"
#include "credit/control.h"
#include "credit/security.h"

namespace tandem::credit {

struct LimitEntryTag { static constexpr std::string_view prefix = "lim"; };
using LimitEntryId = Id<LimitEntryTag>;
struct SecurityTag { static constexpr std::string_view prefix = "sec"; };
using SecurityId = Id<SecurityTag>;
struct ClaimTag { static constexpr std::string_view prefix = "clm"; };
using ClaimId = Id<ClaimTag>;

// Whose debts a limit bounds. That of a group is one pool for all its customers.
enum class Scope { customer, group, company };
std::string_view code_of(Scope scope);
std::optional<Scope> scope_named(std::string_view code);

// One approved adjustment; never changed. A temporary one adds to the base while it lasts.
struct LimitEntry {
    LimitEntryId id;
    enum class Kind { base, temporary } kind = Kind::base;
    std::optional<std::int64_t> amount;  // minor units of the company's currency; none: unlimited
    Date from;
    std::optional<Date> valid_to;        // both days included; none: until it is changed
    Instant recorded_at{};
};

// What stands behind the customer's debts besides his word; counts from its first day through its last.
struct SecurityFact {
    std::string kind;  // "guarantor", "collateral", "insurance", "deposit"
    std::int64_t base_minor{};
    Date from, valid_to;
};

// The strongest kind that counts on the day: what the terms matrix asks.
Security strongest_on(std::span<const SecurityFact> securities, Date day);

struct LimitInForce {
    enum class State { not_set, expired, set, unlimited } state = State::not_set;
    std::int64_t base = 0, temporary = 0, secured = 0;  // minor units; what security adds
    LimitEntryId entry;                                 // the base adjustment that decides, also when it expired
    std::optional<Date> valid_to;
    std::int64_t total() const { return base + temporary + secured; }
    bool bounds() const { return state != State::unlimited; }
};

// The newest base limit by its first day counts; one that it replaced does not come back. Security and temporary amounts raise
// a limit above 0; they lift nobody out of cash only.
LimitInForce limit_on(std::span<const LimitEntry> entries, std::span<const SecurityFact> securities, const std::map<std::string, Rate>& security_rates, Date day);

// What somebody asks the limit to become. `replaces` names the base limit they have seen; none for the first.
struct LimitChange {
    LimitEntry entry;
    LimitEntryId replaces;
    std::string reason;
};
// Refuses credit.limit_negative, credit.limit_dates, credit.limit_reason, credit.temporary_needs_end, credit.temporary_needs_base and
// credit.limit_overtaken {now} when another base limit than the one named counts on the first day (CE-020).
Result<void> check_change(const LimitChange& change, std::span<const LimitEntry> entries, Date today);

// What the formula would give; nothing when its basis is not known. Half-up once, then whole steps downwards.
struct LimitBasis { std::optional<std::int64_t> yearly_sales, net_assets; };
std::optional<std::int64_t> propose_limit(const LimitFormula& formula, std::string_view grade, const LimitBasis& basis, Currency base);

}  // namespace tandem::credit
