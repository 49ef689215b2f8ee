#include "approval/edge/approval_policy_sql.h"

#include "approval/edge/approval_policy_json.h"
#include "audit/edge/trail_sql.h"
#include "platform/shipped.h"

namespace tandem::approval {

std::string approval_policy_text(sql::Connection& connection, CompanyId company, Date on) {
    const auto own = connection.one_text(
        "SELECT body FROM policy_version WHERE company_id = $1 AND name = 'approval' AND effective_from_date <= $2 ORDER BY effective_from_date DESC, version DESC LIMIT 1", {company.value, std::int64_t{day_number(on)}});
    if (own) return *own;
    const auto shipped = shipped_file("policies/approval.json");
    TANDEM_ASSERT(shipped.has_value());
    return std::string(*shipped);
}

Result<ApprovalPolicy> load_approval_policy(sql::Connection& connection, CompanyId company, Currency currency, Date on) {
    return parse_approval_policy(approval_policy_text(connection, company, on), currency);
}

int escalate_overdue(sql::Connection& connection, const audit::Act& act, IdSource& ids) {
    std::vector<std::int64_t> overdue;
    connection.query("SELECT id FROM approval_request WHERE company_id = $1 AND state = 'pending' AND deadline_at <= $2 AND escalated = 0 ORDER BY id {for_update}", {act.company.value, act.at.micros},
                     [&](const sql::Row& row) { overdue.push_back(row.integer(0)); });
    if (overdue.empty()) return 0;
    connection.execute("UPDATE approval_request SET escalated = 1 WHERE company_id = $1 AND id IN {ints:$2}", {act.company.value, sql::integer_list(overdue)});
    audit::SqlTrail trail{connection, ids, act};
    for (const auto id : overdue) trail.record({.object_kind = "approval", .object_id = id, .topic = "approval.escalated"});
    trail.flush();
    return static_cast<int>(overdue.size());
}

}  // namespace tandem::approval
