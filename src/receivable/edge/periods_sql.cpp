#include "receivable/edge/periods_sql.h"

#include <algorithm>
#include <boost/json.hpp>

#include "audit/edge/trail_sql.h"
#include "org/edge/org_sql.h"

namespace tandem::receivable {
namespace {

Periods read_periods(sql::Connection& connection, CompanyId company) {
    Periods periods;
    connection.query("SELECT from_date, state FROM accounting_period WHERE company_id = $1", {company.value},
                     [&](const sql::Row& row) { periods.set(date_of(row.integer(0)), row.text(1) == "closed" ? PeriodState::closed : PeriodState::open); });
    return periods;
}

// Nobody is in the middle of posting from here to the end of the transaction.
Periods lock_periods(sql::Connection& connection, CompanyId company) {
    org::lock_book(connection, company);
    return read_periods(connection, company);
}

// Not before anything that is already in the book: a command may have waited here since an earlier instant.
Instant now(sql::Connection& connection, const audit::Act& act) {
    const auto last = connection.one_integer("SELECT at FROM audit_entry WHERE company_id = $1 ORDER BY id DESC LIMIT 1", {act.company.value});
    return Instant{std::max(act.at.micros, last.value_or(0))};
}

void record(sql::Connection& connection, const audit::Act& act, audit::SqlTrail& trail, Date month, PeriodState state, const std::string& reason) {
    const std::optional<std::string> stated = reason.empty() ? std::nullopt : std::optional{reason};
    connection.execute("INSERT INTO accounting_period (company_id, from_date, until_date, state, changed_by, changed_at, reason) VALUES ($1, $2, $3, $4, $5, $6, $7) "
                       "ON CONFLICT (company_id, from_date) DO UPDATE SET state = excluded.state, changed_by = excluded.changed_by, changed_at = excluded.changed_at, reason = excluded.reason",
                       {act.company.value, day_number(month), day_number(add_months(month, 1)), state == PeriodState::closed ? "closed" : "open", act.actor.value, now(connection, act).micros, stated});
    boost::json::object detail{{"month", month_key(month)}};
    if (stated) detail["reason"] = *stated;
    const std::string text = boost::json::serialize(detail);
    trail.record({.object_kind = "accounting_period", .object_id = day_number(month), .topic = state == PeriodState::closed ? "accounting_period.closed" : "accounting_period.opened", .policy_version = {}, .detail = text});
}

}  // namespace

Periods load_periods(sql::Connection& connection, CompanyId company) {
    org::share_book(connection, company);
    return read_periods(connection, company);
}

std::vector<PeriodRow> list_periods(sql::Connection& connection, CompanyId company) {
    std::vector<PeriodRow> rows;
    connection.query("SELECT p.from_date, p.state, COALESCE(u.display_name, ''), p.changed_at, COALESCE(p.reason, '') FROM accounting_period p "
                     "LEFT JOIN app_user u ON u.company_id = p.company_id AND u.id = p.changed_by WHERE p.company_id = $1 ORDER BY p.from_date",
                     {company.value}, [&](const sql::Row& row) {
                         rows.push_back({date_of(row.integer(0)), row.text(1) == "closed" ? PeriodState::closed : PeriodState::open, std::string(row.text(2)), Instant{row.integer(3)}, std::string(row.text(4))});
                     });
    return rows;
}

Result<std::vector<Date>> close_period(sql::Connection& connection, const audit::Act& act, IdSource& ids, Date month, Date first_entry, Date today) {
    const Periods periods = lock_periods(connection, act.company);
    auto months = TRY(decide_closing(periods, month, first_entry, today));
    audit::SqlTrail trail{connection, ids, act};
    for (const Date each : months) record(connection, act, trail, each, PeriodState::closed, {});
    trail.flush();
    return months;
}

Result<bool> reopen_period(sql::Connection& connection, const audit::Act& act, IdSource& ids, Date month, const std::string& reason) {
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos) return refuse("receivable.period_reason", month_key(month));
    if (lock_periods(connection, act.company).state_of(month) == PeriodState::open) return false;
    audit::SqlTrail trail{connection, ids, act};
    record(connection, act, trail, first_of_month(month), PeriodState::open, reason);
    trail.flush();
    return true;
}

}  // namespace tandem::receivable
