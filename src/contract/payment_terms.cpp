#include "contract/payment_terms.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tandem::contract {
namespace {

constexpr std::array<std::pair<BaseEvent, std::string_view>, 4> event_names{{{BaseEvent::signing, "signing"},
                                                                             {BaseEvent::delivery, "delivery"},
                                                                             {BaseEvent::acceptance, "acceptance"},
                                                                             {BaseEvent::invoice, "invoice"}}};

constexpr Rate whole{Rate::one};
constexpr std::size_t most_parts = 600;

template <class Kind>
bool is(const TermsPart& part) {
    return std::holds_alternative<Kind>(part.share);
}

Result<void> check_rate(Rate rate, const std::string& part) {
    if (rate.e10 <= 0 || rate > whole)
        return refuse("contract.percent_out_of_range", part, {{"percent", to_string(Rate{rate.e10 * 100})}});
    return {};
}

Result<void> check_share(const Share& share, const std::string& part) {
    if (const auto* percent = std::get_if<Percent>(&share)) return check_rate(percent->rate, part);
    if (const auto* percent = std::get_if<PercentOfRemaining>(&share)) return check_rate(percent->rate, part);
    if (const auto* fixed = std::get_if<Fixed>(&share); fixed && fixed->amount.minor() <= 0)
        return refuse("contract.fixed_not_positive", part, {{"amount", to_decimal(fixed->amount)}});
    return {};
}

Result<void> check_discount(const TermsPart& part, const std::string& name) {
    if (!part.discount) return {};
    TRY_VOID(check_rate(part.discount->rate, name));
    // Only a term of plain days can be compared before the event's date is known.
    const bool plain_days = part.due.months == 0 && !part.due.day_of_month && !part.due.next_day_of_month;
    if (part.discount->days < 0 || (plain_days && part.discount->days > part.due.days))
        return refuse("contract.discount_window", name,
                      {{"days", std::to_string(part.discount->days)}, {"due_days", std::to_string(part.due.days)}});
    return {};
}

Result<void> check_remainders(const std::vector<TermsPart>& parts) {
    const auto remainders = std::ranges::count_if(parts, is<Remainder>);
    if (remainders > 1) return refuse("contract.two_remainders", {}, {{"count", std::to_string(remainders)}});
    if (remainders == 1 && !is<Remainder>(parts.back())) return refuse("contract.remainder_not_last");
    return {};
}

bool same(const TermsPart& a, const TermsPart& b) {
    return a.share.index() == b.share.index() && a.base == b.base && a.due == b.due && a.label == b.label;
}

Result<void> check_no_duplicates(const std::vector<TermsPart>& parts) {
    for (std::size_t at = 0; at < parts.size(); ++at)
        for (std::size_t before = 0; before < at; ++before)
            if (same(parts[before], parts[at])) return refuse("contract.duplicate_parts", part_no(at), {{"other", part_no(before)}});
    return {};
}

}  // namespace

std::string_view name_of(BaseEvent event) {
    return std::ranges::find(event_names, event, &std::pair<BaseEvent, std::string_view>::first)->second;
}
std::optional<BaseEvent> base_event_named(std::string_view name) {
    const auto found = std::ranges::find(event_names, name, &std::pair<BaseEvent, std::string_view>::second);
    return found == event_names.end() ? std::nullopt : std::optional{found->first};
}

std::string part_no(std::size_t index) { return std::to_string(index + 1); }

Result<PaymentTerms> make_payment_terms(std::vector<TermsPart> parts, std::optional<Money> total) {
    if (parts.empty()) return refuse("contract.terms_empty");
    if (parts.size() > most_parts) return refuse("contract.too_many_parts", std::to_string(parts.size()), {{"most", std::to_string(most_parts)}});
    for (std::size_t at = 0; at < parts.size(); ++at) {
        TRY_VOID(check_share(parts[at].share, part_no(at)));
        TRY_VOID(check_due_rule(parts[at].due, part_no(at)));
        TRY_VOID(check_discount(parts[at], part_no(at)));
    }
    TRY_VOID(check_remainders(parts));
    TRY_VOID(check_coverage(parts, total));
    TRY_VOID(check_no_duplicates(parts));
    return PaymentTerms{std::move(parts)};
}

Result<Rate> share_of(Rate ratio, Rate divisor) {
    const auto disagree = [&] { return refuse("contract.ratio_divisor_disagree", to_string(ratio), {{"divisor", to_string(divisor)}}); };
    if (ratio.e10 <= 0 || divisor.e10 <= 0) return disagree();
    const auto inverse = [](Rate rate) { return Rate{divide(Wide{Rate::one} * Rate::one, rate.e10, Rounding::half_up)}; };
    if (ratio != inverse(divisor) && divisor != inverse(ratio)) return disagree();
    return ratio;
}

Days longest_span(const PaymentTerms& terms) {
    Days longest{0};
    for (const TermsPart& part : terms.parts()) longest = std::max(longest, longest_span(part.due));
    return longest;
}

Result<void> check_term_cap(const PaymentTerms& terms, Days cap) {
    for (std::size_t at = 0; at < terms.parts().size(); ++at) {
        const Days span = longest_span(terms.parts()[at].due);
        if (span > cap)
            return refuse("contract.term_above_cap", part_no(at), {{"days", std::to_string(span.count())}, {"cap", std::to_string(cap.count())}});
    }
    return {};
}

}  // namespace tandem::contract
