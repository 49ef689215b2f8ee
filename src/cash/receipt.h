// A receipt (收款): how the money came and from which day it counts as collected. Rule R-205;
// definitions.md "Acceptance bill and uncleared cheque".
#pragma once
#include <optional>

#include "core/date.h"
#include "core/money.h"
#include "core/payment_method.h"
#include "core/result.h"
#include "receivable/postings.h"

namespace tandem::cash {

using Method = PaymentMethod;
using tandem::code_of;
using tandem::parse_method;

// Build with make_receipt. Immutable: what happens to it later are facts of their own.
struct Receipt {
    Method method;
    Money amount;  // > 0
    Date value_date;
    std::optional<Date> maturity_date;  // of an acceptance bill, and only there
};
// Refuses cash.amount_not_positive, cash.maturity_missing, cash.maturity_unexpected, cash.maturity_too_early.
Result<Receipt> make_receipt(Receipt receipt);

// What became of a bill or cheque. Nothing yet: both empty.
struct Clearing {
    std::optional<Date> cleared_on;     // paid at maturity, discounted at a bank, cheque cleared
    std::optional<Date> dishonoured_on;
};

// When a bill or cheque counts for collection rate and pay (policy bill_counts_at).
enum class BillCountsAt { receipt, maturity };

// The day from which the receipt counts as collected; empty while that is unknown (an uncleared
// cheque) and for ever when it was dishonoured. An acceptance bill not yet cleared counts from its
// maturity date. Transfers, cash and automatic debits count from the value date.
std::optional<Date> counts_from(const Receipt& receipt, const Clearing& clearing, BillCountsAt counts_at);

// Transfers and debits arrive at the bank, cash in the till, bills and cheques as notes receivable.
receivable::SettlementAccount settlement_account(Method method);

}  // namespace tandem::cash
