#include "contract/acceptance.h"

#include <doctest/doctest.h>

namespace tandem::contract {
namespace {

constexpr Currency cny = currency("CNY");
Finding finding(Breaks what, Figures figures, Treatment treatment = Treatment::accept) { return {what, treatment, std::move(figures)}; }
Figures above(std::int64_t minor, const char* scope = "customer") {
    return {{"reason", std::string("limit_used")}, {"scope", std::string(scope)}, {"limit", Money{100, cny}}, {"used", Money{minor, cny}}, {"adds", Money{100, cny}}, {"above", Money{minor, cny}}};
}
Figures overdue(int days, const char* due) { return {{"reason", std::string("overdue_days")}, {"days", days}, {"due", std::string(due)}}; }
bool still_accepted(Breaks what, Figures then, Figures now) { return covers({what, "agreed", std::move(then)}, finding(what, std::move(now))); }

TEST_CASE("R-193: what is accepted covers itself and what is milder, not what is worse") {
    CHECK(still_accepted(Breaks::credit_limit, above(20), above(20)));
    CHECK(still_accepted(Breaks::credit_limit, above(20), above(19)));
    CHECK_FALSE(still_accepted(Breaks::credit_limit, above(20), above(21)));
    CHECK(still_accepted(Breaks::term_above_cap, {{"grade", std::string("C")}, {"term", 60}, {"cap", 30}}, {{"grade", std::string("B")}, {"term", 60}, {"cap", 45}}));
    CHECK_FALSE(still_accepted(Breaks::term_above_cap, {{"grade", std::string("B")}, {"term", 60}, {"cap", 45}}, {{"grade", std::string("C")}, {"term", 60}, {"cap", 30}}));
    const auto interest = [](const char* daily, const char* standard) { return Figures{{"daily", std::string(daily)}, {"standard", std::string(standard)}}; };
    CHECK(still_accepted(Breaks::late_interest_below_standard, interest("0.0003", "0.0005"), interest("0.0003", "0.00050")));
    CHECK_FALSE(still_accepted(Breaks::late_interest_below_standard, interest("0.0003", "0.0005"), interest("0.0003", "0.001")));
}

TEST_CASE("R-205: accepted ways to pay cover the same and fewer, not another one") {
    const auto beyond = [](const char* codes) { return Figures{{"grade", std::string("C")}, {"granted", std::string(codes)}, {"beyond", std::string(codes)}, {"allowed", std::string("cash")}}; };
    CHECK(still_accepted(Breaks::payment_method_not_allowed, beyond("cheque; automatic_debit"), beyond("cheque; automatic_debit")));
    CHECK(still_accepted(Breaks::payment_method_not_allowed, beyond("cheque; automatic_debit"), beyond("automatic_debit")));
    CHECK_FALSE(still_accepted(Breaks::payment_method_not_allowed, beyond("cheque"), beyond("cheque; automatic_debit")));
    CHECK_FALSE(still_accepted(Breaks::payment_method_not_allowed, beyond("cheque"), beyond("automatic_debit")));
    CHECK_FALSE(still_accepted(Breaks::payment_method_not_allowed, {}, beyond("cheque")));
}

TEST_CASE("R-193: another reason, another limit, another currency or a figure nobody saw is a finding of its own") {
    CHECK_FALSE(still_accepted(Breaks::credit_limit, above(20), overdue(1, "2026-06-29")));
    CHECK_FALSE(still_accepted(Breaks::credit_limit, above(20), above(20, "group")));
    CHECK_FALSE(still_accepted(Breaks::credit_limit, {}, above(1)));
    CHECK_FALSE(still_accepted(Breaks::poor_grade, {{"grade", std::string("D")}, {"on_credit", Money{20, cny}}}, {{"grade", std::string("D")}, {"on_credit", Money{1, currency("USD")}}}));
    CHECK_FALSE(still_accepted(Breaks::venue_not_ours, {{"venue", std::string("arbitration")}}, {{"venue", std::string("customer_seat")}}));
    CHECK_FALSE(covers({Breaks::credit_limit, "agreed", {}}, finding(Breaks::venue_not_ours, {})));
}

TEST_CASE("a debt that is a day older is the debt that was accepted; one that fell due before it is not") {
    CHECK(still_accepted(Breaks::credit_limit, overdue(10, "2026-06-20"), overdue(13, "2026-06-20")));
    CHECK(still_accepted(Breaks::credit_limit, overdue(10, "2026-06-20"), overdue(5, "2026-06-28")));
    CHECK_FALSE(still_accepted(Breaks::credit_limit, overdue(10, "2026-06-20"), overdue(11, "2026-06-19")));
}

TEST_CASE("open is what blocks, accepted or not, and what nothing accepted covers") {
    const std::vector<Accepted> accepted{{Breaks::credit_limit, "agreed", above(20)}, {Breaks::credit_limit, "agreed", overdue(10, "2026-06-20")}};
    const std::vector findings{finding(Breaks::credit_limit, above(20)), finding(Breaks::credit_limit, above(21)), finding(Breaks::credit_limit, overdue(11, "2026-06-20")),
                               finding(Breaks::credit_limit, above(20), Treatment::block)};
    const auto open = still_open(findings, accepted);
    REQUIRE(open.size() == 2);
    CHECK(std::get<Money>(open[0].figures.back().second).minor() == 21);
    CHECK(open[1].treatment == Treatment::block);
}

}  // namespace
}  // namespace tandem::contract
