#include "importing/edge/undo_master_data.h"

#include <boost/json.hpp>
#include <set>
#include <unordered_map>
#include <vector>

#include "importing/edge/assignments_sql.h"
#include "importing/edge/employees_sql.h"
#include "party/edge/customers_sql.h"

namespace tandem::importing {
namespace {

struct Change {
    std::string kind, code;
    std::int64_t id;
    boost::json::object detail;
};

std::vector<Change> changes_of(sql::Connection& connection, CompanyId company, BatchId batch, Instant imported_at) {
    std::vector<Change> changes;
    connection.query(
        "SELECT a.object_kind, COALESCE(c.code, e.code), a.object_id, a.detail FROM audit_entry a "
        "LEFT JOIN customer c ON a.object_kind = 'customer' AND c.company_id = a.company_id AND c.id = a.object_id "
        "LEFT JOIN employee e ON a.object_kind = 'employee' AND e.company_id = a.company_id AND e.id = a.object_id "
        "WHERE a.company_id = $1 AND a.at = $2 AND a.object_kind IN ('customer', 'employee') AND a.detail IS NOT NULL ORDER BY a.id DESC",
        {company.value, imported_at.micros}, [&](const sql::Row& row) {
            auto detail = boost::json::parse(row.text(3)).as_object();
            if (const auto* named = detail.if_contains("batch"); named && named->as_string() == to_string(batch))
                changes.push_back({std::string(row.text(0)), std::string(row.text(1)), row.integer(2), std::move(detail)});
        });
    return changes;
}

std::vector<std::string> codes_of(const std::vector<Change>& changes, std::string_view kind) {
    std::set<std::string> codes;
    for (const Change& change : changes)
        if (change.kind == kind) codes.insert(change.code);
    return {codes.begin(), codes.end()};
}

class Restorer {
public:
    Restorer(sql::Connection& connection, const audit::Act& act, IdSource& ids)
        : customers_(connection, act.company, act.at), employees_(connection, act, ids), assignments_(connection, act) {}

    void load(const std::vector<Change>& changes) {
        known_customers_ = customers_.by_code(codes_of(changes, "customer"));
        known_employees_ = employees_.by_code(codes_of(changes, "employee"));
    }

    // False when it was changed again since.
    bool take_back(const Change& change) {
        const bool done = !change.detail.contains("after") || (change.kind == "customer" ? restore_customer(change) : restore_employee(change));
        if (!done) return false;
        if (const auto* contact = change.detail.if_contains("contact")) restore_contact(contact->as_object());
        if (const auto* moved = change.detail.if_contains("assignments"))
            for (const auto& each : moved->as_array()) assignments_.take_back(assignment_from_json(each.as_object()));
        return true;
    }

    void flush() {
        customers_.flush();
        employees_.flush();
        assignments_.flush();
    }

private:
    bool restore_customer(const Change& change) {
        auto& known = known_customers_.at(change.code).details;
        if (known != party::details_from_json(change.detail.at("after").as_object())) return false;
        known = party::details_from_json(change.detail.at("before").as_object());
        customers_.change(CustomerId{change.id}, known);
        return true;
    }
    bool restore_employee(const Change& change) {
        auto& known = known_employees_.at(change.code).details;
        if (known != employee_from_json(change.detail.at("after").as_object())) return false;
        known = employee_from_json(change.detail.at("before").as_object());
        employees_.change(EmployeeId{change.id}, known);
        return true;
    }
    void restore_contact(const boost::json::object& contact) {
        customers_.void_contact(*parse_id<ContactTag>(contact.at("added").as_string()));
        if (const auto* replaced = contact.if_contains("replaced")) customers_.restore_contact(*parse_id<ContactTag>(replaced->as_string()));
    }

    party::Customers customers_;
    Employees employees_;
    Assignments assignments_;
    std::unordered_map<std::string, party::KnownCustomer> known_customers_;
    std::unordered_map<std::string, Employees::Known> known_employees_;
};

}  // namespace

Result<std::int64_t> restore_master_data(sql::Connection& connection, const audit::Act& act, IdSource& ids, audit::Trail& trail, BatchId batch, Instant imported_at) {
    const auto changes = changes_of(connection, act.company, batch, imported_at);
    if (changes.empty()) return 0;
    Restorer restorer{connection, act, ids};
    restorer.load(changes);
    std::vector<std::string> changed_since;
    for (const Change& change : changes) {
        if (!restorer.take_back(change)) changed_since.push_back(change.code);
        else trail.record({.object_kind = change.kind, .object_id = change.id, .topic = change.kind == "customer" ? "customer.restored" : "employee.restored"});
    }
    if (!changed_since.empty()) return refuse("importing.changed_since", to_string(batch), {{"count", std::to_string(changed_since.size())}, {"example", changed_since.front()}});
    restorer.flush();
    return static_cast<std::int64_t>(changes.size());
}

}  // namespace tandem::importing
