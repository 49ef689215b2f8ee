#include "cash/edge/settlement_list.h"

#include "core/date.h"

namespace tandem::cash {
namespace {

namespace json = boost::json;

json::value text_or_null(const sql::Row& row, int column) { return row.text(column).empty() ? json::value(nullptr) : json::value(row.text(column)); }
json::value date_or_null(const sql::Row& row, int column) {
    const auto day = row.maybe_integer(column);
    return day ? json::value(to_string(date_of(*day))) : json::value(nullptr);
}

// Columns 0 to 5 of both lists: id, kind, amount, effective, taken back on, reason.
json::object settlement_json(const sql::Row& row) {
    return {{"id", to_string(SettlementId{row.integer(0)})}, {"kind", row.text(1)}, {"amount_minor", row.integer(2)}, {"effective_date", to_string(date_of(row.integer(3)))},
            {"reversed", !row.is_null(4)}, {"reversed_date", date_or_null(row, 4)}, {"reason", text_or_null(row, 5)}};
}

json::value source_json(const sql::Row& row) {
    if (!row.is_null(7)) return json::object{{"kind", "receipt"}, {"id", to_string(ReceiptId{row.integer(7)})}, {"number", row.text(8)}};
    if (!row.is_null(9)) return json::object{{"kind", "credit_note"}, {"id", to_string(CreditNoteId{row.integer(9)})}, {"number", row.text(10)}};
    return nullptr;
}

}  // namespace

json::array settled_on(sql::Connection& connection, CompanyId company, OpenItemId item) {
    json::array all;
    connection.query(
        "SELECT s.id, s.kind, s.amount_minor, s.effective_date, t.effective_date, s.reason, t.reason, r.id, r.number, n.id, n.number FROM settlement s "
        "LEFT JOIN settlement t ON t.company_id = s.company_id AND t.reverses_id = s.id AND t.voided_at IS NULL "
        "LEFT JOIN receipt r ON r.company_id = s.company_id AND r.id = s.source_id LEFT JOIN credit_note n ON n.company_id = s.company_id AND n.id = s.source_id "
        "WHERE s.company_id = $1 AND s.item_id = $2 AND s.reverses_id IS NULL AND s.voided_at IS NULL ORDER BY s.effective_date, s.id",
        {company.value, item.value}, [&](const sql::Row& row) {
            json::object one = settlement_json(row);
            one["reversal_reason"] = text_or_null(row, 6);
            one["source"] = source_json(row);
            all.push_back(std::move(one));
        });
    return all;
}

json::array set_off_by(sql::Connection& connection, CompanyId company, CreditNoteId note) {
    json::array all;
    connection.query("SELECT s.id, s.kind, s.amount_minor, s.effective_date, t.effective_date, s.reason, s.item_id, o.number FROM settlement s "
                     "JOIN open_item o ON o.company_id = s.company_id AND o.id = s.item_id "
                     "LEFT JOIN settlement t ON t.company_id = s.company_id AND t.reverses_id = s.id AND t.voided_at IS NULL "
                     "WHERE s.company_id = $1 AND s.source_id = $2 AND s.reverses_id IS NULL AND s.voided_at IS NULL ORDER BY s.effective_date, s.id",
                     {company.value, note.value}, [&](const sql::Row& row) {
                         json::object one = settlement_json(row);
                         one["item_id"] = to_string(OpenItemId{row.integer(6)});
                         one["number"] = row.text(7);
                         all.push_back(std::move(one));
                     });
    return all;
}

}  // namespace tandem::cash
