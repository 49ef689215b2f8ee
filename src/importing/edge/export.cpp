#include "importing/edge/export.h"

#include <array>
#include <boost/json.hpp>
#include <optional>
#include <unordered_map>
#include <utility>

#include "contract/edge/terms_json.h"
#include "contract/terms_text.h"
#include "importing/edge/export_queries.h"
#include "party/edge/contacts_sql.h"

namespace tandem::importing {
namespace {

// When the lines of each plan are expected to fall due, as one text a contract: "2026-04-30; ; 2026-09-30".
using ExpectedDue = std::unordered_map<std::int64_t, std::string>;
ExpectedDue load_expected_due(sql::Connection& connection, CompanyId company) {
    ExpectedDue all;
    std::int64_t contract = 0;
    std::string open;  // what comes before the next date of this contract
    connection.query("SELECT contract_id, expected_date FROM plan_line WHERE company_id = $1 AND voided_at IS NULL "
                     "AND contract_id IN (SELECT contract_id FROM plan_line WHERE company_id = $1 AND voided_at IS NULL AND expected_date IS NOT NULL) ORDER BY contract_id, line_no",
                     {company.value}, [&](const sql::Row& row) {
                         if (std::exchange(contract, row.integer(0)) != row.integer(0)) open.clear();
                         if (const auto day = row.maybe_integer(1)) (all[contract] += std::exchange(open, {})) += to_string(date_of(*day));
                         open += "; ";
                     });
    return all;
}

class RowWriter {
public:
    RowWriter(const KindDescription& kind, CompanyId company, Beside beside, platform::TableWriter& writer, Personal personal)
        : kind_(kind), company_(company), beside_(beside), writer_(writer), personal_(personal), width_(static_cast<int>(kind.fields.size())) {
        if (const auto currency = kind.find("currency")) currency_ = currency->at;
    }
    void expect(ExpectedDue expected) { expected_ = std::move(expected); }

    Result<void> write(const sql::Row& row) {
        if (beside_ == Beside::attributes) attributes_ = row.is_null(width_) ? boost::json::object{} : boost::json::parse(row.text(width_)).as_object();
        for (int at = 0; at < width_; ++at) {
            if (const auto cell = contact_cell(at); cell && !row.is_null(at)) writer_.text(TRY(contact_text(row, at, *cell)));
            else write_cell(row, at);
        }
        return writer_.end_row();
    }

private:
    std::optional<party::ContactCell> contact_cell(int at) const {
        const std::string_view name = kind_.fields[static_cast<std::size_t>(at)].name;
        if (beside_ != Beside::attributes || (name != "email" && name != "phone")) return std::nullopt;
        return name == "email" ? party::ContactCell::email : party::ContactCell::phone;
    }
    Result<std::string> contact_text(const sql::Row& row, int at, party::ContactCell cell) const {
        const ContactId id{row.integer(width_ + 1)};
        if (personal_ == Personal::masked) return party::shown_contact(company_, id, cell, row.text(at));
        return party::unseal_contact(company_, id, cell, row.text(at));
    }

    void write_cell(const sql::Row& row, int at) {
        const Field& field = kind_.fields[static_cast<std::size_t>(at)];
        if (row.is_null(at)) return write_beside(row, field);
        switch (field.type) {
            case FieldType::text:
            case FieldType::code:
            case FieldType::currency: writer_.text(row.text(at)); return;
            case FieldType::date: writer_.date(date_of(row.integer(at))); return;
            case FieldType::amount: writer_.amount(Money{row.integer(at), currency_of(row)}); return;
            case FieldType::rate: writer_.rate(Rate{row.integer(at)}); return;
            case FieldType::integer: writer_.integer(row.integer(at)); return;
            case FieldType::boolean: writer_.boolean(row.integer(at) != 0); return;
        }
    }

    void write_beside(const sql::Row& row, const Field& field) {
        if (beside_ == Beside::own_id && field.name == "external_id") return writer_.text(to_string(SettlementId{row.integer(width_)}));
        if (beside_ == Beside::terms && field.name == "terms" && !row.text(width_).empty()) {
            const auto terms = contract::parse_terms(row.text(width_), currency_of(row));
            TANDEM_ASSERT(terms.has_value());  // checked before they were written
            return writer_.text(contract::to_text(*terms));
        }
        if (beside_ == Beside::terms && field.name == "expected_due")
            if (const auto found = expected_.find(row.integer(width_ + 1)); found != expected_.end()) return writer_.text(found->second);
        if (const auto* value = attributes_.if_contains(field.name)) return writer_.text(value->as_string());
        writer_.blank();
    }

    Currency currency_of(const sql::Row& row) const { return *parse_currency(row.text(*currency_)); }

    const KindDescription& kind_;
    CompanyId company_;
    Beside beside_;
    platform::TableWriter& writer_;
    Personal personal_;
    int width_;
    std::optional<int> currency_;
    ExpectedDue expected_;
    boost::json::object attributes_;
};

}  // namespace

Result<std::int64_t> export_kind(sql::Connection& connection, CompanyId company, const org::Reach& reach, ImportKind kind, platform::TableWriter& writer,
                                 Personal personal) {
    const KindDescription& description = describe(kind);
    std::vector<std::string_view> names;
    for (const Field& field : description.fields) names.push_back(field.name);
    TRY_VOID(writer.header(names));

    const KindRows rows = rows_of(kind, reach);
    RowWriter cells{description, company, rows.beside, writer, personal};
    if (rows.beside == Beside::terms) cells.expect(load_expected_due(connection, company));
    std::int64_t count = 0;
    Result<void> state;
    const std::string within = sql::integer_list(kind == ImportKind::employees ? reach.employees() : reach.customers());
    const std::array<sql::Param, 2> params{company.value, within};
    const bool of_somebody = kind != ImportKind::calendars && kind != ImportKind::fx_rates;
    connection.query(rows.query, std::span{params}.first(reach.is_whole() || !of_somebody ? 1 : 2), [&](const sql::Row& row) {
        if (!state) return;  // the writer refused an earlier row
        state = cells.write(row);
        ++count;
    });
    TRY_VOID(state);
    TRY_VOID(writer.finish());
    return count;
}

std::span<const ImportKind> restoring_order() {
    // Later kinds name what earlier ones bring.
    static constexpr std::array<ImportKind, import_kind_count> order{
        ImportKind::calendars, ImportKind::fx_rates,      ImportKind::employees,    ImportKind::customers, ImportKind::contracts, ImportKind::orders,      ImportKind::deliveries,
        ImportKind::contract_events, ImportKind::invoices, ImportKind::opening_items, ImportKind::credit_notes, ImportKind::receipts, ImportKind::allocations,
        ImportKind::financial_statements, ImportKind::ratings};
    return order;
}

}  // namespace tandem::importing
