#include "importing/edge/employees_sql.h"

#include <boost/json.hpp>

namespace tandem::importing {
namespace {

std::optional<std::int64_t> number(const std::optional<Date>& date) { return date ? std::optional<std::int64_t>{day_number(*date)} : std::nullopt; }
std::optional<Date> date_at(const sql::Row& row, int column) {
    const auto day = row.maybe_integer(column);
    return day ? std::optional{date_of(*day)} : std::nullopt;
}

void add_details(sql::Bulk& to, const EmployeeDetails& details) {
    to.add(std::string_view{details.name}).add_text_or_null(details.name_alt).add(std::string_view{details.name_key}).add(std::string_view{details.position})
        .add_text_or_null(details.manager).add_text_or_null(details.email).add_text_or_null(details.phone).add(number(details.joined)).add(number(details.left));
}

}  // namespace

boost::json::object to_json(const EmployeeDetails& details) {
    boost::json::object object{{"name", details.name}, {"name_alt", details.name_alt}, {"name_key", details.name_key}, {"position", details.position},
                               {"manager", details.manager}, {"email", details.email}, {"phone", details.phone}};
    if (details.joined) object["joined"] = to_string(*details.joined);
    if (details.left) object["left"] = to_string(*details.left);
    return object;
}

EmployeeDetails employee_from_json(const boost::json::object& object) {
    const auto text = [&](const char* key) { return std::string(object.at(key).as_string()); };
    EmployeeDetails details{text("name"), text("name_alt"), text("name_key"), text("position"), text("manager"), text("email"), text("phone"), {}, {}};
    if (object.contains("joined")) details.joined = *parse_date(text("joined"));
    if (object.contains("left")) details.left = *parse_date(text("left"));
    return details;
}

Employees::Employees(sql::Connection& connection, const audit::Act& act, IdSource& ids)
    : connection_(connection), act_(act), ids_(ids),
      rows_(connection.bulk("employee", {"company_id", "id", "code", "name", "name_alt", "name_key", "role", "manager_code", "email", "phone", "joined_date", "left_date", "recorded_at", "batch_id"})) {}

std::unordered_map<std::string, Employees::Known> Employees::by_code(std::span<const std::string> codes) {
    std::unordered_map<std::string, Known> found;
    connection_.query(
        "SELECT code, id, name, name_alt, name_key, role, manager_code, email, phone, joined_date, left_date FROM employee WHERE company_id = $1 AND voided_at IS NULL AND code IN {texts:$2}",
        {act_.company.value, sql::text_list(codes)}, [&](const sql::Row& row) {
            const auto text = [&](int column) { return std::string(row.text(column)); };
            found.emplace(text(0), Known{EmployeeId{row.integer(1)}, {text(2), text(3), text(4), text(5), text(6), text(7), text(8), date_at(row, 9), date_at(row, 10)}});
        });
    return found;
}

void Employees::insert(EmployeeId id, std::string_view code, const EmployeeDetails& details, BatchId batch) {
    rows_->add(act_.company.value).add(id.value).add(code);
    add_details(*rows_, details);
    rows_->add(act_.at.micros).add(batch.value);
    rows_->end_row();
}

void Employees::flush() {
    rows_->flush();
    if (changes_.empty()) return;
    connection_.script("CREATE TEMP TABLE IF NOT EXISTS changed_employee (id {int}, name TEXT, name_alt TEXT, name_key TEXT, role TEXT, manager_code TEXT, email TEXT, phone TEXT, joined_date {int}, left_date {int})");
    connection_.execute("DELETE FROM changed_employee", {});
    const auto staged = connection_.bulk("changed_employee", {"id", "name", "name_alt", "name_key", "role", "manager_code", "email", "phone", "joined_date", "left_date"});
    for (const auto& [id, details] : changes_) {
        staged->add(id);
        add_details(*staged, details);
        staged->end_row();
    }
    staged->flush();
    connection_.execute(
        "UPDATE employee SET name = c.name, name_alt = c.name_alt, name_key = c.name_key, role = c.role, manager_code = c.manager_code, email = c.email, phone = c.phone, "
        "joined_date = c.joined_date, left_date = c.left_date FROM changed_employee AS c WHERE employee.company_id = $1 AND employee.id = c.id",
        {act_.company.value});
    changes_.clear();
}

TeamId Employees::team(const std::string& code) {
    if (const auto known = teams_.find(code); known != teams_.end()) return TeamId{known->second};
    auto id = connection_.one_integer("SELECT id FROM team WHERE company_id = $1 AND code = $2", {act_.company.value, code});
    if (!id) {
        id = ids_.next();
        connection_.execute("INSERT INTO team (company_id, id, code, name) VALUES ($1, $2, $3, $3)", {act_.company.value, *id, code});
    }
    return TeamId{teams_.emplace(code, *id).first->second};
}

RegionId Employees::region(const std::string& code) {
    if (const auto known = regions_.find(code); known != regions_.end()) return RegionId{known->second};
    auto id = connection_.one_integer("SELECT id FROM region WHERE company_id = $1 AND code = $2", {act_.company.value, code});
    if (!id) {
        id = ids_.next();
        connection_.execute("INSERT INTO region (company_id, id, code, name) VALUES ($1, $2, $3, $3)", {act_.company.value, *id, code});
    }
    return RegionId{regions_.emplace(code, *id).first->second};
}

}  // namespace tandem::importing
