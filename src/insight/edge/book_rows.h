// One row of each table into its columns; shared by loading and refreshing. A row already in the book only
// has what may change brought up to date: that it was voided or reversed, that a bill has cleared.
#pragma once
#include "insight/book.h"
#include "platform/sql/connection.h"

namespace tandem::insight {

inline constexpr sql::Sql invoice_columns = "SELECT id, recorded_at, voided_at, invoice_date, gross_minor, customer_id, rep_id, currency, number FROM invoice WHERE company_id = $1";
inline constexpr sql::Sql item_columns =
    "SELECT id, recorded_at, voided_at, item_date, amount_minor, customer_id, rep_id, currency, number, due_date, team_id, region_id, disputed, kind, contract_id, invoice_id FROM open_item WHERE company_id = $1";
inline constexpr sql::Sql receipt_columns =
    "SELECT id, recorded_at, voided_at, value_date, amount_minor, customer_id, NULL, currency, number, method, reversed_date, counts_date FROM receipt WHERE company_id = $1";
inline constexpr sql::Sql note_columns = "SELECT id, recorded_at, voided_at, note_date, gross_minor, customer_id, NULL, currency, number FROM credit_note WHERE company_id = $1";
inline constexpr sql::Sql settlement_columns =
    "SELECT s.id, s.recorded_at, s.voided_at, s.effective_date, s.amount_minor, s.item_id, s.kind, s.source_id, r.counts_date "
    "FROM settlement s LEFT JOIN receipt r ON r.company_id = s.company_id AND r.id = s.source_id WHERE s.company_id = $1";

inline constexpr sql::Sql refund_columns = "SELECT id, recorded_at, NULL, effective_date, amount_minor, kind, source_id FROM refund WHERE company_id = $1";

void put_invoice(Book& book, const sql::Row& row);
void put_item(Book& book, const sql::Row& row);
void put_receipt(Book& book, const sql::Row& row);
void put_note(Book& book, const sql::Row& row);
void put_settlement(Book& book, const sql::Row& row);
void put_refund(Book& book, const sql::Row& row);  // after its item and its source

void load_names(sql::Connection& connection, Book& book, Date owners_on);  // customers, employees, teams, regions, groups
void load_contracts(sql::Connection& connection, Book& book);  // clauses, what invoices bill of plan items, and plan lines without a date

using Touched = std::vector<std::int64_t>;  // ids, ascending
void refresh_contracts(sql::Connection& connection, Book& book, const Touched& contracts);
void refresh_links(sql::Connection& connection, Book& book, const Touched& invoices);

}  // namespace tandem::insight
