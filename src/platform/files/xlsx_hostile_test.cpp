// Trust S12: what a hostile workbook tries, and how it is refused.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <chrono>

#include "platform/files/table_reader.h"
#include "platform/files/xml_pull.h"
#include "support/files_rows.h"
#include "support/files_zip.h"

using namespace tandem;
using namespace tandem::platform;
using namespace tandem::testing;

namespace {

const std::string header = R"(<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>)";

std::vector<ZipPart> honest() { return xlsx_parts({.rows = header, .strings = {}, .formats = {}, .number_formats = {}, .workbook_properties = {}, .prolog = {}}); }

std::string with_rows(const std::string& rows) {
    return xlsx_of({.rows = header + rows, .strings = "<si><t>x</t></si>", .formats = {}, .number_formats = {}, .workbook_properties = {}, .prolog = {}});
}

std::string with_prolog(const std::string& prolog, const std::string& rows = {}) {
    return xlsx_of({.rows = header + rows, .strings = {}, .formats = {}, .number_formats = {}, .workbook_properties = {}, .prolog = prolog});
}

std::string repeated(const std::string& piece, int times) {
    std::string text;
    text.reserve(piece.size() * static_cast<std::size_t>(times));
    while (times-- > 0) text += piece;
    return text;
}

// Refusals must come quickly too.
std::string refused_at_once(std::string bytes, const TableOptions& options = {}) {
    const auto begun = std::chrono::steady_clock::now();
    std::string code = refusal(std::move(bytes), options);
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds{5});
    return code;
}

}  // namespace

TEST_CASE("S12: a zip bomb is refused, told by its directory or lying in it") {
    auto parts = honest();
    parts.push_back({"xl/media/image.bin", std::string(300 << 20, 'A')});
    CHECK(refused_at_once(zip_of(parts)) == "file.xlsx_bomb");

    parts = honest();
    const std::size_t end = parts.back().plain.rfind("</sheetData>");
    parts.back().plain.insert(end, repeated("<!---->", 8 << 20));
    CHECK(refused_at_once(zip_of(parts)) == "file.xlsx_bomb");
    parts.back().stated_size = 4096;
    CHECK(refused_at_once(zip_of(parts)) == "file.xlsx_malformed");
}

TEST_CASE("S12: many parts that are small one by one add up") {
    TableOptions options;
    options.limits.inflated_bytes = 1 << 20;
    auto parts = honest();
    for (int part = 0; part < 20; ++part) parts.push_back({"xl/part" + std::to_string(part), std::string(100'000, 'A')});
    CHECK(refusal(zip_of(parts), options) == "file.xlsx_bomb");
    parts = honest();
    for (int part = 0; part < 1'001; ++part) parts.push_back({"xl/part" + std::to_string(part), "x"});
    CHECK(refusal(zip_of(parts)) == "file.xlsx_too_many_entries");
}

TEST_CASE("S12: a workbook inside a workbook is never unpacked") {
    auto parts = honest();
    parts.push_back({"xl/embeddings/inner.xlsx", zip_of(honest())});
    CHECK(refusal(zip_of(parts)) == "read");
}

TEST_CASE("S12: names, encryption, overlaps, doubled names, ZIP64") {
    const auto with = [](ZipPart part) {
        auto parts = honest();
        parts.push_back(std::move(part));
        return refusal(zip_of(parts));
    };
    for (const char* name : {"../evil", "xl/../../evil", "/etc/passwd", "xl\\..\\evil", "c:evil", ""}) CHECK(with({name, "x"}) == "file.xlsx_malformed");
    CHECK(with({"xl/worksheets/sheet1.xml", "x"}) == "file.xlsx_malformed");
    CHECK(with({.name = "xl/secret", .plain = "x", .flags = 1}) == "file.xlsx_encrypted");
    CHECK(with({.name = "xl/odd", .plain = "x", .method = 0, .shift_offset = UINT32_MAX}) == "file.xlsx_malformed");
    CHECK(with({.name = "xl/huge", .plain = "x", .stated_size = UINT32_MAX}) == "file.xlsx_malformed");
    auto bytes = zip_of(honest());
    const auto directory = bytes.find("PK\x01\x02");
    const auto second = bytes.find("PK\x01\x02", directory + 4);
    // The second entry claims the bytes of the first: the names no longer agree.
    bytes.replace(second + 42, 4, bytes, directory + 42, 4);
    CHECK(refusal(bytes) == "file.xlsx_malformed");
}

TEST_CASE("S12: stored entries that share their bytes overlap") {
    auto parts = honest();
    parts.push_back({.name = "xl/a", .plain = "xxxx", .method = 0});
    parts.push_back({.name = "xl/b", .plain = "yyyy", .method = 0});
    std::string bytes = zip_of(parts);
    CHECK(refusal(bytes) == "read");
    // The one before the last claims so many bytes that it runs into the last one's header.
    const auto last = bytes.rfind("PK\x01\x02"), before = bytes.rfind("PK\x01\x02", last - 1);
    bytes[before + 20] = bytes[before + 24] = 20;
    CHECK(refusal(bytes) == "file.xlsx_malformed");
}

TEST_CASE("S12: a document type is refused before it can declare anything") {
    std::string laughs = "<!DOCTYPE lolz [<!ENTITY lol \"lol\">";
    for (int level = 1; level < 10; ++level) {
        laughs += "<!ENTITY lol" + std::to_string(level) + " \"" + repeated(level == 1 ? "&lol;" : "&lol" + std::to_string(level - 1) + ";", 10) + "\">";
    }
    CHECK(refused_at_once(with_prolog(laughs + "]>", "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>&lol9;</v></c></row>")) == "file.xlsx_dtd");
    const std::string blow_up = "<!DOCTYPE x [<!ENTITY a \"" + std::string(500'000, 'a') + "\">]>";
    CHECK(refused_at_once(with_prolog(blow_up, "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>" + repeated("&a;", 10'000) + "</v></c></row>")) == "file.xlsx_dtd");
    CHECK(refusal(with_prolog("<!DOCTYPE x SYSTEM \"file:///etc/passwd\">")) == "file.xlsx_dtd");
    CHECK(refusal(with_rows("<row r=\"2\"><c r=\"A2\" t=\"str\"><v>&xxe;</v></c></row>")) == "file.xlsx_malformed");
}

TEST_CASE("S12: depth, cells, columns, row numbers") {
    CHECK(refusal(with_rows(repeated("<d>", 100) + repeated("</d>", 100))) == "file.xlsx_too_deep");
    TableOptions options;
    options.limits.xlsx_cells = 100;
    CHECK(refusal(with_rows("<row r=\"2\">" + repeated("<c t=\"str\"><v>x</v></c>", 200) + "</row>"), options) == "file.xlsx_too_many_cells");
    CHECK(refusal(with_rows("<row r=\"2\"><c r=\"XFE2\"><v>1</v></c></row>")) == "file.xlsx_malformed");
    CHECK(refusal(with_rows("<row r=\"2\"><c r=\"ZZZZZZZZZZZZZZZZ2\"><v>1</v></c></row>")) == "file.xlsx_malformed");
    CHECK(refusal(with_rows("<row r=\"2\"><c r=\"B2\"/><c r=\"A2\"><v>1</v></c></row>")) == "file.xlsx_malformed");
    for (const char* row : {"1", "0", "-5", "1048577", "99999999999999999999", "x"})
        CHECK(refusal(with_rows("<row r=\"" + std::string(row) + "\"><c><v>1</v></c></row>")) == "file.xlsx_malformed");
    CHECK(refusal(xlsx_of({.rows = "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>", .strings = {}, .formats = {}, .number_formats = {}, .workbook_properties = {}, .prolog = {}})) == "file.too_many_columns");
    std::string sparse;
    for (int row = 2; row < 200'000; ++row) sparse += "<row r=\"" + std::to_string(row) + "\"><c r=\"XFD" + std::to_string(row) + "\"><v/></c></row>";
    CHECK(refused_at_once(with_rows(sparse)) == "read");
}

TEST_CASE("S12: shared strings that do not exist") {
    for (const char* index : {"1", "1000000000", "18446744073709551615", "18446744073709551616", "-1", "x", "0x0"})
        CHECK(refusal(with_rows("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>" + std::string(index) + "</v></c></row>")) == "file.xlsx_shared_string 2:1");
}

TEST_CASE("S12: long texts and NUL characters") {
    CHECK(refusal(with_rows("<row r=\"2\"><c r=\"A2\" t=\"str\"><v>" + std::string(200'000, 'x') + "</v></c></row>")) == "file.cell_too_large 2:1");
    CHECK(refusal(with_rows("<row r=\"2\"><c r=\"A2\" t=\"str\"><v>_x0000_</v></c></row>")) == "file.nul_byte 2:1");
    CHECK(refusal(with_rows("<row r=\"2\"><c r=\"A2\" t=\"str\"><v>&#0;</v></c></row>")) == "file.xlsx_malformed");
    CHECK(refusal(with_rows("<row r=\"2\"><c r=\"A2\" t=\"str\"><v>\xFF</v></c></row>")) == "file.xlsx_malformed");
    CHECK(refusal(with_rows("<row r=\"2\"><c " + std::string(3 << 20, 'x') + "/></row>")) == "file.xlsx_bomb");
}

TEST_CASE("S12: a file too large, and one cut off anywhere, is refused and never crashes") {
    TableOptions options;
    options.limits.xlsx_bytes = 1'000;
    CHECK(refusal(with_rows(""), options) == "file.xlsx_too_large");
    const std::string whole = with_rows("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>");
    for (std::size_t size = 8; size < whole.size(); size += 7) CHECK(refusal(whole.substr(0, size)) == "file.xlsx_malformed");
    auto parts = honest();
    parts.back().plain.resize(parts.back().plain.size() - 20);
    CHECK(refusal(zip_of(parts)) == "file.xlsx_malformed");
}

TEST_CASE("property: a workbook with any bytes changed is read or refused, never worse") {
    const std::string whole = with_rows("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c></row>");
    const auto held = rc::check([&] {
        std::string bytes = whole;
        for (int change = 0; change < 3; ++change)
            bytes[*rc::gen::inRange<std::size_t>(4, bytes.size())] = *rc::gen::arbitrary<char>();
        (void)read_rows(bytes);
    });
    CHECK(held);
}

TEST_CASE("property: any part of a workbook changed before it is packed is read or refused, never worse") {
    const auto parts = xlsx_parts({.rows = header + R"(<row r="2"><c r="A2" s="1"><v>46112.5</v></c><c r="B2" t="s"><v>0</v></c></row>)",
                                   .strings = "<si><r><t>x</t></r><rPh><t>y</t></rPh></si>",
                                   .formats = "<xf numFmtId=\"0\"/><xf numFmtId=\"170\"/>",
                                   .number_formats = "<numFmt numFmtId=\"170\" formatCode=\"[h]:mm;@\"/>",
                                   .workbook_properties = "<workbookPr date1904=\"1\"/>",
                                   .prolog = {}});
    const auto held = rc::check([&] {
        auto changed = parts;
        for (int change = 0; change < 3; ++change) {
            std::string& part = changed[*rc::gen::inRange<std::size_t>(0, changed.size())].plain;
            part[*rc::gen::inRange<std::size_t>(0, part.size())] = *rc::gen::elementOf(std::string{"<>/&;\"'= []0159-+.eAZhmsy_x\xE5"});
        }
        (void)read_rows(zip_of(changed));
    });
    CHECK(held);
}

TEST_CASE("property: XML with any bytes changed is read or refused, never worse") {
    const std::string whole = R"(<?xml version="1.0"?><!-- c --><a x="1" y='&lt;'><b/>text &amp; <![CDATA[more]]></a>)";
    const auto held = rc::check([&] {
        std::string bytes = whole;
        for (int change = 0; change < 4; ++change)
            bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::elementOf(std::string{"<>/&;\"'= ![]-?x\xE5\x01"});
        XmlPull xml{bytes_in_memory(bytes), "part", 64};
        for (int events = 0; events < 200; ++events) {
            const auto event = xml.next();
            if (!event || *event == XmlPull::Event::finished) return;
            (void)xml.attribute("x");
        }
        RC_FAIL("no end");
    });
    CHECK(held);
}
