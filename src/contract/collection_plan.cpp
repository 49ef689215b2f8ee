#include "contract/collection_plan.h"

#include <algorithm>

namespace tandem::contract {
namespace {

bool is_fixed(const TermsPart& part) { return std::holds_alternative<Fixed>(part.share); }

// The part that rounding is settled on: the remainder, else the last one whose amount is not agreed; past
// the end when all are agreed, for then there is nothing to round.
std::size_t absorbing_part(const std::vector<TermsPart>& parts) {
    for (std::size_t at = parts.size(); at-- > 0;)
        if (!is_fixed(parts[at])) return at;
    return parts.size();
}

Money rounded_share(const Share& share, Money total, Money left) {
    if (const auto* percent = std::get_if<Percent>(&share)) return total.times(percent->rate, Rounding::half_up);
    return left.times(std::get<PercentOfRemaining>(share).rate, Rounding::half_up);
}

Result<std::optional<Date>> rolled_due_date(const TermsPart& part, std::optional<Date> event, const DueDateRoll& roll) {
    if (!event) return std::optional<Date>{};
    const Date due = due_date(*event, part.due);
    if (roll.roll == policy::Roll::none) return std::optional{due};
    TANDEM_ASSERT(roll.calendar != nullptr);
    return std::optional{TRY(policy::roll_date(due, roll.roll, *roll.calendar))};
}

}  // namespace

std::optional<Date> ContractEvents::on(BaseEvent event) const {
    switch (event) {
        case BaseEvent::signing: return signed_on;
        case BaseEvent::delivery: return delivered_on;
        case BaseEvent::acceptance: return accepted_on;
        case BaseEvent::invoice: return invoiced_on;
    }
    return std::nullopt;
}

Result<std::vector<Money>> compute_amounts(const PaymentTerms& terms, Money total) {
    if (total.is_negative()) return refuse("contract.total_negative", to_decimal(total));
    const auto& parts = terms.parts();
    TRY_VOID(check_coverage(parts, total));

    Money agreed{0, total.currency()};
    for (const TermsPart& part : parts)
        if (is_fixed(part)) agreed += std::get<Fixed>(part.share).amount;

    const std::size_t absorbing = absorbing_part(parts);
    std::vector<Money> amounts(parts.size(), Money{0, total.currency()});
    Money left = total;       // what the parts so far have not taken
    Money kept_back = agreed; // fixed amounts still to come
    for (std::size_t at = 0; at < parts.size(); ++at) {
        if (at == absorbing) continue;
        if (is_fixed(parts[at])) {
            amounts[at] = std::get<Fixed>(parts[at].share).amount;
            kept_back -= amounts[at];
        } else {
            const Money share = rounded_share(parts[at].share, total, left);
            amounts[at] = std::min(share, left - kept_back);
            // Rounding may cost a part a minor unit of what it asked for, never more.
            const Money short_by = share - amounts[at];
            if (short_by.minor() > static_cast<std::int64_t>(parts.size()))
                return refuse("contract.parts_above_total", part_no(at),
                              {{"excess", to_decimal(short_by) + " " + std::string(total.currency().code())},
                               {"excess_minor", std::to_string(short_by.minor())}});
        }
        left -= amounts[at];
    }
    if (absorbing < parts.size()) amounts[absorbing] = left;
    return amounts;
}

Result<std::vector<PlanLine>> compute_plan(const PaymentTerms& terms, Money total, const ContractEvents& events, const DueDateRoll& roll) {
    const std::vector<Money> amounts = TRY(compute_amounts(terms, total));
    if (total.is_zero()) {
        const TermsPart& first = terms.parts().front();
        return std::vector{PlanLine{1, first.label, first.base, total, events.on(first.base), std::nullopt}};
    }
    std::vector<PlanLine> lines;
    for (std::size_t at = 0; at < amounts.size(); ++at) {
        const TermsPart& part = terms.parts()[at];
        const auto event = events.on(part.base);
        PlanLine line{static_cast<int>(at) + 1, part.label, part.base, amounts[at], TRY(rolled_due_date(part, event, roll)), std::nullopt};
        if (event && part.discount) line.discount_until = *event + Days{part.discount->days};
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace tandem::contract
