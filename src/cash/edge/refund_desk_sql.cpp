#include "cash/edge/refund_desk_sql.h"

namespace tandem::cash {
namespace {

constexpr sql::Sql columns = "SELECT f.id, f.kind, f.source_id, f.customer_id, f.method, f.amount_minor, f.currency, f.effective_date, f.rate_e10, f.reverses_id, f.reference, f.reason";

NewRefund refund_of(const sql::Row& row) {
    const auto reverses = row.maybe_integer(9);
    return {.id = RefundId{row.integer(0)}, .kind = row.text(1) == code_of(SettlementKind::receipt) ? SettlementKind::receipt : SettlementKind::credit_note, .source = row.integer(2),
            .customer = CustomerId{row.integer(3)}, .method = *parse_method(row.text(4)), .amount = Money{row.integer(5), *parse_currency(row.text(6))}, .effective_date = date_of(row.integer(7)),
            .rate = Rate{row.integer(8)}, .reverses = reverses ? std::optional{RefundId{*reverses}} : std::nullopt,
            .reference = row.is_null(10) ? std::string{} : std::string(row.text(10)), .reason = row.is_null(11) ? std::string{} : std::string(row.text(11))};
}

sql::Param text_or_null(const std::string& text) { return text.empty() ? sql::Param{nullptr} : sql::Param{text}; }

}  // namespace

void SqlRefundStore::add(const NewRefund& refund) {
    connection_.execute(
        "INSERT INTO refund (company_id, id, kind, source_id, customer_id, method, currency, amount_minor, base_amount_minor, rate_e10, effective_date, reverses_id, reference, reason, recorded_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, CAST($12 AS BIGINT), CAST($13 AS TEXT), CAST($14 AS TEXT), $15)",
        {company_.id.value, refund.id.value, code_of(refund.kind), refund.source, refund.customer.value, code_of(refund.method), refund.amount.currency().code(), refund.amount.minor(),
         receivable::base_minor(refund.amount, refund.rate, company_.currency), refund.rate.e10, std::int64_t{day_number(refund.effective_date)},
         refund.reverses ? sql::Param{refund.reverses->value} : sql::Param{nullptr}, text_or_null(refund.reference), text_or_null(refund.reason), act_.at.micros});
}

std::optional<NewRefund> SqlRefundStore::find(RefundId id) {
    std::optional<NewRefund> found;
    sql::SqlBuilder query{columns};
    query << " FROM refund f WHERE f.company_id = $1 AND f.id = $2";
    const std::array<sql::Param, 2> params{sql::Param{company_.id.value}, sql::Param{id.value}};
    connection_.query(query, params, [&](const sql::Row& row) { found = refund_of(row); });
    return found;
}

bool SqlRefundStore::is_reversed(RefundId id) {
    return connection_.one_integer("SELECT 1 FROM refund WHERE company_id = $1 AND reverses_id = $2", {company_.id.value, id.value}).has_value();
}

std::vector<RefundRow> load_refunds(sql::Connection& connection, CompanyId company, std::int64_t source) {
    std::vector<RefundRow> rows;
    sql::SqlBuilder query{columns};
    query << ", b.effective_date FROM refund f LEFT JOIN refund b ON b.company_id = f.company_id AND b.reverses_id = f.id "
             "WHERE f.company_id = $1 AND f.source_id = $2 AND f.reverses_id IS NULL ORDER BY f.id DESC";
    const std::array<sql::Param, 2> params{sql::Param{company.value}, sql::Param{source}};
    connection.query(query, params, [&](const sql::Row& row) {
        const auto reversed = row.maybe_integer(12);
        rows.push_back({refund_of(row), reversed ? std::optional{date_of(*reversed)} : std::nullopt});
    });
    return rows;
}

}  // namespace tandem::cash
