#include "credit/edge/complaints_sql.h"

#include <boost/json.hpp>

#include "audit/edge/trail_sql.h"
#include "org/edge/org_sql.h"

namespace tandem::credit {
namespace {

template <class Tag>
std::optional<Id<Tag>> id_at(const sql::Row& row, int column) { return row.is_null(column) ? std::nullopt : std::optional{Id<Tag>{row.integer(column)}}; }
template <class Tag>
std::optional<std::int64_t> value_of(const std::optional<Id<Tag>>& id) { return id ? std::optional{id->value} : std::nullopt; }

KeptComplaint kept_of(const sql::Row& row) {
    KeptComplaint kept{.id = ComplaintId{row.integer(0)},
                       .complaint = {.raised_on = date_of(row.integer(1)), .by = complaint_by_named(row.text(2)).value(), .kind = complaint_kind_named(row.text(3)).value(), .text = std::string(row.text(4)),
                                     .contract = id_at<ContractTag>(row, 5), .order = id_at<OrderTag>(row, 7), .invoice = id_at<InvoiceTag>(row, 9), .disputed = {}},
                       .contract_number = std::string(row.text(6)), .order_number = std::string(row.text(8)), .invoice_number = std::string(row.text(10)), .closing = {}, .recorded_at = Instant{row.integer(13)},
                       .recorded_by = std::string(row.text(14)), .closed_by = std::string(row.text(18)), .voided = !row.is_null(19), .void_reason = std::string(row.text(20))};
    if (!row.is_null(12)) kept.complaint.disputed = Money{row.integer(12), *parse_currency(row.text(11))};
    if (!row.is_null(15)) kept.closing = ComplaintClosing{.on = date_of(row.integer(15)), .outcome = complaint_outcome_named(row.text(16)).value(), .note = std::string(row.text(17))};
    return kept;
}

// Each of the documents is the customer's own.
Result<void> check_documents(sql::Connection& connection, CompanyId company, CustomerId customer, const Complaint& of) {
    const auto check = [&](sql::Sql owner_of, const auto& id, std::string_view unknown) -> Result<void> {
        if (!id) return {};
        const auto owner = connection.one_integer(owner_of, {company.value, id->value});
        if (!owner) return refuse(unknown, to_string(*id));
        if (*owner != customer.value) return refuse("credit.complaint_document", to_string(*id));
        return {};
    };
    TRY_VOID(check("SELECT customer_id FROM contract WHERE company_id = $1 AND id = $2 AND voided_at IS NULL", of.contract, "contract.unknown"));
    TRY_VOID(check("SELECT customer_id FROM sales_order WHERE company_id = $1 AND id = $2 AND voided_at IS NULL", of.order, "receivable.unknown_order"));
    return check("SELECT customer_id FROM invoice WHERE company_id = $1 AND id = $2 AND voided_at IS NULL", of.invoice, "receivable.unknown_invoice");
}

void say(sql::Connection& connection, const audit::Act& act, IdSource& ids, ComplaintId complaint, CustomerId customer, std::string_view topic, boost::json::object detail) {
    detail["customer_id"] = to_string(customer);
    const std::string text = boost::json::serialize(detail);
    audit::SqlTrail trail{connection, ids, act};
    trail.record({.object_kind = "complaint", .object_id = complaint.value, .topic = topic, .policy_version = {}, .detail = text});
    trail.flush();
}

Result<KeptComplaint> standing(sql::Connection& connection, CompanyId company, CustomerId customer, ComplaintId complaint) {
    auto found = load_complaints(connection, company, customer, complaint);
    if (found.empty()) return refuse("credit.unknown_complaint", to_string(complaint));
    if (found[0].voided) return refuse("credit.complaint_voided", to_string(complaint));
    return std::move(found[0]);
}

}  // namespace

std::vector<KeptComplaint> load_complaints(sql::Connection& connection, CompanyId company, CustomerId customer, std::optional<ComplaintId> only) {
    std::vector<KeptComplaint> all;
    connection.query("SELECT p.id, p.raised_date, p.raised_by, p.kind, p.text, p.contract_id, k.number, p.order_id, s.number, p.invoice_id, i.number, p.currency, p.disputed_minor, p.recorded_at, u.display_name, "
                     "p.closed_date, p.outcome, p.closing_note, c.display_name, p.voided_at, p.void_reason FROM complaint p LEFT JOIN contract k ON k.company_id = p.company_id AND k.id = p.contract_id "
                     "LEFT JOIN sales_order s ON s.company_id = p.company_id AND s.id = p.order_id LEFT JOIN invoice i ON i.company_id = p.company_id AND i.id = p.invoice_id "
                     "LEFT JOIN app_user u ON u.company_id = p.company_id AND u.id = p.actor_id LEFT JOIN app_user c ON c.company_id = p.company_id AND c.id = p.closed_by "
                     "WHERE p.company_id = $1 AND p.customer_id = $2 AND (CAST($3 AS BIGINT) IS NULL OR p.id = $3) ORDER BY p.raised_date DESC, p.id DESC",
                     {company.value, customer.value, value_of(only)}, [&](const sql::Row& row) { all.push_back(kept_of(row)); });
    return all;
}

Result<ComplaintId> record_complaint(sql::Connection& connection, const audit::Act& act, IdSource& ids, CustomerId customer, const Complaint& of, Date today) {
    org::share_book(connection, act.company);
    TRY_VOID(check_complaint(of, today));
    TRY_VOID(check_documents(connection, act.company, customer, of));
    const auto id = ids.make<ComplaintId>();
    connection.execute("INSERT INTO complaint (company_id, id, customer_id, raised_date, raised_by, kind, text, contract_id, order_id, invoice_id, currency, disputed_minor, actor_id, recorded_at) "
                       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                       {act.company.value, id.value, customer.value, std::int64_t{day_number(of.raised_on)}, code_of(of.by), code_of(of.kind), of.text, value_of(of.contract), value_of(of.order), value_of(of.invoice),
                        of.disputed ? sql::Param{of.disputed->currency().code()} : sql::Param{nullptr}, of.disputed ? std::optional{of.disputed->minor()} : std::nullopt, act.actor.value, act.at.micros});
    say(connection, act, ids, id, customer, "customer.complaint_recorded", {{"raised_date", to_string(of.raised_on)}, {"raised_by", code_of(of.by)}, {"kind", code_of(of.kind)}});
    return id;
}

Result<void> close_complaint(sql::Connection& connection, const audit::Act& act, IdSource& ids, CustomerId customer, ComplaintId complaint, const ComplaintClosing& closing, Date today) {
    org::share_book(connection, act.company);
    const KeptComplaint kept = TRY(standing(connection, act.company, customer, complaint));
    TRY_VOID(check_closing(kept.complaint.raised_on, closing, today));
    if (connection.execute("UPDATE complaint SET closed_date = $3, outcome = $4, closing_note = $5, closed_by = $6, closed_at = $7 WHERE company_id = $1 AND id = $2 AND closed_date IS NULL AND voided_at IS NULL",
                           {act.company.value, complaint.value, std::int64_t{day_number(closing.on)}, code_of(closing.outcome), closing.note, act.actor.value, act.at.micros}) == 0)
        return refuse("credit.complaint_closed", to_string(complaint));
    say(connection, act, ids, complaint, customer, "customer.complaint_closed", {{"closed_date", to_string(closing.on)}, {"outcome", code_of(closing.outcome)}, {"note", closing.note}});
    return {};
}

Result<void> void_complaint(sql::Connection& connection, const audit::Act& act, IdSource& ids, CustomerId customer, ComplaintId complaint, const std::string& reason) {
    org::share_book(connection, act.company);
    TRY(standing(connection, act.company, customer, complaint));
    connection.execute("UPDATE complaint SET voided_at = $3, void_reason = $4 WHERE company_id = $1 AND id = $2 AND voided_at IS NULL", {act.company.value, complaint.value, act.at.micros, reason});
    say(connection, act, ids, complaint, customer, "customer.complaint_voided", {{"reason", reason}});
    return {};
}

}  // namespace tandem::credit
