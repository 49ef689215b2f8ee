// Import of a large invoice file against a bare load: prepared statements that write the same rows into the
// same indexed tables, with the same postings, audit and outbox rows, in one transaction, unchecked.
#include <iostream>

#include "app/workspace.h"
#include "core/errors.h"
#include "importing/edge/import_run.h"
#include "importing/edge/shipped_mappings.h"
#include "invoice_file.h"
#include "measure.h"

using namespace tandem;

namespace {

void import(const std::string& database, const std::string& file) {
    const SystemClock clock;
    auto workspace = app::Workspace::open({database, ""}, clock);
    platform::TableOptions options;
    options.limits = platform::trusted_limits();
    const auto table = platform::open_table(file, options);
    auto mapping = *importing::mapping_for(importing::ImportKind::invoices, (*table)->shape().header);
    mapping.create = {importing::Creatable::customer};
    const auto act = workspace->act("import invoices");
    const auto outcome = importing::run_import(workspace->connection(), workspace->company(), act, workspace->ids(), workspace->policies().cash, **table,
                                               {.kind = importing::ImportKind::invoices, .file_name = file, .file_hash = "", .mapping = mapping});
    if (!outcome || !outcome->whole()) {
        std::cerr << (outcome ? explain(outcome->errors.front().error, Language::en) : explain(outcome.error(), Language::en)) << '\n';
        std::exit(1);
    }
}

// Copies the rows of the imported book, table by table row by row as the import wrote them, into a new one.
void bare_load(const std::string& from, const std::string& into) {
    const SystemClock clock;
    const auto source = app::open_migrated(from, clock), target = app::open_migrated(into, clock);
    sql::Transaction transaction{*target};
    for (const char* table : {"company", "customer", "invoice", "open_item", "posting", "audit_entry", "outbox"}) {
        std::vector<std::string> names;
        source->query("SELECT name FROM pragma_table_info($1)", {table}, [&](const sql::Row& row) { names.emplace_back(row.text(0)); });
        std::vector<std::string_view> columns{names.begin(), names.end()};
        std::string list;
        for (const auto& name : names) (list += list.empty() ? "" : ", ") += name;
        const auto bulk = target->bulk(table, std::span<const std::string_view>{columns});
        std::vector<bool> is_text;
        source->query("SELECT type FROM pragma_table_info($1)", {table}, [&](const sql::Row& row) { is_text.push_back(row.text(0) == "TEXT"); });
        source->query("SELECT " + list + " FROM " + table, std::span<const sql::Param>{}, [&](const sql::Row& row) {
            for (std::size_t at = 0; at < is_text.size(); ++at) {
                if (row.is_null(static_cast<int>(at))) bulk->add_null();
                else if (is_text[at]) bulk->add(row.text(static_cast<int>(at)));
                else bulk->add(row.integer(static_cast<int>(at)));
            }
            bulk->end_row();
        });
        bulk->flush();
    }
    transaction.commit();
}

}  // namespace

int main(int argc, char** argv) {
    const long count = bench::rows(argc, argv, 1'000'000);
    const bench::Scratch scratch;
    bench::write_invoices(scratch.path("invoices.csv"), count, false);
    const double ours = bench::seconds([&] { import("sqlite:" + scratch.path("ours.db"), scratch.path("invoices.csv")); });
    const long peak = bench::peak_mib();
    const double baseline = bench::seconds([&] { bare_load("sqlite:" + scratch.path("ours.db"), "sqlite:" + scratch.path("bare.db")); });
    bench::line("import of invoices (CSV, SQLite)", count, ours, baseline);
    std::printf("peak memory of the import alone: %ld MiB\n", peak);
}
