// What the desk works on: receipts, credit notes and open items with what was settled of them so far.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cash/facts.h"
#include "cash/receipt.h"

namespace tandem::cash {

// Takes `amount` off from its day on; the movement of a reversal is negative.
struct Movement {
    Date effective;
    Money amount;
};

// An amount and what was taken off it, whenever recorded: left = total - sum of used, 0 <= left <= total.
struct Balance {
    Money total, left;
    std::vector<Movement> used;
};

struct ItemState {
    OpenItemId id;
    std::string number;
    CustomerId customer;
    Date item_date;
    Balance balance;
    Rate rate;  // company-currency units per unit of the item's currency
};

// What settles items: a receipt or a credit note.
struct Source {
    SettlementKind kind;  // receipt or credit_note
    std::int64_t id;
    std::string number;
    CustomerId customer;
    Date from;  // value date or note date
    Balance balance;
    Rate rate;
};

struct StoredSettlement {
    NewSettlement fact;
    bool reversed = false;
};

// How the receipt entered the book: its reversal takes back just that.
enum class Entry { received, taken_over };

struct ReceiptState {
    ReceiptId id;
    Receipt receipt;
    Source source;
    Entry entry = Entry::received;
    std::optional<Date> cleared, reversed;  // reversed also when dishonoured
    std::vector<StoredSettlement> settlements;  // also the small differences closed with it
    std::vector<Movement> refunds{};            // paid back out of it, and refunds taken back
};

}  // namespace tandem::cash
