// Aging: how many days an open item is old, and in which bucket of a report it stands (账龄).
//
// Shipped buckets (definitions.md, "Aging buckets"; data in policies/receivable.json):
// by due date not_due, 1-7, 8-15, 16-30, 31+; by invoice date 0-30, 31-60, 61-90, 91+.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/result.h"

namespace tandem::receivable {

// Calendar days from the due date to the as-of date: negative before it, 0 on it.
constexpr int days_past_due(Date due, Date as_of) { return static_cast<int>((as_of - due).count()); }
// Overdue days (逾期天数): never negative, 1 on the day after the due date.
constexpr int overdue_days(Date due, Date as_of) {
    const int days = days_past_due(due, as_of);
    return days > 0 ? days : 0;
}

// Both ends are included; an open end reaches to infinity.
struct AgingBucket {
    std::string code;
    std::optional<int> from_days, to_days;
    friend bool operator==(const AgingBucket&, const AgingBucket&) = default;
};

enum class AgingBasis { due, invoice };

// Buckets that cover every number of days exactly once. Build with the functions below.
class AgingBuckets {
public:
    std::span<const AgingBucket> all() const { return buckets_; }
    std::size_t size() const { return buckets_.size(); }
    const AgingBucket& at(std::size_t index) const { return buckets_[index]; }
    // Where an item of this age stands: by due date the days past due, by invoice date the days since.
    std::size_t index_of(int days) const {
        std::size_t index = 0;
        while (index < last_days_.size() && days > last_days_[index]) ++index;
        return index;
    }
    // The last day of every bucket but the last, ascending: {0, 7, 15, 30}.
    std::span<const int> last_days() const { return last_days_; }
    std::optional<std::size_t> find(std::string_view code) const;

private:
    friend Result<AgingBuckets> make_aging_buckets(std::vector<AgingBucket> buckets);
    std::vector<AgingBucket> buckets_;
    std::vector<int> last_days_;
};

// Refuses receivable.buckets_empty, buckets_gap, buckets_overlap, buckets_not_covering, buckets_code.
Result<AgingBuckets> make_aging_buckets(std::vector<AgingBucket> buckets);

// Buckets from the last day of each but the last: {7, 15, 30} by due date gives not_due, 1-7, 8-15,
// 16-30, 31+; {30, 60} by invoice date gives 0-30, 31-60, 61+. Refuses receivable.bucket_edges.
Result<AgingBuckets> make_aging_buckets(AgingBasis basis, std::span<const int> edges);
Result<AgingBuckets> parse_aging_buckets(AgingBasis basis, std::string_view edges);  // "7,15,30"

// Whether an amount still counts as open or already as unpaid risk: unpaid when later than the margin.
enum class PaymentRisk { open, unpaid };
constexpr PaymentRisk payment_risk(int overdue_days, int margin_days) {
    return overdue_days > margin_days ? PaymentRisk::unpaid : PaymentRisk::open;
}

}  // namespace tandem::receivable
