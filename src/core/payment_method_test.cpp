#include "core/payment_method.h"

#include <doctest/doctest.h>

using namespace tandem;

TEST_CASE("R-205: a set of ways to pay is in the order of the list, each once, and survives as text") {
    const PaymentMethods methods = set_of({PaymentMethod::acceptance_bill, PaymentMethod::bank_transfer, PaymentMethod::acceptance_bill});
    CHECK(methods == PaymentMethods{PaymentMethod::bank_transfer, PaymentMethod::acceptance_bill});
    CHECK(to_text(methods) == "bank_transfer; acceptance_bill");
    CHECK(parse_methods(to_text(methods)) == methods);
    CHECK(parse_methods("") == PaymentMethods{});
    CHECK_FALSE(parse_methods("bank_transfer; barter").has_value());
    for (const PaymentMethod each : all_payment_methods) CHECK(parse_method(code_of(each)) == each);
}

TEST_CASE("what one set has and the other lacks") {
    const PaymentMethods few{PaymentMethod::bank_transfer, PaymentMethod::cash}, other{PaymentMethod::cash, PaymentMethod::cheque};
    CHECK(without(few, other) == PaymentMethods{PaymentMethod::bank_transfer});
    CHECK(without(few, few).empty());
    CHECK(without({}, few).empty());
}
