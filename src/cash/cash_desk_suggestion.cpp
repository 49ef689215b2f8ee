#include "cash/cash_desk_suggestion.h"

#include <algorithm>

namespace tandem::cash {
namespace {

constexpr std::size_t shortest_number = 3;

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }
bool same(char a, char b) { return lower(a) == lower(b); }
bool is_word(char letter) { return (letter >= '0' && letter <= '9') || (lower(letter) >= 'a' && lower(letter) <= 'z'); }

// Of several items with one number (a contract's instalments) the earlier due goes first.
std::vector<Designation> named_in(std::string_view remittance, std::span<const OpenClaim> claims) {
    std::vector<const Claim*> found;
    for (const OpenClaim& open : claims)
        if (std::ranges::any_of(open.numbers, [&](const std::string& number) { return names(remittance, number); })) found.push_back(&open.claim);
    std::ranges::sort(found, [](const Claim* a, const Claim* b) { return std::pair{a->due_date, a->item} < std::pair{b->due_date, b->item}; });
    std::vector<Designation> designations;
    for (const Claim* claim : found) designations.push_back({claim->item});
    return designations;
}

}  // namespace

bool names(std::string_view remittance, std::string_view number) {
    if (number.size() < shortest_number) return false;
    for (auto from = remittance.begin();;) {
        const auto found = std::search(from, remittance.end(), number.begin(), number.end(), same);
        if (found == remittance.end()) return false;
        const auto after = found + static_cast<std::ptrdiff_t>(number.size());
        if ((found == remittance.begin() || !is_word(*(found - 1))) && (after == remittance.end() || !is_word(*after))) return true;
        from = found + 1;
    }
}

std::vector<Suggestion> suggest_allocation(Money available, Date value_date, std::string_view remittance, std::span<const OpenClaim> claims,
                                           const AllocationOrder& order, Date as_of) {
    const std::vector<Designation> by_reference = named_in(remittance, claims);
    std::vector<Claim> all;
    Money left = available;
    for (const OpenClaim& open : claims) {
        if (open.claim.open.currency() != available.currency()) continue;
        all.push_back(open.claim);
        if (std::ranges::find(by_reference, open.claim.item, &Designation::item) != by_reference.end()) left -= std::min(left, open.claim.open);
    }
    std::vector<Designation> exact;
    for (const Claim& claim : all)
        if (claim.open == left && std::ranges::find(by_reference, claim.item, &Designation::item) == by_reference.end()) exact.push_back({claim.item});
    if (exact.size() != 1) exact.clear();  // two items of one amount: the amount does not tell them apart

    const AllocationDecision decision = decide_allocation({available, value_date, by_reference, exact}, all, order, as_of);
    std::vector<Suggestion> suggestions;
    for (const AllocationLine& line : decision.lines) {
        const std::string reason = line.reason == AllocationReason::policy_order ? order.code : line.reason == AllocationReason::remittance_reference ? std::string(code_of(line.reason)) : "exact_amount";
        suggestions.push_back({line.item, line.amount, reason});
    }
    return suggestions;
}

}  // namespace tandem::cash
