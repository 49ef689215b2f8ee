#include "cash/receipt.h"

#include <string>

namespace tandem::cash {
Result<Receipt> make_receipt(Receipt receipt) {
    if (receipt.amount.minor() <= 0) return refuse("cash.amount_not_positive", to_decimal(receipt.amount));
    const bool is_bill = receipt.method == Method::acceptance_bill;
    if (is_bill && !receipt.maturity_date) return refuse("cash.maturity_missing", "maturity_date");
    if (!is_bill && receipt.maturity_date) return refuse("cash.maturity_unexpected", std::string(code_of(receipt.method)));
    if (is_bill && *receipt.maturity_date < receipt.value_date)
        return refuse("cash.maturity_too_early", to_string(*receipt.maturity_date), {{"value_date", to_string(receipt.value_date)}});
    return receipt;
}

std::optional<Date> counts_from(const Receipt& receipt, const Clearing& clearing, BillCountsAt counts_at) {
    if (clearing.dishonoured_on) return std::nullopt;
    const bool is_paper = receipt.method == Method::acceptance_bill || receipt.method == Method::cheque;
    if (!is_paper || counts_at == BillCountsAt::receipt) return receipt.value_date;
    return clearing.cleared_on ? clearing.cleared_on : receipt.maturity_date;
}

receivable::SettlementAccount settlement_account(Method method) {
    switch (method) {
        case Method::bank_transfer:
        case Method::automatic_debit: return receivable::SettlementAccount::bank;
        case Method::cash: return receivable::SettlementAccount::cash_on_hand;
        case Method::cheque:
        case Method::acceptance_bill: return receivable::SettlementAccount::notes;
    }
    TANDEM_ASSERT(!"a method of the list");
    return receivable::SettlementAccount::bank;
}

}  // namespace tandem::cash
