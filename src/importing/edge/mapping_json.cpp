#include "importing/edge/mapping_json.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "platform/files/text_encoding.h"
#include "policy/edge/strict_json.h"

namespace tandem::importing {
namespace {

namespace json = boost::json;
using policy::JsonObject;
using policy::refuse_type;

template <class Value>
struct Named {
    std::string_view name;
    Value value;
};
constexpr std::array<Named<DateLayout>, 4> layouts{{{"iso", DateLayout::iso}, {"m/d/y", DateLayout::month_day_year},
    {"d/m/y", DateLayout::day_month_year}, {"yyyymmdd", DateLayout::year_month_day_compact}}};
constexpr std::array<Named<TimeOfDay>, 2> times{{{"refuse", TimeOfDay::refuse}, {"drop", TimeOfDay::drop}}};
constexpr std::array<Named<DecimalMark>, 2> marks{{{"point", DecimalMark::point}, {"comma", DecimalMark::comma}}};
constexpr std::array<Named<Disputed>, 2> disputes{{{"attribute", Disputed::attribute}, {"open", Disputed::open}}};
constexpr std::array<Named<Origin>, 2> origins{{{"others", Origin::foreign}, {"tandem", Origin::tandem}}};
constexpr std::array<Named<AbsentColumns>, 2> absences{{{"refuse", AbsentColumns::refuse}, {"allow", AbsentColumns::allow}}};
constexpr std::array<Named<Creatable>, 5> creatables{{{"customer", Creatable::customer}, {"customer_group", Creatable::customer_group},
    {"employee", Creatable::employee}, {"team", Creatable::team}, {"region", Creatable::region}}};
constexpr std::array<Named<char>, 4> delimiters{{{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"bar", '|'}}};

template <class Value, std::size_t size>
Result<Value> named(const std::array<Named<Value>, size>& names, std::string_view text, std::string path) {
    const auto found = std::ranges::find(names, text, &Named<Value>::name);
    if (found != names.end()) return found->value;
    std::string expected;
    for (const auto& each : names) expected += (expected.empty() ? "" : ", ") + std::string(each.name);
    return refuse_type(std::move(path), std::move(expected));
}

template <class Value, std::size_t size>
std::string_view name_in(const std::array<Named<Value>, size>& names, Value value) {
    return std::ranges::find(names, value, &Named<Value>::value)->name;
}

// A choice that may be left out.
template <class Value, std::size_t size>
Result<void> choose(JsonObject& object, std::string_view key, const std::array<Named<Value>, size>& names, Value& into) {
    if (!object.has(key)) return {};
    into = TRY(named(names, TRY(object.text(key)), object.path_of(key)));
    return {};
}

Result<void> read_text(JsonObject& object, std::string_view key, std::string& into) {
    if (object.has(key)) into = TRY(object.text(key));
    return {};
}

Result<std::string> text_in(const json::value& value, const std::string& path) {
    if (!value.is_string()) return refuse_type(path, "text");
    return std::string{std::string_view{value.get_string()}};
}

Result<FieldIndex> field_named(ImportKind kind, std::string_view name) {
    const KindDescription& description = describe(kind);
    if (const auto field = description.find(name)) return *field;
    std::string fields;
    for (const Field& field : description.fields) fields += (fields.empty() ? "" : ", ") + std::string(field.name);
    return refuse("mapping.unknown_field", std::string(name), {{"kind", std::string(description.name)}, {"fields", fields}});
}

constexpr std::string_view attribute_mark = "attribute:";

// "number", "attribute:colour" or "ignore".
Result<void> read_use(Mapping& mapping, const std::string& column, std::string_view target) {
    if (target == "ignore") return {};
    if (target.starts_with(attribute_mark) && target.size() > attribute_mark.size()) {
        mapping.columns.push_back({column, {}, std::string(target.substr(attribute_mark.size()))});
        return {};
    }
    mapping.columns.push_back({column, TRY(field_named(mapping.kind, target)), {}});
    return {};
}

Result<void> read_columns(JsonObject& object, Mapping& mapping) {
    const json::value& columns = TRY(object.value("columns"));
    if (!columns.is_object()) return refuse_type(object.path_of("columns"), "object");
    for (const auto& member : columns.get_object()) {
        const std::string column{std::string_view{member.key()}};
        const std::string path = object.path_of("columns") + "." + column;
        const json::array one{member.value()};
        for (const auto& target : member.value().is_array() ? member.value().get_array() : one) {
            const std::string text = TRY(text_in(target, path));
            TRY_VOID(read_use(mapping, column, text));
        }
    }
    return {};
}

Result<void> read_constants(JsonObject& object, Mapping& mapping) {
    if (!object.has("constants")) return {};
    const json::value& constants = TRY(object.value("constants"));
    if (!constants.is_object()) return refuse_type(object.path_of("constants"), "object");
    for (const auto& member : constants.get_object()) {
        const std::string name{std::string_view{member.key()}};
        std::string text = TRY(text_in(member.value(), object.path_of("constants") + "." + name));
        if (name == "company") mapping.company = std::move(text);
        else mapping.constants.push_back({TRY(field_named(mapping.kind, name)), std::move(text)});
    }
    return {};
}

Result<void> read_words(JsonObject& booleans, std::string_view key, std::vector<std::string>& into) {
    if (!booleans.has(key)) return {};
    return booleans.array(key, [&](const json::value& word, const std::string& path) -> Result<void> {
        into.push_back(TRY(text_in(word, path)));
        return {};
    });
}

Result<void> read_lists(JsonObject& object, Mapping& mapping) {
    if (object.has("booleans")) {
        auto booleans = TRY(object.object("booleans"));
        TRY_VOID(read_words(booleans, "yes", mapping.yes));
        TRY_VOID(read_words(booleans, "no", mapping.no));
        TRY_VOID(booleans.done());
    }
    if (object.has("create"))
        TRY_VOID(object.array("create", [&](const json::value& what, const std::string& path) -> Result<void> {
            mapping.create.push_back(TRY(named(creatables, TRY(text_in(what, path)), path)));
            return {};
        }));
    if (object.has("identity"))
        TRY_VOID(object.array("identity", [&](const json::value& field, const std::string& path) -> Result<void> {
            mapping.identity.push_back(TRY(field_named(mapping.kind, TRY(text_in(field, path)))));
            return {};
        }));
    return {};
}

// How to open the file.
Result<void> read_file_options(JsonObject& object, Mapping& mapping) {
    if (object.has("delimiter")) mapping.delimiter = TRY(named(delimiters, TRY(object.text("delimiter")), object.path_of("delimiter")));
    TRY_VOID(read_text(object, "encoding", mapping.encoding));
    if (!mapping.encoding.empty()) TRY(platform::parse_encoding(mapping.encoding));
    TRY_VOID(read_text(object, "sheet", mapping.sheet));
    if (object.has("header_row")) mapping.header_row = TRY(object.integer("header_row"));
    return {};
}

Result<Mapping> read(JsonObject object) {
    Mapping mapping;
    mapping.kind = TRY(parse_import_kind(TRY(object.text("kind"))));
    mapping.source = TRY(object.text("source"));
    TRY_VOID(read_text(object, "name", mapping.name));
    TRY_VOID(read_columns(object, mapping));
    TRY_VOID(read_constants(object, mapping));
    TRY_VOID(choose(object, "dates", layouts, mapping.dates));
    TRY_VOID(choose(object, "times", times, mapping.times));
    TRY_VOID(choose(object, "decimal", marks, mapping.decimal));
    TRY_VOID(choose(object, "disputed", disputes, mapping.disputed));
    TRY_VOID(choose(object, "written_by", origins, mapping.origin));
    TRY_VOID(choose(object, "absent_columns", absences, mapping.absent));
    TRY_VOID(read_lists(object, mapping));
    TRY_VOID(read_file_options(object, mapping));
    object.ignore("$schema");
    TRY_VOID(object.done());
    return make_mapping(std::move(mapping));
}

json::object columns_of(const Mapping& mapping) {
    json::object columns;
    for (const auto& use : mapping.columns) {
        const json::string target{use.field ? std::string(describe(mapping.kind)[*use.field].name) : std::string(attribute_mark) + use.attribute};
        json::value& present = columns[use.column];
        if (present.is_null()) present = target;
        else if (present.is_array()) present.get_array().push_back(target);
        else present = json::array{present, target};
    }
    return columns;
}

json::array words_of(const std::vector<std::string>& words) {
    json::array array;
    for (const auto& word : words) array.emplace_back(word);
    return array;
}

}  // namespace

Result<Mapping> mapping_from_json(std::string_view text) {
    const json::value document = TRY(policy::parse_json(text));
    return read(TRY(JsonObject::open(document)));
}

std::string to_json(const Mapping& mapping) {
    const KindDescription& kind = describe(mapping.kind);
    json::object out{{"kind", kind.name}, {"name", mapping.name}, {"source", mapping.source}, {"columns", columns_of(mapping)}};
    json::object constants;
    for (const auto& constant : mapping.constants) constants[kind[constant.field].name] = constant.text;
    if (!mapping.company.empty()) constants["company"] = mapping.company;
    out["constants"] = std::move(constants);
    out["dates"] = name_in(layouts, mapping.dates);
    out["times"] = name_in(times, mapping.times);
    out["decimal"] = name_in(marks, mapping.decimal);
    out["booleans"] = json::object{{"yes", words_of(mapping.yes)}, {"no", words_of(mapping.no)}};
    json::array create, identity;
    for (const Creatable what : mapping.create) create.emplace_back(name_in(creatables, what));
    for (const FieldIndex field : mapping.identity) identity.emplace_back(kind[field].name);
    out["create"] = std::move(create);
    out["identity"] = std::move(identity);
    out["disputed"] = name_in(disputes, mapping.disputed);
    out["written_by"] = name_in(origins, mapping.origin);
    out["absent_columns"] = name_in(absences, mapping.absent);
    if (mapping.delimiter) out["delimiter"] = name_in(delimiters, *mapping.delimiter);
    out["encoding"] = mapping.encoding;
    out["sheet"] = mapping.sheet;
    out["header_row"] = mapping.header_row;
    return json::serialize(out);
}

}  // namespace tandem::importing
