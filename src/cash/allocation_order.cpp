#include "cash/allocation_order.h"

#include <algorithm>

#include "core/codes.h"

namespace tandem::cash {
namespace {

// In the order of the enums.
constexpr std::array<std::string_view, claim_kind_count> kind_codes{"cost", "fee", "interest", "principal"};
constexpr std::array<std::string_view, 6> key_codes{"kind", "due_before_not", "least_secured",
                                                    "heaviest_burden", "earliest_due", "earliest_dated"};

template <class Value>
int sign(const Value& a, const Value& b) {
    return a < b ? -1 : b < a ? 1 : 0;
}

template <class Value>
bool has_twice(std::vector<Value> values) {
    std::ranges::sort(values);
    return std::ranges::adjacent_find(values) != values.end();
}

int compare_by(OrderKey key, const Claim& a, const Claim& b, const AllocationOrder& order, Date as_of) {
    switch (key) {
        case OrderKey::kind: return sign(std::ranges::find(order.kinds, a.kind), std::ranges::find(order.kinds, b.kind));
        case OrderKey::due_before_not: return sign(a.due_date > as_of, b.due_date > as_of);
        case OrderKey::least_secured: return sign(a.security, b.security);
        case OrderKey::heaviest_burden: return sign(b.burden, a.burden);
        case OrderKey::earliest_due: return sign(a.due_date, b.due_date);
        case OrderKey::earliest_dated: return sign(a.item_date, b.item_date);
    }
    TANDEM_ASSERT(!"a key of the list");
    return 0;
}

}  // namespace

std::string_view code_of(ClaimKind kind) { return kind_codes[static_cast<std::size_t>(kind)]; }
std::optional<ClaimKind> parse_claim_kind(std::string_view code) { return named<ClaimKind>(kind_codes, code); }
std::string_view code_of(OrderKey key) { return key_codes[static_cast<std::size_t>(key)]; }
std::optional<OrderKey> parse_order_key(std::string_view code) { return named<OrderKey>(key_codes, code); }

Result<AllocationOrder> make_allocation_order(AllocationOrder order) {
    if (order.keys.empty() || has_twice(order.keys)) return refuse("cash.order_keys", order.code);
    const bool by_kind = std::ranges::find(order.keys, OrderKey::kind) != order.keys.end();
    if (has_twice(order.kinds) || order.kinds.size() != (by_kind ? claim_kind_count : 0)) return refuse("cash.order_kinds", order.code);
    return order;
}

int compare(const Claim& a, const Claim& b, const AllocationOrder& order, Date as_of) {
    for (const OrderKey key : order.keys)
        if (const int found = compare_by(key, a, b, order, as_of); found != 0) return found;
    return 0;
}

}  // namespace tandem::cash
