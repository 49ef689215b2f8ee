// Reports: every figure is the sum of contributions of single facts, so that it opens down to them.
//
// A report says which facts contribute what (contribute_*), the aggregator sums them by group, and a last
// step derives ratios from the sums. The rows behind a figure are the same contributions, listed.
#pragma once
#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cash/policy.h"
#include "dunning/policy.h"
#include "insight/position.h"
#include "org/reach.h"
#include "receivable/policy.h"

namespace tandem::insight {

struct Policies {
    const receivable::ReceivablePolicy& receivable;
    const cash::CashPolicy& cash;
    const dunning::DunningPolicy& dunning;
};

enum class GroupBy { none, customer, group, rep, team, region, country, month, week, day };
std::optional<GroupBy> parse_group_by(std::string_view name);

enum class SettledFilter { any, open, settled };

// What a report is asked. Dates not given follow the report's own default (README.md).
struct ReportQuery {
    std::string name;
    AsOf as_of;
    std::optional<Date> from, to;
    GroupBy by = GroupBy::none;
    receivable::AgingBasis basis = receivable::AgingBasis::due;
    std::optional<receivable::AgingBuckets> buckets;  // in place of the policy's
    int window_days = 365;
    std::string variant;
    SettledFilter settled = SettledFilter::any;
    std::optional<CustomerId> customer;
    std::optional<Currency> currency;
    int top = 0;  // 0: all groups
};

enum class FactKind { open_item, invoice, receipt, credit_note, plan_line };

inline constexpr std::size_t max_figures = 10;
inline constexpr std::int32_t undated_day = INT32_MAX;  // a contribution of no day; its group is "undated"

struct Contribution {
    FactKind kind;
    Place place;  // in the columns of its kind
    Place customer = nowhere, rep = nowhere, team = nowhere, region = nowhere;
    std::uint8_t currency = 0;
    std::int32_t day = 0;         // what --by month, week and day group by
    std::int32_t key = -1;        // a key of the report's own: the alert, the stage
    std::int32_t bucket = -1;
    std::int32_t days = 0;        // shown with the row: overdue days, days late
    std::int32_t count = 1;
    std::int64_t amount = 0;      // minor units
    std::array<std::int64_t, max_figures> figures{};  // by column of the report
};
using Sink = std::function<void(const Contribution&)>;

enum class Combine { sum, max };
struct Column {
    std::string_view name;  // "collected_minor"
    Combine combine = Combine::sum;
};

struct BucketTotal { std::int64_t count = 0, amount = 0; };

struct Group {
    std::string key;
    std::string name;     // what a person reads: the customer's name; empty when the key says it
    std::string date;     // warnings --by day
    Currency currency;
    std::vector<BucketTotal> buckets;
    std::int64_t count = 0, amount = 0;
    std::array<std::int64_t, max_figures> sums{};
    std::int64_t customers = 0;  // distinct
    std::int64_t unapplied = 0;
    std::vector<std::pair<std::string, std::optional<std::int64_t>>> figures;  // shown, in this order
};

struct Report {
    std::string name, variant;
    AsOf as_of;
    std::optional<Date> from, to;
    int policy_version = 0;
    std::vector<receivable::AgingBucket> bucket_kinds;  // empty: the report has none
    std::vector<Group> groups;
};

// Over the customers within reach, and nobody else's: a report for a narrower scope is a report of its own, down to
// its totals and shares. The overloads for a Book alone are over the whole company.
// Refuses insight.unknown_report, insight.unknown_variant {variants}, insight.group_not_offered,
// insight.range_reversed {from, to}.
Result<Report> run_report(const Book& book, const Policies& policies, const ReportQuery& query);
Result<Report> run_report(const Position& position, const org::Reach& reach, const Policies& policies, const ReportQuery& query);  // of the query's as_of

// The contributions behind a figure of that report: of one group (none: all; the empty key is the group of what has none) and bucket (empty: all).
Result<std::vector<Contribution>> rows_behind(const Book& book, const Policies& policies, const ReportQuery& query, std::optional<std::string_view> key, std::string_view bucket);
Result<std::vector<Contribution>> rows_behind(const Position& position, const org::Reach& reach, const Policies& policies, const ReportQuery& query, std::optional<std::string_view> key, std::string_view bucket);

struct ReportDescription {
    std::string_view name;
    std::vector<std::string_view> variants, figures;
    std::string_view formula_en, formula_zh;
};
std::vector<ReportDescription> describe_reports();

}  // namespace tandem::insight
