#include "cash/cash_desk.h"

#include <algorithm>
#include <array>

namespace tandem::cash {
namespace {

// A receipt recorded here has its number for identity.
constexpr std::string_view own_system = "tandem";

std::vector<OpenItemId> items_of(std::span<const DeskLine> lines) {
    std::vector<OpenItemId> items;
    for (const DeskLine& line : lines) items.push_back(line.item);
    std::ranges::sort(items);
    items.erase(std::ranges::unique(items).begin(), items.end());
    return items;
}

NewSettlement settlement_of(SettlementId id, OpenItemId item, SettlementKind kind, Money amount, Date effective, std::string_view reason) {
    return {.id = id, .item = item, .kind = kind, .source = {}, .amount = amount, .effective_date = effective, .reverses = {}, .reason = std::string(reason), .batch = {}};
}

}  // namespace

Result<NewReceipt> CashDesk::record(const ReceiptDraft& draft) {
    const Receipt receipt = TRY(make_receipt(draft.receipt));
    if (!store_.has_customer(draft.customer)) return refuse("cash.unknown_customer", to_string(draft.customer));
    if (!draft.number.empty() && store_.number_is_taken(draft.number)) return refuse("cash.number_taken", draft.number);
    const Rate rate = TRY(store_.rate_on(receipt.amount.currency(), receipt.value_date));
    const std::string number = draft.number.empty() ? store_.next_number() : draft.number;
    const NewReceipt recorded{.id = books_.ids.make<ReceiptId>(), .number = number, .customer = draft.customer, .method = receipt.method, .value_date = receipt.value_date,
                              .maturity_date = receipt.maturity_date, .counts_date = counts_from(receipt, {}, policy_.bill_counts_at), .amount = receipt.amount,
                              .unapplied = receipt.amount, .rate = rate, .reference = draft.reference, .origin = {std::string(own_system), number, {}}};
    record_receipt(books_, recorded);
    return recorded;
}

Result<ReceiptState> CashDesk::locked(ReceiptId id) {
    auto receipt = store_.lock(id);
    if (!receipt) return refuse("cash.unknown_receipt", to_string(id));
    return std::move(*receipt);
}

NewSettlement CashDesk::enter(const NewSettlement& settlement, Rate rate) {
    record_settlement(books_, settlement, rate);
    store_.lower(settlement.item, settlement.amount);
    if (settlement.kind == SettlementKind::receipt) store_.lower(ReceiptId{*settlement.source}, settlement.amount);
    if (settlement.kind == SettlementKind::credit_note) store_.lower(CreditNoteId{*settlement.source}, settlement.amount);
    return settlement;
}

Result<Settlements> CashDesk::settle(const Source& source, const AllocationRequest& request) {
    const std::vector<ItemState> items = store_.lock(items_of(request.lines));
    Settlements settled;
    for (const PlannedLine& line : TRY(decide_lines(source, items, request, policy_.tolerance))) {
        NewSettlement allocation = settlement_of(books_.ids.make<SettlementId>(), line.item, source.kind, line.amount, line.effective, request.reason);
        allocation.source = source.id;
        settled.push_back(enter(allocation, source.rate));
        if (line.tolerance.is_zero()) continue;
        NewSettlement difference = settlement_of(books_.ids.make<SettlementId>(), line.item, SettlementKind::tolerance, line.tolerance, line.effective, request.reason);
        difference.source = source.id;  // taken back with the allocation
        difference.policy_version = policy_.version;
        settled.push_back(enter(difference, line.item_rate));
    }
    return settled;
}

Result<Settlements> CashDesk::allocate(ReceiptId id, const AllocationRequest& request) {
    const ReceiptState receipt = TRY(locked(id));
    if (receipt.reversed) return refuse("cash.receipt_reversed", receipt.source.number, {{"date", to_string(*receipt.reversed)}});
    return settle(receipt.source, request);
}

Result<Settlements> CashDesk::allocate(CreditNoteId id, const AllocationRequest& request) {
    const auto note = store_.lock(id);
    if (!note) return refuse("cash.unknown_credit_note", to_string(id));
    TANDEM_ASSERT(request.difference == SmallDifference::leave_open);  // a small difference is what a payer left
    return settle(*note, request);
}

Result<NewSettlement> CashDesk::write_off(OpenItemId id, Money amount, std::string_view reason) {
    if (reason.empty()) return refuse("cash.reason_missing");
    const auto items = store_.lock(std::array{id});
    if (items.empty()) return refuse("cash.unknown_item", to_string(id));
    const Date effective = TRY(decide_write_off(items.front(), amount, today_));
    return enter(settlement_of(books_.ids.make<SettlementId>(), id, SettlementKind::write_off, amount, effective, reason), items.front().rate);
}

}  // namespace tandem::cash
