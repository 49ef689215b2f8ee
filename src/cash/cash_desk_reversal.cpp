// Taking back: a settlement, a whole receipt, a dishonoured bill; and a bill or cheque that was paid.
#include <algorithm>
#include <array>

#include "cash/cash_desk.h"

namespace tandem::cash {
namespace {

// The trail's detail: {"reason":"..."}.
std::string reason_detail(std::string_view reason) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string out = R"({"reason":")";
    for (const char letter : reason) {
        const auto code = static_cast<unsigned char>(letter);
        if (letter == '"' || letter == '\\') (out += '\\') += letter;
        else if (code < 0x20) ((out += "\\u00") += hex[code >> 4]) += hex[code & 15];
        else out += letter;
    }
    return out += "\"}";
}

// Paper that was cleared has become money at the bank; what was taken over goes back where it came from.
receivable::Event entry_of(const ReceiptState& receipt) {
    if (receipt.entry == Entry::taken_over) return receivable::OpeningCredit{receipt.receipt.amount};
    return receivable::ReceiptRecorded{receipt.receipt.amount, receipt.cleared ? receivable::SettlementAccount::bank : settlement_account(receipt.receipt.method)};
}

}  // namespace

NewSettlement CashDesk::enter_reversal(const NewSettlement& settlement, Date on, std::string_view reason, Rate rate) {
    NewSettlement reversal = reversal_of(settlement, books_.ids.make<SettlementId>(), on, std::string(reason));
    reversal.batch.reset();  // the identity of an imported row stays with what was imported
    reversal.origin_source.clear();
    reversal.external_id.clear();
    return enter(reversal, rate);
}

Result<Settlements> CashDesk::take_back(SettlementId id, std::string_view reason, Authority authority) {
    if (reason.empty()) return refuse("cash.reason_missing");
    const auto fact = store_.find(id);
    if (!fact) return refuse("cash.unknown_allocation", to_string(id));
    if (fact->reverses) return refuse("cash.reversal_final", to_string(id));
    if (fact->kind == SettlementKind::write_off && authority != Authority::write_off) return refuse("cash.write_off_authority", to_string(id));

    std::optional<ReceiptState> receipt;
    std::optional<Source> note;
    if (fact->source && fact->kind == SettlementKind::credit_note) note = store_.lock(CreditNoteId{*fact->source});
    else if (fact->source) receipt = store_.lock(ReceiptId{*fact->source});
    if (fact->source && !receipt && !note) return refuse("cash.unknown_allocation", to_string(id));  // voided meanwhile
    const auto items = store_.lock(std::array{fact->item});
    TANDEM_ASSERT(items.size() == 1);
    if (store_.is_reversed(id)) return refuse("cash.already_reversed", items.front().number);

    const auto rate_of = [&](const NewSettlement& each) {
        if (each.kind == SettlementKind::receipt) return receipt->source.rate;
        return each.kind == SettlementKind::credit_note ? note->rate : items.front().rate;
    };
    Settlements reversals{enter_reversal(*fact, today_, reason, rate_of(*fact))};
    if (fact->kind != SettlementKind::receipt) return reversals;
    for (const auto& [other, reversed] : receipt->settlements)
        if (other.kind == SettlementKind::tolerance && other.item == fact->item && !other.reverses && !reversed)
            reversals.push_back(enter_reversal(other, today_, reason, rate_of(other)));
    return reversals;
}

Result<Settlements> CashDesk::take_all_back(const ReceiptState& receipt, Date on, std::string_view reason) {
    std::vector<OpenItemId> ids;
    for (const auto& [fact, reversed] : receipt.settlements) ids.push_back(fact.item);
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    const std::vector<ItemState> items = store_.lock(ids);
    Settlements reversals;
    for (const auto& [fact, reversed] : receipt.settlements) {
        if (reversed || fact.reverses) continue;
        const auto item = std::ranges::find(items, fact.item, &ItemState::id);
        TANDEM_ASSERT(item != items.end());
        reversals.push_back(enter_reversal(fact, on, reason, fact.kind == SettlementKind::receipt ? receipt.source.rate : item->rate));
    }
    return reversals;
}

Result<Settlements> CashDesk::reverse(ReceiptId id, Date on, std::string_view reason) {
    if (reason.empty()) return refuse("cash.reason_missing");
    const ReceiptState receipt = TRY(locked(id));
    TRY_VOID(check_reversal(receipt, on, today_));
    const Settlements reversals = TRY(take_all_back(receipt, on, reason));
    store_.end(id, on, CashDeskStore::Ending::reversed);
    books_.receivable.post_reversal(entry_of(receipt), books_.ids.next(), on, receipt.source.rate);
    books_.trail.record({.object_kind = "receipt", .object_id = id.value, .topic = "receipt.reversed", .policy_version = {}, .detail = reason_detail(reason)});
    return reversals;
}

Result<void> CashDesk::clear(ReceiptId id, Date on, Money charges) {
    const ReceiptState receipt = TRY(locked(id));
    TRY_VOID(check_clearing(receipt, on, charges, today_));
    store_.clear(id, on, counts_from(receipt.receipt, {.cleared_on = on, .dishonoured_on = {}}, policy_.bill_counts_at));
    books_.receivable.post(receivable::BillMatured{receipt.receipt.amount, charges}, books_.ids.next(), on, receipt.source.rate, policy_.version);
    books_.trail.record({.object_kind = "receipt", .object_id = id.value, .topic = "receipt.cleared", .policy_version = policy_.version});
    return {};
}

Result<Settlements> CashDesk::dishonour(ReceiptId id, Date on, std::string_view reason) {
    if (reason.empty()) return refuse("cash.reason_missing");
    const ReceiptState receipt = TRY(locked(id));
    TRY_VOID(check_dishonour(receipt, on, today_));
    const Settlements reversals = TRY(take_all_back(receipt, on, reason));
    store_.end(id, on, CashDeskStore::Ending::dishonoured);
    books_.receivable.post(receivable::BillDishonoured{receipt.receipt.amount}, books_.ids.next(), on, receipt.source.rate);
    books_.trail.record({.object_kind = "receipt", .object_id = id.value, .topic = "receipt.dishonoured", .policy_version = {}, .detail = reason_detail(reason)});
    return reversals;
}

}  // namespace tandem::cash
