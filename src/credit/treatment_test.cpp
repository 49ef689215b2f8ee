#include "credit/treatment.h"

#include <doctest/doctest.h>

#include "credit/edge/credit_policy_json.h"
#include "support/shared.h"

namespace tandem::credit {
namespace {

const CreditPolicy& shipped() {
    static const auto policy = parse_credit_policy(tandem::testing::read_file("policies/credit.json")).value();
    return policy;
}
Treatment of(const std::string& grade, bool dealt_before = false) {
    Standing standing;
    standing.grade = grade;
    return treatment_of(shipped(), standing, dealt_before);
}

TEST_CASE("R-191: the first-order discount is for B and better, and for a first order") {
    CHECK(of("A").first_order_discount == FirstOrderDiscount::open);
    CHECK(of("B").first_order_discount == FirstOrderDiscount::open);
    CHECK(of("C").first_order_discount == FirstOrderDiscount::not_for_grade);
    CHECK(of("D").first_order_discount == FirstOrderDiscount::not_for_grade);
    CHECK(of("A", true).first_order_discount == FirstOrderDiscount::not_the_first);
    CHECK(of("").first_order_discount == FirstOrderDiscount::no_grade);
    CHECK(of("", true).first_order_discount == FirstOrderDiscount::no_grade);
}

TEST_CASE("R-202, R-206: the good are reminded mildly, the poor firmly and soon") {
    CHECK(of("A").tone == "mild");
    CHECK(of("D").tone == "firm");
    CHECK(of("A").escalation == "slow");
    CHECK(of("D").escalation == "fast");
    CHECK(of("").tone.empty());
}

TEST_CASE("R-205: who has no grade pays as the last grade may; a bill needs a better one") {
    CHECK(of("").methods == of("D").methods);
    CHECK(of("D").methods == PaymentMethods{PaymentMethod::bank_transfer, PaymentMethod::cash});
    CHECK(of("C").methods == PaymentMethods{PaymentMethod::bank_transfer, PaymentMethod::cash, PaymentMethod::acceptance_bill});
}

}  // namespace
}  // namespace tandem::credit
