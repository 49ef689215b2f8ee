// The facts of the cash side: receipts, and what settles open items.
#pragma once
#include <optional>
#include <string>

#include "cash/receipt.h"
#include "core/date.h"
#include "core/id.h"
#include "core/money.h"
#include "receivable/facts.h"

namespace tandem::cash {

struct NewReceipt {
    ReceiptId id;
    std::string number;
    CustomerId customer;
    Method method;
    Date value_date;
    std::optional<Date> maturity_date;  // acceptance bills (承兑汇票)
    std::optional<Date> counts_date;    // when it counts as collected; empty until a bill or cheque clears
    Money amount;
    Money unapplied;
    Rate rate;
    std::string reference;
    receivable::Origin origin;
};

enum class SettlementKind { receipt, credit_note, write_off, tolerance, discount };

// Lowers an open item by `amount`; a reversal carries the negative amount and names what it reverses.
struct NewSettlement {
    SettlementId id;
    OpenItemId item;
    SettlementKind kind = SettlementKind::receipt;
    std::optional<std::int64_t> source;  // the receipt or credit note
    Money amount;
    Date effective_date;
    std::optional<SettlementId> reverses;
    std::string reason;
    std::optional<BatchId> batch;
    std::optional<int> policy_version{};  // of the cash policy, where its figures decided (tolerance)
    std::string origin_source{}, external_id{};  // the identity of an imported allocation
};

std::string_view code_of(SettlementKind kind);

}  // namespace tandem::cash
