// A customer whose name is a formula: what a spreadsheet gets to see of it, and what comes back. Trust S11, I16.
#include <zlib.h>

#include <algorithm>
#include <array>

#include "import_http_support.h"
#include "support/files_rows.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

// Written by somebody who hopes that finance opens the export.
const std::vector<std::string> names{R"(=HYPERLINK("http://x","pay"))", "=1+1", "+1", "+86 138", "-1", "-cmd|' /C calc'!A0", "@SUM(1+1)", "＝1+1", "＋1", "－1", "＠SUM(1)", "'=1", "''=1", "'quoted", "\t=1", "\r=1", "\n=1", "plain"};

std::string quoted(const std::string& text) {
    std::string cell = "\"";
    for (const char letter : text) (cell += letter == '"' ? "\"" : "") += letter;
    return cell + "\"";
}

// The names go in by SQL: an import takes blanks off the ends of a cell.
void name_customers(ServedBook& book, sql::Connection& connection) {
    std::string customers = "code,name\n", invoices = "external_id,number,customer,invoice_date,due_date,currency,gross\n";
    for (std::size_t at = 0; at < names.size(); ++at) {
        const std::string n = std::to_string(at);
        customers += "K" + n + ",name " + n + "\n";
        invoices += "x" + n + "," + quoted(names[at] + n) + ",K" + n + ",2026-01-05,2026-02-04,CNY," + "1234.50\n";
    }
    book.import("customers", customers);
    book.import("invoices", invoices);
    for (std::size_t at = 0; at < names.size(); ++at) connection.execute("UPDATE customer SET name = $1 WHERE code = $2", {names[at], "K" + std::to_string(at)});
}

// What a spreadsheet takes for a formula. No number of these files is negative.
bool would_run(std::string_view cell) {
    constexpr std::array<std::string_view, 11> signs{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};
    return std::ranges::any_of(signs, [&](std::string_view sign) { return cell.starts_with(sign); });
}

// As a spreadsheet sees them: what stands between the delimiters, with every apostrophe.
Rows cells_of(const std::string& csv) {
    const auto rows = read_rows(csv, {.delimiter = ',', .guards = platform::Guards::keep});
    REQUIRE(rows);
    return *rows;
}

std::uint64_t number_at(std::string_view bytes, std::size_t at, int width) {
    std::uint64_t value = 0;
    for (int byte = width; byte-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(byte)]);
    return value;
}

// Every part of a workbook, inflated with nothing of the product: its own reader would pass over what it does not know.
std::string parts_of(std::string_view workbook) {
    std::string all;
    const auto end = workbook.rfind("PK\5\6");
    REQUIRE(end != std::string_view::npos);
    auto at = static_cast<std::size_t>(number_at(workbook, end + 16, 4));
    for (auto left = number_at(workbook, end + 10, 2); left-- > 0;) {
        const auto packed = number_at(workbook, at + 20, 4), plain = number_at(workbook, at + 24, 4);
        const auto local = static_cast<std::size_t>(number_at(workbook, at + 42, 4));
        const auto body = local + 30 + number_at(workbook, local + 26, 2) + number_at(workbook, local + 28, 2);
        std::string part(plain, '\0');
        z_stream stream{};
        REQUIRE(inflateInit2(&stream, -MAX_WBITS) == Z_OK);
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(workbook.data() + body));
        stream.avail_in = static_cast<uInt>(packed);
        stream.next_out = reinterpret_cast<Bytef*>(part.data());
        stream.avail_out = static_cast<uInt>(part.size());
        const int said = inflate(&stream, Z_FINISH);
        inflateEnd(&stream);
        REQUIRE(number_at(workbook, at + 10, 2) == Z_DEFLATED);
        REQUIRE(said == Z_STREAM_END);
        all += part;
        at += 46 + number_at(workbook, at + 28, 2) + number_at(workbook, at + 30, 2) + number_at(workbook, at + 32, 2);
    }
    return all;
}

bool has_formula(const std::string& parts) { return parts.find("<f>") != std::string::npos || parts.find("<f ") != std::string::npos || parts.find("<f/") != std::string::npos; }

}  // namespace

TEST_CASE("S11: no cell of an exported CSV is a formula, whatever a customer is called, and amounts stay numbers") {
    on_both_engines([](const TemporaryDatabase& database) {
        ServedBook book{database};
        name_customers(book, *sql::connect(database.url()));
        for (const char* path : {"exports/customers", "exports/invoices", "exports/open-items?sort=number", "exports/invoices?sort=number"}) {
            CAPTURE(path);
            const auto file = book.ask("GET", path);
            REQUIRE_MESSAGE(file.status == 200, file.body);
            std::size_t guarded = 0;
            for (const auto& row : cells_of(file.body))
                for (const auto& cell : row) {
                    CHECK_MESSAGE(!would_run(cell), cell);
                    guarded += cell.starts_with('\'') && would_run(cell.substr(cell.find_first_not_of('\'')));
                }
            CHECK(guarded >= 14);
        }
        CHECK(book.ask("GET", "exports/invoices").body.find(",1234.50,") != std::string::npos);
    });
}

TEST_CASE("S11: an exported workbook holds no formula, and the text stands in its cells as it is") {
    on_both_engines([](const TemporaryDatabase& database) {
        ServedBook book{database};
        name_customers(book, *sql::connect(database.url()));
        for (const char* path : {"exports/customers?format=xlsx", "exports/invoices?format=xlsx", "exports/open-items?sort=number&format=xlsx"}) {
            CAPTURE(path);
            const auto file = book.ask("GET", path);
            REQUIRE_MESSAGE(file.status == 200, file.body);
            const std::string parts = parts_of(file.body);
            CHECK(parts.find("<sheetData>") != std::string::npos);
            CHECK(!has_formula(parts));
            CHECK(parts.find("=HYPERLINK(") != std::string::npos);
            CHECK(parts.find("'=HYPERLINK(") == std::string::npos);
        }
        CHECK(has_formula("<c><f>1+1</f></c>"));
    });
}

TEST_CASE("S11, I16: what an export guards comes back as it was, from CSV and from XLSX") {
    on_both_engines([](const TemporaryDatabase& database) {
        ServedBook book{database};
        name_customers(book, *sql::connect(database.url()));
        // Into another book: the same file comes out again, and once more changes nothing there.
        const TemporaryDatabase other{database.engine()};
        ServedBook copy{other};
        const std::string before = book.ask("GET", "exports/customers").body;
        copy.import("customers", before);
        CHECK(copy.ask("GET", "exports/customers").body == before);
        const auto kept = sql::connect(other.url());
        for (const auto& name : names) CHECK_MESSAGE(kept->one_integer("SELECT COUNT(*) FROM customer WHERE name = $1", {name}) == 1, name);
        for (const std::string format : {"csv", "xlsx"}) {
            const auto file = copy.ask("GET", "exports/customers?format=" + format);
            const auto checked = copy.checked(std::string{copy.upload("customers", "again." + format, file.body).json().at("id").as_string()});
            CHECK_MESSAGE(checked.at("counts").at("unchanged").as_int64() == static_cast<std::int64_t>(names.size()), json::serialize(checked));
        }
    });
}
