#include <doctest/doctest.h>

#include "platform/files/table_reader.h"
#include "support/files_rows.h"
#include "support/files_zip.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::platform;
using namespace tandem::testing;

namespace {

// A sheet whose header is "a", and under it one row with the given cells.
std::string one_row(const std::string& cells, SheetSource source = {}) {
    source.rows = R"(<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row><row r="2">)" + cells + "</row>";
    return xlsx_of(source);
}

// The first cell of that row, as read.
std::string read_cell(const std::string& cell, const SheetSource& source = {}) {
    const auto rows = read_rows(one_row(cell, source));
    if (!rows) return std::string(rows.error().code);
    return rows->empty() ? "blank" : rows->front().front();
}

std::string number(const std::string& stored) { return read_cell("<c r=\"A2\"><v>" + stored + "</v></c>"); }

std::string dated(const std::string& stored, const std::string& format_code) {
    SheetSource source;
    source.number_formats = "<numFmt numFmtId=\"170\" formatCode=\"" + format_code + "\"/>";
    source.formats = "<xf numFmtId=\"0\"/><xf numFmtId=\"170\"/>";
    return read_cell("<c r=\"A2\" s=\"1\"><v>" + stored + "</v></c>", source);
}

}  // namespace

TEST_CASE("numbers come as the decimal that was typed, without binary noise") {
    CHECK(number("0.1") == "0.1");
    CHECK(number("1234.5") == "1234.5");
    CHECK(number("0.10000000000000001") == "0.1");
    CHECK(number("0.30000000000000004") == "0.3");
    CHECK(number("1234.5600000000001") == "1234.56");
    CHECK(number("4.9999999999999996E-2") == "0.05");
    CHECK(number("9.9999999999999999") == "10");
    CHECK(number("1E3") == "1000");
    CHECK(number("-1.5e-3") == "-0.0015");
    CHECK(number("100") == "100");
    CHECK(number("-0.0") == "0");
    CHECK(number("1234567890123456") == "1234567890123456");      // a bank account's 16 digits
    CHECK(number("90071992547409.91") == "90071992547409.91");    // cents are no noise
    CHECK(number("1e999") == "1e999");                            // not a number anyone typed
    CHECK(number("N/A") == "N/A");
}

TEST_CASE("dates come by their number format, in both date systems") {
    CHECK(dated("46112", "yyyy-mm-dd") == "2026-03-31");
    CHECK(dated("46112", "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@") == "2026-03-31");
    CHECK(dated("46112", "[$-804]mmm-yy") == "2026-03-31");
    CHECK(dated("46112.354166666664", "yyyy/m/d h:mm") == "2026-03-31 08:30:00");
    CHECK(dated("46112.99999999", "yyyy/m/d h:mm") == "2026-04-01");
    CHECK(dated("0.354166666666667", "h:mm") == "08:30:00");
    CHECK(dated("59", "d/m/yyyy") == "1900-02-28");
    CHECK(dated("60", "d/m/yyyy") == "60");  // 29 February 1900 never was
    CHECK(dated("61", "d/m/yyyy") == "1900-03-01");
    CHECK(dated("-5", "d/m/yyyy") == "-5");
    CHECK(dated("99999999", "d/m/yyyy") == "99999999");
    CHECK(dated("1234.5", "#,##0.00;[Red]-#,##0.00") == "1234.5");
    CHECK(dated("1234.5", "General") == "1234.5");
    CHECK(dated("1234.5", "&quot;days&quot; 0.0") == "1234.5");
    CHECK(dated("0.13", "0%") == "0.13");
    SheetSource source{.rows = {}, .strings = {}, .formats = "<xf numFmtId=\"14\"/>", .number_formats = {}, .workbook_properties = "<workbookPr date1904=\"1\"/>", .prolog = {}};
    CHECK(read_cell("<c r=\"A2\" s=\"0\"><v>44650</v></c>", source) == "2026-03-31");
}

TEST_CASE("texts, booleans, errors and formulas") {
    SheetSource source;
    source.strings = "<si><t>客户 &amp; 集团</t></si><si><r><t>rich </t></r><r><t xml:space=\"preserve\">text</t></r><rPh><t>reading</t></rPh></si><si><t>a_x000D_b_x0041</t></si>";
    CHECK(read_cell("<c r=\"A2\" t=\"s\"><v>0</v></c>", source) == "客户 & 集团");
    CHECK(read_cell("<c r=\"A2\" t=\"s\"><v>1</v></c>", source) == "rich text");
    CHECK(read_cell("<c r=\"A2\" t=\"s\"><v>2</v></c>", source) == "a\rb_x0041");
    CHECK(read_cell("<c r=\"A2\" t=\"b\"><v>1</v></c>") == "TRUE");
    CHECK(read_cell("<c r=\"A2\" t=\"b\"><v>0</v></c>") == "FALSE");
    CHECK(read_cell("<c r=\"A2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>") == "#DIV/0!");
    CHECK(read_cell("<c r=\"A2\"><f>SUM(B1:B9)</f><v>42</v></c>") == "42");
    CHECK(read_cell("<c r=\"A2\" t=\"str\"><f>A1</f><v>=text</v></c>") == "=text");
    CHECK(read_cell("<c r=\"A2\" t=\"inlineStr\"><is><t>&#20013;<![CDATA[<&>]]></t></is></c>") == "中<&>");
    CHECK(read_cell("<x:c xmlns:x=\"y\" r=\"A2\"><x:v>7</x:v></x:c>") == "7");
}

TEST_CASE("rows keep their numbers, absent cells are empty, blank rows are passed over") {
    SheetSource source;
    source.rows = R"(<row r="3"><c r="A3"><v>1</v></c><c r="C3"><v>3</v></c></row><row r="4"/><row r="7"><c r="C7"><v>9</v></c><c r="D7"/></row>)";
    TableOptions options{.header_row = 3};
    const auto table = *open_table_in_memory(xlsx_of(source), options);
    CHECK(table->shape().format == TableFormat::xlsx);
    CHECK(table->shape().sheets == std::vector<std::string>{"应收 & more"});
    CHECK(table->shape().header == std::vector<std::string>{"1", "", "3"});
    std::vector<std::string_view> cells;
    CHECK(*table->next(cells));
    CHECK(table->row_number() == 7);
    CHECK(cells == std::vector<std::string_view>{"", "", "9"});
    CHECK(!*table->next(cells));
}

TEST_CASE("a sheet is chosen by name, or refused with the names there are") {
    CHECK(read_rows(one_row("<c><v>1</v></c>"), {.sheet = "应收 & more"}).has_value());
    const auto refused = read_rows(one_row(""), {.sheet = "Tabelle1"});
    REQUIRE(!refused);
    CHECK(refused.error().code == "file.xlsx_no_sheet");
    CHECK(refused.error().figures.front().second == "应收 & more");
}

TEST_CASE("a value beyond the header's columns is refused by its row") {
    CHECK(refusal(one_row("<c r=\"C2\"><v>1</v></c>")) == "file.ragged_row 2");
    CHECK(refusal(one_row("<c r=\"A2\"><v>1</v></c><c r=\"C2\" s=\"1\"/>")) == "read");
}

TEST_CASE("the shared example of a payment service's bill reads like its CSV") {
    const auto folder = shared_folder();
    if (!folder) {
        MESSAGE("SKIPPED: no shared data beside this checkout");
        return;
    }
    const auto xlsx = read_rows(read_file(*folder / "data/cn-bills/wechat/example-wechat-records.xlsx"), {.header_row = 18});
    const auto csv = read_rows(read_file(*folder / "data/cn-bills/wechat/example-wechat-records.csv"), {.header_row = 17});
    REQUIRE(xlsx.has_value());
    REQUIRE(csv.has_value());
    REQUIRE(xlsx->size() == csv->size());
    for (std::size_t row = 0; row < csv->size(); ++row)
        for (const std::size_t column : {0, 2, 5}) CHECK((*xlsx)[row][column] == (*csv)[row][column]);
}
