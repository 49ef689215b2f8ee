#include "insight/edge/report_json.h"

#include <boost/json.hpp>

namespace tandem::insight {
namespace {

namespace json = boost::json;

json::value number_or_null(const std::optional<int>& days) { return days ? json::value(*days) : json::value(nullptr); }

json::object group_json(const Report& report, const Group& group) {
    json::object out{{"key", group.key}, {"currency", group.currency.code()}};
    if (!group.name.empty()) out["name"] = group.name;
    if (!group.date.empty()) out["date"] = group.date;
    json::array buckets;
    for (std::size_t at = 0; at < report.bucket_kinds.size(); ++at) {
        const auto& kind = report.bucket_kinds[at];
        buckets.push_back(json::object{{"code", kind.code}, {"from_days", number_or_null(kind.from_days)}, {"to_days", number_or_null(kind.to_days)},
                                       {"count", group.buckets[at].count}, {"amount_minor", group.buckets[at].amount}});
    }
    if (!buckets.empty()) out["buckets"] = std::move(buckets);
    out["total"] = json::object{{"count", group.count}, {"amount_minor", group.amount}};
    if (report.name == "aging") out["unapplied_minor"] = group.unapplied;
    out["count"] = group.count;
    out["amount_minor"] = group.amount;
    for (const auto& [name, value] : group.figures) out[name] = value ? json::value(*value) : json::value(nullptr);
    return out;
}

}  // namespace

std::string report_json(const Report& report) {
    json::object out{{"report", report.name}, {"as_of", to_string(report.as_of.date)},
                     {"known_at", report.as_of.known_at == end_of_time ? json::value(nullptr) : json::value(to_string(report.as_of.known_at))},
                     {"variant", report.variant}, {"policy_version", report.policy_version}};
    if (report.from) out["from"] = to_string(*report.from);
    if (report.to) out["to"] = to_string(*report.to);
    json::array groups;
    for (const Group& group : report.groups) groups.push_back(group_json(report, group));
    out["groups"] = std::move(groups);
    return json::serialize(out);
}

}  // namespace tandem::insight
