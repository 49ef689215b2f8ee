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
    const Outside& others = outside();
    std::int64_t count = others.company;
    if (scope == "group") {
        const auto group = others.group_of.find(customer.value);
        const auto found = group == others.group_of.end() ? others.by_group.end() : others.by_group.find(group->second);
        count = found == others.by_group.end() ? 0 : found->second;
    }
    return count == 0 || count >= least_;
}

const SharedFigures::Outside& SharedFigures::outside() {
    if (outside_) return *outside_;
    outside_.emplace();
    sql::Connection& connection = serving_.connection();
    const auto policy = access::load_access_policy(connection, serving_.company().id, serving_.today());
    TANDEM_ASSERT(policy.has_value());  // it was read when it was put in force
    least_ = policy->least_group_size;
    connection.query("SELECT c.id, c.group_id, (SELECT MAX(o.open_minor) FROM open_item o WHERE o.company_id = c.company_id AND o.customer_id = c.id AND o.voided_at IS NULL) "
                     "FROM customer c WHERE c.company_id = $1 AND c.voided_at IS NULL AND c.merged_into_id IS NULL",
                     {serving_.company().id.value}, [&](const sql::Row& row) {
                         const bool owes = row.integer(2) > 0;
                         if (!row.is_null(1)) outside_->group_of[row.integer(0)] = row.integer(1);
                         if (!owes || reach_.sees(CustomerId{row.integer(0)})) return;
                         ++outside_->company;
                         if (!row.is_null(1)) ++outside_->by_group[row.integer(1)];
                     });
    return *outside_;
}

}  // namespace tandem::app::server
