#include "platform/files/xlsx_workbook.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "platform/files/xml_pull.h"

namespace tandem::platform {
namespace {

using Event = XmlPull::Event;

tl::unexpected<Error> malformed(std::string_view what) { return refuse("file.xlsx_malformed", std::string(what)); }

Result<XmlPull> open_xml(const XlsxPackage& package, const std::string& part, const TableLimits& limits) {
    return XmlPull{TRY(package.read(part)), part, limits.xml_depth};
}

struct Relation {
    std::string type, part;
};

// "worksheets/sheet1.xml" told by "xl/workbook.xml" is "xl/worksheets/sheet1.xml"; "/xl/…" starts at the top.
std::string resolve(std::string_view base, std::string_view target) {
    std::string path{target.starts_with('/') ? target.substr(1) : target};
    if (target.starts_with('/')) return path;
    std::string folder{base.substr(0, base.rfind('/') == std::string_view::npos ? 0 : base.rfind('/') + 1)};
    while (path.starts_with("../")) {
        path.erase(0, 3);
        const auto up = folder.size() > 1 ? folder.rfind('/', folder.size() - 2) : std::string::npos;
        folder.resize(up == std::string::npos ? 0 : up + 1);
    }
    return folder + path;
}

// By id. External targets are left out: nothing outside the file is ever opened.
Result<std::map<std::string, Relation>> read_relations(const XlsxPackage& package, std::string_view owner, const TableLimits& limits) {
    const auto slash = owner.rfind('/') == std::string_view::npos ? 0 : owner.rfind('/') + 1;
    const std::string part = std::string(owner.substr(0, slash)) + "_rels/" + std::string(owner.substr(slash)) + ".rels";
    std::map<std::string, Relation> relations;
    auto xml = TRY(open_xml(package, part, limits));
    for (Event event = TRY(xml.next()); event != Event::finished; event = TRY(xml.next())) {
        if (event != Event::start || xml.name() != "Relationship" || xml.raw_attribute("TargetMode") == "External") continue;
        const std::string type = TRY(xml.attribute("Type")), target = TRY(xml.attribute("Target"));
        relations[TRY(xml.attribute("Id"))] = {type.substr(type.rfind('/') + 1), resolve(owner, target)};
        if (relations.size() > limits.xlsx_entries) return malformed(part);
    }
    return relations;
}

std::string part_of_type(const std::map<std::string, Relation>& relations, std::string_view type) {
    for (const auto& [id, relation] : relations)
        if (relation.type == type) return relation.part;
    return {};
}

template <class Number>
std::optional<Number> number(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

}  // namespace

Result<XlsxWorkbook> read_workbook(const XlsxPackage& package, const TableLimits& limits) {
    const std::string part = part_of_type(TRY(read_relations(package, "", limits)), "officeDocument");
    if (part.empty()) return malformed("_rels/.rels");
    const auto relations = TRY(read_relations(package, part, limits));
    XlsxWorkbook workbook;
    workbook.strings_part = part_of_type(relations, "sharedStrings");
    workbook.styles_part = part_of_type(relations, "styles");
    auto xml = TRY(open_xml(package, part, limits));
    for (Event event = TRY(xml.next()); event != Event::finished; event = TRY(xml.next())) {
        if (event != Event::start) continue;
        if (xml.name() == "workbookPr") {
            const std::string_view flag = xml.raw_attribute("date1904");
            if (flag == "1" || flag == "true") workbook.dates = DateSystem::from_1904;
        } else if (xml.name() == "sheet") {
            const auto relation = relations.find(std::string(xml.raw_attribute("id")));
            if (relation == relations.end()) return malformed(part);
            if (relation->second.type == "worksheet") workbook.sheets.push_back({TRY(xml.attribute("name")), relation->second.part});
            if (workbook.sheets.size() > limits.xlsx_entries) return malformed(part);
        }
    }
    if (workbook.sheets.empty()) return malformed(part);
    return workbook;
}

Result<std::vector<NumberKind>> read_styles(const XlsxPackage& package, const std::string& part, const TableLimits& limits) {
    constexpr std::size_t most_styles = 65'536;
    std::vector<NumberKind> kinds;
    if (part.empty()) return kinds;
    std::map<int, NumberKind> custom;
    bool in_cell_formats = false;
    auto xml = TRY(open_xml(package, part, limits));
    for (Event event = TRY(xml.next()); event != Event::finished; event = TRY(xml.next())) {
        if (xml.name() == "cellXfs" && event != Event::text) in_cell_formats = event == Event::start;
        if (event != Event::start) continue;
        const bool is_format = xml.name() == "numFmt", is_style = in_cell_formats && xml.name() == "xf";
        if (!is_format && !is_style) continue;
        const int id = number<int>(xml.raw_attribute("numFmtId")).value_or(0);
        if (is_format) custom[id] = kind_of_format_code(TRY(xml.attribute("formatCode")));
        if (is_style) kinds.push_back(custom.contains(id) ? custom[id] : kind_of_builtin_format(id));
        if (custom.size() > most_styles || kinds.size() > most_styles) return malformed(part);
    }
    return kinds;
}

Result<SharedStrings> SharedStrings::read(const XlsxPackage& package, const std::string& part, const TableLimits& limits) {
    SharedStrings strings;
    if (part.empty()) return strings;
    std::string item;
    bool in_text = false;
    int phonetic = 0;  // readings of Japanese texts stand beside them
    auto xml = TRY(open_xml(package, part, limits));
    for (Event event = TRY(xml.next()); event != Event::finished; event = TRY(xml.next())) {
        if (event == Event::text) {
            if (in_text && phonetic == 0) item += xml.text();
            if (item.size() > limits.cell_bytes) return refuse("file.cell_too_large", {}, {{"row", "-"}, {"column", "-"}});
            continue;
        }
        const int step = event == Event::start ? 1 : -1;
        if (xml.name() == "rPh") phonetic += step;
        if (xml.name() == "t") in_text = event == Event::start;
        if (xml.name() != "si" || event != Event::end) continue;
        strings.text_ += without_escapes(item);
        item.clear();
        if (strings.text_.size() > limits.xlsx_text_bytes || strings.begins_.size() > limits.xlsx_cells)
            return refuse("file.xlsx_too_many_cells", {}, {{"limit", std::to_string(limits.xlsx_cells)}});
        strings.begins_.push_back(strings.text_.size());
    }
    return strings;
}

}  // namespace tandem::platform
