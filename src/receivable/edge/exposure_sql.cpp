#include "receivable/edge/exposure_sql.h"

#include <array>

namespace tandem::receivable {
namespace {

using credit::ExposureRows;

// Every part has the columns kind, customer, id, number, currency, four amounts, a day and the contract that is not signed yet; ` AND x.customer_id IN …` follows
// each where some customers are asked for.
struct Part { sql::Sql all, some, tail; };
constexpr std::array parts{
    // Orders under no signed contract, as far as something is still to come of them.
    Part{"SELECT 'order', o.customer_id, o.id, o.number, o.currency, o.amount_minor, "
         "COALESCE((SELECT CAST(SUM(d.amount_minor) AS BIGINT) FROM delivery d WHERE d.company_id = o.company_id AND d.order_id = o.id AND d.currency = o.currency AND d.voided_at IS NULL), 0), "
         "COALESCE((SELECT CAST(SUM(v.gross_minor) AS BIGINT) FROM invoice v WHERE v.company_id = o.company_id AND v.order_id = o.id AND v.currency = o.currency AND v.voided_at IS NULL), 0), "
         "COALESCE(o.prepaid_minor, 0), o.ship_date, COALESCE(o.contract_id, 0) "
         "FROM sales_order o LEFT JOIN contract c ON c.company_id = o.company_id AND c.id = o.contract_id AND c.signed_date IS NOT NULL AND c.voided_at IS NULL "
         "WHERE o.company_id = $1 AND o.voided_at IS NULL AND c.id IS NULL AND COALESCE(o.status, '') <> 'held' AND NOT (LOWER(COALESCE(o.status, '')) IN {texts:$3})",
         " AND o.customer_id IN {ints:$4}", ""},
    // Signed contracts with lines that have no date yet.
    Part{" UNION ALL SELECT 'contract', c.customer_id, c.id, c.number, c.currency, p.undated, "
         "COALESCE((SELECT CAST(SUM(d.amount_minor) AS BIGINT) FROM delivery d WHERE d.company_id = c.company_id AND d.contract_id = c.id AND d.currency = c.currency AND d.voided_at IS NULL), 0), "
         "COALESCE((SELECT CAST(SUM(i.amount_minor) AS BIGINT) FROM open_item i WHERE i.company_id = c.company_id AND i.contract_id = c.id AND i.currency = c.currency AND i.voided_at IS NULL), 0), 0, NULL, 0 "
         "FROM contract c JOIN (SELECT l.company_id, l.contract_id, CAST(SUM(l.amount_minor) AS BIGINT) AS undated FROM plan_line l "
         "LEFT JOIN open_item i ON i.company_id = l.company_id AND i.plan_line_id = l.id AND i.voided_at IS NULL WHERE l.company_id = $1 AND l.voided_at IS NULL AND i.id IS NULL",
         " AND l.contract_id IN (SELECT x.id FROM contract x WHERE x.company_id = $1 AND x.customer_id IN {ints:$4})",
         " GROUP BY l.company_id, l.contract_id) p ON p.company_id = c.company_id AND p.contract_id = c.id WHERE c.company_id = $1 AND c.signed_date IS NOT NULL AND c.voided_at IS NULL"},
    // What waits for agreement: orders whose release was asked, contracts between draft and signature.
    Part{" UNION ALL SELECT 'order_asked', o.customer_id, o.id, o.number, o.currency, o.amount_minor - COALESCE(o.prepaid_minor, 0), 0, 0, 0, NULL, COALESCE(o.contract_id, 0) FROM credit_hold h "
         "JOIN sales_order o ON o.company_id = h.company_id AND o.id = h.order_id AND o.status = 'held' "
         "JOIN approval_request a ON a.company_id = h.company_id AND a.object_kind = 'credit_hold' AND a.object_id = h.id AND a.state = 'pending' "
         "LEFT JOIN contract c ON c.company_id = o.company_id AND c.id = o.contract_id AND c.signed_date IS NOT NULL AND c.voided_at IS NULL WHERE h.company_id = $1 AND h.state = 'held' AND c.id IS NULL",
         " AND h.customer_id IN {ints:$4}", ""},
    Part{" UNION ALL SELECT 'contract_asked', c.customer_id, c.id, c.number, c.currency, c.amount_minor, 0, 0, 0, NULL, 0 FROM contract c "
         "WHERE c.company_id = $1 AND c.voided_at IS NULL AND c.signed_date IS NULL AND c.status NOT IN ('draft', 'signed', 'refused', 'rejected', 'cancelled')",
         " AND c.customer_id IN {ints:$4}", ""},
    Part{" UNION ALL SELECT 'items', i.customer_id, 0, '', i.currency, CAST(SUM(i.open_minor) AS BIGINT), CAST(SUM(CASE WHEN i.due_date < $2 THEN i.open_minor ELSE 0 END) AS BIGINT), 0, 0, "
         "MIN(CASE WHEN i.due_date < $2 THEN i.due_date END), 0 FROM open_item i WHERE i.company_id = $1 AND i.voided_at IS NULL AND i.open_minor > 0",
         " AND i.customer_id IN {ints:$4}", " GROUP BY i.customer_id, i.currency"},
    // Paper that was taken in payment stays a claim until it is honoured; what it has not settled is no cash either.
    Part{" UNION ALL SELECT 'receipts', r.customer_id, 0, '', r.currency, "
         "CAST(SUM(CASE WHEN r.method IN ('cheque', 'acceptance_bill') AND r.cleared_date IS NULL AND (r.maturity_date IS NULL OR r.maturity_date > $2) THEN r.amount_minor - r.unapplied_minor ELSE 0 END) AS BIGINT), "
         "CAST(SUM(CASE WHEN r.method IN ('cheque', 'acceptance_bill') AND r.cleared_date IS NULL AND (r.maturity_date IS NULL OR r.maturity_date > $2) THEN 0 ELSE r.unapplied_minor END) AS BIGINT), 0, 0, NULL, 0 "
         "FROM receipt r WHERE r.company_id = $1 AND r.voided_at IS NULL AND r.reversed_date IS NULL AND r.dishonoured_date IS NULL "
         "AND (r.unapplied_minor > 0 OR (r.method IN ('cheque', 'acceptance_bill') AND r.cleared_date IS NULL))",
         " AND r.customer_id IN {ints:$4}", " GROUP BY r.customer_id, r.currency"},
    Part{" UNION ALL SELECT 'credit_notes', n.customer_id, 0, '', n.currency, CAST(SUM(n.open_minor) AS BIGINT), 0, 0, 0, NULL, 0 FROM credit_note n WHERE n.company_id = $1 AND n.voided_at IS NULL AND n.open_minor > 0",
         " AND n.customer_id IN {ints:$4}", " GROUP BY n.customer_id, n.currency"},
};

std::optional<Date> day_of(const sql::Row& row, int column) { return row.is_null(column) ? std::nullopt : std::optional{date_of(row.integer(column))}; }

void take(const sql::Row& row, ExposureRows& rows) {
    const std::string_view kind = row.text(0);
    const CustomerId customer{row.integer(1)};
    const Currency in = *parse_currency(row.text(4));
    const std::int64_t first = row.integer(5), second = row.integer(6), third = row.integer(7);
    if (kind == "order") rows.orders.push_back({customer, OrderId{row.integer(2)}, std::string(row.text(3)), in, first, second, third, row.integer(8), day_of(row, 9), ContractId{row.integer(10)}});
    else if (kind == "contract") rows.contracts.push_back({customer, ContractId{row.integer(2)}, std::string(row.text(3)), in, first, second, third});
    else if (kind == "order_asked" || kind == "contract_asked") rows.pending.push_back({customer, kind == "order_asked" ? "order" : "contract", row.integer(2), std::string(row.text(3)), in, first, ContractId{row.integer(10)}});
    else if (kind == "items") rows.claims.push_back({.customer = customer, .currency = in, .open = first, .overdue = second, .notes = 0, .unapplied = 0, .credit_notes = 0, .oldest_due = day_of(row, 9)});
    else if (kind == "receipts") rows.claims.push_back({.customer = customer, .currency = in, .open = 0, .overdue = 0, .notes = first, .unapplied = second, .credit_notes = 0, .oldest_due = {}});
    else rows.claims.push_back({.customer = customer, .currency = in, .open = 0, .overdue = 0, .notes = 0, .unapplied = 0, .credit_notes = first, .oldest_due = {}});
}

std::vector<std::int64_t> values_of(std::span<const CustomerId> customers) {
    std::vector<std::int64_t> ids;
    for (const CustomerId each : customers) ids.push_back(each.value);
    return ids;
}

}  // namespace

ExposureRows SqlExposureQuestion::rows(std::optional<std::span<const CustomerId>> customers) {
    sql::SqlBuilder query{""};
    for (const Part& each : parts) {
        query << each.all;
        if (customers) query << each.some;
        query << each.tail;
    }
    const std::string closed = sql::text_list(settings_.closed_statuses), list = sql::integer_list(values_of(customers.value_or(std::span<const CustomerId>{})));
    const std::array<sql::Param, 4> params{company_.value, std::int64_t{day_number(today_)}, closed, list};
    ExposureRows found;
    connection_.query(query, std::span{params}.first(customers ? 4 : 3), [&](const sql::Row& row) { take(row, found); });
    return found;
}

}  // namespace tandem::receivable
