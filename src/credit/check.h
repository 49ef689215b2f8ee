// The credit check: may this document go on? Pass, warn or hold, with every reason and its figures..
//
// Asked at quote, contract, order and delivery, never when what was delivered is invoiced.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/id.h"
#include "credit/control.h"
#include "credit/exposure.h"
#include "credit/limit.h"
#include "credit/policy.h"
#include "credit/standing.h"

namespace tandem::credit {

struct HoldTag { static constexpr std::string_view prefix = "hld"; };
using HoldId = Id<HoldTag>;
struct DecisionTag { static constexpr std::string_view prefix = "dec"; };
using DecisionId = Id<DecisionTag>;

// One limit and what is used of it: the customer's own, his group's, everybody's.
struct PoolPosition {
    Scope scope = Scope::customer;
    LimitInForce limit;
    std::int64_t used = 0;
};

// Where the customer stands before the document. Minor units of the company's currency.
struct Position {
    CustomerId customer;
    std::string group;     // code; empty when there is none
    Standing standing;
    int term_cap_days = 0; // of his grade with his security
    bool stopped = false;  // by hand
    Exposure exposure;
    std::vector<PoolPosition> pools;  // his own first; a group or company only where it has a limit
};

// What was agreed to in spite of the reasons; no longer once the amount or the terms grow, or after its last day.
struct Release {
    std::int64_t base_minor = 0;
    int term_days = 0;
    Date until;
};

struct DocumentFacts {
    std::int64_t base_minor = 0;   // the whole document
    std::int64_t adds_minor = 0;   // what it would add to the exposure
    std::int64_t prepaid_minor = 0;  // of it, paid before delivery
    std::int64_t prepaid_lacking = 0;  // at delivery: of what was to be paid before, not there yet
    std::optional<int> term_days{};
    bool rate_missing = false;
    std::optional<Date> passed_on{};  // when it last passed a checkpoint
    std::optional<Release> release{};
};

struct Reason {
    RuleCode code = RuleCode::limit_used;
    Effect effect = Effect::hold;
    Scope scope = Scope::customer;           // whose limit
    std::int64_t actual = 0, threshold = 0;  // hundredths of a percent, days or minor units, as the rule has it
    std::int64_t limit = 0, used = 0, adds = 0;
    std::string detail{};                    // a currency, the day a limit ended
    friend bool operator==(const Reason&, const Reason&) = default;
};

enum class Outcome { pass, warn, hold };
std::string_view code_of(Outcome outcome);

struct Decision {
    Outcome outcome = Outcome::pass;
    std::vector<Reason> reasons{};  // in the policy's order
    bool by_release = false;      // it would have held
};

struct CheckContext {
    const CreditPolicy& policy;
    const CheckSettings& checks;
    Currency base;
    Date today;
};
Decision decide_check(const Position& position, const DocumentFacts& document, Checkpoint checkpoint, const CheckContext& context);

}  // namespace tandem::credit
