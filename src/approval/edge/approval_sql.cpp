#include "approval/edge/approval_sql.h"

#include <boost/json.hpp>

#include <map>

#include "approval/edge/approval_policy_json.h"

namespace tandem::approval {
namespace {

namespace json = boost::json;

constexpr sql::Sql columns =
    "SELECT r.id, r.kind, r.state, r.requester_id, r.requester_employee_id, r.requester_role, r.requester_name, r.beneficiaries, r.object_kind, r.object_id, r.customer_id, "
    "r.team_id, r.region_id, r.currency, r.amount_minor, r.base_amount_minor, r.counted_minor, r.command, r.method, r.path, r.body, r.facts, r.content_hash, r.levels, r.level_no, "
    "r.round_no, r.level_since_at, r.escalated, r.policy_version, r.failure, r.recorded_at, r.decided_at, r.makers FROM approval_request r ";

template <class Tag>
std::optional<Id<Tag>> maybe(const sql::Row& row, int column) {
    const auto value = row.maybe_integer(column);
    return value ? std::optional{Id<Tag>{*value}} : std::nullopt;
}
template <class Tag>
std::optional<std::int64_t> number(const std::optional<Id<Tag>>& id) { return id ? std::optional{id->value} : std::nullopt; }
std::optional<std::int64_t> number(EmployeeId id) { return id ? std::optional{id.value} : std::nullopt; }
std::optional<std::int64_t> number(const std::optional<Instant>& at) { return at ? std::optional{at->micros} : std::nullopt; }
std::string text(const sql::Row& row, int column) { return std::string(row.text(column)); }

Stored stored_of(const sql::Row& row) {
    Stored one{.id = {row.integer(0)}, .held = {}, .request = {}, .failure = {}, .recorded_at = {row.integer(30)}, .decided_at = {}};
    one.held = {.kind = text(row, 1), .command = text(row, 17), .method = text(row, 18), .path = text(row, 19), .body = text(row, 20), .object_kind = text(row, 8), .object_id = row.integer(9),
                .customer = maybe<CustomerTag>(row, 10), .team = maybe<TeamTag>(row, 11), .region = maybe<RegionTag>(row, 12), .amount = {}, .base_amount = row.maybe_integer(15), .counted = row.maybe_integer(16), .facts = text(row, 21)};
    if (!row.is_null(14)) one.held.amount = Money{row.integer(14), *parse_currency(row.text(13))};
    Request& request = one.request;
    request.state = *parse_state(row.text(2));
    request.requester = {UserId{row.integer(3)}, EmployeeId{row.integer(4)}, text(row, 5), text(row, 6)};
    const json::value beneficiaries = json::parse(row.text(7));
    for (const auto& each : beneficiaries.as_array()) request.beneficiaries.push_back(EmployeeId{each.as_int64()});
    const json::value makers = json::parse(row.text(32));
    for (const auto& each : makers.as_array()) request.makers.push_back(UserId{each.as_int64()});
    request.content_hash = row.text(22);
    request.levels = levels_of(row.text(23));
    request.level = static_cast<int>(row.integer(24));
    request.round = static_cast<int>(row.integer(25));
    request.level_since = {row.integer(26)};
    request.escalated = row.integer(27) != 0;
    one.policy_version = static_cast<int>(row.integer(28));
    one.failure = row.text(29);
    if (!row.is_null(31)) one.decided_at = Instant{row.integer(31)};
    return one;
}

// The decisions of all of them in one question.
void add_decisions(sql::Connection& connection, CompanyId company, std::vector<Stored>& requests) {
    std::map<std::int64_t, Stored*> by_id;
    std::vector<std::int64_t> ids;
    for (Stored& each : requests) {
        by_id.emplace(each.id.value, &each);
        ids.push_back(each.id.value);
    }
    if (ids.empty()) return;
    connection.query("SELECT request_id, round_no, level_no, user_id, employee_id, role, name, for_user_id, for_employee_id, for_role, for_name, verdict, content_hash, reason, decided_at "
                     "FROM approval_decision WHERE company_id = $1 AND request_id IN {ints:$2} ORDER BY decided_at, level_no",
                     {company.value, sql::integer_list(ids)}, [&](const sql::Row& row) {
                         Approver approver{.person = {UserId{row.integer(3)}, EmployeeId{row.integer(4)}, text(row, 5), text(row, 6)}, .stands_in_for = {}};
                         if (!row.is_null(7)) approver.stands_in_for = Person{UserId{row.integer(7)}, EmployeeId{row.integer(8)}, text(row, 9), text(row, 10)};
                         by_id.at(row.integer(0))->request.decisions.push_back({static_cast<int>(row.integer(1)), static_cast<int>(row.integer(2)), std::move(approver),
                                                                               row.text(11) == "approve" ? Verdict::approve : Verdict::reject, text(row, 12), text(row, 13), Instant{row.integer(14)}});
                     });
}

std::vector<Stored> load(sql::Connection& connection, CompanyId company, sql::Sql where, sql::Params params) {
    std::vector<Stored> found;
    sql::SqlBuilder query{columns};
    query << where;
    connection.query(query, {params.begin(), params.size()}, [&](const sql::Row& row) { found.push_back(stored_of(row)); });
    add_decisions(connection, company, found);
    return found;
}

template <class Tag>
std::string ids_text(const std::vector<Id<Tag>>& all) {
    std::vector<std::int64_t> ids;
    for (const Id<Tag> each : all) ids.push_back(each.value);
    return sql::integer_list(ids);
}

void insert_decision(sql::Connection& connection, CompanyId company, ApprovalId id, const Decision& one) {
    const Person& who = one.approver.person;
    const auto& for_whom = one.approver.stands_in_for;
    connection.execute("INSERT INTO approval_decision (company_id, request_id, round_no, level_no, user_id, employee_id, role, name, for_user_id, for_employee_id, for_role, for_name, verdict, content_hash, reason, decided_at) "
                       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
                       {company.value, id.value, one.round, one.level, who.user.value, number(who.employee), who.role, who.name, for_whom ? std::optional{for_whom->user.value} : std::nullopt,
                        for_whom ? number(for_whom->employee) : std::nullopt, for_whom ? std::optional{for_whom->role} : std::nullopt, for_whom ? std::optional{for_whom->name} : std::nullopt,
                        one.verdict == Verdict::approve ? "approve" : "reject", one.content_hash, one.reason.empty() ? std::nullopt : std::optional{one.reason}, one.at.micros});
}

}  // namespace

void insert_request(sql::Connection& connection, CompanyId company, const Stored& stored) {
    const Held& held = stored.held;
    const Request& request = stored.request;
    const std::optional<std::string> currency = held.amount ? std::optional{std::string(held.amount->currency().code())} : std::nullopt;
    const std::string beneficiaries = ids_text(request.beneficiaries), makers = ids_text(request.makers), levels = json::serialize(levels_json(request.levels));
    connection.execute(
        "INSERT INTO approval_request (company_id, id, kind, state, requester_id, requester_employee_id, requester_role, requester_name, beneficiaries, object_kind, object_id, customer_id, team_id, region_id, "
        "currency, amount_minor, base_amount_minor, counted_minor, command, method, path, body, facts, content_hash, levels, level_no, round_no, level_since_at, deadline_at, escalated, policy_version, recorded_at, decided_at, makers) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, 0, $30, $31, $32, $33)",
        {company.value, stored.id.value, held.kind, code_of(request.state), request.requester.user.value, number(request.requester.employee), request.requester.role, request.requester.name, beneficiaries,
         held.object_kind, held.object_id, number(held.customer), number(held.team), number(held.region), currency, held.amount ? std::optional{held.amount->minor()} : std::nullopt, held.base_amount, held.counted,
         held.command, held.method, held.path, held.body, held.facts, request.content_hash, levels, request.level, request.round, request.level_since.micros, number(request.levels.empty() ? std::nullopt : deadline_of(request)),
         stored.policy_version, stored.recorded_at.micros, number(stored.decided_at), makers});
}

void save_request(sql::Connection& connection, CompanyId company, const Stored& stored) {
    const Held& held = stored.held;
    const Request& request = stored.request;
    const std::string beneficiaries = ids_text(request.beneficiaries), makers = ids_text(request.makers), levels = json::serialize(levels_json(request.levels));
    connection.execute(
        "UPDATE approval_request SET state = $3, beneficiaries = $4, amount_minor = $5, base_amount_minor = $6, counted_minor = $7, body = $8, facts = $9, content_hash = $10, levels = $11, level_no = $12, round_no = $13, "
        "level_since_at = $14, deadline_at = $15, escalated = $16, policy_version = $17, failure = $18, decided_at = $19, makers = $20 WHERE company_id = $1 AND id = $2",
        {company.value, stored.id.value, code_of(request.state), beneficiaries, held.amount ? std::optional{held.amount->minor()} : std::nullopt, held.base_amount, held.counted, held.body, held.facts, request.content_hash,
         levels, request.level, request.round, request.level_since.micros, number(deadline_of(request)), std::int64_t{request.escalated}, stored.policy_version,
         stored.failure.empty() ? std::nullopt : std::optional{stored.failure}, number(stored.decided_at), makers});
    const auto known = static_cast<std::size_t>(connection.one_integer("SELECT COUNT(*) FROM approval_decision WHERE company_id = $1 AND request_id = $2", {company.value, stored.id.value}).value_or(0));
    for (std::size_t at = known; at < request.decisions.size(); ++at) insert_decision(connection, company, stored.id, request.decisions[at]);
}

std::optional<Stored> find_request(sql::Connection& connection, CompanyId company, ApprovalId id, Lock lock) {
    auto found = load(connection, company, lock == Lock::write ? sql::Sql{"WHERE r.company_id = $1 AND r.id = $2 {for_update}"} : sql::Sql{"WHERE r.company_id = $1 AND r.id = $2"}, {company.value, id.value});
    return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}

std::vector<Stored> pending_requests(sql::Connection& connection, CompanyId company) {
    return load(connection, company, "WHERE r.company_id = $1 AND r.state = 'pending' ORDER BY r.id", {company.value});
}

std::vector<Stored> list_requests(sql::Connection& connection, CompanyId company, Box box, UserId user, std::optional<ApprovalId> before, std::int64_t limit) {
    const std::int64_t upper = before ? before->value : INT64_MAX;
    if (box == Box::sent) return load(connection, company, "WHERE r.company_id = $1 AND r.requester_id = $2 AND r.id < $3 AND r.state <> 'exempt' ORDER BY r.id DESC LIMIT $4", {company.value, user.value, upper, limit});
    return load(connection, company, "WHERE r.company_id = $1 AND r.id < $3 AND r.id IN (SELECT d.request_id FROM approval_decision d WHERE d.company_id = $1 AND d.user_id = $2) ORDER BY r.id DESC LIMIT $4",
                {company.value, user.value, upper, limit});
}

std::int64_t asked_since(sql::Connection& connection, CompanyId company, const std::string& kind, CustomerId customer, const Person& requester, Instant since, std::optional<ApprovalId> except) {
    return connection
        .one_integer("SELECT CAST(SUM(base_amount_minor) AS BIGINT) FROM approval_request WHERE company_id = $1 AND customer_id = $2 AND kind = $3 AND state IN ('pending', 'effective', 'exempt') "
                     "AND (requester_id = $4 OR requester_employee_id = $5) AND recorded_at >= $6 AND id <> $7",
                     {company.value, customer.value, kind, requester.user.value, requester.employee.value, since.micros, except ? except->value : 0})
        .value_or(0);
}

std::optional<std::string> waiting_requester(sql::Connection& connection, CompanyId company, const Held& held) {
    return connection.one_text("SELECT requester_name FROM approval_request WHERE company_id = $1 AND object_kind = $2 AND object_id = $3 AND command = $4 AND state = 'pending' ORDER BY id LIMIT 1",
                               {company.value, held.object_kind, held.object_id, held.command});
}

}  // namespace tandem::approval
