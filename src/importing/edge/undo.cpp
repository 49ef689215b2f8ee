#include "importing/edge/undo.h"

#include <array>
#include <boost/json.hpp>

#include "audit/edge/trail_sql.h"
#include "importing/edge/undo_dependents.h"
#include "importing/edge/undo_master_data.h"
#include "platform/clock.h"
#include "receivable/edge/periods_sql.h"

namespace tandem::importing {
namespace {

struct Batch {
    BatchId id;
    ImportKind kind;
    Instant imported_at;
};

class Undoing {
public:
    Undoing(sql::Connection& connection, const audit::Act& act, const Batch& batch) : connection_(connection), act_(act), batch_(batch) {}

    // Notes in a table of its own what is to be voided: the facts of the import, and reversals of its
    // allocations, which reverse nothing any more.
    void gather();
    Result<void> check_periods() const;
    void reopen_what_it_settled();
    void void_facts();
    void void_customers_nobody_uses();
    void mirror_postings();
    void void_what_hangs_on(Date today);
    std::int64_t record(audit::SqlTrail& trail);

private:
    sql::Connection& connection_;
    const audit::Act& act_;
    const Batch& batch_;
};

void Undoing::gather() {
    connection_.script("CREATE TEMP TABLE IF NOT EXISTS undone (id {int} PRIMARY KEY, kind TEXT, topic TEXT)");
    connection_.execute("DELETE FROM undone", {});
    static constexpr std::array<sql::Sql, 12> facts{
        "INSERT INTO undone SELECT id, 'settlement', CASE kind WHEN 'receipt' THEN 'receipt.allocation_voided' WHEN 'credit_note' THEN 'credit_note.allocation_voided' "
        "ELSE 'open_item.allocation_voided' END FROM settlement WHERE company_id = $1 AND voided_at IS NULL "
        "AND (batch_id = $2 OR reverses_id IN (SELECT id FROM settlement WHERE company_id = $1 AND batch_id = $2))",
        "INSERT INTO undone SELECT id, 'invoice', 'invoice.voided' FROM invoice WHERE company_id = $1 AND batch_id = $2 AND voided_at IS NULL",
        "INSERT INTO undone SELECT id, 'open_item', 'open_item.voided' FROM open_item WHERE company_id = $1 AND batch_id = $2 AND voided_at IS NULL",
        "INSERT INTO undone SELECT id, 'credit_note', 'credit_note.voided' FROM credit_note WHERE company_id = $1 AND batch_id = $2 AND voided_at IS NULL",
        "INSERT INTO undone SELECT id, 'receipt', 'receipt.voided' FROM receipt WHERE company_id = $1 AND batch_id = $2 AND voided_at IS NULL",
        "INSERT INTO undone SELECT id, 'contract', 'contract.voided' FROM contract WHERE company_id = $1 AND batch_id = $2 AND voided_at IS NULL",
        "INSERT INTO undone SELECT id, 'contract_event', 'contract_event.voided' FROM contract_event WHERE company_id = $1 AND batch_id = $2 AND voided_at IS NULL",
        "INSERT INTO undone SELECT id, 'sales_order', 'sales_order.voided' FROM sales_order WHERE company_id = $1 AND batch_id = $2 AND voided_at IS NULL",
        "INSERT INTO undone SELECT id, 'delivery', 'delivery.voided' FROM delivery WHERE company_id = $1 AND batch_id = $2 AND voided_at IS NULL",
        "INSERT INTO undone SELECT id, 'employee', 'employee.voided' FROM employee WHERE company_id = $1 AND batch_id = $2 AND voided_at IS NULL",
        "INSERT INTO undone SELECT id, 'financial_statement', 'customer.statement_voided' FROM financial_statement WHERE company_id = $1 AND batch_id = $2 AND voided_at IS NULL",
        "INSERT INTO undone SELECT id, 'credit_rating', 'customer.rating_voided' FROM credit_rating WHERE company_id = $1 AND batch_id = $2 AND voided_at IS NULL"};
    for (const sql::Sql& each : facts) connection_.execute(each, {act_.company.value, batch_.id.value});
    // Plan lines are dated by events and wait again without them.
    connection_.execute(
        "INSERT INTO undone SELECT o.id, 'open_item', 'open_item.voided' FROM contract_event k "
        "JOIN plan_line l ON l.company_id = k.company_id AND l.contract_id = k.contract_id AND l.base_event = k.kind "
        "JOIN open_item o ON o.company_id = l.company_id AND o.plan_line_id = l.id AND o.voided_at IS NULL "
        "WHERE k.company_id = $1 AND k.id IN (SELECT id FROM undone) AND o.id NOT IN (SELECT id FROM undone)",
        {act_.company.value});
}

void Undoing::reopen_what_it_settled() {
    connection_.execute(
        "UPDATE open_item SET open_minor = open_minor + t.total FROM (SELECT item_id, CAST(SUM(amount_minor) AS {int}) AS total FROM settlement WHERE company_id = $1 "
        "AND id IN (SELECT id FROM undone) GROUP BY item_id) AS t WHERE open_item.company_id = $1 AND open_item.id = t.item_id AND open_item.id NOT IN (SELECT id FROM undone)",
        {act_.company.value});
    connection_.execute(
        "UPDATE receipt SET unapplied_minor = unapplied_minor + t.total FROM (SELECT source_id, CAST(SUM(amount_minor) AS {int}) AS total FROM settlement WHERE company_id = $1 AND kind = 'receipt' "
        "AND id IN (SELECT id FROM undone) GROUP BY source_id) AS t WHERE receipt.company_id = $1 AND receipt.id = t.source_id AND receipt.id NOT IN (SELECT id FROM undone)",
        {act_.company.value});
    connection_.execute(
        "UPDATE credit_note SET open_minor = open_minor + t.total FROM (SELECT source_id, CAST(SUM(amount_minor) AS {int}) AS total FROM settlement WHERE company_id = $1 AND kind = 'credit_note' "
        "AND id IN (SELECT id FROM undone) GROUP BY source_id) AS t WHERE credit_note.company_id = $1 AND credit_note.id = t.source_id AND credit_note.id NOT IN (SELECT id FROM undone)",
        {act_.company.value});
}

void Undoing::void_facts() {
    static constexpr std::array<sql::Sql, 13> facts{
        "UPDATE settlement SET voided_at = $2 WHERE company_id = $1 AND id IN (SELECT id FROM undone WHERE kind = 'settlement')",
        "UPDATE invoice SET voided_at = $2 WHERE company_id = $1 AND id IN (SELECT id FROM undone WHERE kind = 'invoice')",
        "UPDATE invoice_link SET voided_at = $2 WHERE company_id = $1 AND voided_at IS NULL AND invoice_id IN (SELECT id FROM undone WHERE kind = 'invoice')",
        "UPDATE open_item SET voided_at = $2 WHERE company_id = $1 AND id IN (SELECT id FROM undone WHERE kind = 'open_item')",
        "UPDATE credit_note SET voided_at = $2 WHERE company_id = $1 AND id IN (SELECT id FROM undone WHERE kind = 'credit_note')",
        "UPDATE receipt SET voided_at = $2 WHERE company_id = $1 AND id IN (SELECT id FROM undone WHERE kind = 'receipt')",
        "UPDATE contract SET voided_at = $2 WHERE company_id = $1 AND id IN (SELECT id FROM undone WHERE kind = 'contract')",
        "UPDATE contract_event SET voided_at = $2 WHERE company_id = $1 AND id IN (SELECT id FROM undone WHERE kind = 'contract_event')",
        "UPDATE sales_order SET voided_at = $2 WHERE company_id = $1 AND id IN (SELECT id FROM undone WHERE kind = 'sales_order')",
        "UPDATE delivery SET voided_at = $2 WHERE company_id = $1 AND id IN (SELECT id FROM undone WHERE kind = 'delivery')",
        "UPDATE employee SET voided_at = $2 WHERE company_id = $1 AND id IN (SELECT id FROM undone WHERE kind = 'employee')",
        "UPDATE financial_statement SET voided_at = $2 WHERE company_id = $1 AND id IN (SELECT id FROM undone WHERE kind = 'financial_statement')",
        "UPDATE credit_rating SET voided_at = $2 WHERE company_id = $1 AND id IN (SELECT id FROM undone WHERE kind = 'credit_rating')"};
    for (const sql::Sql& each : facts) connection_.execute(each, {act_.company.value, act_.at.micros});
    // Rates and days have no id of their own: they go by their import.
    for (const sql::Sql& each : {sql::Sql{"UPDATE fx_rate SET voided_at = $3 WHERE company_id = $1 AND batch_id = $2 AND voided_at IS NULL"},
                                 sql::Sql{"UPDATE calendar_day SET voided_at = $3 WHERE company_id = $1 AND batch_id = $2 AND voided_at IS NULL"}})
        connection_.execute(each, {act_.company.value, batch_.id.value, act_.at.micros});
}

void Undoing::void_customers_nobody_uses() {
    connection_.execute(
        "INSERT INTO undone SELECT c.id, 'customer', 'customer.voided' FROM customer c WHERE c.company_id = $1 AND c.batch_id = $2 AND c.voided_at IS NULL AND c.merged_into_id IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM customer x WHERE x.company_id = c.company_id AND x.merged_into_id = c.id) "
        "AND NOT EXISTS (SELECT 1 FROM invoice x WHERE x.company_id = c.company_id AND x.customer_id = c.id AND x.voided_at IS NULL) "
        "AND NOT EXISTS (SELECT 1 FROM open_item x WHERE x.company_id = c.company_id AND x.customer_id = c.id AND x.voided_at IS NULL) "
        "AND NOT EXISTS (SELECT 1 FROM credit_note x WHERE x.company_id = c.company_id AND x.customer_id = c.id AND x.voided_at IS NULL) "
        "AND NOT EXISTS (SELECT 1 FROM receipt x WHERE x.company_id = c.company_id AND x.customer_id = c.id AND x.voided_at IS NULL) "
        "AND NOT EXISTS (SELECT 1 FROM contract x WHERE x.company_id = c.company_id AND x.customer_id = c.id AND x.voided_at IS NULL) "
        "AND NOT EXISTS (SELECT 1 FROM sales_order x WHERE x.company_id = c.company_id AND x.customer_id = c.id AND x.voided_at IS NULL) "
        "AND NOT EXISTS (SELECT 1 FROM delivery x WHERE x.company_id = c.company_id AND x.customer_id = c.id AND x.voided_at IS NULL) "
        "AND NOT EXISTS (SELECT 1 FROM financial_statement x WHERE x.company_id = c.company_id AND x.customer_id = c.id AND x.voided_at IS NULL) "
        "AND NOT EXISTS (SELECT 1 FROM credit_rating x WHERE x.company_id = c.company_id AND x.customer_id = c.id AND x.voided_at IS NULL) "
        "AND NOT EXISTS (SELECT 1 FROM promise x WHERE x.company_id = c.company_id AND x.customer_id = c.id) "
        "AND NOT EXISTS (SELECT 1 FROM credit_form x WHERE x.company_id = c.company_id AND x.customer_id = c.id) "
        "AND NOT EXISTS (SELECT 1 FROM credit_grade x WHERE x.company_id = c.company_id AND x.customer_id = c.id)",
        {act_.company.value, batch_.id.value});
    connection_.execute("UPDATE customer SET voided_at = $2 WHERE company_id = $1 AND id IN (SELECT id FROM undone WHERE kind = 'customer')", {act_.company.value, act_.at.micros});
}

// Line numbers above 100 are the mirror of the first hundred; the day is the original's, as if it had never been.
void Undoing::mirror_postings() {
    connection_.execute(
        "INSERT INTO posting (company_id, event_id, line_no, event, side, role, amount_minor, currency, base_amount_minor, effective_date, policy_version, recorded_at) "
        "SELECT company_id, event_id, line_no + 100, event || '_voided', CASE side WHEN 'debit' THEN 'credit' ELSE 'debit' END, role, amount_minor, currency, base_amount_minor, "
        "effective_date, policy_version, CAST($2 AS {int}) FROM posting WHERE company_id = $1 AND line_no < 100 AND event_id IN (SELECT id FROM undone)",
        {act_.company.value, act_.at.micros});
}

void Undoing::void_what_hangs_on(Date today) {
    static constexpr std::array<sql::Sql, 3> hanging{
        "UPDATE note SET voided_at = $2 WHERE company_id = $1 AND voided_at IS NULL AND kind IN ('remark', 'payer') AND object_id IN (SELECT id FROM undone)",
        "UPDATE contact SET voided_at = $2 WHERE company_id = $1 AND voided_at IS NULL AND customer_id IN (SELECT id FROM undone WHERE kind = 'customer')",
        "UPDATE plan_line SET voided_at = $2 WHERE company_id = $1 AND voided_at IS NULL AND contract_id IN (SELECT id FROM undone WHERE kind = 'contract')"};
    for (const sql::Sql& each : hanging) connection_.execute(each, {act_.company.value, act_.at.micros});
    // A contract that lives on loses the signing, a delivery the acceptance, that only this import told of.
    connection_.execute(
        "UPDATE contract SET signed_date = NULL, status = 'draft' WHERE company_id = $1 AND voided_at IS NULL AND id IN "
        "(SELECT contract_id FROM contract_event WHERE company_id = $1 AND kind = 'signing' AND id IN (SELECT id FROM undone))",
        {act_.company.value});
    if (batch_.kind == ImportKind::deliveries)
        connection_.execute("UPDATE delivery SET accepted_date = NULL WHERE company_id = $1 AND voided_at IS NULL AND id IN "
                            "(SELECT object_id FROM outbox WHERE company_id = $1 AND recorded_at = $2 AND topic = 'delivery.accepted')", {act_.company.value, batch_.imported_at.micros});
    connection_.execute("UPDATE task SET cancelled_date = $2 WHERE company_id = $1 AND done_at IS NULL AND cancelled_date IS NULL AND item_id IN (SELECT id FROM undone WHERE kind = 'open_item')",
                        {act_.company.value, std::int64_t{day_number(today)}});
}

// What was posted in a month closed since stays: its mirror would take effect there too.
Result<void> Undoing::check_periods() const {
    const receivable::Periods periods = receivable::load_periods(connection_, act_.company);
    std::optional<Date> first_closed;
    connection_.query("SELECT DISTINCT effective_date FROM posting WHERE company_id = $1 AND line_no < 100 AND event_id IN (SELECT id FROM undone) ORDER BY effective_date", {act_.company.value},
                      [&](const sql::Row& row) {
                          if (const Date day = date_of(row.integer(0)); !first_closed && !periods.check_open(day)) first_closed = day;
                      });
    return first_closed ? periods.check_open(*first_closed) : Result<void>{};
}

std::int64_t Undoing::record(audit::SqlTrail& trail) {
    constexpr std::int64_t page = 10'000;
    struct Fact { std::int64_t id; std::string kind, topic; };
    std::int64_t last = 0, count = 0;
    for (std::vector<Fact> facts;; facts.clear()) {
        connection_.query("SELECT id, kind, topic FROM undone WHERE id > $1 ORDER BY id LIMIT $2", {last, page},
                          [&](const sql::Row& row) { facts.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2))}); });
        if (facts.empty()) return count;
        for (const Fact& fact : facts) trail.record({.object_kind = fact.kind, .object_id = fact.id, .topic = fact.topic});
        trail.flush();
        last = facts.back().id;
        count += static_cast<std::int64_t>(facts.size());
    }
}

Result<Batch> find_batch(sql::Connection& connection, CompanyId company, BatchId id) {
    std::optional<Batch> found;
    std::string state;
    connection.query("SELECT kind, state, created_at FROM import_batch WHERE company_id = $1 AND id = $2 {for_update}", {company.value, id.value}, [&](const sql::Row& row) {
        found = Batch{id, *parse_import_kind(row.text(0)), Instant{row.integer(2)}};
        state = row.text(1);
    });
    if (state == "undone") return refuse("importing.already_undone", to_string(id));
    if (!found || state != "done") return refuse("importing.unknown_batch", to_string(id));
    return *found;
}

}  // namespace

Result<Undone> undo_batch(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids, BatchId id, const std::string& reason) {
    sql::Transaction transaction{connection};
    const Batch batch = TRY(find_batch(connection, company.id, id));
    Undoing undoing{connection, act, batch};
    undoing.gather();
    TRY_VOID(check_undoable(connection, company.id, id, batch.kind));
    TRY_VOID(undoing.check_periods());
    audit::SqlTrail trail{connection, ids, act};
    Undone undone{batch.kind, 0, TRY(restore_master_data(connection, act, ids, trail, id, batch.imported_at))};

    undoing.reopen_what_it_settled();
    undoing.void_facts();
    undoing.void_customers_nobody_uses();
    undoing.mirror_postings();
    undoing.void_what_hangs_on(*civil_day(act.at, company.time_zone));
    undone.voided = undoing.record(trail);

    trail.record({.object_kind = "import_batch", .object_id = id.value, .topic = "import.undone", .detail = boost::json::serialize(boost::json::object{{"reason", reason}})});
    trail.flush();
    connection.execute("UPDATE import_batch SET state = 'undone', undone_at = $3 WHERE company_id = $1 AND id = $2", {company.id.value, id.value, act.at.micros});
    transaction.commit();
    return undone;
}

}  // namespace tandem::importing
