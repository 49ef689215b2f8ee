// OpenItem (未清项): the only thing that is aged, allocated to and dunned: one amount, one due date.
#pragma once
#include <span>

#include "core/date.h"
#include "core/id.h"
#include "core/money.h"
#include "receivable/aging.h"

namespace tandem::receivable {

struct OpenItem {
    OpenItemId id;
    CustomerId customer;
    Date item_date;  // from this day on it exists
    Date due_date;
    Money amount;  // > 0, as it arose
    Money open;    // 0 <= open <= amount, on the day asked about
};

inline int overdue_days(const OpenItem& item, Date as_of) { return overdue_days(item.due_date, as_of); }
// Due before the day and something still open; on the due date itself an item is not overdue.
inline bool is_overdue(const OpenItem& item, Date as_of) { return item.due_date < as_of && item.open.minor() > 0; }

struct OverdueTotal {
    int count = 0;
    Money amount;
};
// Items in other currencies than `currency` are left out: amounts of two currencies have no sum.
OverdueTotal total_overdue(std::span<const OpenItem> items, Currency currency, Date as_of);

}  // namespace tandem::receivable
