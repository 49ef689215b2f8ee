// In which order money settles claims when nobody says which: a list of keys, as data
// (policies/cash.json). Shipped: oldest_due, by_kind, and civil_code (PRC Civil Code, articles 560 and 561).
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/id.h"
#include "core/money.h"
#include "core/result.h"
#include "credit/security.h"

namespace tandem::cash {

// What a claim is for. Article 561: costs of enforcement, then interest, then principal.
enum class ClaimKind { cost, fee, interest, principal };
inline constexpr std::size_t claim_kind_count = 4;
std::string_view code_of(ClaimKind kind);
std::optional<ClaimKind> parse_claim_kind(std::string_view code);

using credit::Security;

// One open item that money may settle, as it stands on the day of the decision.
struct Claim {
    OpenItemId item;
    Money open;  // >= 0
    Date item_date;
    Date due_date;
    ClaimKind kind = ClaimKind::principal;
    Security security = Security::none;
    Rate burden{};  // what delay costs the debtor: the higher, the heavier (article 560)
};

enum class OrderKey {
    kind,            // in the order of `kinds`
    due_before_not,  // what is due before what is not
    least_secured,
    heaviest_burden,
    earliest_due,
    earliest_dated,
};
std::string_view code_of(OrderKey key);
std::optional<OrderKey> parse_order_key(std::string_view code);

// Claims that no key tells apart: one after the other by id, or in proportion to what is open.
enum class Ties { in_sequence, pro_rata };

// Build with make_allocation_order.
struct AllocationOrder {
    std::string code;
    std::vector<OrderKey> keys;
    std::vector<ClaimKind> kinds;  // used by OrderKey::kind, every kind once
    Ties ties = Ties::in_sequence;
};
// Refuses cash.order_keys (none or one twice), cash.order_kinds (not every kind once).
Result<AllocationOrder> make_allocation_order(AllocationOrder order);

// Negative, zero or positive as a is settled before, with or after b.
int compare(const Claim& a, const Claim& b, const AllocationOrder& order, Date as_of);

}  // namespace tandem::cash
