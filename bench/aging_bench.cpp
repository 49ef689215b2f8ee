// Aging and collection rate over a large book: the columnar book against SQL on the same rows.
#include "app/workspace.h"
#include "importing/edge/import_run.h"
#include "importing/edge/shipped_mappings.h"
#include "insight/edge/book_loader.h"
#include "insight/report.h"
#include "invoice_file.h"
#include "measure.h"

using namespace tandem;

int main(int argc, char** argv) {
    const long count = bench::rows(argc, argv, 1'000'000);
    const bench::Scratch scratch;
    const SystemClock clock;
    auto workspace = app::Workspace::open({"sqlite:" + scratch.path("book.db"), ""}, clock);
    bench::write_invoices(scratch.path("invoices.csv"), count, true);
    platform::TableOptions options;
    options.limits = platform::trusted_limits();
    const auto table = platform::open_table(scratch.path("invoices.csv"), options);
    auto mapping = *importing::mapping_for(importing::ImportKind::invoices, (*table)->shape().header);
    mapping.create = {importing::Creatable::customer};
    const auto act = workspace->act("import invoices");
    if (!importing::run_import(workspace->connection(), workspace->company(), act, workspace->ids(), workspace->policies().cash, **table,
                               {.kind = importing::ImportKind::invoices, .file_name = "", .file_hash = "", .mapping = mapping})) return 1;

    insight::BookLoader loader{workspace->company()};
    insight::Book book;
    const double load = bench::seconds([&] { book = loader.load(workspace->connection()); });
    const auto& own = workspace->policies();
    const insight::Policies policies{own.receivable, own.cash, own.dunning};
    const Date as_of = *parse_date("2026-06-30");
    const std::int64_t company = workspace->company().id.value, on = day_number(as_of);
    const auto ask = [&](const char* name, insight::GroupBy by) {
        insight::ReportQuery query;
        query.name = name;
        query.as_of.date = as_of;
        query.by = by;
        return bench::seconds([&] { if (!insight::run_report(book, policies, query)) std::abort(); });
    };
    std::int64_t sink = 0;
    const double aging_sql = bench::seconds([&] {
        workspace->connection().query(
            "SELECT CASE WHEN $2 <= o.due_date THEN 0 WHEN $2 - o.due_date <= 7 THEN 1 WHEN $2 - o.due_date <= 15 THEN 2 WHEN $2 - o.due_date <= 30 THEN 3 ELSE 4 END, COUNT(*), SUM(o.amount_minor - COALESCE(s.settled, 0)) "
            "FROM open_item o LEFT JOIN (SELECT item_id, SUM(amount_minor) AS settled FROM settlement WHERE company_id = $1 AND effective_date <= $2 GROUP BY item_id) s ON s.item_id = o.id "
            "WHERE o.company_id = $1 AND o.item_date <= $2 GROUP BY 1", {company, on}, [&](const sql::Row& row) { sink += row.integer(2); });
    });
    bench::line("book loaded from SQLite", count, load, load);
    bench::line("aging report, all", count, ask("aging", insight::GroupBy::none), aging_sql);
    bench::line("aging report by customer", count, ask("aging", insight::GroupBy::customer), aging_sql);
    bench::line("collection rate of a month", count, ask("collection-rate", insight::GroupBy::none), aging_sql);
    std::printf("item columns: %zu bytes an item; checksum %lld\n", book.item_bytes() / book.items.size(), static_cast<long long>(sink));
}
