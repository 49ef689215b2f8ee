#include "contract/clauses.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tandem::contract {
namespace {

constexpr std::array<std::pair<Venue, std::string_view>, 4> venue_names{{{Venue::our_seat, "our_seat"},
                                                                         {Venue::customer_seat, "customer_seat"},
                                                                         {Venue::place_of_performance, "place_of_performance"},
                                                                         {Venue::arbitration, "arbitration"}}};

constexpr Rate most_interest_a_day = Rate::percent(1);

bool within(Rate rate, Rate most) { return rate.e10 >= 0 && rate <= most; }

}  // namespace

std::string_view name_of(Venue venue) { return std::ranges::find(venue_names, venue, &std::pair<Venue, std::string_view>::first)->second; }
std::optional<Venue> venue_named(std::string_view name) {
    const auto found = std::ranges::find(venue_names, name, &std::pair<Venue, std::string_view>::second);
    return found == venue_names.end() ? std::nullopt : std::optional{found->first};
}

Result<BreachClause> make_breach_clause(Rate late_interest_daily, Rate penalty, int penalty_after_days) {
    if (!within(late_interest_daily, most_interest_a_day) || !within(penalty, Rate::percent(100)))
        return refuse("contract.breach_rate", {}, {{"daily", to_string(late_interest_daily)}, {"penalty", to_string(penalty)}});
    if (penalty_after_days < 0) return refuse("contract.breach_days", std::to_string(penalty_after_days));
    return BreachClause{late_interest_daily, penalty, penalty_after_days};
}

Result<ContractPolicy> make_contract_policy(ContractPolicy draft) {
    if (draft.version < 1) return refuse("policy.version_invalid", std::to_string(draft.version));
    if (draft.roll != policy::Roll::none && draft.calendar.empty()) return refuse("policy.calendar_without_code");
    return draft;
}

Clauses with_standard_clauses(Clauses draft, const ContractPolicy& policy) {
    if (!draft.payment) draft.payment = policy.payment;
    if (!draft.breach) draft.breach = policy.breach;
    if (!draft.dispute) draft.dispute = policy.dispute;
    return draft;
}

Result<void> check_ready_for_review(const Clauses& clauses) {
    if (!clauses.payment) return refuse("contract.clause_missing", "payment");
    if (!clauses.breach) return refuse("contract.clause_missing", "breach");
    if (!clauses.dispute) return refuse("contract.clause_missing", "dispute");
    return {};
}

Money compute_penalty(const BreachClause& clause, Money contract_amount, int overdue_days) {
    if (overdue_days <= clause.penalty_after_days) return Money{0, contract_amount.currency()};
    return contract_amount.times(clause.penalty, Rounding::half_up);
}

}  // namespace tandem::contract
