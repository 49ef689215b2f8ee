#include "credit/statement.h"

#include <algorithm>
#include <array>

namespace tandem::credit {
namespace {

struct Named {
    std::string_view field;
    std::int64_t Statement::*amount;
};
constexpr std::array never_negative{Named{"current_assets", &Statement::current_assets}, Named{"inventory", &Statement::inventory}, Named{"receivables", &Statement::receivables},
                                    Named{"total_assets", &Statement::total_assets}, Named{"current_liabilities", &Statement::current_liabilities},
                                    Named{"total_liabilities", &Statement::total_liabilities}, Named{"revenue", &Statement::revenue}};

std::string text(const Statement& of, std::int64_t minor) { return to_decimal(Money{minor, of.currency}); }

Result<void> check_part(const Statement& of, const char* part, std::int64_t amount, const char* whole, std::int64_t total) {
    if (amount > total) return refuse("credit.statement_part", part, {{"figure", part}, {"amount", text(of, amount)}, {"whole", whole}, {"total", text(of, total)}});
    return {};
}

std::int64_t minor_per_unit(Currency currency) {
    std::int64_t units = 1;
    for (int each = 0; each < currency.exponent(); ++each) units *= 10;
    return units;
}

FactorValue quotient(FactorValue value, Wide num, Wide den) {
    value.gap = den == 0 ? Gap::undefined : Gap::none;
    if (den != 0) value.number = make_ratio(num, den);
    return value;
}

}  // namespace

Result<void> check_statement(const Statement& of, Date today) {
    if (of.period_end > today) return refuse("credit.statement_future", to_string(of.period_end));
    if (of.months < 1 || of.months > 18) return refuse("credit.statement_months", std::to_string(of.months));
    for (const auto& [field, amount] : never_negative) {
        if (of.*amount < 0) return refuse("credit.statement_negative", std::string(field), {{"figure", std::string(field)}, {"amount", text(of, of.*amount)}});
        if (of.*amount > largest_figure) return refuse("credit.statement_too_large", std::string(field), {{"figure", std::string(field)}, {"amount", text(of, of.*amount)}});
    }
    if (of.equity > largest_figure || of.equity < -largest_figure) return refuse("credit.statement_too_large", "equity", {{"figure", "equity"}, {"amount", text(of, of.equity)}});
    TRY_VOID(check_part(of, "current_assets", of.current_assets, "total_assets", of.total_assets));
    TRY_VOID(check_part(of, "inventory", of.inventory, "current_assets", of.current_assets));
    TRY_VOID(check_part(of, "receivables", of.receivables, "current_assets", of.current_assets));
    TRY_VOID(check_part(of, "inventory + receivables", of.inventory + of.receivables, "current_assets", of.current_assets));
    TRY_VOID(check_part(of, "current_liabilities", of.current_liabilities, "total_liabilities", of.total_liabilities));
    const std::int64_t financed = of.total_liabilities + of.equity;
    if (of.total_assets != financed)
        return refuse("credit.statement_unbalanced", text(of, of.total_assets), {{"liabilities", text(of, of.total_liabilities)}, {"equity", text(of, of.equity)}, {"difference", text(of, of.total_assets - financed)}});
    return {};
}

FactorValue ratio_of(const Statement& of, std::string_view factor, Currency company_currency) {
    FactorValue value{.factor = std::string(factor), .number = {}, .choice = {}, .gap = Gap::absent, .origin = of.source, .date = of.period_end};
    if (factor == "current_ratio") return quotient(std::move(value), of.current_assets, of.current_liabilities);
    if (factor == "quick_ratio") return quotient(std::move(value), of.current_assets - of.inventory, of.current_liabilities);
    if (factor == "receivables_turnover") return quotient(std::move(value), Wide{of.revenue} * 12, Wide{of.receivables} * of.months);
    if (factor == "debt_ratio") return quotient(std::move(value), Wide{of.total_liabilities} * 100, of.total_assets);
    TANDEM_ASSERT(factor == "net_assets");
    // In minor units first: an amount in another currency is what it is worth in whole minor units of ours.
    const Wide own = minor_per_unit(company_currency), foreign = minor_per_unit(of.currency);
    const Wide scale = Wide{Rate::one} * foreign, worth = Wide{of.equity} * of.rate.e10 * own;
    // Beyond this any model gives the same points; so a rate of many digits cannot overflow.
    const Wide most = Wide{largest_figure} * 100 * scale;
    return quotient(std::move(value), divide(std::clamp(worth, -most, most), scale, Rounding::half_up), own);
}

}  // namespace tandem::credit
