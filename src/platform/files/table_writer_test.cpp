#include "platform/files/table_writer.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <unistd.h>

#include "platform/files/formula_guard.h"
#include "support/files_rows.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::platform;
using namespace tandem::testing;

namespace {

std::string csv(const Rows& rows, CsvStyle style = {}) {
    std::string text;
    const auto writer = csv_writer(string_sink(text), style);
    for (const auto& row : rows) {
        for (const auto& cell : row) writer->text(cell);
        REQUIRE(writer->end_row());
    }
    REQUIRE(writer->finish());
    return text;
}

// A file of this test's own, gone with it.
struct ScratchFile {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("tandem-writer-" + std::to_string(getpid()) + ".xlsx");
    ~ScratchFile() { std::filesystem::remove(path); }
};

std::string xlsx(const Rows& rows) {
    const ScratchFile file;
    const auto writer = *xlsx_writer(file.path, "应收");
    for (const auto& row : rows) {
        for (const auto& cell : row) writer->text(cell);
        REQUIRE(writer->end_row());
    }
    REQUIRE(writer->finish());
    return read_file(file.path);
}

// Texts as people and attackers write them: quotes, delimiters, line ends, Chinese, formulas, apostrophes.
rc::Gen<std::string> cells() {
    const std::vector<std::string> pieces{"\"", "'", ",", ";", "\n", "\r", "\r\n", " ", "\t", "=", "+", "-", "@", "＝", "＋", "－", "＠",
                                          "客户", "𠀀", "a", "1", "_x000D_", "_x0041_", "_", "_x005F", "<", "&", "]]>", "\xEF\xBB\xBF", "\x01", "\x1F"};
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)), [](const std::vector<std::string>& parts) {
        std::string text;
        for (const auto& part : parts) text += part;
        return text;
    });
}

// Three columns whose first is never blank, so that no row is passed over.
rc::Gen<Rows> tables() {
    const auto row = rc::gen::map(rc::gen::container<std::vector<std::string>>(3, cells()), [](std::vector<std::string> made) {
        made.front() += "#";
        return made;
    });
    return rc::gen::container<Rows>(row);
}

Rows under_header(Rows rows) {
    rows.insert(rows.begin(), {"a", "b", "c"});
    return rows;
}

}  // namespace

TEST_CASE("CSV quotes only where it must") {
    CHECK(csv({{"a", "b c", "客户"}, {"1,5", "say \"x\"", ""}}) == "a,b c,客户\r\n\"1,5\",\"say \"\"x\"\"\",\r\n");
    CHECK(csv({{"line\nbreak", " edge"}}, {.line_end = CsvStyle::LineEnd::lf}) == "\"line\nbreak\",\" edge\"\n");
    CHECK(csv({{"a"}}, {.mark = CsvStyle::Mark::byte_order_mark}) == "\xEF\xBB\xBF" "a\r\n");
}

TEST_CASE("S11: text a spreadsheet would run is guarded by one apostrophe") {
    for (const std::string text : {"=1+1", "+1", "-1", "@SUM(1)", "\tx", "＝1", "＋1", "－1", "＠1", "'=1", "''=1"}) {
        CAPTURE(text);
        CHECK(needs_guard(text));
        CHECK(csv({{text}}) == "'" + text + "\r\n");
    }
    CHECK(csv({{"\rx", "\nx"}}) == "\"'\rx\",\"'\nx\"\r\n");
    CHECK(needs_guard(std::string_view{"\0x", 2}));
    for (const std::string text : {"", "'", "'plain", "a=1", "1-2", "O'Neil"}) CHECK(!needs_guard(text));
}

TEST_CASE("S11: a negative amount stays a number") {
    std::string text;
    const auto writer = csv_writer(string_sink(text));
    writer->amount(Money{-123450, currency("CNY")});
    writer->amount(Money{-5, currency("JPY")});
    writer->rate(Rate{-5'000'000});
    writer->integer(-7);
    writer->date(Date{std::chrono::year{2026} / 3 / 31});
    writer->boolean(true);
    writer->blank();
    writer->text("-7");
    REQUIRE(writer->end_row());
    REQUIRE(writer->finish());
    CHECK(text == "-1234.50,-5,-0.0005,-7,2026-03-31,true,,'-7\r\n");
}

TEST_CASE("XLSX cells are typed: amounts, dates, texts that look like formulas") {
    const ScratchFile file;
    const auto writer = *xlsx_writer(file.path, "应收");
    const std::string_view names[] = {"amount", "large", "yen", "date", "text", "digits", "yes"};
    REQUIRE(writer->header(names));
    writer->amount(Money{-123450, currency("CNY")});
    writer->amount(Money{999'999'999'999'999'999, currency("CNY")});
    writer->amount(Money{5, currency("JPY")});
    writer->date(Date{std::chrono::year{2026} / 3 / 31});
    writer->text("=HYPERLINK(\"http://x\")");
    writer->text("00012345");
    writer->boolean(true);
    REQUIRE(writer->end_row());
    REQUIRE(writer->finish());
    const std::string bytes = read_file(file.path);
    const auto rows = read_rows(bytes);
    REQUIRE(rows.has_value());
    CHECK(rows->front() == std::vector<std::string>{"-1234.5", "9999999999999999.99", "5", "2026-03-31", "=HYPERLINK(\"http://x\")", "00012345", "TRUE"});
}

TEST_CASE("a workbook nobody finished leaves no file") {
    const ScratchFile file;
    {
        const auto writer = *xlsx_writer(file.path, "x");
        writer->text("half");
    }
    CHECK(!std::filesystem::exists(file.path));
    CHECK(xlsx_writer(file.path, "a/b").error().code == "file.unwritable");
    CHECK(file_sink("/no/such/folder/x.csv").error().code == "file.unwritable");
}

TEST_CASE("property: a guard comes off exactly as it went on") {
    const auto held = rc::check([] {
        const std::string text = *cells();
        const std::string guarded = needs_guard(text) ? "'" + text : text;
        RC_ASSERT(unguarded(guarded) == text);
        RC_ASSERT(guarded.empty() || std::string_view{"=+-@\t\r\n"}.find(guarded.front()) == std::string_view::npos);
    });
    CHECK(held);
}

TEST_CASE("property: CSV out and in again is the same table") {
    const auto held = rc::check([] {
        const Rows rows = *tables();
        const CsvStyle style{*rc::gen::element(CsvStyle::Mark::none, CsvStyle::Mark::byte_order_mark), *rc::gen::element(CsvStyle::LineEnd::lf, CsvStyle::LineEnd::crlf)};
        RC_ASSERT(read_rows(csv(under_header(rows), style), {.delimiter = ',', .guards = Guards::strip}) == rows);
    });
    CHECK(held);
}

TEST_CASE("property: XLSX out and in again is the same table") {
    const auto held = rc::check([] {
        const Rows rows = *tables();
        RC_ASSERT(read_rows(xlsx(under_header(rows)), {.guards = Guards::strip}) == rows);
    });
    CHECK(held);
}

TEST_CASE("property: any amount goes through XLSX to the last digit") {
    const auto held = rc::check([] {
        const std::int64_t minor = *rc::gen::inRange<std::int64_t>(-999'999'999'999'999'999, 999'999'999'999'999'999) / *rc::gen::element<std::int64_t>(1, 1000, 1'000'000, 1'000'000'000'000);
        const ScratchFile file;
        const auto writer = *xlsx_writer(file.path, "x");
        writer->text("amount");
        RC_ASSERT(writer->end_row().has_value());
        writer->amount(Money{minor, currency("CNY")});
        RC_ASSERT(writer->end_row().has_value());
        RC_ASSERT(writer->finish().has_value());
        const auto rows = read_rows(read_file(file.path));
        RC_ASSERT(rows.has_value());
        RC_ASSERT(*parse_amount(rows->front().front(), currency("CNY")) == Money(minor, currency("CNY")));
    });
    CHECK(held);
}
