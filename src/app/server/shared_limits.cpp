#include "app/server/shared_limits.h"

#include <algorithm>

#include "app/server/credit_reading.h"
#include "approval/request.h"
#include "credit/edge/check_json.h"
#include "credit/edge/credit_lists_sql.h"

namespace tandem::app::server {
namespace {

using credit::Scope;

struct Group { std::int64_t id; std::string code, name; std::int64_t members; };

std::vector<Group> groups_of(Serving& serving, std::optional<std::int64_t> only) {
    std::vector<Group> groups;
    serving.connection().query("SELECT g.id, g.code, g.name, COUNT(c.id) FROM customer_group g LEFT JOIN customer c ON c.company_id = g.company_id AND c.group_id = g.id AND c.voided_at IS NULL AND c.merged_into_id IS NULL "
                               "WHERE g.company_id = $1 AND (CAST($2 AS BIGINT) IS NULL OR g.id = $2) GROUP BY g.id, g.code, g.name ORDER BY g.code",
                               {serving.company().id.value, only}, [&](const sql::Row& row) { groups.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2)), row.integer(3)}); });
    return groups;
}

std::int64_t count_of_customers(Serving& serving) {
    return serving.connection().one_integer("SELECT COUNT(*) FROM customer WHERE company_id = $1 AND voided_at IS NULL AND merged_into_id IS NULL", {serving.company().id.value}).value_or(0);
}

std::string_view object_kind(Scope scope) { return scope == Scope::group ? "customer_group" : "company"; }
json::object group_json(const Group& group) { return {{"id", to_string(CustomerGroupId{group.id})}, {"code", group.code}, {"name", group.name}}; }

credit::LimitInForce limit_of(Serving& serving, const credit::AccountFacts& facts, Scope scope, std::int64_t subject) {
    const auto entries = facts.limits.find({scope, subject});
    return entries == facts.limits.end() ? credit::LimitInForce{} : credit::limit_on(entries->second, {}, {}, serving.today());
}

json::object pool_json(const credit::LimitInForce& limit, Scope scope, std::int64_t used, Currency base) {
    const bool set = limit.state == credit::LimitInForce::State::set;
    return {{"scope", code_of(scope)}, {"limit", credit::limit_json(limit, base)}, {"used_minor", used}, {"headroom_minor", set ? json::value(limit.total() - used) : json::value(nullptr)}};
}

// Pending changes of shared limits by what they are of.
std::map<std::pair<std::string, std::int64_t>, std::int64_t> waiting_counts(Serving& serving) {
    std::map<std::pair<std::string, std::int64_t>, std::int64_t> counts;
    serving.connection().query("SELECT object_kind, object_id, COUNT(*) FROM approval_request WHERE company_id = $1 AND state = 'pending' AND kind = 'limit_change' AND object_kind <> 'customer' GROUP BY object_kind, object_id",
                               {serving.company().id.value}, [&](const sql::Row& row) { counts[{std::string(row.text(0)), row.integer(1)}] = row.integer(2); });
    return counts;
}

struct Member { CustomerId customer; std::int64_t used; };

// Whose exposure makes up the pool, the largest first.
std::vector<Member> members_of(const credit::Accounts& accounts, const credit::LimitSubject& subject) {
    std::vector<Member> members;
    for (const auto& [customer, exposure] : accounts.exposures()) {
        const auto group = accounts.facts().groups.find(customer);
        if (subject.scope == Scope::group && (group == accounts.facts().groups.end() || group->second.value != subject.subject)) continue;
        if (exposure.total() > 0) members.push_back({customer, exposure.total()});
    }
    std::ranges::sort(members, [](const Member& one, const Member& other) { return one.used != other.used ? one.used > other.used : one.customer < other.customer; });
    return members;
}

json::array largest_json(Serving& serving, const credit::Accounts& accounts, std::vector<Member> members, std::int64_t used) {
    constexpr std::size_t most = 50;
    if (members.size() > most) members.resize(most);
    std::vector<CustomerId> customers;
    for (const Member& each : members) customers.push_back(each.customer);
    const auto names = names_of(serving, customers);
    json::array rows;
    for (const Member& each : members)
        rows.push_back(json::object{{"customer", customer_json(names, each.customer)}, {"limit", credit::limit_json(accounts.position(each.customer).pools.front().limit, serving.company().currency)}, {"used_minor", each.used},
                                    {"share_x100", used == 0 ? 0 : divide(Wide{each.used} * 10'000, used, Rounding::half_up)}});
    return rows;
}

}  // namespace

json::array waiting_limits(Serving& serving, std::string_view object_kind, std::int64_t id) {
    json::array rows;
    serving.connection().query("SELECT a.id, a.body, a.recorded_at, COALESCE(u.display_name, a.requester_name) FROM approval_request a LEFT JOIN app_user u ON u.company_id = a.company_id AND u.id = a.requester_id "
                               "WHERE a.company_id = $1 AND a.state = 'pending' AND a.kind = 'limit_change' AND a.object_kind = $2 AND a.object_id = $3 ORDER BY a.id",
                               {serving.company().id.value, object_kind, id}, [&](const sql::Row& row) {
                                   const json::object body = json::parse(row.text(1)).as_object();
                                   const auto said = [&](const char* key) { return body.contains(key) ? body.at(key) : json::value(nullptr); };
                                   rows.push_back(json::object{{"approval_id", to_string(approval::ApprovalId{row.integer(0)})}, {"kind", body.contains("kind") ? body.at("kind") : json::value("base")}, {"amount", said("amount")}, {"from", said("from")},
                                                               {"valid_to", said("valid_to")}, {"reason", said("reason")}, {"by", row.text(3)}, {"recorded_at", to_string(Instant{row.integer(2)})}});
                               });
    return rows;
}

json::object shared_limits_json(Serving& serving, const org::Reach& reach) {
    json::array rows;
    if (!reach.is_whole()) return {{"rows", std::move(rows)}};
    CreditReading view{serving};
    auto loaded = view.load({});
    const auto& facts = loaded->facts();
    std::map<std::int64_t, std::int64_t> used;
    std::int64_t total = 0;
    for (const auto& [customer, exposure] : loaded->exposures()) {
        total += exposure.total();
        if (const auto group = facts.groups.find(customer); group != facts.groups.end()) used[group->second.value] += exposure.total();
    }
    const auto waiting = waiting_counts(serving);
    const auto add = [&](const credit::LimitSubject& of, json::value group, std::int64_t sum, std::int64_t members) {
        json::object row = pool_json(limit_of(serving, facts, of.scope, of.subject), of.scope, sum, serving.company().currency);
        const auto asked = waiting.find({std::string(object_kind(of.scope)), of.subject});
        row["group"] = std::move(group);
        row["member_count"] = members;
        row["waiting_count"] = asked == waiting.end() ? 0 : asked->second;
        rows.push_back(std::move(row));
    };
    add({Scope::company, 0}, nullptr, total, count_of_customers(serving));
    for (const Group& each : groups_of(serving, {})) add({Scope::group, each.id}, group_json(each), used[each.id], each.members);
    return {{"rows", std::move(rows)}};
}

Result<json::object> shared_limit_json(Serving& serving, const org::Reach& reach, const credit::LimitSubject& subject) {
    const bool company = subject.scope == Scope::company;
    const auto unknown = [&] { return refuse("credit.unknown_group", company ? std::string{} : to_string(CustomerGroupId{subject.subject})); };
    if (!reach.is_whole()) return unknown();
    const auto groups = company ? std::vector<Group>{} : groups_of(serving, subject.subject);
    if (!company && groups.empty()) return unknown();
    CreditReading view{serving};
    auto loaded = view.load({});
    auto members = members_of(*loaded, subject);
    std::int64_t used = 0;
    for (const Member& each : members) used += each.used;
    json::object out = pool_json(limit_of(serving, loaded->facts(), subject.scope, subject.subject), subject.scope, used, serving.company().currency);
    out["group"] = company ? json::value(nullptr) : json::value(group_json(groups.front()));
    out["member_count"] = company ? count_of_customers(serving) : groups.front().members;
    auto waiting = waiting_limits(serving, object_kind(subject.scope), subject.subject);
    out["waiting_count"] = waiting.size();
    out["waiting"] = std::move(waiting);
    out["largest"] = largest_json(serving, *loaded, std::move(members), used);
    out["history"] = credit::limit_history(serving.connection(), serving.company().id, subject.scope, subject.subject);
    return out;
}

}  // namespace tandem::app::server
