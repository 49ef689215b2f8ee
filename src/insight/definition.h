// What one report consists of; the reports_*.cpp files each bring some.
#pragma once
#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "insight/report.h"

namespace tandem::insight {

// The range a report covers when the question leaves it open.
enum class DefaultRange { none, everything, day, month_of_as_of, window };
enum class OwnBuckets { none, aging };
// Whose figures decide a report: its answer names that policy's version.
enum class DecidedBy { receivable, cash, dunning };

// The places of the facts a report looks at, ascending: all rows of a kind, or those of one customer.
class Places {
public:
    explicit Places(std::size_t all) : end_(static_cast<Place>(all)) {}
    explicit Places(std::vector<Place> chosen) : chosen_(std::move(chosen)), end_(static_cast<Place>(chosen_->size())) {}
    struct Iterator {
        const Place* chosen;  // null: all
        Place at;
        Place operator*() const { return chosen ? chosen[at] : at; }
        Iterator& operator++() { ++at; return *this; }
        bool operator==(const Iterator& other) const { return at == other.at; }
    };
    Iterator begin() const { return {chosen(), 0}; }
    Iterator end() const { return {chosen(), end_}; }

private:
    const Place* chosen() const { return chosen_ ? chosen_->data() : nullptr; }
    std::optional<std::vector<Place>> chosen_;
    Place end_;
};

// The facts of the customers within reach, ascending; `customer` alone where one is asked for.
template <class Columns>
Places within_reach(const Columns& facts, const org::Reach& reach, std::optional<Place> customer = {}) {
    if (customer) return Places{reach.sees_customer_at(*customer) ? facts.by_customer.of(*customer) : std::vector<Place>{}};
    if (reach.is_whole()) return Places{facts.size()};
    std::vector<Place> rows;
    for (const Place each : reach.customer_places()) {
        const auto own = facts.by_customer.of(each);
        rows.insert(rows.end(), own.begin(), own.end());
    }
    std::ranges::sort(rows);
    return Places{std::move(rows)};
}

struct ReportInput {
    const Position& position;
    const org::Reach& reach;
    const Policies& policies;
    const ReportQuery& query;  // from and to are filled in
    const receivable::AgingBuckets& buckets;

    // The customer who is asked for makes the report a walk over his own facts.
    Places items() const { return places_of(position.book().items); }
    Places invoices() const { return places_of(position.book().invoices); }
    Places receipts() const { return places_of(position.book().receipts); }
    Places credit_notes() const { return places_of(position.book().credit_notes); }

private:
    template <class Columns>
    Places places_of(const Columns& facts) const {
        return within_reach(facts, reach, query.customer ? std::optional{position.book().customers.find(query.customer->value)} : std::nullopt);
    }
};

struct Definition {
    std::string_view name;
    std::vector<std::string_view> variants;  // the first is the default
    DefaultRange range;
    OwnBuckets buckets;
    std::vector<Column> columns;
    std::vector<std::string> (*keys)(const Policies&);  // the report's own group keys, or null
    void (*contribute)(const ReportInput&, const Sink&);
    void (*finish)(const ReportInput&, std::vector<Group>&);  // derives the shown figures from the sums
    GroupBy default_by;
    DecidedBy policy;
    std::string_view formula_en, formula_zh;
};

std::span<const Definition> receivable_reports();
std::span<const Definition> cash_reports();
std::span<const Definition> dunning_reports();

// A contribution of an open item with everything but its figures filled in.
Contribution of_item(const Book& book, Place item);

// Team and region of a rep today, for facts that carry no owners of their own.
void add_owners(const Book& book, Contribution& one);

// numerator / denominator in basis points or hundredths, half-up; nothing when the denominator is 0.
std::optional<std::int64_t> ratio(Wide numerator, std::int64_t denominator, std::int64_t scale);

inline bool within(std::int32_t day, const ReportQuery& query) {
    return (!query.from || day >= day_number(*query.from)) && (!query.to || day <= day_number(*query.to));
}

}  // namespace tandem::insight
