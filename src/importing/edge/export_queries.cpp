#include "importing/edge/export_queries.h"

namespace tandem::importing {
namespace {

using sql::SqlBuilder;

// Those of the customers within reach; for the whole company the question stays as it is.
KindRows within(const org::Reach& reach, SqlBuilder query, sql::Sql predicate, sql::Sql order, Beside beside = Beside::nothing) {
    if (!reach.is_whole()) query << predicate;
    query << order;
    return {std::move(query), beside};
}

KindRows customers(const org::Reach& reach) {
    return within(reach, SqlBuilder{
        "SELECT c.code, c.name, c.name_alt, NULL, g.code, c.country, NULL, c.industry, c.tax_number, NULL, "
        "(SELECT e.code FROM assignment a JOIN employee e ON e.company_id = a.company_id AND e.id = a.owner_id WHERE a.company_id = c.company_id AND a.kind = 'customer_rep' "
        "AND a.subject_id = c.id AND a.voided_at IS NULL ORDER BY a.from_date DESC LIMIT 1), c.since_date, t.name, t.email, t.phone, NULL, NULL, c.attributes, t.id "
        "FROM customer c LEFT JOIN customer_group g ON g.company_id = c.company_id AND g.id = c.group_id "
        "LEFT JOIN contact t ON t.company_id = c.company_id AND t.id = (SELECT MIN(x.id) FROM contact x WHERE x.company_id = c.company_id AND x.customer_id = c.id AND x.voided_at IS NULL) "
        "WHERE c.company_id = $1 AND c.voided_at IS NULL AND c.merged_into_id IS NULL"}, " AND c.id IN {ints:$2}", " ORDER BY c.id", Beside::attributes);
}

// One row an employee and assignment; a region that its team took on later starts a row of its own. By day:
// read in this order, a row that repeats what holds already means that nothing changed on its day.
KindRows employees(const org::Reach& reach) {
    return within(reach, SqlBuilder{
        "WITH owned AS (SELECT kind, subject_id, owner_id, from_date, LAG(owner_id) OVER (PARTITION BY kind, subject_id ORDER BY from_date) AS before_id "
        "FROM assignment WHERE company_id = $1 AND kind IN ('rep_team', 'team_region') AND voided_at IS NULL), "
        "period AS (SELECT subject_id, owner_id AS team_id, from_date, LEAD(from_date) OVER (PARTITION BY subject_id ORDER BY from_date) AS next_date "
        "FROM owned WHERE kind = 'rep_team' AND (before_id IS NULL OR before_id <> owner_id)), "
        "start AS (SELECT subject_id, team_id, from_date AS day FROM period "
        "UNION SELECT p.subject_id, p.team_id, a.from_date FROM period p JOIN owned a ON a.kind = 'team_region' AND a.subject_id = p.team_id AND a.before_id <> a.owner_id "
        "AND a.from_date > p.from_date AND (p.next_date IS NULL OR a.from_date < p.next_date)) "
        "SELECT e.code, e.name, e.name_alt, e.role, t.code, "
        // The first region recorded also holds for what came before.
        "COALESCE((SELECT r.code FROM assignment a JOIN region r ON r.company_id = a.company_id AND r.id = a.owner_id WHERE a.company_id = $1 AND a.kind = 'team_region' AND a.subject_id = s.team_id "
        "AND a.voided_at IS NULL AND a.from_date <= s.day ORDER BY a.from_date DESC LIMIT 1), "
        "(SELECT r.code FROM assignment a JOIN region r ON r.company_id = a.company_id AND r.id = a.owner_id WHERE a.company_id = $1 AND a.kind = 'team_region' AND a.subject_id = s.team_id "
        "AND a.voided_at IS NULL ORDER BY a.from_date LIMIT 1)), "
        "e.manager_code, e.email, e.phone, e.joined_date, e.left_date, s.day "
        "FROM employee e LEFT JOIN start s ON s.subject_id = e.id LEFT JOIN team t ON t.company_id = e.company_id AND t.id = s.team_id "
        "WHERE e.company_id = $1 AND e.voided_at IS NULL"}, " AND e.id IN {ints:$2}", " ORDER BY COALESCE(s.day, -99999), e.code");
}

KindRows contracts(const org::Reach& reach) {
    return within(reach, SqlBuilder{
        "SELECT v.external_id, v.source, v.number, v.title, c.code, c.name, e.code, v.signed_date, v.currency, v.amount_minor, v.net_minor, NULL, NULL, v.payment_methods, v.late_interest_daily_e10, v.penalty_e10, v.penalty_after_days, v.dispute, "
        "(SELECT MIN(n.text) FROM note n WHERE n.company_id = v.company_id AND n.object_id = v.id AND n.kind = 'remark' AND n.voided_at IS NULL), v.terms, v.id "
        "FROM contract v JOIN customer c ON c.company_id = v.company_id AND c.id = v.customer_id LEFT JOIN employee e ON e.company_id = v.company_id AND e.id = v.rep_id "
        "WHERE v.company_id = $1 AND v.voided_at IS NULL"}, " AND v.customer_id IN {ints:$2}", " ORDER BY v.id", Beside::terms);
}

// A contract has each event once: contract and event are the identity. Signings may have come with the
// contract or later, so the order is the contracts'.
KindRows contract_events(const org::Reach& reach) {
    return within(reach, SqlBuilder{
        "SELECT v.number || '/' || k.kind, 'tandem', v.number, k.kind, k.event_date, "
        "(SELECT MIN(n.text) FROM note n WHERE n.company_id = k.company_id AND n.object_id = k.id AND n.kind = 'remark' AND n.voided_at IS NULL) "
        "FROM contract_event k JOIN contract v ON v.company_id = k.company_id AND v.id = k.contract_id AND v.voided_at IS NULL "
        "WHERE k.company_id = $1 AND k.voided_at IS NULL"}, " AND v.customer_id IN {ints:$2}", " ORDER BY v.id, k.event_date, k.kind");
}

KindRows orders(const org::Reach& reach) {
    return within(reach, SqlBuilder{
        "SELECT v.external_id, v.source, v.number, c.code, c.name, g.code, c.country, v.order_date, v.currency, v.amount_minor, v.net_minor, k.number, e.code, v.status, v.ship_date, v.prepaid_minor, v.term_days, "
        "(SELECT MIN(n.text) FROM note n WHERE n.company_id = v.company_id AND n.object_id = v.id AND n.kind = 'remark' AND n.voided_at IS NULL) "
        "FROM sales_order v JOIN customer c ON c.company_id = v.company_id AND c.id = v.customer_id LEFT JOIN customer_group g ON g.company_id = c.company_id AND g.id = c.group_id "
        "LEFT JOIN contract k ON k.company_id = v.company_id AND k.id = v.contract_id LEFT JOIN employee e ON e.company_id = v.company_id AND e.id = v.rep_id "
        "WHERE v.company_id = $1 AND v.voided_at IS NULL"}, " AND v.customer_id IN {ints:$2}", " ORDER BY v.id");
}

KindRows deliveries(const org::Reach& reach) {
    return within(reach, SqlBuilder{
        "SELECT v.external_id, v.source, v.number, CASE WHEN s.id IS NULL THEN NULL WHEN 1 = (SELECT COUNT(*) FROM sales_order x WHERE x.company_id = s.company_id AND x.voided_at IS NULL AND x.number = s.number) THEN s.number ELSE s.external_id END, "
        "k.number, c.code, v.delivery_date, v.accepted_date, v.quantity_e10, "
        "(SELECT MIN(n.text) FROM note n WHERE n.company_id = v.company_id AND n.object_id = v.id AND n.kind = 'remark' AND n.voided_at IS NULL) "
        "FROM delivery v JOIN customer c ON c.company_id = v.company_id AND c.id = v.customer_id LEFT JOIN sales_order s ON s.company_id = v.company_id AND s.id = v.order_id "
        "LEFT JOIN contract k ON k.company_id = v.company_id AND k.id = v.contract_id WHERE v.company_id = $1 AND v.voided_at IS NULL"}, " AND v.customer_id IN {ints:$2}", " ORDER BY v.id");
}

// What settled an invoice goes out as receipts and allocations, also when it came on the invoice's row.
KindRows invoices(const org::Reach& reach) {
    return within(reach, SqlBuilder{
        "SELECT v.external_id, v.source, v.number, c.code, c.name, c.country, g.code, v.invoice_date, v.due_date, v.currency, v.net_minor, v.tax_minor, v.gross_minor, k.number, "
        "CASE WHEN s.id IS NULL THEN NULL WHEN 1 = (SELECT COUNT(*) FROM sales_order x WHERE x.company_id = s.company_id AND x.voided_at IS NULL AND x.number = s.number) THEN s.number ELSE s.external_id END, "
        "e.code, v.disputed, NULL, NULL, NULL, "
        "(SELECT MIN(n.text) FROM note n WHERE n.company_id = v.company_id AND n.object_id = v.id AND n.kind = 'remark' AND n.voided_at IS NULL) "
        "FROM invoice v JOIN customer c ON c.company_id = v.company_id AND c.id = v.customer_id LEFT JOIN customer_group g ON g.company_id = c.company_id AND g.id = c.group_id "
        "LEFT JOIN contract k ON k.company_id = v.company_id AND k.id = v.contract_id LEFT JOIN sales_order s ON s.company_id = v.company_id AND s.id = v.order_id "
        "LEFT JOIN employee e ON e.company_id = v.company_id AND e.id = v.rep_id WHERE v.company_id = $1 AND v.voided_at IS NULL"}, " AND v.customer_id IN {ints:$2}", " ORDER BY v.id");
}

// Here and below, documents go by their number where it is theirs alone, else by the id of their own system.
KindRows credit_notes(const org::Reach& reach) {
    return within(reach, SqlBuilder{
        "SELECT v.external_id, v.source, v.number, c.code, c.name, "
        "CASE WHEN 1 = (SELECT COUNT(*) FROM invoice x WHERE x.company_id = i.company_id AND x.voided_at IS NULL AND x.number = i.number) "
        "AND NOT EXISTS (SELECT 1 FROM invoice x WHERE x.company_id = i.company_id AND x.voided_at IS NULL AND x.external_id = i.number AND x.id <> i.id) THEN i.number ELSE i.external_id END, "
        "v.note_date, v.currency, v.net_minor, v.tax_minor, v.gross_minor, v.reason "
        "FROM credit_note v JOIN customer c ON c.company_id = v.company_id AND c.id = v.customer_id LEFT JOIN invoice i ON i.company_id = v.company_id AND i.id = v.invoice_id "
        "WHERE v.company_id = $1 AND v.voided_at IS NULL AND v.source NOT LIKE '%/opening'"}, " AND v.customer_id IN {ints:$2}", " ORDER BY v.id");
}

KindRows receipts(const org::Reach& reach) {
    return within(reach, SqlBuilder{
        "SELECT v.external_id, v.source, v.number, c.code, c.name, v.method, v.value_date, v.maturity_date, v.currency, v.amount_minor, v.reference, "
        "(SELECT MIN(n.text) FROM note n WHERE n.company_id = v.company_id AND n.object_id = v.id AND n.kind = 'payer' AND n.voided_at IS NULL), NULL, "
        "(SELECT MIN(n.text) FROM note n WHERE n.company_id = v.company_id AND n.object_id = v.id AND n.kind = 'remark' AND n.voided_at IS NULL) "
        "FROM receipt v JOIN customer c ON c.company_id = v.company_id AND c.id = v.customer_id "
        "WHERE v.company_id = $1 AND v.voided_at IS NULL AND v.reversed_date IS NULL"}, " AND v.customer_id IN {ints:$2}", " ORDER BY v.id");
}

KindRows allocations(const org::Reach& reach) {
    SqlBuilder query{"SELECT s.external_id, COALESCE(s.source, 'tandem'), "};
    query << "CASE WHEN s.kind = 'receipt' THEN CASE WHEN 1 = (SELECT COUNT(*) FROM receipt x WHERE x.company_id = r.company_id AND x.voided_at IS NULL AND x.number = r.number) "
             "AND NOT EXISTS (SELECT 1 FROM receipt x WHERE x.company_id = r.company_id AND x.voided_at IS NULL AND x.external_id = r.number AND x.id <> r.id) "
             "THEN r.number ELSE r.external_id END END, ";
    query << "CASE WHEN s.kind = 'credit_note' THEN CASE WHEN 1 = (SELECT COUNT(*) FROM credit_note x WHERE x.company_id = c.company_id AND x.voided_at IS NULL AND x.number = c.number) "
             "AND NOT EXISTS (SELECT 1 FROM credit_note x WHERE x.company_id = c.company_id AND x.voided_at IS NULL AND x.external_id = c.number AND x.id <> c.id) "
             "THEN c.number ELSE c.external_id END END, ";
    query << "CASE WHEN 1 = (SELECT COUNT(*) FROM invoice x WHERE x.company_id = o.company_id AND x.voided_at IS NULL AND x.number = o.number) "
             "+ (SELECT COUNT(*) FROM open_item x WHERE x.company_id = o.company_id AND x.voided_at IS NULL AND x.invoice_id IS NULL AND x.number = o.number) "
             "AND NOT EXISTS (SELECT 1 FROM invoice x WHERE x.company_id = o.company_id AND x.voided_at IS NULL AND x.external_id = o.number AND x.id <> COALESCE(o.invoice_id, 0)) "
             "AND NOT EXISTS (SELECT 1 FROM open_item x WHERE x.company_id = o.company_id AND x.voided_at IS NULL AND x.external_id = o.number AND x.id <> o.id) "
             "THEN o.number ELSE COALESCE(v.external_id, o.external_id, o.number) END, ";
    query << "o.currency, s.amount_minor, s.effective_date, s.reason, s.id FROM settlement s JOIN open_item o ON o.company_id = s.company_id AND o.id = s.item_id "
             "LEFT JOIN invoice v ON v.company_id = o.company_id AND v.id = o.invoice_id "
             "LEFT JOIN receipt r ON s.kind = 'receipt' AND r.company_id = s.company_id AND r.id = s.source_id "
             "LEFT JOIN credit_note c ON s.kind = 'credit_note' AND c.company_id = s.company_id AND c.id = s.source_id "
             "WHERE s.company_id = $1 AND s.voided_at IS NULL AND s.kind IN ('receipt', 'credit_note') AND s.reverses_id IS NULL "
             "AND NOT EXISTS (SELECT 1 FROM settlement b WHERE b.company_id = s.company_id AND b.reverses_id = s.id AND b.voided_at IS NULL)";
    return within(reach, std::move(query), " AND o.customer_id IN {ints:$2}", " ORDER BY s.id", Beside::own_id);
}

KindRows opening_items(const org::Reach& reach) {
    return within(reach, SqlBuilder{
        "SELECT u.external_id, u.source, u.number, c.code, c.name, c.country, g.code, u.item_date, u.due_date, u.currency, u.original, u.remaining, k.number, e.code, u.disputed, "
        "(SELECT MIN(n.text) FROM note n WHERE n.company_id = $1 AND n.object_id = u.id AND n.kind = 'remark' AND n.voided_at IS NULL) FROM ("
        "SELECT id, external_id, source, number, customer_id, item_date, due_date, currency, original_minor AS original, amount_minor AS remaining, contract_id, rep_id, disputed FROM open_item "
        "WHERE company_id = $1 AND kind = 'opening' AND voided_at IS NULL "
        "UNION ALL SELECT id, external_id, substr(source, 1, length(source) - 8), number, customer_id, note_date, note_date, currency, -original_minor, -gross_minor, NULL, NULL, 0 FROM credit_note "
        "WHERE company_id = $1 AND source LIKE '%/opening' AND voided_at IS NULL) AS u "
        "JOIN customer c ON c.company_id = $1 AND c.id = u.customer_id LEFT JOIN customer_group g ON g.company_id = $1 AND g.id = c.group_id "
        "LEFT JOIN contract k ON k.company_id = $1 AND k.id = u.contract_id LEFT JOIN employee e ON e.company_id = $1 AND e.id = u.rep_id"}, " WHERE u.customer_id IN {ints:$2}", " ORDER BY u.id");
}

KindRows financial_statements(const org::Reach& reach) {
    return within(reach, SqlBuilder{
        "SELECT s.external_id, s.source, c.code, c.name, s.period_end_date, s.months, s.currency, s.current_assets_minor, s.inventory_minor, s.receivables_minor, s.total_assets_minor, s.current_liabilities_minor, s.total_liabilities_minor, "
        "s.equity_minor, s.revenue_minor, s.audited FROM financial_statement s JOIN customer c ON c.company_id = s.company_id AND c.id = s.customer_id WHERE s.company_id = $1 AND s.voided_at IS NULL"},
        " AND s.customer_id IN {ints:$2}", " ORDER BY s.id");
}

// A number has at most four decimals: its denominator divides 10000.
KindRows ratings(const org::Reach& reach) {
    return within(reach, SqlBuilder{
        "SELECT s.external_id, s.source, c.code, c.name, s.provider, s.kind, s.number_num * (10000000000 / s.number_den), s.choice, s.rated_date, s.valid_to_date FROM credit_rating s "
        "JOIN customer c ON c.company_id = s.company_id AND c.id = s.customer_id WHERE s.company_id = $1 AND s.voided_at IS NULL"},
        " AND s.customer_id IN {ints:$2}", " ORDER BY s.id");
}

KindRows fx_rates() {
    return {SqlBuilder{"SELECT rate_date, from_currency, to_currency, rate_e10 FROM fx_rate WHERE company_id = $1 AND voided_at IS NULL ORDER BY rate_date, from_currency, to_currency"}};
}

KindRows calendars() {
    return {SqlBuilder{"SELECT calendar, day_date, CASE WHEN kind = 'workday' THEN 1 ELSE 0 END, name FROM calendar_day WHERE company_id = $1 AND voided_at IS NULL ORDER BY calendar, day_date"}};
}

}  // namespace

KindRows rows_of(ImportKind kind, const org::Reach& reach) {
    switch (kind) {
        case ImportKind::customers: return customers(reach);
        case ImportKind::employees: return employees(reach);
        case ImportKind::contracts: return contracts(reach);
        case ImportKind::contract_events: return contract_events(reach);
        case ImportKind::orders: return orders(reach);
        case ImportKind::deliveries: return deliveries(reach);
        case ImportKind::invoices: return invoices(reach);
        case ImportKind::credit_notes: return credit_notes(reach);
        case ImportKind::receipts: return receipts(reach);
        case ImportKind::allocations: return allocations(reach);
        case ImportKind::opening_items: return opening_items(reach);
        case ImportKind::fx_rates: return fx_rates();
        case ImportKind::calendars: return calendars();
        case ImportKind::financial_statements: return financial_statements(reach);
        case ImportKind::ratings: return ratings(reach);
    }
    TANDEM_ASSERT(!"a kind of the list");
    return fx_rates();
}

}  // namespace tandem::importing
