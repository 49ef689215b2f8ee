#include "importing/edge/undo_dependents.h"

#include <array>

namespace tandem::importing {
namespace {

struct Question {
    std::string_view code;
    sql::Sql count;  // how many, and one of them by number; $1: the company
};

// A reversed allocation rests on nothing any more.
constexpr std::array documents{
    Question{"importing.settled_since",
             "SELECT COUNT(*), MIN(o.number) FROM settlement s JOIN open_item o ON o.company_id = s.company_id AND o.id = s.item_id "
             "WHERE s.company_id = $1 AND s.voided_at IS NULL AND s.reverses_id IS NULL AND s.id NOT IN (SELECT id FROM undone) "
             "AND NOT EXISTS (SELECT 1 FROM settlement b WHERE b.company_id = s.company_id AND b.reverses_id = s.id AND b.voided_at IS NULL) "
             "AND (s.item_id IN (SELECT id FROM undone) OR s.source_id IN (SELECT id FROM undone))"},
    Question{"importing.refunded_since",
             "SELECT COUNT(*), MIN(COALESCE(f.reference, CAST(f.id AS TEXT))) FROM refund f WHERE f.company_id = $1 AND f.reverses_id IS NULL AND f.source_id IN (SELECT id FROM undone) "
             "AND NOT EXISTS (SELECT 1 FROM refund b WHERE b.company_id = f.company_id AND b.reverses_id = f.id)"},
    Question{"importing.credited_since",
             "SELECT COUNT(*), MIN(number) FROM credit_note WHERE company_id = $1 AND voided_at IS NULL AND id NOT IN (SELECT id FROM undone) AND invoice_id IN (SELECT id FROM undone)"},
    Question{"importing.invoiced_since",
             "SELECT COUNT(*), MIN(v.number) FROM invoice_link l JOIN invoice v ON v.company_id = l.company_id AND v.id = l.invoice_id "
             "WHERE l.company_id = $1 AND l.voided_at IS NULL AND v.voided_at IS NULL AND v.id NOT IN (SELECT id FROM undone) AND l.item_id IN (SELECT id FROM undone)"},
    Question{"importing.contract_used_since",
             "SELECT COUNT(*), MIN(u.number) FROM (SELECT id, number, contract_id FROM invoice WHERE company_id = $1 AND voided_at IS NULL "
             "UNION ALL SELECT id, number, contract_id FROM sales_order WHERE company_id = $1 AND voided_at IS NULL "
             "UNION ALL SELECT id, number, contract_id FROM delivery WHERE company_id = $1 AND voided_at IS NULL "
             "UNION ALL SELECT id, number, contract_id FROM open_item WHERE company_id = $1 AND voided_at IS NULL "
             "UNION ALL SELECT id, kind, contract_id FROM contract_event WHERE company_id = $1 AND voided_at IS NULL) AS u "
             "WHERE u.id NOT IN (SELECT id FROM undone) AND u.contract_id IN (SELECT id FROM undone)"},
    Question{"importing.order_used_since",
             "SELECT COUNT(*), MIN(u.number) FROM (SELECT id, number, order_id FROM invoice WHERE company_id = $1 AND voided_at IS NULL "
             "UNION ALL SELECT id, number, order_id FROM delivery WHERE company_id = $1 AND voided_at IS NULL) AS u "
             "WHERE u.id NOT IN (SELECT id FROM undone) AND u.order_id IN (SELECT id FROM undone)"},
    Question{"importing.paper_moved_since",
             "SELECT COUNT(*), MIN(number) FROM receipt WHERE company_id = $1 AND id IN (SELECT id FROM undone) "
             "AND (cleared_date IS NOT NULL OR dishonoured_date IS NOT NULL OR reversed_date IS NOT NULL)"}};

// Master data by its import: $2.
constexpr Question customers{
    "importing.customer_used_since",
    "SELECT COUNT(*), MIN(u.number) FROM (SELECT number, customer_id FROM invoice WHERE company_id = $1 AND voided_at IS NULL "
    "UNION ALL SELECT number, customer_id FROM open_item WHERE company_id = $1 AND voided_at IS NULL AND invoice_id IS NULL "
    "UNION ALL SELECT number, customer_id FROM credit_note WHERE company_id = $1 AND voided_at IS NULL UNION ALL SELECT number, customer_id FROM receipt WHERE company_id = $1 AND voided_at IS NULL "
    "UNION ALL SELECT number, customer_id FROM contract WHERE company_id = $1 AND voided_at IS NULL UNION ALL SELECT number, customer_id FROM sales_order WHERE company_id = $1 AND voided_at IS NULL "
    "UNION ALL SELECT number, customer_id FROM delivery WHERE company_id = $1 AND voided_at IS NULL) AS u WHERE u.customer_id IN (SELECT id FROM customer WHERE company_id = $1 AND batch_id = $2)"};

constexpr Question employees{
    "importing.employee_used_since",
    "SELECT COUNT(*), MIN(u.number) FROM (SELECT number, rep_id FROM invoice WHERE company_id = $1 AND voided_at IS NULL UNION ALL SELECT number, rep_id FROM open_item WHERE company_id = $1 AND voided_at IS NULL "
    "UNION ALL SELECT number, rep_id FROM contract WHERE company_id = $1 AND voided_at IS NULL UNION ALL SELECT number, rep_id FROM sales_order WHERE company_id = $1 AND voided_at IS NULL "
    "UNION ALL SELECT c.code, a.owner_id FROM assignment a JOIN customer c ON c.company_id = a.company_id AND c.id = a.subject_id AND c.voided_at IS NULL "
    "WHERE a.company_id = $1 AND a.kind = 'customer_rep' AND a.voided_at IS NULL UNION ALL SELECT name, employee_id FROM app_user WHERE company_id = $1 AND disabled_at IS NULL) AS u "
    "WHERE u.rep_id IN (SELECT id FROM employee WHERE company_id = $1 AND batch_id = $2)"};

}  // namespace

Result<void> check_undoable(sql::Connection& connection, CompanyId company, BatchId batch, ImportKind kind) {
    Result<void> answer;
    const auto answered = [&](std::string_view code) {
        return [&answer, &batch, code](const sql::Row& row) {
            if (row.integer(0) > 0) answer = refuse(code, to_string(batch), {{"count", std::to_string(row.integer(0))}, {"example", std::string(row.text(1))}});
        };
    };
    // Customers that other kinds made on the way simply stay while somebody uses them.
    if (kind == ImportKind::customers) connection.query(customers.count, {company.value, batch.value}, answered(customers.code));
    if (kind == ImportKind::employees) connection.query(employees.count, {company.value, batch.value}, answered(employees.code));
    for (const Question& question : documents)
        if (answer) connection.query(question.count, {company.value}, answered(question.code));
    return answer;
}

}  // namespace tandem::importing
