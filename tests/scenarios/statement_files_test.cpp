// Financial statements from workbooks: a real XLSX with typed cells, columns in another order, figures under the wrong heading, and
// the wrong sheet.; both engines.
#include <filesystem>

#include "support/import_bench.h"

using namespace tandem;
using namespace tandem::testing;
using importing::ImportKind;

namespace {

using Cells = std::map<std::string, std::string>;  // by heading; figures in yuan
const std::vector<std::string> headings{"external_id", "customer", "报表日期", "流动资产", "存货", "应收账款", "资产总计", "流动负债", "负债合计", "所有者权益", "营业收入", "经审计"};
const Cells sound{{"external_id", "F1"}, {"customer", "K1"}, {"报表日期", "2025-12-31"}, {"流动资产", "6000000"}, {"存货", "2000000"}, {"应收账款", "2000000"}, {"资产总计", "15000000"}, {"流动负债", "4000000"},
                  {"负债合计", "9000000"}, {"所有者权益", "6000000"}, {"营业收入", "12000000"}, {"经审计", "是"}};

void write_cell(platform::TableWriter& writer, const std::string& heading, const std::string& value) {
    if (heading == "报表日期") writer.date(*parse_date(value));
    else if (heading == "external_id" || heading == "customer" || heading == "经审计") writer.text(value);
    else writer.amount({std::stoll(value) * 100, currency("CNY")});
}

class Workbook {
public:
    Workbook(const std::vector<std::string>& columns, const Cells& row, const std::string& sheet = "财务报表") {
        static int count = 0;
        path_ = std::filesystem::temp_directory_path() / ("tandem-statement-" + std::to_string(getpid()) + "-" + std::to_string(++count) + ".xlsx");
        const auto writer = platform::xlsx_writer(path_, sheet);
        REQUIRE(writer);
        for (const auto& heading : columns) (*writer)->text(heading);
        REQUIRE((*writer)->end_row());
        for (const auto& heading : columns) write_cell(**writer, heading, row.contains(heading) ? row.at(heading) : "0");
        REQUIRE((*writer)->end_row());
        REQUIRE((*writer)->finish());
    }
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;
    ~Workbook() { std::filesystem::remove(path_); }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

Result<importing::ImportOutcome> import(ImportBench& bench, const Workbook& book, const importing::Mapping& mapping) {
    const auto options = TRY(importing::table_options(mapping));
    const auto table = TRY(platform::open_table(book.path(), options));
    return importing::run_import(bench.connection(), bench.workspace().company(), bench.workspace().act("import"), bench.workspace().ids(), bench.workspace().policies().cash, *table,
                                 {.kind = mapping.kind, .file_name = "statement.xlsx", .file_hash = "", .mapping = mapping});
}

importing::Mapping mapping_of(const Workbook& book) {
    const auto table = platform::open_table(book.path());
    REQUIRE(table);
    const auto mapping = importing::mapping_for(ImportKind::financial_statements, (*table)->shape().header);
    REQUIRE(mapping);
    return *mapping;
}

void check_kept(ImportBench& bench) {
    int rows = 0;
    bench.connection().query("SELECT period_end_date, current_assets_minor, inventory_minor, receivables_minor, total_assets_minor, current_liabilities_minor, total_liabilities_minor, equity_minor, revenue_minor, audited FROM financial_statement", {}, [&](const sql::Row& row) {
        ++rows;
        CHECK(date_of(row.integer(0)) == *parse_date("2025-12-31"));
        const std::int64_t yuan[] = {6'000'000, 2'000'000, 2'000'000, 15'000'000, 4'000'000, 9'000'000, 6'000'000, 12'000'000};
        for (int at = 0; at < 8; ++at) CHECK(row.integer(at + 1) == yuan[at] * 100);
        CHECK(row.integer(9) == 1);
    });
    CHECK(rows == 1);
}

void with_customer(const std::function<void(ImportBench&)>& check) {
    on_both_engines([&](const TemporaryDatabase& database) {
        ImportBench bench{database};
        bench.import(ImportKind::customers, "code,name\nK1,华东机械\n");
        check(bench);
    });
}

}  // namespace

TEST_CASE("a workbook of statements is read by its headings, in whatever order they stand") {
    with_customer([](ImportBench& bench) {
        const Workbook book{headings, sound};
        const auto first = import(bench, book, mapping_of(book));
        REQUIRE(first);
        CHECK(first->whole());
        CHECK(first->counts.created == 1);
        check_kept(bench);
        // The same statement with its columns turned round: the same row, nothing new.
        const std::vector<std::string> turned{headings.rbegin(), headings.rend()};
        const Workbook other{turned, sound};
        const auto again = import(bench, other, mapping_of(other));
        REQUIRE(again);
        CHECK(again->counts.created + again->counts.updated + again->counts.failed == 0);
        check_kept(bench);
    });
}

TEST_CASE("figures under each other's headings are refused, and nothing is kept") {
    with_customer([](ImportBench& bench) {
        const auto swapped = [](const char* one, const char* other) {
            Cells row = sound;
            std::swap(row.at(one), row.at(other));
            return row;
        };
        struct Case { Cells row; std::string_view code; };
        for (const auto& [row, code] : {Case{swapped("流动资产", "资产总计"), "credit.statement_part"}, Case{swapped("存货", "流动资产"), "credit.statement_part"}, Case{swapped("流动负债", "负债合计"), "credit.statement_part"},
                                        Case{swapped("资产总计", "所有者权益"), "credit.statement_part"}, Case{swapped("营业收入", "负债合计"), "credit.statement_unbalanced"}}) {
            INFO(code);
            const Workbook book{headings, row};
            const auto outcome = import(bench, book, mapping_of(book));
            REQUIRE(outcome);
            REQUIRE(outcome->errors.size() == 1);
            CHECK(outcome->errors[0].error.code == code);
            CHECK(outcome->errors[0].row == 2);
        }
        CHECK(bench.row_counts().at("financial_statement") == 0);
    });
}

TEST_CASE("the wrong sheet: one that is not there, or one that holds something else") {
    with_customer([](ImportBench& bench) {
        const Workbook book{headings, sound};
        auto mapping = mapping_of(book);
        mapping.sheet = "利润表";
        const auto missing = import(bench, book, mapping);
        REQUIRE_FALSE(missing);
        CHECK(missing.error().code == "file.xlsx_no_sheet");
        CHECK(explain(missing.error(), Language::zh).find("财务报表") != std::string::npos);  // it says which sheets there are
        mapping.sheet = "封面";
        const Workbook cover{{"编制单位", "负责人"}, {}, "封面"};
        const auto other = import(bench, cover, mapping);
        REQUIRE_FALSE(other);
        CHECK(other.error().code == "mapping.missing_columns");
        CHECK(bench.row_counts().at("financial_statement") == 0);
        mapping.sheet = "财务报表";
        CHECK(import(bench, book, mapping)->whole());
        check_kept(bench);
    });
}
