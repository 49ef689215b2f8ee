#include "importing/row_reader.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace tandem;
using namespace tandem::importing;

namespace {

using Cells = std::vector<std::string_view>;

const std::vector<std::string> header{"No", "Customer", "Name", "Date", "Due", "Ccy", "Net", "Gross", "Disputed", "Colour"};

FieldIndex invoice(std::string_view name) { return field_of(ImportKind::invoices, name); }

Mapping invoices() {
    Mapping mapping;
    mapping.kind = ImportKind::invoices;
    mapping.source = "erp";
    const std::pair<const char*, const char*> uses[] = {{"No", "external_id"}, {"No", "number"}, {"Customer", "customer"}, {"Name", "customer_name"}, {"Date", "invoice_date"},
                                                        {"Due", "due_date"}, {"Ccy", "currency"}, {"Net", "net"}, {"Gross", "gross"}, {"Disputed", "disputed"}};
    for (const auto& [column, field] : uses) mapping.columns.push_back({column, invoice(field), {}});
    mapping.columns.push_back({"Colour", {}, "colour"});
    return mapping;
}

RowReader reader(const Mapping& mapping = invoices()) { return *RowReader::make(mapping, header, currency("CNY")); }

// "field=code value" of every error of the row, or "read".
std::string errors_of(const Cells& cells, const Mapping& mapping = invoices()) {
    TypedRow row;
    std::vector<FieldError> errors;
    if (reader(mapping).read(2, cells, row, errors)) return "read";
    std::string text;
    for (const auto& error : errors)
        text += std::string(describe(mapping.kind)[error.field].name) + "=" + std::string(error.error.code) + (error.value.empty() ? "" : " " + error.value) + "; ";
    return text;
}

// A good row with one cell changed.
Cells with(std::size_t column, std::string_view value) {
    Cells cells{"INV-1", "C-7", "客户", "2026-03-01", "2026-03-31", "CNY", "100", "113.00", "No", "red"};
    cells[column] = value;
    return cells;
}

std::string gross(std::string_view text, Mapping mapping = invoices()) {
    TypedRow row;
    std::vector<FieldError> errors;
    if (!reader(mapping).read(2, with(7, text), row, errors)) return std::string(errors.front().error.code);
    return to_decimal(*row.amount(invoice("gross")));
}

std::string due(std::string_view text, const Mapping& mapping = invoices()) {
    TypedRow row;
    std::vector<FieldError> errors;
    Cells cells = with(4, text);
    if (mapping.dates != DateLayout::iso) cells[3] = {};
    if (!reader(mapping).read(2, cells, row, errors) && errors.back().field == invoice("due_date")) return std::string(errors.back().error.code);
    return to_string(*row.date(invoice("due_date")));
}

}  // namespace

TEST_CASE("a row becomes typed fields; columns nobody mapped are left alone") {
    const RowReader invoice_reader = reader();
    TypedRow row;
    std::vector<FieldError> errors;
    REQUIRE(invoice_reader.read(2, with(8, "Yes"), row, errors));
    CHECK(row.text(invoice("external_id")) == "INV-1");
    CHECK(row.text(invoice("number")) == "INV-1");
    CHECK(row.text(invoice("customer_name")) == "客户");
    CHECK(row.date(invoice("due_date")) == Date{std::chrono::year{2026} / 3 / 31});
    CHECK(row.amount(invoice("gross")) == Money{113'00, currency("CNY")});
    CHECK(row.boolean(invoice("disputed")) == true);
    CHECK(!row.has(invoice("tax")));
    CHECK(row.amount(invoice("tax")) == std::nullopt);
    REQUIRE(row.attributes().size() == 1);
    CHECK(row.attributes().front().name == "colour");
    CHECK(row.attributes().front().value == "red");
}

TEST_CASE("all errors of a row come at once, with column and value") {
    CHECK(errors_of({"", "C-7", "", "2026-02-30", "soon", "XXX", "1,00", "-5", "perhaps", ""}) ==
          "external_id=importing.required; invoice_date=date.invalid 2026-02-30; due_date=date.invalid soon; currency=money.unknown_currency XXX; "
          "net=money.decimal_comma 1,00; gross=importing.negative -5; disputed=importing.boolean_invalid perhaps; ");
}

TEST_CASE("an error names row, column and what stands there") {
    TypedRow row;
    std::vector<FieldError> errors;
    REQUIRE(!reader().read(17, with(4, "2026-02-30"), row, errors));
    REQUIRE(errors.size() == 1);
    CHECK(errors.front().row == 17);
    CHECK(errors.front().column == "Due");
    CHECK(errors.front().value == "2026-02-30");
    CHECK(errors.front().error.code == "date.invalid");
}

TEST_CASE("dates that do not exist are refused, in every layout") {
    for (const char* text : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "1899-12-31", "3000-01-01", "26-03-01", "2026-03-31 08:30:00", "46112"}) CHECK(due(text) == "date.invalid");
    CHECK(due("2028-02-29") == "2028-02-29");
    CHECK(due("2026/3/1") == "2026-03-01");
    CHECK(due("2026年3月1日") == "2026-03-01");
    CHECK(due("2026-03-31 00:00:00") == "2026-03-31");
    Mapping us = invoices();
    us.dates = DateLayout::month_day_year;
    CHECK(due("7/3/2013", us) == "2013-07-03");
    CHECK(due("07/03/2013", us) == "2013-07-03");
    CHECK(due("2013-07-03", us) == "2013-07-03");  // as a spreadsheet's own dates arrive
    for (const char* text : {"13/1/2013", "2/30/2013", "7/3/13", "7/3/02013", "7//2013", "/7/2013"}) CHECK(due(text, us) == "date.invalid");
    us.dates = DateLayout::day_month_year;
    CHECK(due("7/3/2013", us) == "2013-03-07");
    us.dates = DateLayout::year_month_day_compact;
    CHECK(due("20130703", us) == "2013-07-03");
}

TEST_CASE("a time of day is cut off only when the mapping says so") {
    Mapping mapping = invoices();
    mapping.times = TimeOfDay::drop;
    CHECK(due("2026-03-31 08:30:00", mapping) == "2026-03-31");
    CHECK(due("2026/3/31 8:30", mapping) == "2026-03-31");
    CHECK(due("2026-03-31T23:59:59.999", mapping) == "2026-03-31");
    CHECK(due("2026-03-31 morning", mapping) == "date.invalid");
    CHECK(due("2026-02-30 08:30:00", mapping) == "date.invalid");
}

TEST_CASE("amounts in files: accepted and refused forms") {
    CHECK(gross("1234.5") == "1234.50");
    CHECK(gross("1,234.50") == "1234.50");
    CHECK(gross("¥1,234.50") == "1234.50");
    CHECK(gross("￥ 1,234,567") == "1234567.00");
    CHECK(gross("１２３．４５") == "123.45");
    CHECK(gross("12.5000") == "12.50");
    CHECK(gross("12,34.50") == "money.misplaced_grouping");
    CHECK(gross("1234,50") == "money.decimal_comma");
    CHECK(gross("12.345") == "money.too_many_digits");
    CHECK(gross("12.") == "money.invalid");
    CHECK(gross("1e3") == "money.invalid");
    CHECK(gross("abc") == "money.invalid");
    CHECK(gross("12345678901234567890") == "money.too_large");
    CHECK(gross("0.00") == "importing.not_positive");
    CHECK(gross("-5") == "importing.negative");
    CHECK(gross("(5.00)") == "importing.negative");
    Mapping german = invoices();
    german.decimal = DecimalMark::comma;
    CHECK(gross("1.234,5", german) == "1234.50");
}

TEST_CASE("property: the short way to read an amount agrees with core's rules") {
    const auto held = rc::check([] {
        const auto text = *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::elementOf(std::string{"0123456789.-,"})));
        const auto expected = parse_amount(text, currency("CNY"));
        const std::string read = gross(text);
        if (!expected) RC_ASSERT(read == expected.error().code);
        else if (expected->minor() > 0) RC_ASSERT(read == to_decimal(*expected));
        else RC_ASSERT(read.starts_with("importing."));
    });
    CHECK(held);
}

TEST_CASE("the row's currency decides the digits of its amounts; without one it is the constant, else the company's") {
    Cells cells = with(5, "JPY");
    cells[6] = {};
    cells[7] = "113.5";
    CHECK(errors_of(cells) == "gross=money.too_many_digits 113.5; ");
    cells[7] = "113";
    TypedRow row;
    std::vector<FieldError> errors;
    REQUIRE(reader().read(2, cells, row, errors));
    CHECK(row.amount(invoice("gross")) == Money{113, currency("JPY")});
    REQUIRE(reader().read(2, with(5, "rmb"), row, errors));
    CHECK(row.currency() == currency("CNY"));
    CHECK(errors_of(with(5, "XXX")) == "currency=money.unknown_currency XXX; ");
    Mapping constant = invoices();
    std::erase_if(constant.columns, [](const ColumnUse& use) { return use.column == "Ccy"; });
    constant.constants.push_back({invoice("currency"), "USD"});
    REQUIRE(reader(constant).read(2, with(5, "JPY"), row, errors));
    CHECK(row.amount(invoice("gross")) == Money{113'00, currency("USD")});
}

TEST_CASE("a constant its field cannot take is refused before the first row") {
    Mapping mapping = invoices();
    mapping.constants.push_back({invoice("settled_date"), "2026-02-30"});
    CHECK(RowReader::make(mapping, header, currency("CNY")).error().code == "date.invalid");
    CHECK(RowReader::make(invoices(), std::vector<std::string>{"No"}, currency("CNY")).error().code == "mapping.missing_columns");
}

TEST_CASE("texts are trimmed, measured and kept free of control characters") {
    TypedRow row;
    std::vector<FieldError> errors;
    REQUIRE(reader().read(2, with(2, " \u3000客户\u00a0"), row, errors));
    CHECK(row.text(invoice("customer_name")) == "客户");
    std::string long_name;
    for (int count = 0; count < 200; ++count) long_name += "客";
    CHECK(errors_of(with(2, long_name)) == "read");
    CHECK(errors_of(with(2, long_name + "户")).starts_with("customer_name=importing.too_long"));
    CHECK(errors_of(with(2, "a\x1b[0m")).starts_with("customer_name=importing.control_character"));
    CHECK(errors_of(with(2, "line\nbreak")) == "read");
    CHECK(errors_of(with(1, "line\nbreak")).starts_with("customer=importing.line_break_in_code"));
}

TEST_CASE("texts of our own exports are kept to the letter") {
    Mapping own = invoices();
    own.origin = Origin::tandem;
    TypedRow row;
    std::vector<FieldError> errors;
    REQUIRE(reader(own).read(2, with(2, " 客户 "), row, errors));
    CHECK(row.text(invoice("customer_name")) == " 客户 ");
}

TEST_CASE("booleans by the usual words, or only by those the mapping lists") {
    for (const char* word : {"yes", "Y", "TRUE", "1", "是", "有"}) CHECK(errors_of(with(8, word)) == "read");
    CHECK(errors_of(with(8, "maybe")) == "disputed=importing.boolean_invalid maybe; ");
    Mapping words = invoices();
    words.yes = {"open"};
    words.no = {"closed"};
    CHECK(errors_of(with(8, "Open"), words) == "read");
    CHECK(errors_of(with(8, "yes"), words) == "disputed=importing.boolean_invalid yes; ");
}

TEST_CASE("credit notes are read by their size: red figures are written both ways") {
    Mapping mapping;
    mapping.kind = ImportKind::credit_notes;
    mapping.source = "erp";
    const auto field = [](std::string_view name) { return field_of(ImportKind::credit_notes, name); };
    for (const auto& [column, name] : {std::pair{"No", "external_id"}, {"Customer", "customer"}, {"Date", "credit_date"}, {"Gross", "gross"}}) mapping.columns.push_back({column, field(name), {}});
    TypedRow row;
    std::vector<FieldError> errors;
    for (const char* text : {"-113.00", "113.00", "(113.00)"}) {
        REQUIRE(reader(mapping).read(2, with(7, text), row, errors));
        CHECK(row.amount(field("gross")) == Money{113'00, currency("CNY")});
    }
}

TEST_CASE("files without a key: the named fields together are the external id, as the book writes them") {
    Mapping mapping = invoices();
    std::erase_if(mapping.columns, [](const ColumnUse& use) { return use.field == invoice("external_id"); });
    mapping.identity = {invoice("customer"), invoice("invoice_date"), invoice("gross")};
    TypedRow row;
    std::vector<FieldError> errors;
    REQUIRE(reader(mapping).read(2, with(7, "¥1,234.5"), row, errors));
    CHECK(row.text(invoice("external_id")) == "C-7|2026-03-01|1234.50");
}

TEST_CASE("rates are decimals or percentages") {
    Mapping mapping;
    mapping.kind = ImportKind::fx_rates;
    mapping.source = "bank";
    const auto field = [](std::string_view name) { return field_of(ImportKind::fx_rates, name); };
    for (const auto& [column, name] : {std::pair{"Date", "rate_date"}, {"Ccy", "from_currency"}, {"Name", "to_currency"}, {"Net", "rate"}}) mapping.columns.push_back({column, field(name), {}});
    TypedRow row;
    std::vector<FieldError> errors;
    const auto rate = [&](std::string_view text) {
        Cells cells = with(6, text);
        cells[2] = "人民币";
        errors.clear();
        return reader(mapping).read(2, cells, row, errors) ? to_string(*row.rate(field("rate"))) : std::string(errors.front().error.code);
    };
    CHECK(rate("7.1234") == "7.1234");
    CHECK(rate("13%") == "0.13");
    CHECK(rate("-1") == "importing.negative");
    CHECK(rate("1.23456789012") == "rate.invalid");
    CHECK(row.currency(field("to_currency")) == currency("CNY"));
}
