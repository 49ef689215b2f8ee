#include "importing/edge/assignments_sql.h"

#include <array>
#include <boost/json.hpp>

namespace tandem::importing {
namespace {

// In the order of the enum.
constexpr std::array<std::string_view, 3> codes{"customer_rep", "rep_team", "team_region"};
std::string_view code_of(org::AssignmentKind kind) { return codes[static_cast<std::size_t>(kind)]; }
org::AssignmentKind kind_of(std::string_view code) {
    for (std::size_t at = 0; at < codes.size(); ++at)
        if (codes[at] == code) return static_cast<org::AssignmentKind>(at);
    TANDEM_ASSERT(!"a kind of the list");
    return org::AssignmentKind::customer_rep;
}

}  // namespace

boost::json::object to_json(const AssignmentChange& change) {
    boost::json::object object{{"kind", code_of(change.kind)}, {"subject", change.subject}, {"from", to_string(change.from)}, {"owner", change.owner}};
    if (change.before) object["before"] = *change.before;
    return object;
}

AssignmentChange assignment_from_json(const boost::json::object& object) {
    const auto* before = object.if_contains("before");
    return {kind_of(object.at("kind").as_string()), object.at("subject").as_int64(), *parse_date(object.at("from").as_string()), object.at("owner").as_int64(),
            before ? std::optional{before->as_int64()} : std::nullopt};
}

void Assignments::load() {
    std::map<org::AssignmentKind, std::vector<std::int64_t>> subjects;
    for (const auto& [kind, subject] : wanted_)
        if (!periods_.contains({kind, subject})) {
            subjects[kind].push_back(subject);
            periods_[{kind, subject}];
        }
    for (const auto& [kind, ids] : subjects)
        connection_.query("SELECT subject_id, from_date, owner_id FROM assignment WHERE company_id = $1 AND kind = $2 AND voided_at IS NULL AND subject_id IN {ints:$3}",
                          {act_.company.value, code_of(kind), sql::integer_list(ids)},
                          [&](const sql::Row& row) { periods_[{kind, row.integer(0)}][date_of(row.integer(1))] = row.integer(2); });
    wanted_.clear();
}

bool Assignments::any(org::AssignmentKind kind, std::int64_t subject) const {
    const auto found = periods_.find({kind, subject});
    return found != periods_.end() && !found->second.empty();
}

std::optional<AssignmentChange> Assignments::assign(org::AssignmentKind kind, std::int64_t subject, std::int64_t owner, Date from) {
    auto& periods = periods_[{kind, subject}];
    const auto later = periods.upper_bound(from);
    const auto current = periods.empty() ? periods.end() : later == periods.begin() ? later : std::prev(later);
    if (current != periods.end() && current->second == owner) return std::nullopt;
    const auto same_day = periods.find(from);
    const AssignmentChange change{kind, subject, from, owner, same_day == periods.end() ? std::nullopt : std::optional{same_day->second}};
    periods[from] = owner;
    written_.insert_or_assign({{kind, subject}, from}, Written{change, false});
    return change;
}

void Assignments::take_back(const AssignmentChange& change) {
    AssignmentChange back = change;
    if (change.before) back.owner = *change.before;
    written_.insert_or_assign({{change.kind, change.subject}, change.from}, Written{back, !change.before});
}

void Assignments::flush() {
    if (written_.empty()) return;
    connection_.script("CREATE TEMP TABLE IF NOT EXISTS changed_assignment (kind TEXT, subject_id {int}, from_date {int}, owner_id {int}, voided_at {int})");
    connection_.execute("DELETE FROM changed_assignment", {});
    const auto staged = connection_.bulk("changed_assignment", {"kind", "subject_id", "from_date", "owner_id", "voided_at"});
    for (const auto& [key, written] : written_) {
        const auto& change = written.change;
        staged->add(code_of(change.kind)).add(change.subject).add(std::int64_t{day_number(change.from)}).add(change.owner)
            .add(written.voided ? std::optional{act_.at.micros} : std::nullopt);
        staged->end_row();
    }
    staged->flush();
    connection_.execute(
        "INSERT INTO assignment (company_id, kind, subject_id, from_date, owner_id, recorded_at, voided_at) "
        "SELECT CAST($1 AS {int}), kind, subject_id, from_date, owner_id, CAST($2 AS {int}), voided_at FROM changed_assignment WHERE true "
        "ON CONFLICT (company_id, kind, subject_id, from_date) DO UPDATE SET owner_id = excluded.owner_id, recorded_at = excluded.recorded_at, voided_at = excluded.voided_at",
        {act_.company.value, act_.at.micros});
    written_.clear();
}

}  // namespace tandem::importing
