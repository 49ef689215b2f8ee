#include "contract/gate.h"

#include <doctest/doctest.h>

#include "contract/edge/policy_json.h"
#include "credit/edge/credit_policy_json.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::contract;
using credit::Security;

namespace {

constexpr Date today{std::chrono::year{2026} / 6 / 30};
Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }

const ContractPolicy& standard() {
    static const ContractPolicy shipped = parse_contract_policy(tandem::testing::read_file("policies/contract.json")).value();
    return shipped;
}
const credit::CreditPolicy& credit_policy() {
    static const credit::CreditPolicy shipped = credit::parse_credit_policy(tandem::testing::read_file("policies/credit.json")).value();
    return shipped;
}

TermsPart part(Share share, BaseEvent base, int days) { return {.share = share, .base = base, .due = {.months = 0, .day_of_month = {}, .days = days, .next_day_of_month = {}}, .discount = {}, .label = {}}; }
PaymentTerms within(int days, BaseEvent base = BaseEvent::acceptance) { return *make_payment_terms({part(Percent{Rate::percent(100)}, base, days)}); }

// A contract over 100,000 yuan with the standard's clauses and one part.
Contract conforming(PaymentTerms terms) {
    return {.id = ContractId{1}, .number = "C-1", .title = "pumps", .customer = CustomerId{1}, .rep = {}, .amount = cny(100'000'00), .net = {}, .terms = std::move(terms), .payment_methods = {PaymentMethod::bank_transfer}, .signed_date = {},
            .late_interest_daily = standard().breach.late_interest_daily, .penalty = standard().breach.penalty, .penalty_after_days = standard().breach.penalty_after_days, .dispute = Venue::our_seat, .source = {}};
}
credit::Standing graded(std::string grade) {
    credit::Standing standing;
    standing.grade = std::move(grade);
    return standing;
}
SecurityHeld held(std::string kind, std::int64_t yuan, int from = -10, int to = 365, std::int64_t recorded = 1) {
    return {std::move(kind), cny(yuan * 100), today + Days{from}, today + Days{to}, Instant{recorded}};
}

std::string said(const Contract& contract, const std::string& grade, std::vector<SecurityHeld> security = {}) {
    const auto standing = graded(grade);
    return codes_of(check_contract(contract, {standing, security, credit_policy()}, standard(), today));
}
int days_of(const Finding& finding, std::string_view name) {
    for (const auto& [key, figure] : finding.figures)
        if (key == name) return std::get<int>(figure);
    FAIL("no such figure");
    return 0;
}

}  // namespace

TEST_CASE("R-146, R-154: the standard's clauses within the grade's cap conform; a day beyond it does not") {
    CHECK(said(conforming(within(30)), "A") == "");
    CHECK(said(conforming(within(31)), "A") == "security_required");
    CHECK(said(conforming(within(91)), "A") == "term_above_cap");
    CHECK(said(conforming(within(1)), "D", {held("collateral", 100'000)}) == "term_above_cap");
    const auto standing = graded("A");
    const auto found = check_contract(conforming(within(91)), {standing, {}, credit_policy()}, standard(), today);
    REQUIRE(found.size() == 1);
    CHECK(found[0].treatment == Treatment::block);
    CHECK(days_of(found[0], "term") == 91);
    CHECK(days_of(found[0], "cap") == 30);
}

TEST_CASE("R-147, R-148: security on record lengthens the term, as far as it covers what is sold on credit") {
    CHECK(said(conforming(within(60)), "B") == "security_required");
    CHECK(said(conforming(within(60)), "B", {held("guarantor", 100'000)}) == "");
    CHECK(said(conforming(within(60)), "B", {held("guarantor", 99'999)}) == "security_required");
    CHECK(said(conforming(within(90)), "B", {held("guarantor", 100'000)}) == "security_required");
    CHECK(said(conforming(within(90)), "B", {held("collateral", 100'000)}) == "");
    CHECK(said(conforming(within(90)), "C", {held("deposit", 60'000), held("collateral", 40'000)}) == "");
    CHECK(said(conforming(within(60)), "B", {held("collateral", 60'000), held("insurance", 40'000)}) == "");
    CHECK(said(conforming(within(90)), "B", {held("collateral", 60'000), held("insurance", 40'000)}) == "security_required");
}

TEST_CASE("R-144: a security counts from its first day through its last, and one that ends before the term is named") {
    CHECK(said(conforming(within(60)), "B", {held("guarantor", 100'000, 0, 365)}) == "");
    CHECK(said(conforming(within(60)), "B", {held("guarantor", 100'000, 1, 365)}) == "security_required");
    CHECK(said(conforming(within(60)), "B", {held("guarantor", 100'000, -10, -1)}) == "security_required");
    CHECK(said(conforming(within(60)), "B", {held("guarantor", 100'000, -10, 60)}) == "");
    CHECK(said(conforming(within(60)), "B", {held("guarantor", 100'000, -10, 59)}) == "security_ends_early");
    CHECK(said(conforming(within(60)), "B", {held("guarantor", 100'000, -10, 30), held("insurance", 100'000)}) == "");
}

TEST_CASE("R-005: without a grade, or with a poor one, a deal is prepaid or secured") {
    CHECK(said(conforming(within(0, BaseEvent::signing)), "") == "");
    CHECK(said(conforming(within(0, BaseEvent::delivery)), "D") == "");
    CHECK(said(conforming(within(0)), "") == "not_graded");
    CHECK(said(conforming(within(0)), "D") == "poor_grade");
    CHECK(said(conforming(within(0)), "", {held("collateral", 100'000)}) == "");
    CHECK(said(conforming(within(30)), "") == "not_graded");
    CHECK(said(conforming(within(30)), "", {held("collateral", 100'000)}) == "term_above_cap");
    auto strict = credit_policy();
    strict.without_grade = credit::WithoutGrade::refuse;
    const credit::Standing nobody;
    CHECK(codes_of(check_contract(conforming(within(0, BaseEvent::signing)), {nobody, {}, strict}, standard(), today)) == "not_graded");
}

TEST_CASE("what is paid at signing or on delivery at once is no credit") {
    const auto terms = *make_payment_terms({part(Percent{Rate::percent(30)}, BaseEvent::signing, 0), part(Percent{Rate::percent(20)}, BaseEvent::delivery, 0), part(Remainder{}, BaseEvent::acceptance, 60)});
    CHECK(amount_on_credit(terms, cny(100'000'00)) == cny(50'000'00));
    CHECK(said(conforming(terms), "B", {held("guarantor", 50'000)}) == "");
    CHECK(amount_on_credit(within(7, BaseEvent::signing), cny(100'00)) == cny(100'00));
}

TEST_CASE("R-151 to R-153, R-155: clauses are in figures and not below the standard") {
    auto contract = conforming(within(30));
    contract.late_interest_daily = *parse_rate("0.0004999");
    CHECK(said(contract, "A") == "late_interest_below_standard");
    contract.late_interest_daily = *parse_rate("0.00065754");
    CHECK(said(contract, "A") == "late_interest_above_legal_cap");
    contract.late_interest_daily = *parse_rate("0.00065753");
    CHECK(said(contract, "A") == "");
    contract.penalty = *parse_percent("4.9");
    contract.penalty_after_days = 31;
    contract.dispute = Venue::customer_seat;
    CHECK(said(contract, "A") == "penalty_below_standard, penalty_later_than_standard, venue_not_ours");
    contract.penalty.reset();
    contract.penalty_after_days.reset();
    contract.dispute.reset();
    contract.terms.reset();
    CHECK(said(contract, "A") == "clause_missing, clause_missing, clause_missing");
}

TEST_CASE("R-155: a payment clause that names no way to pay is not in figures") {
    auto contract = conforming(within(30));
    contract.payment_methods.clear();
    const auto standing = graded("A");
    const auto found = check_contract(contract, {standing, {}, credit_policy()}, standard(), today);
    REQUIRE(found.size() == 1);
    CHECK(found[0].what == Breaks::clause_missing);
    CHECK(found[0].treatment == Treatment::block);
    CHECK(found[0].figures == Figures{{"clause", std::string("payment_methods")}});
}

TEST_CASE("R-205: a way to pay that the grade does not have is named, with what the grade has") {
    auto contract = conforming(within(0, BaseEvent::signing));
    contract.payment_methods = {PaymentMethod::bank_transfer, PaymentMethod::automatic_debit, PaymentMethod::acceptance_bill};
    CHECK(said(contract, "A") == "");
    CHECK(said(contract, "B") == "");
    CHECK(said(contract, "C") == "payment_method_not_allowed");
    CHECK(said(contract, "") == "payment_method_not_allowed");
    const auto standing = graded("C");
    const auto found = check_contract(contract, {standing, {}, credit_policy()}, standard(), today);
    CHECK(found.at(0).treatment == Treatment::accept);
    CHECK(found.at(0).figures == Figures{{"grade", std::string("C")}, {"granted", std::string("bank_transfer; automatic_debit; acceptance_bill")}, {"beyond", std::string("automatic_debit")},
                                         {"allowed", std::string("bank_transfer; cash; acceptance_bill")}});
    contract.payment_methods = {PaymentMethod::cash};
    CHECK(said(contract, "") == "");
}

TEST_CASE("R-175: more time is a longer term, or payment after a later event") {
    CHECK_FALSE(compare_terms(within(30), within(30)).yes);
    CHECK_FALSE(compare_terms(within(30), within(29)).yes);
    CHECK(compare_terms(within(30), within(31)).yes);
    CHECK(compare_terms(within(30, BaseEvent::signing), within(30)).yes);
    CHECK(compare_terms(within(30, BaseEvent::delivery), within(0)).yes);
    CHECK_FALSE(compare_terms(within(30), within(30, BaseEvent::delivery)).yes);
    CHECK_FALSE(compare_terms(within(30), within(30, BaseEvent::invoice)).yes);
}

TEST_CASE("R-175: more time only for a good grade, and against security recorded since the terms were agreed") {
    const auto extension = [](const std::string& grade, std::vector<SecurityHeld> security) {
        const auto standing = graded(grade);
        const auto found = check_extension({{true, Days{30}, Days{60}}, cny(70'000'00), Instant{100}}, {standing, security, credit_policy()}, standard().gate, today);
        return found ? std::string(code_of(found->what)) : std::string(found.error().code);
    };
    CHECK(extension("B", {held("guarantor", 70'000, -1, 365, 101)}) == "term_extended");
    CHECK(extension("B", {held("guarantor", 70'000, -1, 365, 100)}) == "contract.extension_without_security");
    CHECK(extension("A", {held("guarantor", 69'999, -1, 365, 101)}) == "contract.extension_without_security");
    CHECK(extension("A", {}) == "contract.extension_without_security");
    CHECK(extension("C", {held("collateral", 70'000, -1, 365, 101)}) == "contract.extension_grade");
    CHECK(extension("", {held("collateral", 70'000, -1, 365, 101)}) == "contract.extension_grade");
}
