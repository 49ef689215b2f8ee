// A new company, files in and out of it, and its figures.
#pragma once
#include <map>
#include <set>

#include "app/workspace.h"
#include "core/errors.h"
#include "importing/edge/export.h"
#include "importing/edge/import_run.h"
#include "importing/edge/shipped_mappings.h"
#include "importing/edge/table_options.h"
#include "importing/edge/undo.h"
#include "insight/edge/book_loader.h"
#include "insight/edge/report_json.h"
#include "insight/report.h"
#include "support/engines.h"

namespace tandem::testing {

class ImportBench {
public:
    explicit ImportBench(const TemporaryDatabase& database) : workspace_(*app::Workspace::open({.database = database.url(), .company = {}}, clock_)), loader_(workspace_.company()) {}

    importing::Mapping mapping_for(importing::ImportKind kind, const std::string& csv) {
        const auto table = platform::open_table_in_memory(csv);
        REQUIRE(table);
        const auto mapping = importing::mapping_for(kind, (*table)->shape().header);
        REQUIRE(mapping);
        return *mapping;
    }
    importing::ImportOutcome import(importing::ImportKind kind, const std::string& csv) { return import(mapping_for(kind, csv), csv); }
    importing::ImportOutcome import(const importing::Mapping& mapping, const std::string& csv) {
        const auto options = importing::table_options(mapping);
        REQUIRE(options);
        const auto table = platform::open_table_in_memory(csv, *options);
        REQUIRE(table);
        auto outcome = importing::run_import(connection(), workspace_.company(), workspace_.act("import"), workspace_.ids(), workspace_.policies().cash, **table,
                                             {.kind = mapping.kind, .file_name = "test.csv", .file_hash = "", .mapping = mapping});
        REQUIRE(outcome);
        return *std::move(outcome);
    }
    Result<importing::Undone> undo(BatchId batch) {
        return importing::undo_batch(connection(), workspace_.company(), workspace_.act("import.undo"), workspace_.ids(), batch, "wrong file");
    }

    std::string export_csv(importing::ImportKind kind) {
        std::string text;
        const auto writer = platform::csv_writer(platform::string_sink(text));
        REQUIRE(importing::export_kind(connection(), workspace_.company().id, org::Reach::whole_company(), kind, *writer));
        return text;
    }
    std::map<importing::ImportKind, std::string> export_all() {
        std::map<importing::ImportKind, std::string> all;
        for (const auto kind : importing::restoring_order()) all[kind] = export_csv(kind);
        return all;
    }

    // Every report at some days, by every grouping it offers, as one text.
    std::string figures() { return figures_of(loader_.load(connection())); }
    std::string figures_of(const insight::Book& book) {
        std::string all;
        const insight::Policies policies{workspace_.policies().receivable, workspace_.policies().cash, workspace_.policies().dunning};
        for (const auto* name : {"aging", "collection-rate", "dso", "interest", "warnings", "payment-behaviour", "cash", "billings", "concentration"})
            for (const auto* date : {"2026-01-31", "2026-02-28", "2026-06-30"})
                for (const auto by : {insight::GroupBy::none, insight::GroupBy::customer, insight::GroupBy::rep, insight::GroupBy::team, insight::GroupBy::region}) {
                    insight::ReportQuery query;
                    query.name = name;
                    query.as_of.date = *parse_date(date);
                    query.by = by;
                    const auto report = insight::run_report(book, policies, query);
                    all += std::string(name) + " " + date + " " + (report ? insight::report_json(*report) : std::string(report.error().code)) + "\n";
                }
        return all;
    }

    std::map<std::string, std::int64_t> row_counts() {
        std::map<std::string, std::int64_t> counts;
        for (const auto* table : {"customer", "contact", "financial_statement", "credit_rating", "customer_group", "employee", "team", "region", "assignment", "fx_rate", "calendar_day", "invoice", "open_item", "credit_note", "receipt", "settlement", "contract", "contract_event", "plan_line", "sales_order", "delivery",
                                  "posting", "audit_entry", "outbox", "note", "import_batch"})
            connection().query(std::string("SELECT COUNT(*) FROM ") + table, std::span<const sql::Param>{}, [&](const sql::Row& row) { counts[table] = row.integer(0); });
        return counts;
    }

    // What verify asks: remaining amounts follow from the facts, and the live postings balance.
    void check_invariants() {
        CHECK(connection().one_integer("SELECT COUNT(*) FROM open_item o WHERE voided_at IS NULL AND open_minor <> amount_minor - (SELECT COALESCE(SUM(s.amount_minor), 0) FROM settlement s "
                                       "WHERE s.company_id = o.company_id AND s.item_id = o.id AND s.voided_at IS NULL)", {}) == 0);
        CHECK(connection().one_integer("SELECT COUNT(*) FROM receipt r WHERE voided_at IS NULL AND unapplied_minor <> amount_minor - (SELECT COALESCE(SUM(s.amount_minor), 0) FROM settlement s "
                                       "WHERE s.company_id = r.company_id AND s.source_id = r.id AND s.voided_at IS NULL) - (SELECT COALESCE(SUM(f.amount_minor), 0) FROM refund f WHERE f.company_id = r.company_id AND f.source_id = r.id)", {}) == 0);
        CHECK(connection().one_integer("SELECT COUNT(*) FROM credit_note n WHERE voided_at IS NULL AND open_minor <> gross_minor - (SELECT COALESCE(SUM(s.amount_minor), 0) FROM settlement s "
                                       "WHERE s.company_id = n.company_id AND s.source_id = n.id AND s.voided_at IS NULL)", {}) == 0);
        CHECK(connection().one_integer("SELECT COUNT(*) FROM (SELECT event_id FROM posting GROUP BY company_id, event_id, currency "
                                       "HAVING SUM(CASE side WHEN 'debit' THEN amount_minor ELSE -amount_minor END) <> 0) AS unbalanced", {}) == 0);
    }
    // Debits less credits of a role over all postings.
    std::int64_t balance(const char* role) {
        return connection().one_integer("SELECT CAST(SUM(CASE side WHEN 'debit' THEN amount_minor ELSE -amount_minor END) AS BIGINT) FROM posting WHERE role = $1", {role}).value_or(0);
    }

    sql::Connection& connection() { return workspace_.connection(); }
    app::Workspace& workspace() { return workspace_; }
    insight::BookLoader& loader() { return loader_; }

private:
    SystemClock clock_;
    app::Workspace workspace_;
    insight::BookLoader loader_;
};

inline void check_counts(const importing::ImportOutcome& outcome, std::int64_t created, std::int64_t updated, std::int64_t unchanged) {
    for (const auto& error : outcome.errors) MESSAGE("row " << error.row << " " << std::string(error.error.code) << " " << error.error.subject << " " << error.value);
    CHECK(outcome.counts.created == created);
    CHECK(outcome.counts.updated == updated);
    CHECK(outcome.counts.unchanged == unchanged);
    CHECK(outcome.counts.failed == 0);
}

}  // namespace tandem::testing
