#include "credit/statement.h"

#include <doctest/doctest.h>

namespace tandem::credit {
namespace {

const Date today = *parse_date("2026-06-30");

// In thousands of yuan: what a small manufacturer states.
Statement stated() {
    constexpr std::int64_t thousand = 100'000;
    return {.period_end = *parse_date("2025-12-31"), .months = 12, .currency = currency("CNY"), .current_assets = 6'000 * thousand, .inventory = 2'000 * thousand, .receivables = 2'000 * thousand, .total_assets = 15'000 * thousand,
            .current_liabilities = 4'000 * thousand, .total_liabilities = 9'000 * thousand, .equity = 6'000 * thousand, .revenue = 12'000 * thousand, .audited = true, .source = "form", .rate = Rate{Rate::one}};
}
std::string refusal(const Statement& of) {
    const auto checked = check_statement(of, today);
    return checked ? "accepted" : std::string(checked.error().code);
}
FactorValue ratio(const Statement& of, const char* factor) { return ratio_of(of, factor, currency("CNY")); }

TEST_CASE("a statement that adds up is taken") { CHECK(refusal(stated()) == "accepted"); }

TEST_CASE("swapped columns cannot add up") {
    auto of = stated();
    std::swap(of.total_assets, of.current_assets);
    CHECK(refusal(of) == "credit.statement_part");
    of = stated();
    std::swap(of.total_liabilities, of.current_liabilities);
    CHECK(refusal(of) == "credit.statement_part");
    of = stated();
    std::swap(of.inventory, of.total_assets);
    CHECK(refusal(of) == "credit.statement_part");
    of = stated();
    std::swap(of.total_assets, of.total_liabilities);
    CHECK(refusal(of) == "credit.statement_unbalanced");
    of = stated();
    std::swap(of.equity, of.revenue);
    CHECK(refusal(of) == "credit.statement_unbalanced");
}

TEST_CASE("a refusal names the figures in the reader's words, and keeps the codes beside them") {
    auto of = stated();
    std::swap(of.total_assets, of.current_assets);
    const auto refused = check_statement(of, today);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().subject == "current_assets");
    CHECK(explain(refused.error(), Language::zh).starts_with("流动资产为"));
    CHECK(explain(refused.error(), Language::zh).find("资产总计") != std::string::npos);
    CHECK(explain(refused.error(), Language::en).starts_with("Current assets: "));
    for (std::int64_t Statement::*each : {&Statement::current_assets, &Statement::inventory, &Statement::receivables, &Statement::total_assets, &Statement::current_liabilities, &Statement::total_liabilities, &Statement::revenue}) {
        of = stated();
        of.*each = -1;
        const auto said = explain(check_statement(of, today).error(), Language::zh);
        CHECK(said.find('_') == std::string::npos);
        CHECK(said.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos);
    }
}

TEST_CASE("what cannot be negative, or of the future, or beyond counting, is refused; a loss of equity is not") {
    auto of = stated();
    of.inventory = -1;
    CHECK(refusal(of) == "credit.statement_negative");
    of = stated();
    of.equity -= 7'000 * 100'000;
    of.total_liabilities += 7'000 * 100'000;
    CHECK(refusal(of) == "accepted");
    of.period_end = today + Days{1};
    CHECK(refusal(of) == "credit.statement_future");
    of = stated();
    of.revenue = largest_figure + 1;
    CHECK(refusal(of) == "credit.statement_too_large");
    of = stated();
    of.months = 0;
    CHECK(refusal(of) == "credit.statement_months");
    of = stated();
    of.receivables = 5'000 * 100'000;
    CHECK(refusal(of) == "credit.statement_part");
}

TEST_CASE("R-142, R-143: the ratios, exact") {
    CHECK(*ratio(stated(), "current_ratio").number == Ratio{3, 2});
    CHECK(*ratio(stated(), "quick_ratio").number == Ratio{1, 1});
    CHECK(*ratio(stated(), "receivables_turnover").number == Ratio{6, 1});
    CHECK(*ratio(stated(), "net_assets").number == Ratio{6'000'000, 1});
    CHECK(*ratio(stated(), "debt_ratio").number == Ratio{60, 1});
    auto half = stated();
    half.months = 6;
    CHECK(*ratio(half, "receivables_turnover").number == Ratio{12, 1});
}

TEST_CASE("net assets in another currency count in the company's") {
    auto of = stated();
    of.currency = currency("JPY");
    of.equity = 100'000'000;
    of.rate = *parse_rate("0.0483");
    CHECK(*ratio_of(of, "net_assets", currency("CNY")).number == Ratio{4'830'000, 1});
}

TEST_CASE("a zero denominator is a gap with a name, not a number") {
    auto of = stated();
    of.current_liabilities = 0;
    CHECK(ratio(of, "current_ratio").gap == Gap::undefined);
    CHECK_FALSE(ratio(of, "quick_ratio").number);
    of.receivables = 0;
    CHECK(ratio(of, "receivables_turnover").gap == Gap::undefined);
    of = {};
    CHECK(ratio(of, "debt_ratio").gap == Gap::undefined);
}

TEST_CASE("the largest figures do not overflow") {
    auto of = stated();
    of.equity = largest_figure;
    of.rate = Rate{INT64_MAX};
    CHECK(*ratio_of(of, "net_assets", currency("CNY")).number == Ratio{largest_figure, 1});
    of.total_liabilities = largest_figure;
    of.total_assets = 7;
    CHECK(ratio(of, "debt_ratio").number->num == largest_figure * 100);
}

}  // namespace
}  // namespace tandem::credit
