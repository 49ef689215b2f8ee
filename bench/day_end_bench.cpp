// Day-end over a large book against one SQL pass in the same run that reads the same open items and writes the
// same rows: alerts, transitions, tasks, stages, audit and outbox, for a twin company in the same tables.
#include <iostream>

#include "app/workspace.h"
#include "core/errors.h"
#include "dunning/edge/day_end_sql.h"
#include "measure.h"
#include "org/edge/org_sql.h"

using namespace tandem;

namespace {

constexpr std::int64_t customers = 20'000, reps = 50;

// Due dates over sixty days around today, so that about every tenth item has something to happen each day.
void fill(app::Workspace& workspace, long count) {
    sql::Connection& connection = workspace.connection();
    const std::int64_t company = workspace.company().id.value, today = day_number(workspace.today());
    sql::Transaction transaction{connection};
    const auto people = connection.bulk("employee", {"company_id", "id", "code", "name", "name_key", "role", "manager_code", "recorded_at"});
    const auto add_person = [&](std::int64_t id, const std::string& code, std::string_view role, std::string_view manager) {
        people->add(company).add(id).add(code).add(code).add(code).add(role).add(manager).add(std::int64_t{0});
        people->end_row();
    };
    add_person(1, "risk", "risk_officer", "");
    add_person(2, "manager", "sales_manager", "");
    for (std::int64_t rep = 0; rep < reps; ++rep) add_person(100 + rep, "rep" + std::to_string(rep), "rep", "manager");
    people->flush();
    const auto parties = connection.bulk("customer", {"company_id", "id", "code", "name", "name_key", "source", "external_id", "recorded_at"});
    for (std::int64_t at = 0; at < customers; ++at) {
        const std::string code = "C" + std::to_string(at);
        parties->add(company).add(1000 + at).add(code).add(code).add(code).add("bench").add(code).add(std::int64_t{0});
        parties->end_row();
    }
    parties->flush();
    const auto items = connection.bulk("open_item", {"company_id", "id", "number", "kind", "customer_id", "rep_id", "item_date", "due_date", "currency", "amount_minor", "open_minor",
                                                     "base_amount_minor", "rate_e10", "disputed", "recorded_at"});
    for (std::int64_t at = 0; at < count; ++at) {
        const std::int64_t due = today - 40 + at * 7919 % 60, amount = 10'000 + at * 104'729 % 5'000'000;
        items->add(company).add(100'000 + at).add("N" + std::to_string(at)).add("invoice").add(1000 + at % customers).add(100 + at % reps).add(due - 30).add(due).add("CNY")
            .add(amount).add(amount).add(amount).add(Rate::one).add(std::int64_t{0}).add(std::int64_t{1});
        items->end_row();
    }
    items->flush();
    transaction.commit();
    if (connection.engine() == sql::Engine::postgres) connection.script("ANALYZE");
}

// Today's receipts: every hundredth item is settled.
void settle(sql::Connection& connection, std::int64_t company, std::int64_t today, std::int64_t now) {
    sql::Transaction transaction{connection};
    connection.execute("INSERT INTO settlement (company_id, id, item_id, kind, amount_minor, effective_date, recorded_at) "
                       "SELECT company_id, id, id, 'receipt', open_minor, $2, $3 FROM open_item WHERE company_id = $1 AND id % 100 = 7", {company, today, now});
    connection.execute("UPDATE open_item SET open_minor = 0 WHERE company_id = $1 AND id % 100 = 7", {company});
    transaction.commit();
}

double day_end(app::Workspace& workspace, Date date) {
    return bench::seconds([&] {
        const auto runs = dunning::run_day_end(workspace.connection(), workspace.company(), workspace.act("day-end"), workspace.ids(), workspace.clock(), app::dunning_policy_on(workspace.connection(), workspace.company().id), date);
        if (!runs) {
            std::cerr << explain(runs.error(), Language::en) << '\n';
            std::exit(1);
        }
    });
}

// The twin has the stages and tasks of the company before the run.
void make_twin(sql::Connection& connection, std::int64_t company, std::int64_t twin) {
    sql::Transaction transaction{connection};
    connection.execute("INSERT INTO item_stage (company_id, item_id, age_stage, demand_level, since_date, skipped_levels) "
                       "SELECT $2, item_id, age_stage, demand_level, since_date, skipped_levels FROM item_stage WHERE company_id = $1", {company, twin});
    connection.execute("INSERT INTO task (company_id, item_id, action, stage_since_date, id, customer_id, owner_role, owner_id, business_date, overdue_days, open_minor, currency, reason, policy_version) "
                       "SELECT $2, item_id, action, stage_since_date, id, customer_id, owner_role, owner_id, business_date, overdue_days, open_minor, currency, reason, policy_version FROM task "
                       "WHERE company_id = $1", {company, twin});
    transaction.commit();
    if (connection.engine() == sql::Engine::postgres) connection.script("ANALYZE");
}

// What the run of the day wrote for the company, written again for the twin by one statement a table.
void write_twin(sql::Connection& connection, std::int64_t company, std::int64_t twin, std::int64_t day, std::int64_t mark) {
    connection.execute("INSERT INTO alert_fired (company_id, item_id, code, due_date, alert_date, business_date, open_minor, currency, policy_version) "
                       "SELECT $2, item_id, code, due_date, alert_date, business_date, open_minor, currency, policy_version FROM alert_fired WHERE company_id = $1 AND business_date = $3", {company, twin, day});
    connection.execute("INSERT INTO stage_transition (company_id, item_id, business_date, from_stage, to_stage, overdue_days, open_minor, policy_version) "
                       "SELECT $2, item_id, business_date, from_stage, to_stage, overdue_days, open_minor, policy_version FROM stage_transition WHERE company_id = $1 AND business_date = $3", {company, twin, day});
    connection.execute("UPDATE task SET cancelled_date = $3 WHERE company_id = $2 AND id IN (SELECT id FROM task WHERE company_id = $1 AND cancelled_date = $3)", {company, twin, day});
    connection.execute("INSERT INTO task (company_id, item_id, action, stage_since_date, id, customer_id, owner_role, owner_id, business_date, overdue_days, open_minor, currency, reason, policy_version) "
                       "SELECT $2, item_id, action, stage_since_date, id, customer_id, owner_role, owner_id, business_date, overdue_days, open_minor, currency, reason, policy_version FROM task "
                       "WHERE company_id = $1 AND business_date = $3", {company, twin, day});
    connection.execute("INSERT INTO item_stage (company_id, item_id, age_stage, demand_level, since_date, skipped_levels) "
                       "SELECT $2, item_id, age_stage, demand_level, since_date, skipped_levels FROM item_stage WHERE company_id = $1 AND item_id IN "
                       "(SELECT object_id FROM outbox WHERE company_id = $1 AND id > $3 AND topic IN ('dunning.stage_changed', 'dunning.demand_raised')) "
                       "ON CONFLICT (company_id, item_id) DO UPDATE SET age_stage = excluded.age_stage, demand_level = excluded.demand_level, since_date = excluded.since_date, skipped_levels = excluded.skipped_levels",
                       {company, twin, mark});
    connection.execute("INSERT INTO audit_entry (company_id, id, actor_id, at, command, request_id, object_kind, object_id, policy_version, detail, stream, seq, hash) "
                       "SELECT $2, id, actor_id, at, command, request_id, object_kind, object_id, policy_version, detail, stream, seq, hash FROM audit_entry WHERE company_id = $1 AND id > $3", {company, twin, mark});
    connection.execute("INSERT INTO outbox (company_id, id, topic, object_id, payload, recorded_at) "
                       "SELECT $2, id, topic, object_id, payload, recorded_at FROM outbox WHERE company_id = $1 AND id > $3", {company, twin, mark});
}

double one_pass(sql::Connection& connection, std::int64_t company, std::int64_t twin, std::int64_t day, std::int64_t mark) {
    return bench::seconds([&] {
        sql::Transaction transaction{connection};
        connection.query("SELECT COUNT(*), CAST(SUM(o.open_minor + COALESCE(l.minor, 0)) AS {int}), MIN(o.due_date), MAX(COALESCE(s.age_stage, '')) FROM open_item o "
                         "LEFT JOIN (SELECT item_id, SUM(amount_minor) AS minor FROM settlement WHERE company_id = $1 AND effective_date > $2 AND voided_at IS NULL GROUP BY item_id) l ON l.item_id = o.id "
                         "LEFT JOIN item_stage s ON s.company_id = o.company_id AND s.item_id = o.id WHERE o.company_id = $1 AND o.open_minor > 0 AND o.voided_at IS NULL AND o.item_date <= $2",
                         {company, day}, [](const sql::Row&) {});
        write_twin(connection, company, twin, day, mark);
        transaction.commit();
    });
}

void measure(const bench::Target& target, long count) {
    const SystemClock clock;
    auto workspace = app::Workspace::open({target.url, ""}, clock);
    sql::Connection& connection = workspace->connection();
    fill(*workspace, count);
    const std::int64_t company = workspace->company().id.value, twin = company + 1;
    org::Company other = workspace->company();
    other.id = CompanyId{twin};
    other.code = other.name = "twin";
    org::insert_company(connection, other, clock.now());
    const Date today = workspace->today();
    const double first = day_end(*workspace, today - Days{1});
    make_twin(connection, company, twin);
    settle(connection, company, day_number(today), clock.now().micros);
    const std::int64_t mark = connection.one_integer("SELECT MAX(id) FROM outbox WHERE company_id = $1", {company}).value_or(0);
    const double ours = day_end(*workspace, today);
    const double baseline = one_pass(connection, company, twin, day_number(today), mark);
    bench::line("day-end, " + target.engine, count, ours, baseline);
    const auto events = connection.one_integer("SELECT COUNT(*) FROM outbox WHERE company_id = $1 AND id > $2", {company, mark}).value_or(0);
    std::printf("  %lld events that day; the first run of the book, where nearly every item has one: %.2f s\n", static_cast<long long>(events), first);
}

}  // namespace

int main(int argc, char** argv) {
    const long count = bench::rows(argc, argv, 1'000'000);
    const bench::Scratch scratch;
    for (const bench::Target& target : bench::targets(scratch)) measure(target, count);
}
