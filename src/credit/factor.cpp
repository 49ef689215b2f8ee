#include "credit/factor.h"

#include <algorithm>
#include <array>

#include "core/codes.h"

namespace tandem::credit {
namespace {

using enum FactorSource;
using Unit = FactorUnit;

constexpr std::array kinds{
    FactorKind{"overdue_days_max", book, Unit::days, "Longest overdue in 12 months", "近 12 个月最长逾期"},
    FactorKind{"on_time_share", book, Unit::percent, "Paid on time in 12 months", "近 12 个月按期付款率"},
    FactorKind{"average_days_late", book, Unit::days, "Average delay in 12 months", "近 12 个月平均拖期"},
    FactorKind{"failed_payments", book, Unit::times, "Payments that failed in 12 months", "近 12 个月退票与拒付"},
    FactorKind{"broken_promises", book, Unit::times, "Broken promises in 12 months", "近 12 个月失约次数"},
    FactorKind{"credited_share", book, Unit::percent, "Credited of what was billed in 12 months", "近 12 个月红字占开票比例"},
    FactorKind{"complaints", book, Unit::times, "Complaints in 12 months", "近 12 个月投诉次数"},
    FactorKind{"contracts_kept", book, Unit::percent, "Contracts performed in 12 months", "近 12 个月合同履约率"},
    FactorKind{"current_ratio", statement, Unit::ratio, "Current ratio", "流动比率"},
    FactorKind{"quick_ratio", statement, Unit::ratio, "Quick ratio", "速动比率"},
    FactorKind{"receivables_turnover", statement, Unit::times, "Receivables turnover a year", "应收账款年周转率"},
    FactorKind{"net_assets", statement, Unit::amount, "Net assets", "净资产"},
    FactorKind{"debt_ratio", statement, Unit::percent, "Debt ratio", "资产负债率"},
    FactorKind{"collateral_cover", form, Unit::percent, "Collateral against the exposure asked for", "抵押物价值占申请额度比例"},
    FactorKind{"industry_outlook", form, Unit::choice, "Outlook of the industry", "行业前景"},
    FactorKind{"market_position", form, Unit::rank, "Place in the industry", "行业排名"},
    FactorKind{"years_in_business", form, Unit::years, "Years in business", "经营年限"},
    FactorKind{"lawsuits", rating, Unit::times, "Lawsuits", "涉诉数量"},
    FactorKind{"external_score", rating, Unit::points, "Score of an agency", "外部机构评分"},
    FactorKind{"external_grade", rating, Unit::choice, "Grade of an agency", "外部机构评级"},
};
constexpr std::array<std::string_view, 4> source_codes{"book", "statement", "form", "rating"};
constexpr std::array<std::string_view, 9> unit_codes{"ratio", "percent", "days", "times", "rank", "years", "amount", "points", "choice"};
constexpr std::array<std::string_view, 6> gap_codes{"none", "absent", "expired", "stale", "undefined", "unlisted"};

}  // namespace

std::string_view code_of(FactorSource source) { return source_codes[static_cast<std::size_t>(source)]; }
std::string_view code_of(FactorUnit unit) { return unit_codes[static_cast<std::size_t>(unit)]; }
std::string_view code_of(Gap gap) { return gap_codes[static_cast<std::size_t>(gap)]; }
std::optional<FactorSource> factor_source_named(std::string_view code) { return named<FactorSource>(source_codes, code); }
std::optional<Gap> gap_named(std::string_view code) { return named<Gap>(gap_codes, code); }

std::span<const FactorKind> factor_kinds() { return kinds; }
const FactorKind* find_factor(std::string_view code) {
    const auto* found = std::ranges::find(kinds, code, &FactorKind::code);
    return found == kinds.end() ? nullptr : found;
}

}  // namespace tandem::credit
