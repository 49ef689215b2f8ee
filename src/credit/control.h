// What is counted as exposure and what stops a deal (sections `exposure`, `checks`, `limits`, `release` and `concentration`
// of policies/credit.json)..
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/money.h"
#include "core/result.h"

namespace tandem::credit {

// Of the company's currency, stated with two digits: currencies with others are brought to their own.
struct PolicyAmount {
    std::int64_t hundredths{};
    std::int64_t minor_in(Currency base) const;  // half-up
};

// Where a claim stands on its way from order to cash; each amount is in exactly one of them.
enum class Component { open_items, delivered_not_invoiced, open_orders, open_contracts, pending_approvals };
inline constexpr std::size_t component_count = 5;
std::string_view code_of(Component component);  // "open_items"

struct ExposureSettings {
    std::array<bool, component_count> counted{};  // by Component
    bool subtract_unapplied = false, subtract_credit_notes = false;
    std::optional<int> horizon_days;              // orders that ship later do not count yet
    std::vector<std::string> closed_statuses;     // words of other systems for an order that nothing more comes of
    bool counts(Component component) const { return counted[static_cast<std::size_t>(component)]; }
};

enum class Checkpoint { quote, contract, order, delivery };
inline constexpr std::size_t checkpoint_count = 4;
std::string_view code_of(Checkpoint checkpoint);
std::optional<Checkpoint> checkpoint_named(std::string_view code);

// rate_missing and prepayment_missing always hold; the others are the policy's.
enum class RuleCode { status, no_grade, limit_expired, limit_used, term_above_cap, overdue_days, overdue_amount, overdue_share, rate_missing, prepayment_missing };
std::string_view code_of(RuleCode code);
std::optional<RuleCode> rule_named(std::string_view code);

enum class Effect { warn, hold };
std::string_view code_of(Effect effect);

// Thresholds are reached when the figure is above them (overdue_days: from that day on): hundredths of a percent for
// limit_used and overdue_share, days, or hundredths of the currency for overdue_amount. A rule without a figure has an effect.
struct CheckRule {
    RuleCode code = RuleCode::limit_used;
    std::optional<std::int64_t> warn, hold;
    std::optional<Effect> effect;
    std::array<bool, checkpoint_count> at{};
    bool applies(Checkpoint checkpoint) const { return at[static_cast<std::size_t>(checkpoint)]; }
};

struct CheckSettings {
    std::vector<CheckRule> rules;                  // in this order reasons are told
    std::array<int, checkpoint_count> grace_days{};  // a document that passed so recently is not looked at again
    PolicyAmount small_document;                   // documents up to this are not checked, except for `status`
    std::vector<std::string> excluded_groups;      // customer groups by code
    int grace(Checkpoint checkpoint) const { return grace_days[static_cast<std::size_t>(checkpoint)]; }
};

// How a limit is proposed for customers of a segment: basis × rate of the grade, between floor and cap, in whole steps. R-402.
enum class Basis { yearly_sales, net_assets, fixed };
std::string_view code_of(Basis basis);
struct LimitFormula {
    std::string segment;                 // a customer group by code; empty: everybody else
    Basis basis = Basis::yearly_sales;
    std::map<std::string, Rate> rates;   // by grade; of `fixed_amount` for Basis::fixed
    PolicyAmount fixed_amount, floor, cap, step;
};

struct LimitSettings {
    std::vector<LimitFormula> formulas;
    std::map<std::string, Rate> security_rates;  // what of its amount raises the limit, by kind: "insurance" 100 %
    const LimitFormula* formula_for(std::string_view segment) const;
};

struct Concentration { Rate one_customer, ten_largest; };  // of all receivables, R-415

struct CreditControl {
    ExposureSettings exposure;
    CheckSettings checks;
    LimitSettings limits;
    Concentration concentration;
    int release_days = 0;      // a release lasts so long when nothing else is asked
    int release_days_most = 0; // and never longer
    int review_days = 0;       // a hold is looked at again after
};

// Refuses credit.rule_twice, credit.rule_threshold (neither figure nor effect, a warning above the hold, a share above what can
// be), credit.formula_twice, credit.formula_range (a floor above the cap, a step of nothing), credit.grade_rate {grade} (a better
// grade gets less), credit.security_rate and credit.days_range. `grades`: the best first.
Result<CreditControl> make_credit_control(CreditControl draft, const std::vector<std::string>& grades);

}  // namespace tandem::credit
