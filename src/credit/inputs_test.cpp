#include "credit/inputs.h"

#include <doctest/doctest.h>

#include "credit/assessment.h"
#include "credit/edge/credit_policy_json.h"
#include "credit/edge/scoring_model_json.h"
#include "support/shared.h"

namespace tandem::credit {
namespace {

const Date today = *parse_date("2026-06-30");
Date day(const char* text) { return *parse_date(text); }
ScoringModel shipped() { return parse_scoring_model(tandem::testing::read_file("policies/scoring.json")).value(); }

FactorValue value(const Inputs& inputs, const char* factor, Date on = today) {
    for (auto& each : factor_values(shipped(), inputs, currency("CNY"), on))
        if (each.factor == factor) return each;
    FAIL("no such factor");
    return {};
}

TEST_CASE("the record of twelve months: late, on time, still open, not due yet, long ago") {
    PaymentHistory of;
    add_item(of, day("2026-03-31"), day("2026-03-31"), today);  // on the day
    add_item(of, day("2026-03-31"), day("2026-04-10"), today);  // ten late
    add_item(of, day("2026-06-20"), {}, today);                 // open, ten late so far
    add_item(of, day("2026-06-30"), {}, today);                 // due today: not late
    add_item(of, day("2026-07-31"), day("2026-06-01"), today);  // paid early
    add_item(of, day("2025-06-30"), day("2025-06-30"), today);  // before the window
    add_item(of, day("2025-01-31"), day("2025-07-20"), today);  // due before, settled within: 170 late
    CHECK(window_start(today) == day("2025-07-01"));
    CHECK(of == PaymentHistory{.fell_due = 4, .on_time = 2, .settled_or_late = 5, .days_late_sum = 190, .overdue_days_max = 170, .failed_payments = 0, .billed_minor = 0, .credited_minor = 0});
    Inputs promised{.statement = {}, .form = {}, .ratings = {}, .history = of};
    CHECK(value(promised, "broken_promises").gap == Gap::absent);  // nobody asked for a promise: neither good nor bad
    promised.history->promises_due = 3;
    CHECK(*value(promised, "broken_promises").number == Ratio{0, 1});
    promised.history->promises_broken = 2;
    CHECK(*value(promised, "broken_promises").number == Ratio{2, 1});
    const Inputs inputs{.statement = {}, .form = {}, .ratings = {}, .history = of};
    CHECK(*value(inputs, "overdue_days_max").number == Ratio{170, 1});
    CHECK(*value(inputs, "on_time_share").number == Ratio{50, 1});
}

TEST_CASE("who never owed anything has no record: neither good nor bad") {
    const Inputs inputs{.statement = {}, .form = {}, .ratings = {}, .history = PaymentHistory{}};
    for (const auto* factor : {"overdue_days_max", "on_time_share", "failed_payments", "complaints", "contracts_kept"}) CHECK(value(inputs, factor).gap == Gap::absent);
}

TEST_CASE("R-203: no complaint is a merit of who did business, and one counts whatever else is known") {
    Inputs inputs;
    inputs.history = PaymentHistory{};
    inputs.history->billed_minor = 1;
    CHECK(*value(inputs, "complaints").number == Ratio{0, 1});
    inputs.history = PaymentHistory{};
    inputs.history->complaints = 2;
    CHECK(*value(inputs, "complaints").number == Ratio{2, 1});
    CHECK(value(inputs, "contracts_kept").gap == Gap::absent);
}

TEST_CASE("R-203: of the contracts with a part in the window, those that were kept") {
    Inputs inputs;
    inputs.history = PaymentHistory{};
    inputs.history->contracts = 3;
    inputs.history->contracts_kept = 2;
    CHECK(*value(inputs, "contracts_kept").number == Ratio{200, 3});
}

TEST_CASE("the delay of an item that says something of the window") {
    CHECK(days_late(day("2026-03-31"), day("2026-04-10"), today) == 10);
    CHECK(days_late(day("2026-03-31"), day("2026-03-01"), today) == 0);
    CHECK(days_late(day("2026-06-20"), {}, today) == 10);
    CHECK_FALSE(days_late(day("2026-06-30"), {}, today));             // due today
    CHECK(days_late(day("2025-01-31"), day("2025-07-01"), today) == 151);
    CHECK_FALSE(days_late(day("2025-01-31"), day("2025-06-30"), today));  // settled before the window
}

TEST_CASE("R-144: collateral against what is asked for") {
    Inputs inputs;
    inputs.form = CreditForm{.stated_on = day("2026-01-01"), .industry_outlook = "growing", .market_position = 10, .years_in_business = {}, .collateral_minor = 90'000, .requested_minor = 120'000};
    CHECK(*value(inputs, "collateral_cover").number == Ratio{75, 1});
    CHECK(value(inputs, "industry_outlook").choice == "growing");
    inputs.form->requested_minor.reset();
    CHECK(value(inputs, "collateral_cover").gap == Gap::absent);
}

TEST_CASE("a rating counts through its last day, then it is missing and that is said") {
    Inputs inputs;
    inputs.ratings.push_back(*make_rating("Qichacha", "lawsuits", "3", day("2026-01-01"), day("2026-06-30"), today));
    CHECK(value(inputs, "lawsuits").gap == Gap::none);
    CHECK(value(inputs, "lawsuits").origin == "Qichacha");
    CHECK(value(inputs, "lawsuits", today + Days{1}).gap == Gap::expired);
    inputs.ratings.push_back(*make_rating("Qichacha", "lawsuits", "5", day("2026-05-01"), day("2027-05-01"), today));
    CHECK(*value(inputs, "lawsuits").number == Ratio{5, 1});
}

TEST_CASE("a statement too old for the model counts as missing") {
    Inputs inputs;
    inputs.statement = Statement{.period_end = day("2024-12-30"), .months = 12, .currency = currency("CNY"), .current_assets = 2, .inventory = 0, .receivables = 1, .total_assets = 2, .current_liabilities = 1, .total_liabilities = 1, .equity = 1, .revenue = 1, .audited = false, .source = "form", .rate = Rate{Rate::one}};
    CHECK(value(inputs, "current_ratio").gap == Gap::none);
    CHECK(value(inputs, "current_ratio", day("2026-07-01")).gap == Gap::stale);
}

TEST_CASE("forms and ratings that say nothing or the impossible are refused") {
    const auto form = [](CreditForm of) { of.stated_on = today; const auto checked = check_form(of, today); return checked ? "accepted" : std::string(checked.error().code); };
    CHECK(form({}) == "credit.form_empty");
    CHECK(form({.stated_on = {}, .industry_outlook = "booming", .market_position = {}, .years_in_business = {}, .collateral_minor = {}, .requested_minor = {}}) == "credit.form_value");
    CHECK(form({.stated_on = {}, .industry_outlook = {}, .market_position = 0, .years_in_business = {}, .collateral_minor = {}, .requested_minor = {}}) == "credit.form_value");
    CHECK(form({.stated_on = {}, .industry_outlook = {}, .market_position = {}, .years_in_business = {}, .collateral_minor = 5, .requested_minor = 0}) == "credit.form_value");
    const auto rating = [](const char* provider, const char* kind, const char* text, const char* on, const char* to) {
        const auto made = make_rating(provider, kind, text, day(on), day(to), today);
        return made ? "accepted" : std::string(made.error().code);
    };
    CHECK(rating("D&B", "external_score", "82.5", "2026-01-01", "2026-12-31") == "accepted");
    CHECK(rating("D&B", "external_grade", "AA", "2026-01-01", "2026-12-31") == "accepted");
    CHECK(rating("", "lawsuits", "1", "2026-01-01", "2026-12-31") == "credit.rating_provider");
    CHECK(rating("Q", "net_assets", "1", "2026-01-01", "2026-12-31") == "credit.rating_kind");
    CHECK(rating("Q", "lawsuits", "1.5", "2026-01-01", "2026-12-31") == "credit.rating_value");
    CHECK(rating("Q", "lawsuits", "-1", "2026-01-01", "2026-12-31") == "credit.rating_value");
    CHECK(rating("Q", "lawsuits", "1", "2026-07-01", "2026-12-31") == "credit.rating_future");
    CHECK(rating("Q", "lawsuits", "1", "2026-01-01", "2025-12-31") == "credit.rating_validity");
}

TEST_CASE("R-404: a grade counts for its months; the sheet explains itself in both languages") {
    const auto policy = *parse_credit_policy(tandem::testing::read_file("policies/credit.json"));
    Inputs inputs;
    inputs.history = PaymentHistory{.fell_due = 10, .on_time = 10, .settled_or_late = 10, .days_late_sum = 0, .overdue_days_max = 0, .failed_payments = 0, .billed_minor = 0, .credited_minor = 0};
    const auto model = shipped();
    const auto made = assess(model, policy, factor_values(model, inputs, currency("CNY"), today), today).value();
    CHECK(made.sheet.grade == "A");
    CHECK(to_string(made.valid_to) == "2027-06-29");
    const auto en = explain_sheet(model, made, Language::en), zh = explain_sheet(model, made, Language::zh);
    CHECK(en[0] == "100 points: grade A, valid to 2027-06-29. Known: 21 % of the weights.");
    CHECK(en[1] == "Longest overdue in 12 months 0 (our book 2026-06-30): up to 0, 100 points, 30 % of Character");
    CHECK(en[2] == "Paid on time in 12 months 100 % (our book 2026-06-30): from 95, 100 points, 25 % of Character");
    CHECK(en[5] == "Complaints in 12 months 0 (our book 2026-06-30): up to 0, 100 points, 5 % of Character");
    CHECK(en[6] == "Contracts performed in 12 months: not known, left out");
    CHECK(en[7] == "Lawsuits: not known, left out");
    CHECK(zh[0] == "得分 100，等级 A，有效期至 2027-06-29。已知数据占权重 21 %。");
    CHECK(zh[7] == "涉诉数量：无数据，不参与计分");
    inputs.statement = Statement{.period_end = day("2025-12-31"), .months = 12, .currency = currency("CNY"), .current_assets = 150, .inventory = 0, .receivables = 1, .total_assets = 800'000'000, .current_liabilities = 100, .total_liabilities = 100, .equity = 799'999'900, .revenue = 1, .audited = false, .source = "tandem", .rate = Rate{Rate::one}};
    const auto more = assess(model, policy, factor_values(model, inputs, currency("CNY"), today), today).value();
    CHECK(explain_sheet(model, more, Language::en)[8] == "Current ratio 1.50 (statement of 2025-12-31): from 1.5, 100 points, 40 % of Capacity");
    CHECK(explain_sheet(model, more, Language::zh)[11] == "净资产 7,999,999（财务报表 2025-12-31）：不低于 5,000,000，得 100 分，占“资本”的 50 %");
}

}  // namespace
}  // namespace tandem::credit
