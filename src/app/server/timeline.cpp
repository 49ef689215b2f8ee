#include "app/server/timeline.h"

#include "document/business_object.h"

namespace tandem::app::server {
namespace json = boost::json;

std::vector<TimelineEvent> customer_timeline(sql::Connection& connection, CompanyId company, CustomerId customer, std::int64_t limit, std::int64_t skip) {
    std::vector<TimelineEvent> events;
    connection.query(
        "SELECT day, recorded_at, kind, title, detail, amount, currency, reference, about FROM ("
        "SELECT invoice_date AS day, recorded_at, 'invoice' AS kind, number AS title, '' AS detail, gross_minor AS amount, currency, id AS reference, 'invoice' AS about FROM invoice WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL "
        "UNION ALL SELECT value_date, recorded_at, 'receipt', number, method, amount_minor, currency, id, 'receipt' FROM receipt WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL "
        "UNION ALL SELECT s.effective_date, s.recorded_at, 'allocation', o.number, s.kind, s.amount_minor, o.currency, o.id, 'open_item' FROM open_item o JOIN settlement s ON s.company_id = o.company_id AND s.item_id = o.id AND s.voided_at IS NULL "
        "WHERE o.company_id = $1 AND o.customer_id = $2 AND o.voided_at IS NULL "
        "UNION ALL SELECT note_date, recorded_at, 'credit_note', number, COALESCE(reason, ''), gross_minor, currency, id, 'credit_note' FROM credit_note WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL "
        "UNION ALL SELECT signed_date, recorded_at, 'contract', number, title, amount_minor, currency, id, 'contract' FROM contract WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL AND signed_date IS NOT NULL "
        "UNION ALL SELECT t.business_date, 0, 'stage', o.number, t.to_stage, t.open_minor, o.currency, o.id, 'open_item' FROM open_item o JOIN stage_transition t ON t.company_id = o.company_id AND t.item_id = o.id WHERE o.company_id = $1 AND o.customer_id = $2 "
        "UNION ALL SELECT a.business_date, 0, 'alert', o.number, a.code, a.open_minor, a.currency, o.id, 'open_item' FROM open_item o JOIN alert_fired a ON a.company_id = o.company_id AND a.item_id = o.id WHERE o.company_id = $1 AND o.customer_id = $2 "
        "UNION ALL SELECT made_date, recorded_at, 'promise', COALESCE(note, ''), CAST(promised_date AS TEXT), amount_minor, currency, id, '' FROM promise WHERE company_id = $1 AND customer_id = $2 "
        "UNION ALL SELECT recorded_at / 86400000000, recorded_at, kind, text, '', NULL, '', id, '' FROM note WHERE company_id = $1 AND object_kind = 'customer' AND object_id = $2 AND voided_at IS NULL "
        "UNION ALL SELECT n.recorded_at / 86400000000, n.recorded_at, n.kind, n.text, x.number, NULL, '', x.id, n.object_kind FROM ("
        "SELECT 'contract' AS kind, id, number FROM contract WHERE company_id = $1 AND customer_id = $2 UNION ALL SELECT 'invoice', id, number FROM invoice WHERE company_id = $1 AND customer_id = $2 "
        "UNION ALL SELECT 'open_item', id, number FROM open_item WHERE company_id = $1 AND customer_id = $2 UNION ALL SELECT 'receipt', id, number FROM receipt WHERE company_id = $1 AND customer_id = $2 "
        "UNION ALL SELECT 'credit_note', id, number FROM credit_note WHERE company_id = $1 AND customer_id = $2) AS x "
        "JOIN note n ON n.company_id = $1 AND n.object_id = x.id AND n.object_kind = x.kind AND n.voided_at IS NULL AND n.kind IN ('note', 'call', 'visit')"
        ") AS happened ORDER BY day DESC, recorded_at DESC, reference DESC, kind LIMIT $3 OFFSET $4",
        {company.value, customer.value, limit, skip}, [&](const sql::Row& row) {
            // Of a promise: by when.
            const std::string detail = row.text(2) == "promise" ? to_string(date_of(std::stoll(std::string(row.text(4))))) : std::string(row.text(4));
            events.push_back({row.integer(0), row.integer(1), std::string(row.text(2)), std::string(row.text(3)), detail, row.maybe_integer(5), std::string(row.text(6)), row.integer(7), std::string(row.text(8))});
        });
    return events;
}

json::object timeline_json(const TimelineEvent& event) {
    const auto reference = [&]() -> json::value {
        if (!event.about.empty()) return json::object{{"kind", event.about}, {"id", document::to_string(document::object_of(event.about, event.reference))}};
        return nullptr;
    };
    return {{"at", event.recorded_at ? json::value(to_string(Instant{event.recorded_at})) : json::value(nullptr)}, {"date", to_string(date_of(event.day))}, {"kind", event.kind}, {"title", event.title},
            {"detail", event.detail.empty() ? json::value(nullptr) : json::value(event.detail)}, {"amount_minor", event.amount ? json::value(*event.amount) : json::value(nullptr)},
            {"currency", event.currency.empty() ? json::value(nullptr) : json::value(event.currency)}, {"ref", reference()}};
}

}  // namespace tandem::app::server
