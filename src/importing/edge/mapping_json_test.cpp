#include "importing/edge/mapping_json.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "importing/edge/limits_json.h"
#include "importing/edge/table_options.h"
#include "importing/row_reader.h"
#include "platform/files/table_writer.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::importing;
using namespace tandem::testing;

namespace {

std::string_view code_of(std::string_view json) {
    const auto mapping = mapping_from_json(json);
    return mapping ? "read" : mapping.error().code;
}

std::string invoices_with(const std::string& more) {
    return R"({"kind":"invoices","source":"erp","columns":{"No":["external_id","number"],"Customer":"customer","Date":"invoice_date","Amount":"gross"})" + more + "}";
}

std::vector<Mapping> shipped() {
    std::vector<Mapping> mappings;
    for (const auto& file : std::filesystem::directory_iterator("policies/mappings")) {
        if (file.path().string().ends_with(".schema.json")) continue;
        CAPTURE(file.path().string());
        const auto mapping = mapping_from_json(read_file(file.path()));
        REQUIRE(mapping.has_value());
        mappings.push_back(*mapping);
    }
    return mappings;
}

}  // namespace

TEST_CASE("a mapping reads every key it knows") {
    const auto mapping = mapping_from_json(invoices_with(
        R"(,"name":"n","constants":{"currency":"CNY","company":"main"},"dates":"m/d/y","times":"drop","decimal":"comma","booleans":{"yes":["Ja"],"no":["Nein"]},
            "create":["customer","employee"],"disputed":"open","written_by":"tandem","absent_columns":"allow","delimiter":"tab","encoding":"gbk","sheet":"应收","header_row":3)"));
    REQUIRE(mapping.has_value());
    CHECK(mapping->columns.size() == 5);
    CHECK(mapping->company == "main");
    CHECK(mapping->dates == DateLayout::month_day_year);
    CHECK(mapping->times == TimeOfDay::drop);
    CHECK(mapping->decimal == DecimalMark::comma);
    CHECK(mapping->yes == std::vector<std::string>{"Ja"});
    CHECK(mapping->creates(Creatable::employee));
    CHECK(!mapping->creates(Creatable::region));
    CHECK(mapping->disputed == Disputed::open);
    const auto options = *table_options(*mapping);
    CHECK(options.delimiter == '\t');
    CHECK(options.encoding == platform::Encoding::gb18030);
    CHECK(options.sheet == "应收");
    CHECK(options.header_row == 3);
    CHECK(options.guards == platform::Guards::strip);
}

TEST_CASE("unknown keys, fields and choices are refused") {
    CHECK(code_of(invoices_with("")) == "read");
    CHECK(code_of(invoices_with(R"(,"colour":"red")")) == "json.unknown_key");
    CHECK(code_of(invoices_with(R"(,"booleans":{"ja":["Ja"]})")) == "json.unknown_key");
    CHECK(code_of(invoices_with(R"(,"dates":"y/d/m")")) == "json.wrong_type");
    CHECK(code_of(invoices_with(R"(,"create":["contract"])")) == "json.wrong_type");
    CHECK(code_of(invoices_with(R"(,"constants":{"colour":"red"})")) == "mapping.unknown_field");
    CHECK(code_of(invoices_with(R"(,"encoding":"ebcdic")")) == "file.unknown_encoding");
    CHECK(code_of(invoices_with(R"(,"header_row":"1")")) == "json.wrong_type");
    CHECK(code_of(R"({"kind":"invoices","source":"erp","columns":{"No":"nummer"}})") == "mapping.unknown_field");
    CHECK(code_of(R"({"kind":"invoices","source":"erp","columns":{"No":7}})") == "json.wrong_type");
    CHECK(code_of(R"({"kind":"invoices","source":"erp","columns":{}})") == "mapping.field_required");
    CHECK(code_of(R"({"kind":"bills","source":"erp","columns":{}})") == "importing.unknown_kind");
    CHECK(code_of(R"({"kind":"invoices","columns":{}})") == "json.missing_key");
    CHECK(code_of("{") == "json.invalid");
}

TEST_CASE("I16: the mapping for our own export reads every field of its kind, so that nothing an export brings is left out in silence") {
    for (const KindDescription& kind : import_kinds()) {
        const auto all = shipped();
        const bool whole = std::ranges::any_of(all, [&](const Mapping& mapping) {
            if (describe(mapping.kind).name != kind.name || mapping.origin != Origin::tandem) return false;
            for (std::uint16_t at = 0; at < kind.fields.size(); ++at)
                if (!mapping.fills({at})) return false;
            return true;
        });
        CHECK_MESSAGE(whole, kind.name);
    }
}

TEST_CASE("a mapping written out reads back the same") {
    for (const Mapping& mapping : shipped()) {
        CAPTURE(mapping.name);
        const std::string once = to_json(mapping);
        CHECK(to_json(*mapping_from_json(once)) == once);
    }
    const std::string attributes = invoices_with(R"(,"identity":[])");
    CHECK(mapping_from_json(to_json(*mapping_from_json(attributes))).has_value());
}

TEST_CASE("every kind ships a mapping in our own layout that reads all of its fields") {
    const auto mappings = shipped();
    for (const KindDescription& kind : import_kinds()) {
        CAPTURE(kind.name);
        std::vector<std::string> header;
        for (const Field& field : kind.fields) header.emplace_back(field.name);
        const Mapping* chosen = choose_mapping(mappings, kind.kind, header);
        REQUIRE(chosen != nullptr);
        CHECK(chosen->origin == Origin::tandem);
        CHECK(chosen->columns.size() == kind.fields.size());
        for (const ColumnUse& use : chosen->columns) CHECK(use.column == kind[*use.field].name);
    }
}

TEST_CASE("the Chinese names of the fields are the headers of the shipped Chinese lists") {
    for (const Mapping& mapping : shipped()) {
        if (!mapping.name.ends_with("（中文表头）")) continue;
        for (const ColumnUse& use : mapping.columns) {
            const KindDescription& kind = describe(mapping.kind);
            if (kind[*use.field].name == "external_id") continue;  // shares the number's column
            CHECK(use.column == kind[*use.field].label_zh);
        }
    }
}

TEST_CASE("a real list of invoices with settlements in US dates is recognised and every row typed") {
    const auto folder = shared_folder();
    if (!folder) {
        MESSAGE("SKIPPED: no shared data beside this checkout");
        return;
    }
    const auto table = *platform::open_table(*folder / "data/receivables-ibm/invoices.csv");
    const auto mappings = shipped();
    const Mapping* mapping = choose_mapping(mappings, ImportKind::invoices, table->shape().header);
    REQUIRE(mapping != nullptr);
    const auto reader = *RowReader::make(*mapping, table->shape().header, currency("CNY"));
    const auto gross = field_of(ImportKind::invoices, "gross"), settled = field_of(ImportKind::invoices, "settled_date");
    std::vector<std::string_view> cells;
    std::vector<FieldError> errors;
    TypedRow row;
    int rows = 0;
    Money total{0, currency("CNY")};
    while (*table->next(cells)) {
        REQUIRE(reader.read(table->row_number(), cells, row, errors));
        CHECK(row.has(settled));
        total += *row.amount(gross);
        ++rows;
    }
    CHECK(rows == 623);
    const auto answers = boost::json::parse(read_file(*folder / "data/receivables-ibm/answers.json"));
    CHECK(total.minor() == answers.at("global").at("amount").as_int64());
}

TEST_CASE("orders without a number are told apart by customer, day and amount") {
    const auto mappings = shipped();
    const std::vector<std::string> header{"customer_id", "order_date", "revenue"};
    const Mapping* mapping = choose_mapping(mappings, ImportKind::orders, header);
    REQUIRE(mapping != nullptr);
    const auto reader = *RowReader::make(*mapping, header, currency("CNY"));
    TypedRow row;
    std::vector<FieldError> errors;
    REQUIRE(reader.read(2, std::vector<std::string_view>{"Brion Stark", "2004-12-20", "32"}, row, errors));
    CHECK(row.text(field_of(ImportKind::orders, "external_id")) == "Brion Stark|2004-12-20|32.00");
}

TEST_CASE("an export of formula-like names comes back to the letter") {
    std::string file;
    const auto writer = platform::csv_writer(platform::string_sink(file));
    const std::string_view names[] = {"code", "name", "note"};
    REQUIRE(writer->header(names));
    for (const std::string_view cell : {"C-1", "=HYPERLINK(\"http://x\")", " '@note\nwith a line "}) writer->text(cell);
    REQUIRE(writer->end_row());
    REQUIRE(writer->finish());
    const auto mappings = shipped();
    const std::vector<std::string> header{"code", "name", "note"};
    const Mapping* mapping = choose_mapping(mappings, ImportKind::customers, header);
    REQUIRE(mapping != nullptr);
    const auto table = *platform::open_table_in_memory(file, *table_options(*mapping));
    const auto reader = *RowReader::make(*mapping, table->shape().header, currency("CNY"));
    std::vector<std::string_view> cells;
    TypedRow row;
    std::vector<FieldError> errors;
    REQUIRE(*table->next(cells));
    REQUIRE(reader.read(2, cells, row, errors));
    CHECK(row.text(field_of(ImportKind::customers, "name")) == "=HYPERLINK(\"http://x\")");
    CHECK(row.text(field_of(ImportKind::customers, "note")) == " '@note\nwith a line ");
}

TEST_CASE("the shipped limits of uploads are those of the program, and each can be tightened") {
    const auto limits = upload_limits_from_json(read_file("policies/importing.json"));
    REQUIRE(limits.has_value());
    const platform::TableLimits program;
    CHECK(limits->xlsx_bytes == program.xlsx_bytes);
    CHECK(limits->inflated_bytes == program.inflated_bytes);
    CHECK(limits->inflate_ratio == program.inflate_ratio);
    CHECK(limits->xlsx_entries == program.xlsx_entries);
    CHECK(limits->xlsx_cells == program.xlsx_cells);
    CHECK(limits->xlsx_text_bytes == program.xlsx_text_bytes);
    CHECK(limits->xml_depth == program.xml_depth);
    CHECK(limits->cell_bytes == program.cell_bytes);
    CHECK(limits->row_bytes == program.row_bytes);
    CHECK(limits->columns == program.columns);
    CHECK(upload_limits_from_json(R"({"version":1,"upload":{"xlsx_bytes":0}})").error().code == "json.wrong_type");
    CHECK(upload_limits_from_json(R"({"version":1,"upload":{"xlsx_bytes":1}})").error().code == "json.missing_key");
}
