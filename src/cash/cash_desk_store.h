// What the cash desk asks of storage, in business words. Everything locked stays so to the end of the command.
#pragma once
#include <span>
#include <string_view>

#include "cash/cash_desk_state.h"

namespace tandem::cash {

class CashDeskStore {
public:
    virtual ~CashDeskStore() = default;
    virtual bool has_customer(CustomerId customer) = 0;
    virtual bool number_is_taken(std::string_view number) = 0;
    virtual std::string next_number() = 0;
    virtual Result<Rate> rate_on(Currency currency, Date date) = 0;  // org.rate_missing

    // Receipts and notes are locked before items, items in the order of their ids: two commands never wait for
    // each other in a circle. Nothing when there is none, or it is voided.
    virtual std::optional<ReceiptState> lock(ReceiptId receipt) = 0;
    virtual std::optional<Source> lock(CreditNoteId note) = 0;
    virtual std::vector<ItemState> lock(std::span<const OpenItemId> items) = 0;

    virtual std::optional<NewSettlement> find(SettlementId settlement) = 0;
    virtual bool is_reversed(SettlementId settlement) = 0;

    // Lowers what is left beside the facts; a negative amount gives it back.
    virtual void lower(OpenItemId item, Money amount) = 0;
    virtual void lower(ReceiptId receipt, Money amount) = 0;
    virtual void lower(CreditNoteId note, Money amount) = 0;

    enum class Ending { reversed, dishonoured };
    virtual void end(ReceiptId receipt, Date on, Ending ending) = 0;  // nothing of it is left
    virtual void clear(ReceiptId receipt, Date on, std::optional<Date> counts) = 0;
};

}  // namespace tandem::cash
