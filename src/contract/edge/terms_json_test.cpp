#include "contract/edge/terms_json.h"

#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "contract/edge/policy_json.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::contract;

namespace {

const Currency cny = currency("CNY");

Error refusal(std::string_view json) {
    const auto parsed = parse_terms(json, cny);
    REQUIRE(!parsed);
    return parsed.error();
}
Error part_refusal(const std::string& part) { return refusal(R"({"parts":[)" + part + "]}"); }

std::string policy_text() { return testing::read_file("policies/contract.json"); }
std::string with(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("terms written out and read again are the same") {
    constexpr std::string_view text =
        R"({"parts":[{"kind":"percent","percent":"30","base":"signing","days":7,"label":"首付款"},)"
        R"({"kind":"percent_of_remaining","percent":"33.5","base":"delivery","months":2,"day_of_month":15,"days":30},)"
        R"({"kind":"fixed","amount":"100.00","base":"acceptance","months":1,"end_of_month":true},)"
        R"({"kind":"remainder","base":"invoice","days":45,"next_day_of_month":10,"discount":{"percent":"2","days":10}}]})";
    const auto terms = parse_terms(text, cny);
    REQUIRE(terms);
    CHECK(terms->parts()[2].due.day_of_month == 31);
    CHECK(to_json(*terms) == text);
}

TEST_CASE("a ratio may stand in place of the percentage, and its divisor must agree") {
    const auto terms = parse_terms(R"({"parts":[{"kind":"percent","ratio":"0.25","divisor":"4","base":"signing"},{"kind":"remainder","base":"signing"}]})", cny);
    REQUIRE(terms);
    CHECK(std::get<Percent>(terms->parts()[0].share).rate == Rate::percent(25));
    CHECK(part_refusal(R"({"kind":"percent","ratio":"0.4","divisor":"2","base":"signing"})").code == "contract.ratio_divisor_disagree");
}

TEST_CASE("terms of another form are refused with the place") {
    CHECK(refusal("nothing").code == "json.invalid");
    CHECK(refusal("{}").code == "json.missing_key");
    CHECK(refusal(R"({"parts":[]})").code == "contract.terms_empty");
    CHECK(part_refusal(R"({"kind":"percent","percent":30,"base":"signing"})").subject == "terms.parts[0].percent");
    CHECK(part_refusal(R"({"kind":"half","base":"signing"})").code == "json.wrong_type");
    CHECK(part_refusal(R"({"kind":"remainder","base":"tuesday"})").code == "json.wrong_type");
    CHECK(part_refusal(R"({"kind":"remainder","base":"signing","day":7})").code == "json.unknown_key");
    CHECK(part_refusal(R"({"kind":"remainder","base":"signing","percent":"7"})").code == "json.unknown_key");
    CHECK(part_refusal(R"({"kind":"remainder","base":"signing","days":7.5})").code == "json.wrong_type");
    CHECK(part_refusal(R"({"kind":"remainder","base":"signing","days":18446744073709551616})").code == "json.wrong_type");
    CHECK(part_refusal(R"({"kind":"remainder","base":"signing","day_of_month":5,"end_of_month":true})").code == "contract.two_days_of_month");
    CHECK(part_refusal(R"({"kind":"fixed","amount":"1.005","base":"signing"})").code == "money.too_many_digits");
    CHECK(part_refusal(R"({"kind":"remainder","base":"signing","discount":{"percent":"2","days":0,"until":1}})").code == "json.unknown_key");
}

TEST_CASE("the shipped contract policy holds R-150 to R-153, and no due date rolls") {
    const auto policy = parse_contract_policy(policy_text());
    REQUIRE(policy);
    CHECK(policy->version == 1);
    CHECK(policy->roll == policy::Roll::none);
    CHECK(policy->calendar == "cn-mainland");
    CHECK(to_json(policy->payment) == R"({"parts":[{"kind":"percent","percent":"30","base":"signing","days":7,"label":"首付款"},)"
                                      R"({"kind":"percent","percent":"70","base":"acceptance","days":30,"label":"验收款"}]})");
    CHECK(policy->breach == *make_breach_clause(*parse_rate("0.0005"), Rate::percent(5), 30));
    CHECK(policy->dispute == Venue::our_seat);
    CHECK(policy->payment_methods == PaymentMethods{PaymentMethod::bank_transfer, PaymentMethod::automatic_debit});
}

TEST_CASE("every figure of the contract policy is read, and nonsense is refused") {
    CHECK(parse_contract_policy(with(policy_text(), "\"none\"", "\"following\""))->roll == policy::Roll::following);
    CHECK(parse_contract_policy(with(policy_text(), "0.0005", "0.0003"))->breach.late_interest_daily == *parse_rate("0.0003"));
    CHECK(parse_contract_policy(with(policy_text(), "\"5\"", "\"8\""))->breach.penalty == Rate::percent(8));
    CHECK(parse_contract_policy(with(policy_text(), ": 30}", ": 15}"))->breach.penalty_after_days == 15);
    CHECK(parse_contract_policy(with(policy_text(), "our_seat", "arbitration"))->dispute == Venue::arbitration);
    CHECK(parse_contract_policy(with(policy_text(), "\"automatic_debit\"", "\"cheque\""))->payment_methods == PaymentMethods{PaymentMethod::bank_transfer, PaymentMethod::cheque});
    CHECK(parse_contract_policy(with(policy_text(), "\"automatic_debit\"", "\"barter\"")).error().code == "policy.unknown_code");
    CHECK(parse_contract_policy(with(policy_text(), R"(["bank_transfer", "automatic_debit"])", "[]")).error().code == "contract.standard_methods");
    CHECK(parse_contract_policy(with(policy_text(), "\"70\"", "\"60\"")).error().code == "contract.parts_below_total");
    CHECK(parse_contract_policy(with(policy_text(), "\"none\"", "\"sideways\"")).error().code == "json.wrong_type");
    const auto with_fixed = with(policy_text(), R"("kind": "percent", "percent": "30")", R"("kind": "fixed", "amount": "30")");
    CHECK(parse_contract_policy(with_fixed).error().code == "contract.standard_terms_fixed");
    CHECK(parse_contract_policy(with(policy_text(), "\"dispute\"", "\"quarrel\"")).error().code == "json.missing_key");
}
