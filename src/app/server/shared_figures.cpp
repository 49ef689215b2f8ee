#include "app/server/shared_figures.h"

#include "access/edge/access_policy_json.h"

namespace tandem::app::server {

void SharedFigures::hide(CustomerId customer, json::value& answer) {
    if (!reach_.is_whole()) walk(customer, answer);
}

void SharedFigures::hide(json::value& answer) {
    const auto customer = parse_id<CustomerTag>(std::string_view{answer.at("customer").at("id").as_string()});
    TANDEM_ASSERT(customer.has_value());
    hide(*customer, answer);
}

void SharedFigures::walk(CustomerId customer, json::value& part) {
    if (auto* list = part.if_array())
        for (json::value& each : *list) walk(customer, each);
    auto* object = part.if_object();
    if (!object) return;
    const json::value* scope = object->if_contains("scope");
    if (scope && scope->is_string() && (object->contains("used_minor") || object->contains("used")) && !told(scope->get_string(), customer)) {
        for (const char* figure : {"used_minor", "headroom_minor", "actual"})
            if (auto* found = object->if_contains(figure)) *found = nullptr;
        for (const char* figure : {"used", "above"}) object->erase(figure);  // of a finding at the gate
    }
    for (auto& [key, value] : *object) walk(customer, value);
}

bool SharedFigures::told(std::string_view scope, CustomerId customer) {
    if (scope == "customer") return true;
    std::int64_t owing = 0;
    if (scope == "group") {
        if (const auto group = groups().group_of.find(customer.value); group != groups().group_of.end()) owing = groups().owing.at(group->second);
    } else {
        owing = in_company();
    }
    return owing == 0 || owing >= least();
}

std::int64_t SharedFigures::least() {
    if (!least_) {
        const auto policy = access::load_access_policy(serving_.connection(), serving_.company().id, serving_.today());
        TANDEM_ASSERT(policy.has_value());  // it was read when it was put in force
        least_ = policy->least_group_size;
    }
    return *least_;
}

// Enough is enough: among so many who owe, all that are in sight and as many more as it takes.
std::int64_t SharedFigures::in_company() {
    if (in_company_) return *in_company_;
    in_company_ = 0;
    serving_.connection().query("SELECT DISTINCT customer_id FROM open_item WHERE company_id = $1 AND open_minor > 0 AND voided_at IS NULL LIMIT $2",
                                {serving_.company().id.value, static_cast<std::int64_t>(reach_.customers().size()) + least()},
                                [&](const sql::Row& row) { *in_company_ += reach_.sees(CustomerId{row.integer(0)}) ? 0 : 1; });
    return *in_company_;
}

const SharedFigures::Groups& SharedFigures::groups() {
    if (groups_) return *groups_;
    groups_.emplace();
    serving_.connection().query("SELECT c.id, c.group_id, CASE WHEN EXISTS (SELECT 1 FROM open_item o WHERE o.company_id = c.company_id AND o.customer_id = c.id AND o.open_minor > 0 AND o.voided_at IS NULL) THEN 1 ELSE 0 END "
                                "FROM customer c WHERE c.company_id = $1 AND c.voided_at IS NULL AND c.merged_into_id IS NULL "
                                "AND c.group_id IN (SELECT e.subject_id FROM credit_limit_entry e WHERE e.company_id = $1 AND e.scope = 'group')",
                                {serving_.company().id.value}, [&](const sql::Row& row) {
                                    groups_->group_of[row.integer(0)] = row.integer(1);
                                    std::int64_t& owing = groups_->owing[row.integer(1)];
                                    if (row.integer(2) != 0 && !reach_.sees(CustomerId{row.integer(0)})) ++owing;
                                });
    return *groups_;
}

}  // namespace tandem::app::server
