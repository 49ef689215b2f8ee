// Employees with their team and the team's region, dated: one row an employee and assignment. A blank
// cell leaves what is known.
#include <boost/json.hpp>

#include "importing/edge/assignments_sql.h"
#include "importing/edge/employees_sql.h"
#include "importing/edge/kinds.h"
#include "importing/edge/row_errors.h"
#include "platform/clock.h"
#include "platform/names.h"

namespace tandem::importing {
namespace {

struct Row {
    std::int64_t row;
    std::string code, team, region;
    EmployeeDetails stated;
    std::optional<Date> effective;
};

EmployeeDetails updated(EmployeeDetails known, const EmployeeDetails& stated) {
    const auto take = [](std::string& into, const std::string& from) { if (!from.empty()) into = from; };
    take(known.name, stated.name);
    take(known.name_alt, stated.name_alt);
    take(known.position, stated.position);
    take(known.manager, stated.manager);
    take(known.email, stated.email);
    take(known.phone, stated.phone);
    if (stated.joined) known.joined = stated.joined;
    if (stated.left) known.left = stated.left;
    known.name_key = sort_key(known.name);
    return known;
}

class EmployeesImporter final : public KindImporter {
public:
    explicit EmployeesImporter(ImportContext& context)
        : context_(context), employees_(context.connection, context.act, context.ids), assignments_(context.connection, context.act),
          today_(*civil_day(context.act.at, context.company.time_zone)) {}

    void take(std::int64_t row_number, const TypedRow& cells) override {
        const auto at = [](std::string_view name) { return field_of(ImportKind::employees, name); };
        const auto text = [&](std::string_view name) { return text_or(cells, at(name)); };
        rows_.push_back({row_number, text("code"), text("team"), text("region"),
                         {text("name"), text("name_alt"), {}, text("position"), text("manager"), text("email"), text("phone"), cells.date(at("joined_date")), cells.date(at("left_date"))},
                         cells.date(at("effective_date"))});
    }

    void write_chunk(Counts& counts, std::vector<FieldError>& errors) override {
        std::vector<std::string> codes;
        for (const Row& row : rows_) {
            codes.push_back(row.code);
            if (!row.team.empty()) assignments_.want(org::AssignmentKind::team_region, employees_.team(row.team).value);
        }
        known_ = employees_.by_code(codes);
        for (const auto& [code, employee] : known_) assignments_.want(org::AssignmentKind::rep_team, employee.id.value);
        assignments_.load();
        for (const Row& row : rows_) book(row, counts, errors);
        employees_.flush();
        assignments_.flush();
        rows_.clear();
    }

private:
    void book(const Row& row, Counts& counts, std::vector<FieldError>& errors) {
        const auto wrong = [&](std::string_view field, std::string_view value, Error error) { refuse_row(errors, context_.mapping, row.row, field, value, std::move(error)); };
        if (!row.region.empty() && row.team.empty()) return wrong("region", row.region, error_of("importing.region_without_team", row.region));
        if (row.stated.joined && row.stated.left && *row.stated.left < *row.stated.joined)
            return wrong("left_date", to_string(*row.stated.left), error_of("importing.left_before_joined", row.code, {{"joined", to_string(*row.stated.joined)}, {"left", to_string(*row.stated.left)}}));
        boost::json::object detail;
        const auto known = known_.find(row.code);
        const bool created = known == known_.end();
        Employees::Known& employee = created ? known_[row.code] : known->second;
        const auto after = updated(employee.details, row.stated);
        if (created) {
            employee = {context_.ids.make<EmployeeId>(), after};
            employees_.insert(employee.id, row.code, after, context_.batch);
        } else if (after != employee.details) {
            detail["before"] = to_json(employee.details);
            detail["after"] = to_json(after);
            employees_.change(employee.id, after);
            employee.details = after;
        }
        assign(row, employee, detail);
        record(employee.id, created, detail, counts);
    }

    // From the stated day; else the first assignment holds since the employee joined and a later one from today.
    void assign(const Row& row, const Employees::Known& employee, boost::json::object& detail) {
        if (row.team.empty()) return;
        const TeamId team = employees_.team(row.team);
        const auto from = [&](org::AssignmentKind kind, std::int64_t subject) {
            return row.effective.value_or(assignments_.any(kind, subject) ? today_ : employee.details.joined.value_or(today_));
        };
        const auto keep = [&](const std::optional<AssignmentChange>& change) {
            if (!change) return;
            if (!detail.contains("assignments")) detail["assignments"] = boost::json::array{};
            detail["assignments"].as_array().push_back(to_json(*change));
        };
        using enum org::AssignmentKind;
        keep(assignments_.assign(rep_team, employee.id.value, team.value, from(rep_team, employee.id.value)));
        if (!row.region.empty()) keep(assignments_.assign(team_region, team.value, employees_.region(row.region).value, from(team_region, team.value)));
    }

    void record(EmployeeId id, bool created, boost::json::object& detail, Counts& counts) {
        if (!created && detail.empty()) { ++counts.unchanged; return; }
        if (!detail.empty()) detail["batch"] = to_string(context_.batch);
        const std::string text = detail.empty() ? std::string{} : boost::json::serialize(detail);
        context_.trail.record({.object_kind = "employee", .object_id = id.value, .topic = created ? "employee.created" : "employee.changed", .detail = text});
        ++(created ? counts.created : counts.updated);
    }

    ImportContext& context_;
    Employees employees_;
    Assignments assignments_;
    Date today_;
    std::vector<Row> rows_;
    std::unordered_map<std::string, Employees::Known> known_;
};

}  // namespace

std::unique_ptr<KindImporter> make_employees_importer(ImportContext& context) { return std::make_unique<EmployeesImporter>(context); }

}  // namespace tandem::importing
