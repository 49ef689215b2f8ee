// check_coverage of payment_terms.h: do the parts make up the whole?
#include <algorithm>

#include "contract/payment_terms.h"

namespace tandem::contract {
namespace {

// What the parts claim of the whole, exact: shares add up in 10 places, amounts in minor units.
struct Claims {
    std::int64_t percent_e10 = 0;
    std::int64_t fixed_minor = 0;
    bool has_fixed = false, has_of_remaining = false, has_remainder = false;
};

Result<Claims> claims_of(const std::vector<TermsPart>& parts, std::optional<Money> total) {
    Claims claims;
    for (std::size_t at = 0; at < parts.size(); ++at) {
        const Share& share = parts[at].share;
        if (const auto* percent = std::get_if<Percent>(&share)) claims.percent_e10 += percent->rate.e10;
        claims.has_of_remaining |= std::holds_alternative<PercentOfRemaining>(share);
        claims.has_remainder |= std::holds_alternative<Remainder>(share);
        const auto* fixed = std::get_if<Fixed>(&share);
        if (fixed == nullptr) continue;
        claims.has_fixed = true;
        if (!total) continue;
        if (fixed->amount.currency() != total->currency())
            return refuse("contract.currency_mismatch", part_no(at),
                          {{"currency", std::string(fixed->amount.currency().code())}, {"total_currency", std::string(total->currency().code())}});
        if (fixed->amount.minor() > total->minor() - claims.fixed_minor)
            return refuse("contract.fixed_above_total", part_no(at),
                          {{"amount", to_decimal(fixed->amount)}, {"left", to_decimal(*total - Money{claims.fixed_minor, total->currency()})}});
        claims.fixed_minor += fixed->amount.minor();
    }
    return claims;
}

std::string percent_text(std::int64_t e10) { return to_string(Rate{e10 * 100}) + " %"; }
std::string money_text(Money money) { return to_decimal(money) + " " + std::string(money.currency().code()); }

// How far the claims are from the whole.
struct Difference {
    Wide scaled;  // above 0: the parts claim too much; below 0: something is missing; exact, so 0 is 0
    std::optional<Money> money;
    std::string text;  // "10 %", "10 % (1000.00 CNY)" or "1000.00 CNY"
};

Difference difference_of(const Claims& claims, std::optional<Money> total) {
    if (!total) {
        const std::int64_t over = claims.percent_e10 - Rate::one;
        return {Wide{over}, {}, percent_text(over < 0 ? -over : over)};
    }
    const Wide over = Wide{total->minor()} * (claims.percent_e10 - Rate::one) + Wide{claims.fixed_minor} * Rate::one;
    const Money money{divide(over < 0 ? -over : over, Rate::one, Rounding::half_up), total->currency()};
    if (claims.has_fixed) return {over, money, money_text(money)};
    // A percentage off by a hair stays wrong however small the total, so the percentages decide.
    const std::int64_t share = claims.percent_e10 - Rate::one;
    return {Wide{share}, money, percent_text(share < 0 ? -share : share) + " (" + money_text(money) + ")"};
}

tl::unexpected<Error> refuse_with(std::string_view code, const std::string& figure, const Difference& difference) {
    std::vector<std::pair<std::string, std::string>> figures{{figure, difference.text}};
    if (difference.money) figures.emplace_back(figure + "_minor", std::to_string(difference.money->minor()));
    return refuse(code, "parts", std::move(figures));
}

}  // namespace

Result<void> check_coverage(const std::vector<TermsPart>& parts, std::optional<Money> total) {
    const Claims claims = TRY(claims_of(parts, total));
    const Difference difference = difference_of(claims, total);
    if (difference.scaled > 0) return refuse_with("contract.parts_above_total", "excess", difference);
    if (claims.has_remainder) {
        const bool percentages_alone_fill_it = claims.percent_e10 == Rate::one;
        return percentages_alone_fill_it ? refuse("contract.nothing_for_remainder") : Result<void>{};
    }
    if (claims.has_of_remaining) return refuse("contract.remainder_required");
    const bool amounts_still_unknown = claims.has_fixed && !total;
    if (difference.scaled < 0 && !amounts_still_unknown) return refuse_with("contract.parts_below_total", "missing", difference);
    return {};
}

}  // namespace tandem::contract
