// I15: what the book in memory says, asked of SQL; and the book kept current against the book loaded anew.
#include <rapidcheck.h>

#include <map>

#include "app/workspace.h"
#include "core/errors.h"
#include "importing/edge/import_run.h"
#include "importing/edge/shipped_mappings.h"
#include "insight/edge/book_loader.h"
#include "insight/edge/report_json.h"
#include "platform/files/table_reader.h"
#include "support/engines.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

Date day(int number) { return *parse_date("2025-01-01") + Days{number}; }

// A file of invoices, some settled in part, some late, some not at all.
std::string random_file(int from, int count) {
    std::string text = "external_id,number,customer,invoice_date,due_date,gross,settled_date,settled_amount,disputed\n";
    for (int at = from; at < from + count; ++at) {
        const int issued = *rc::gen::inRange(0, 200), term = *rc::gen::inRange(0, 60), gross = *rc::gen::inRange(1, 1'000'000);
        const std::string id = std::to_string(at);
        text += "x" + id + ",N" + id + ",C" + std::to_string(*rc::gen::inRange(0, 5)) + "," + to_string(day(issued)) + "," + to_string(day(issued + term)) + "," +
                to_decimal(Money{gross, currency("CNY")}) + ",";
        if (*rc::gen::inRange(0, 3) > 0) text += to_string(day(issued + *rc::gen::inRange(0, 120))) + "," + to_decimal(Money{*rc::gen::inRange(1, gross + 2), currency("CNY")});
        else text += ",";
        text += std::string(",") + (*rc::gen::inRange(0, 4) == 0 ? "yes" : "no") + "\n";
    }
    return text;
}

void import(app::Workspace& workspace, const std::string& text) {
    const auto table = platform::open_table_in_memory(text);
    REQUIRE(table.has_value());
    auto mapping = *importing::mapping_for(importing::ImportKind::invoices, (*table)->shape().header);
    mapping.create = {importing::Creatable::customer};
    const auto act = workspace.act("import invoices");
    const auto done = importing::run_import(workspace.connection(), workspace.company(), act, workspace.ids(), workspace.policies().cash, **table,
                                            {.kind = importing::ImportKind::invoices, .file_name = "random.csv", .file_hash = "", .mapping = mapping});
    REQUIRE_MESSAGE(done.has_value(), (done ? std::string{} : explain(done.error(), Language::en)));
    REQUIRE(done->whole());
}

std::string report(const insight::Book& book, app::Workspace& workspace, insight::ReportQuery query) {
    const auto& own = workspace.policies();
    return insight::report_json(*insight::run_report(book, {own.receivable, own.cash, own.dunning}, query));
}

// Every report on a day, as text: two books that agree on it are the same book.
std::string everything(const insight::Book& book, app::Workspace& workspace, Date as_of) {
    std::string all;
    for (const auto& description : insight::describe_reports()) {
        for (const auto by : {insight::GroupBy::none, insight::GroupBy::customer}) {
            insight::ReportQuery query;
            query.name = description.name;
            query.as_of.date = as_of;
            query.by = by;
            all += report(book, workspace, query);
        }
    }
    return all;
}

std::int64_t total(const insight::Book& book, app::Workspace& workspace, const char* name, Date as_of, std::optional<Date> from = {}) {
    insight::ReportQuery query;
    query.name = name;
    query.as_of.date = as_of;
    query.from = from;
    if (from) query.to = as_of;
    const auto& own = workspace.policies();
    const auto result = insight::run_report(book, {own.receivable, own.cash, own.dunning}, query);
    std::int64_t amount = 0;
    for (const auto& group : result->groups) amount += group.amount;
    return amount;
}

void compare_with_sql(const insight::Book& book, app::Workspace& workspace, Date as_of) {
    auto& db = workspace.connection();
    const std::int64_t company = workspace.company().id.value, on = day_number(as_of);
    const auto open = db.one_integer(
        "SELECT CAST(COALESCE(SUM(o.amount_minor), 0) AS BIGINT) - CAST(COALESCE((SELECT SUM(s.amount_minor) FROM settlement s WHERE s.company_id = $1 AND s.voided_at IS NULL AND s.effective_date <= $2), 0) AS BIGINT) "
        "FROM open_item o WHERE o.company_id = $1 AND o.voided_at IS NULL AND o.item_date <= $2", {company, on});
    CHECK(total(book, workspace, "aging", as_of) == open.value_or(0));
    const auto cash = db.one_integer("SELECT CAST(SUM(amount_minor) AS BIGINT) FROM receipt WHERE company_id = $1 AND value_date <= $2 AND voided_at IS NULL", {company, on});
    CHECK(total(book, workspace, "cash", as_of) == cash.value_or(0));
    const auto billed = db.one_integer("SELECT CAST(SUM(gross_minor) AS BIGINT) FROM invoice WHERE company_id = $1 AND invoice_date <= $2 AND voided_at IS NULL", {company, on});
    CHECK(total(book, workspace, "billings", as_of) == billed.value_or(0));
    const auto written_off = db.one_integer("SELECT CAST(SUM(amount_minor) AS BIGINT) FROM settlement WHERE company_id = $1 AND kind = 'write_off' AND effective_date <= $2 AND voided_at IS NULL", {company, on});
    CHECK(total(book, workspace, "write-offs", as_of) == written_off.value_or(0));
    // Collection rate of the month of as_of, from the definition.
    const std::int64_t first = day_number(first_of_month(as_of));
    const auto collected = db.one_integer(
        "SELECT CAST(SUM(s.amount_minor) AS BIGINT) FROM open_item o JOIN settlement s ON s.company_id = o.company_id AND s.item_id = o.id AND s.kind = 'receipt' AND s.voided_at IS NULL AND s.effective_date <= $3 "
        "WHERE o.company_id = $1 AND o.voided_at IS NULL AND o.due_date >= $2 AND o.due_date <= $3 AND o.item_date <= $3", {company, first, on});
    CHECK(total(book, workspace, "collection-rate", as_of, first_of_month(as_of)) == collected.value_or(0));
}

}  // namespace

TEST_CASE("I15: the book in memory equals SQL, and the refreshed book equals the loaded one") {
    on_both_engines([](const TemporaryDatabase& database) {
        const SystemClock clock;
        int number = 0;
        auto workspace = app::Workspace::open({database.url(), ""}, clock);
        REQUIRE(workspace.has_value());
        insight::BookLoader loader{workspace->company()};
        insight::Book book = loader.load(workspace->connection());
        CHECK(rc::check("", [&] {
            const int count = *rc::gen::inRange(1, 40);
            import(*workspace, random_file(number, count));
            number += count;
            if (!loader.refresh(workspace->connection(), book)) book = loader.load(workspace->connection());
            const Date as_of = day(*rc::gen::inRange(0, 260));
            compare_with_sql(book, *workspace, as_of);
            const insight::Book anew = insight::BookLoader{workspace->company()}.load(workspace->connection());
            RC_ASSERT(everything(book, *workspace, as_of) == everything(anew, *workspace, as_of));
        }));
    });
}

TEST_CASE("the rows behind every figure sum to the figure") {
    on_both_engines([](const TemporaryDatabase& database) {
        const SystemClock clock;
        auto workspace = app::Workspace::open({database.url(), ""}, clock);
        int number = 0;
        CHECK(rc::check([&] {
            import(*workspace, random_file(number, 30));
            number += 30;
            const insight::Book book = insight::BookLoader{workspace->company()}.load(workspace->connection());
            const auto& own = workspace->policies();
            const insight::Policies policies{own.receivable, own.cash, own.dunning};
            for (const auto& description : insight::describe_reports()) {
                insight::ReportQuery query;
                query.name = description.name;
                query.as_of.date = day(*rc::gen::inRange(0, 260));
                query.by = *rc::gen::element(insight::GroupBy::none, insight::GroupBy::customer, insight::GroupBy::month);
                const auto result = insight::run_report(book, policies, query);
                std::map<std::string, std::int64_t> by_key;
                for (const auto& group : result->groups) by_key[group.key] += group.amount;
                for (const auto& [key, amount] : by_key) {
                    std::int64_t sum = 0;
                    const auto rows = insight::rows_behind(book, policies, query, key, "");
                    for (const auto& row : *rows) sum += row.amount;
                    RC_ASSERT(sum == amount);
                }
            }
        }));
    });
}
