#include "contract/instalments.h"

#include <algorithm>
#include <string>

namespace tandem::contract {
namespace {

constexpr std::int64_t most_instalments = 600;

Result<void> check_split(Money amount, std::int64_t count, const Rhythm& rhythm) {
    if (amount.minor() <= 0) return refuse("contract.instalment_amount", to_decimal(amount));
    if (rhythm.every_months < 1) return refuse("contract.instalment_rhythm", std::to_string(rhythm.every_months));
    if (count < 1 || count > most_instalments)
        return refuse("contract.too_many_instalments", std::to_string(count), {{"most", std::to_string(most_instalments)}});
    return {};
}

std::vector<Instalment> dated_pieces(Money amount, Money piece, std::int64_t count, const Rhythm& rhythm) {
    std::vector<Instalment> plan;
    Money left = amount;
    for (int at = 0; at < count; ++at) {
        const Money taken = at + 1 == count ? left : std::min(piece, left);
        plan.push_back({add_months(rhythm.start, at * rhythm.every_months), taken});
        left -= taken;
    }
    return plan;
}

}  // namespace

Result<std::vector<Instalment>> split_into_pieces(Money amount, Money piece, const Rhythm& rhythm) {
    if (piece.minor() <= 0) return refuse("contract.instalment_piece", to_decimal(piece));
    const std::int64_t whole_pieces = amount.minor() / piece.minor();
    const std::int64_t count = whole_pieces + (amount.minor() % piece.minor() > 0 ? 1 : 0);
    TRY_VOID(check_split(amount, count, rhythm));
    return dated_pieces(amount, piece, count, rhythm);
}

Result<std::vector<Instalment>> split_into_count(Money amount, int count, const Rhythm& rhythm) {
    TRY_VOID(check_split(amount, count, rhythm));
    if (amount.minor() < count) return refuse("contract.instalment_piece", to_decimal(Money{0, amount.currency()}));
    // Rounding up must leave at least one minor unit for the last.
    const Money half_up = amount.scaled(1, count, Rounding::half_up);
    const bool last_keeps_something = half_up.minor() * (count - 1) < amount.minor();
    return dated_pieces(amount, last_keeps_something ? half_up : amount.scaled(1, count, Rounding::down), count, rhythm);
}

Result<void> check_instalments(std::span<const Instalment> plan, Money open) {
    Money sum{0, open.currency()};
    for (const Instalment& instalment : plan) {
        if (instalment.amount.minor() <= 0) return refuse("contract.instalment_amount", to_decimal(instalment.amount));
        sum += instalment.amount;
    }
    const auto back = std::ranges::adjacent_find(plan, std::ranges::greater{}, &Instalment::due_date);
    if (back != plan.end())
        return refuse("contract.instalments_out_of_order", to_string(std::next(back)->due_date), {{"before", to_string(back->due_date)}});
    if (sum != open)
        return refuse("contract.instalments_not_total", {},
                      {{"sum", to_decimal(sum)}, {"open", to_decimal(open)}, {"difference", to_decimal(open - sum)}});
    return {};
}

std::vector<Money> in_proportion(std::span<const Money> parts, Money local_total) {
    TANDEM_ASSERT(!parts.empty());
    Money total{0, parts.front().currency()};
    for (const Money part : parts) {
        TANDEM_ASSERT(part.minor() > 0);
        total += part;
    }
    std::vector<Money> local;
    Money left = local_total;
    for (std::size_t at = 0; at + 1 < parts.size(); ++at) {
        local.push_back(std::min(local_total.scaled(parts[at].minor(), total.minor(), Rounding::half_up), left));
        left -= local.back();
    }
    local.push_back(left);
    return local;
}

}  // namespace tandem::contract
