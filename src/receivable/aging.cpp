#include "receivable/aging.h"

#include <algorithm>

namespace tandem::receivable {
namespace {

std::string range_code(int from, int to) { return from == to ? std::to_string(from) : std::to_string(from) + "-" + std::to_string(to); }

Result<void> check_neighbours(const AgingBucket& bucket, const AgingBucket& next) {
    const std::vector<std::pair<std::string, std::string>> figures{{"earlier", bucket.code}, {"later", next.code}};
    if (!bucket.to_days || !next.from_days) return refuse("receivable.buckets_overlap", next.code, figures);
    if (*next.from_days <= *bucket.to_days) return refuse("receivable.buckets_overlap", next.code, figures);
    if (*next.from_days - 1 > *bucket.to_days) return refuse("receivable.buckets_gap", next.code, figures);
    return {};
}

}  // namespace

std::optional<std::size_t> AgingBuckets::find(std::string_view code) const {
    const auto found = std::ranges::find(buckets_, code, &AgingBucket::code);
    if (found == buckets_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - buckets_.begin());
}

Result<AgingBuckets> make_aging_buckets(std::vector<AgingBucket> buckets) {
    if (buckets.empty()) return refuse("receivable.buckets_empty", "buckets");
    for (auto bucket = buckets.begin(); bucket != buckets.end(); ++bucket) {
        const auto same = [&](const AgingBucket& other) { return other.code == bucket->code; };
        if (bucket->code.empty() || std::any_of(buckets.begin(), bucket, same))
            return refuse("receivable.bucket_code", bucket->code);
        if (bucket->from_days && bucket->to_days && *bucket->from_days > *bucket->to_days)
            return refuse("receivable.buckets_overlap", bucket->code, {{"earlier", bucket->code}, {"later", bucket->code}});
    }
    if (buckets.front().from_days || buckets.back().to_days)
        return refuse("receivable.buckets_not_covering", buckets.front().from_days ? buckets.front().code : buckets.back().code);
    AgingBuckets made;
    for (std::size_t index = 0; index + 1 < buckets.size(); ++index) {
        TRY_VOID(check_neighbours(buckets[index], buckets[index + 1]));
        made.last_days_.push_back(*buckets[index].to_days);
    }
    made.buckets_ = std::move(buckets);
    return made;
}

Result<AgingBuckets> make_aging_buckets(AgingBasis basis, std::span<const int> edges) {
    const int first_day = basis == AgingBasis::due ? 1 : 0;
    const bool ascending = std::ranges::adjacent_find(edges, std::greater_equal<>{}) == edges.end();
    if (edges.empty() || edges.front() < first_day || edges.back() > 100'000 || !ascending) {
        std::string text;
        for (const int edge : edges) text += (text.empty() ? "" : ",") + std::to_string(edge);
        return refuse("receivable.bucket_edges", text);
    }
    std::vector<AgingBucket> buckets;
    if (basis == AgingBasis::due) buckets.push_back({"not_due", std::nullopt, 0});
    int from = first_day;
    for (const int edge : edges) {
        // By invoice date the first bucket also holds what is dated ahead, so that every item has one.
        buckets.push_back({range_code(from, edge), buckets.empty() ? std::nullopt : std::optional{from}, edge});
        from = edge + 1;
    }
    buckets.push_back({std::to_string(from) + "+", from, std::nullopt});
    return make_aging_buckets(std::move(buckets));
}

Result<AgingBuckets> parse_aging_buckets(AgingBasis basis, std::string_view edges) {
    std::vector<int> days;
    for (std::string_view rest = edges;;) {
        const auto comma = rest.find(',');
        const std::string_view number = rest.substr(0, comma);
        int value = 0;
        const auto digit = [](char letter) { return letter >= '0' && letter <= '9'; };
        if (number.empty() || number.size() > 6 || !std::ranges::all_of(number, digit))
            return refuse("receivable.bucket_edges", std::string(edges));
        for (const char letter : number) value = value * 10 + (letter - '0');
        days.push_back(value);
        if (comma == std::string_view::npos) break;
        rest.remove_prefix(comma + 1);
    }
    return make_aging_buckets(basis, days);
}

}  // namespace tandem::receivable
