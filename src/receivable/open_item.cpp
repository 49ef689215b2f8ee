#include "receivable/open_item.h"

namespace tandem::receivable {

OverdueTotal total_overdue(std::span<const OpenItem> items, Currency currency, Date as_of) {
    OverdueTotal total{0, Money{0, currency}};
    for (const OpenItem& item : items) {
        if (item.open.currency() != currency || !is_overdue(item, as_of)) continue;
        ++total.count;
        total.amount += item.open;
    }
    return total;
}

}  // namespace tandem::receivable
