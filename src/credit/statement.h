// Financial statements of a customer: what is stated, whether it can be true, and the ratios of it..
#pragma once
#include <optional>
#include <string>

#include "core/date.h"
#include "core/id.h"
#include "core/money.h"
#include "credit/factor.h"

namespace tandem::credit {

struct StatementTag { static constexpr std::string_view prefix = "fst"; };
using StatementId = Id<StatementTag>;

// All amounts in minor units of one currency; the balance at the end of the period, the revenue of its months.
struct Statement {
    Date period_end;
    int months = 12;
    Currency currency;
    std::int64_t current_assets = 0, inventory = 0, receivables = 0, total_assets = 0;
    std::int64_t current_liabilities = 0, total_liabilities = 0, equity = 0, revenue = 0;
    bool audited = false;
    std::string source;  // "form", or the system an imported row came from
    Rate rate{Rate::one};  // company currency per unit, on the last day of the period
    friend bool operator==(const Statement&, const Statement&) = default;
};

// So that ratios are exact within 64 bits: 90 million million main units with two places.
inline constexpr std::int64_t largest_figure = 9'000'000'000'000'000;

// What cannot be: credit.statement_future, credit.statement_months, credit.statement_too_large, credit.statement_negative {field},
// credit.statement_part (a part larger than its whole), credit.statement_unbalanced (assets <> liabilities + equity).
// Columns that were swapped end in one of them.
Result<void> check_statement(const Statement& statement, Date today);

// current_ratio, quick_ratio, receivables_turnover, net_assets, debt_ratio of the statement; one whose denominator is zero is a
// named gap. Net assets in main units of the company currency, at the statement's rate.
FactorValue ratio_of(const Statement& statement, std::string_view factor, Currency company_currency);

}  // namespace tandem::credit
