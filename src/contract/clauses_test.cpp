#include "contract/clauses.h"

#include <doctest/doctest.h>

using namespace tandem;
using namespace tandem::contract;

namespace {

PaymentTerms prepaid() {
    return *make_payment_terms({{.share = Percent{Rate::percent(100)}, .base = BaseEvent::signing, .due = {}, .discount = {}, .label = {}}});
}
ContractPolicy standard(int version = 1, std::string calendar = "cn-mainland", policy::Roll roll = policy::Roll::none) {
    const BreachClause breach = *make_breach_clause(*parse_rate("0.0005"), Rate::percent(5), 30);
    return {version, std::move(calendar), roll, prepaid(), breach, Venue::our_seat, {}, {PaymentMethod::bank_transfer, PaymentMethod::automatic_debit}};
}
const BreachClause shipped = *make_breach_clause(*parse_rate("0.0005"), Rate::percent(5), 30);

}  // namespace

TEST_CASE("R-155: a contract with a clause that is not in figures cannot enter review") {
    Clauses clauses;
    CHECK(check_ready_for_review(clauses).error().subject == "payment");
    clauses.payment = prepaid();
    CHECK(check_ready_for_review(clauses).error().subject == "payment_methods");
    clauses.payment_methods = {PaymentMethod::cash};
    CHECK(check_ready_for_review(clauses).error().subject == "breach");
    clauses.breach = shipped;
    CHECK(check_ready_for_review(clauses).error().subject == "dispute");
    CHECK(check_ready_for_review(clauses).error().code == "contract.clause_missing");
    clauses.dispute = Venue::our_seat;
    CHECK(check_ready_for_review(clauses));
}

TEST_CASE("what a draft leaves open is taken from the standard, what it states is kept") {
    const ContractPolicy policy = standard();
    const auto filled = with_standard_clauses({}, policy);
    CHECK(check_ready_for_review(filled));
    CHECK(filled.breach == shipped);
    CHECK(filled.dispute == Venue::our_seat);
    CHECK(filled.payment_methods == policy.payment_methods);

    const BreachClause own{Rate{}, Rate::percent(10), 60};
    const auto kept = with_standard_clauses({{}, own, Venue::arbitration, {PaymentMethod::cheque}}, policy);
    CHECK(kept.breach == own);
    CHECK(kept.dispute == Venue::arbitration);
    CHECK(kept.payment_methods == PaymentMethods{PaymentMethod::cheque});
}

TEST_CASE("R-150, R-205: of the standard's ways to pay a customer gets those that he may use") {
    const auto filled = [](PaymentMethods allowed) { return with_standard_clauses({}, standard(), std::move(allowed)).payment_methods; };
    CHECK(filled({PaymentMethod::bank_transfer, PaymentMethod::cash}) == PaymentMethods{PaymentMethod::bank_transfer});
    CHECK(filled({PaymentMethod::bank_transfer, PaymentMethod::cash, PaymentMethod::automatic_debit}) == standard().payment_methods);
    CHECK(filled({PaymentMethod::cash}) == PaymentMethods{PaymentMethod::cash});
}

TEST_CASE("R-152: the penalty is due once the payment is more than 30 days late") {
    const Money amount{1'000'001, currency("CNY")};
    CHECK(compute_penalty(shipped, amount, 30).is_zero());
    CHECK(compute_penalty(shipped, amount, 31) == Money{50'000, currency("CNY")});
    CHECK(compute_penalty({shipped.late_interest_daily, shipped.penalty, 10}, amount, 11).minor() == 50'000);
    CHECK(compute_penalty({shipped.late_interest_daily, Rate::percent(10), 30}, amount, 31).minor() == 100'000);
}

TEST_CASE("breach figures that make no sense are refused") {
    CHECK(make_breach_clause(*parse_rate("0.05"), Rate::percent(5), 30).error().code == "contract.breach_rate");
    CHECK(make_breach_clause(*parse_rate("-0.0005"), Rate::percent(5), 30).error().code == "contract.breach_rate");
    CHECK(make_breach_clause(*parse_rate("0.0005"), Rate::percent(101), 30).error().code == "contract.breach_rate");
    CHECK(make_breach_clause(*parse_rate("0.0005"), Rate::percent(5), -1).error().code == "contract.breach_days");
    CHECK(make_breach_clause(*parse_rate("0.0005"), Rate::percent(5), 3660).has_value());
    CHECK(make_breach_clause(*parse_rate("0.0005"), Rate::percent(5), 3661).error().code == "contract.breach_days_long");
    CHECK(make_contract_policy(standard(0)).error().code == "policy.version_invalid");
    CHECK(make_contract_policy(standard(1, "", policy::Roll::following)).error().code == "policy.calendar_without_code");
    CHECK(make_contract_policy(standard(1, "")));
    auto silent = standard();
    silent.payment_methods.clear();
    CHECK(make_contract_policy(silent).error().code == "contract.standard_methods");
}

TEST_CASE("venues have names") {
    for (const Venue venue : {Venue::our_seat, Venue::customer_seat, Venue::place_of_performance, Venue::arbitration}) CHECK(venue_named(name_of(venue)) == venue);
    CHECK(!venue_named("party_a_seat"));
}
