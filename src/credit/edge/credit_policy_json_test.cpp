#include "credit/edge/credit_policy_json.h"

#include <doctest/doctest.h>

#include "support/shared.h"

namespace tandem::credit {
namespace {

CreditPolicy shipped() { return parse_credit_policy(tandem::testing::read_file("policies/credit.json")).value(); }
std::string refusal(CreditPolicy draft) {
    const auto made = make_credit_policy(std::move(draft));
    return made ? "accepted" : std::string(made.error().code);
}
using Row = TermRow;

TEST_CASE("R-146 to R-149: the shipped matrix is the definitions' secured-longer, 0 is prepaid or cash") {
    const auto policy = shipped();
    CHECK(policy.preset == "secured-longer");
    CHECK(policy.terms().days == std::map<std::string, Row>{{"A", {30, 60, 90}}, {"B", {0, 60, 90}}, {"C", {0, 0, 90}}, {"D", {0, 0, 0}}});
    CHECK(term_cap_days(policy, "B", Security::none) == 0);
    CHECK(term_cap_days(policy, "B", Security::guarantor) == 60);
    CHECK(term_cap_days(policy, "C", Security::collateral) == 90);
}

TEST_CASE("R-14A: the other preset gives good payers longer, whatever secures them") {
    auto policy = shipped();
    policy.preset = "good-pays-longer";
    for (const auto security : {Security::none, Security::guarantor, Security::collateral}) {
        CHECK(term_cap_days(policy, "A", security) == 90);
        CHECK(term_cap_days(policy, "B", security) == 60);
        CHECK(term_cap_days(policy, "C", security) == 30);
        CHECK(term_cap_days(policy, "D", security) == 0);
    }
}

TEST_CASE("R-005: a customer without a grade pays at once") {
    CHECK(term_cap_days(shipped(), "", Security::collateral) == 0);
    CHECK(shipped().without_grade == WithoutGrade::cash_only);
}

TEST_CASE("R-404, R-191: the shipped grades are looked at again after 12, 6 and 3 months; B and better have the first discount") {
    const auto policy = shipped();
    CHECK(policy.find("A")->reassess_months == 12);
    CHECK(policy.find("B")->reassess_months == 6);
    CHECK(policy.find("C")->reassess_months == 3);
    CHECK(policy.find("B")->first_order_discount);
    CHECK_FALSE(policy.find("C")->first_order_discount);
    CHECK(policy.rank("A") < policy.rank("B"));
}

TEST_CASE("a policy that contradicts itself is refused") {
    auto policy = shipped();
    CHECK(refusal(policy) == "accepted");
    policy.preset = "long";
    CHECK(refusal(policy) == "credit.preset_unknown");
    policy = shipped();
    policy.presets[0].days["B"] = {60, 30, 90};
    CHECK(refusal(policy) == "credit.term_falls");
    policy.presets[0].days["B"] = {-1, 30, 90};
    CHECK(refusal(policy) == "credit.term_negative");
    policy.presets[0].days.erase("B");
    CHECK(refusal(policy) == "credit.term_row");
    policy = shipped();
    policy.presets[1].days["E"] = {};
    CHECK(refusal(policy) == "credit.term_row");
    policy = shipped();
    policy.grades.push_back(policy.grades[0]);
    CHECK(refusal(policy) == "credit.grade_twice");
    policy = shipped();
    policy.grades[0].reassess_months = 0;
    CHECK(refusal(policy) == "credit.reassess_months");
    policy.grades.clear();
    CHECK(refusal(policy) == "credit.no_grades");
}

}  // namespace
}  // namespace tandem::credit
