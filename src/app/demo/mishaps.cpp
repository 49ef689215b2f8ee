#include "app/demo/mishaps.h"

#include <algorithm>

#include "app/demo/numbering.h"

namespace tandem::app::demo {
namespace {

using cash::Method;
using cash::SettlementKind;

constexpr int mix_ups = 6, overpaid = 14, unidentified = 7;

// Another item of the customer that was open all the while, and untouched.
std::optional<Index> mistaken_for(const Story& story, const Settlement& right, Date corrected) {
    const Item& item = story.items[right.item];
    for (Index at = 0; at < story.items.size(); ++at) {
        const Item& other = story.items[at];
        if (at == right.item || other.customer != item.customer || other.date > right.effective || other.recorded > right.recorded || other.amount < right.amount) continue;
        const bool untouched = std::ranges::none_of(story.settlements, [&](const Settlement& one) { return one.item == at && one.recorded <= corrected; });
        if (untouched) return at;
    }
    return std::nullopt;
}

}  // namespace

void mix_up_allocations(Story& story, Random dice) {
    int left = mix_ups;
    const Index all = story.settlements.size();
    for (Index tries = 0; tries < 4000 && left > 0; ++tries) {
        const Index at = static_cast<Index>(dice.between(0, static_cast<std::int64_t>(all) - 1));
        Settlement right = story.settlements[at];
        if (right.kind != SettlementKind::receipt || right.reversed_on || story.receipts[right.source].method != Method::bank_transfer) continue;
        const Date corrected = story.year.working_day(right.recorded + Days{dice.between(2, 9)});
        const auto wrong = corrected <= story.today ? mistaken_for(story, right, corrected) : std::nullopt;
        if (!wrong) continue;
        Settlement mistake = right;
        mistake.item = *wrong;
        mistake.reversed_on = corrected;
        mistake.reversal_reason = "核销单据有误，改核至正确单据";
        right.effective = right.recorded = corrected;
        right.reason = "更正核销";
        story.settlements[at] = right;
        story.settlements.push_back(std::move(mistake));
        --left;
    }
}

void leave_on_account(Story& story, Random dice) {
    std::vector<Index> recent;
    for (Index at = 0; at < story.receipts.size(); ++at)
        if (story.receipts[at].method == Method::bank_transfer && story.receipts[at].value >= story.today - Days{160}) recent.push_back(at);
    for (int left = overpaid; left > 0 && !recent.empty(); --left) {
        Receipt& receipt = story.receipts[dice.pick(recent)];
        const Money extra{dice.between(5, 240) * 100'00, receipt.amount.currency()};
        if (!receipt.unapplied.is_zero() || extra > receipt.amount) continue;
        receipt.amount += extra;
        receipt.unapplied = extra;
    }
    for (int left = unidentified; left > 0; --left) {
        const Index customer = static_cast<Index>(dice.between(0, static_cast<std::int64_t>(story.base.customers.size()) - 1));
        Date day = story.today - Days{dice.between(0, 9)};
        while (!story.year.works(day)) day -= Days{1};
        const Customer& payer = story.base.customers[customer];
        if (payer.stopped_on || payer.since > day) continue;
        const Money amount{dice.between(8, 180) * 1000'00, *parse_currency(payer.currency)}, nothing{0, amount.currency()};
        story.receipts.push_back({.number = {}, .reference = "预付货款", .customer = customer, .value = day, .recorded = day, .maturity = {}, .cleared = {}, .bounced = {},
                                  .amount = amount, .unapplied = amount, .charges = nothing});
    }
}

void number_receipts_and_credits(Story& story) {
    number_in_order(story.receipts, &Receipt::number, "SK", 5, [](const Receipt& receipt) { return receipt.recorded; });
    number_in_order(story.credits, &Credit::number, "HZ", 4, [](const Credit& credit) { return credit.date; });
}

}  // namespace tandem::app::demo
