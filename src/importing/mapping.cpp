#include "importing/mapping.h"

#include <algorithm>
#include <set>

#include "importing/words.h"

namespace tandem::importing {
namespace {

constexpr std::int64_t last_header_row = 1000;

std::string joined(std::span<const std::string> names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

Result<void> check_fields_once(const Mapping& mapping) {
    const KindDescription& kind = describe(mapping.kind);
    std::set<FieldIndex> filled;
    std::set<std::pair<std::string, std::string>> uses;
    for (const auto& use : mapping.columns) {
        if (use.field && !filled.insert(*use.field).second) return refuse("mapping.field_twice", std::string(kind[*use.field].name));
        if (!uses.emplace(use.column, use.field ? std::string{} : use.attribute).second && !use.field)
            return refuse("mapping.column_twice", use.column);
    }
    for (const auto& constant : mapping.constants)
        if (!filled.insert(constant.field).second) return refuse("mapping.field_twice", std::string(kind[constant.field].name));
    return {};
}

Result<void> check_required(const Mapping& mapping) {
    const KindDescription& kind = describe(mapping.kind);
    for (std::uint16_t at = 0; at < kind.fields.size(); ++at) {
        const Field& field = kind.fields[at];
        const bool joins = field.name == kind.identity && !mapping.identity.empty();
        if (field.need == Need::required && !mapping.fills({at}) && !joins)
            return refuse("mapping.field_required", std::string(field.name), {{"kind", std::string(kind.name)}});
    }
    return {};
}

// A joined identity needs fields that are filled, in a kind that has one key, and no key beside it.
Result<void> check_identity(const Mapping& mapping) {
    if (mapping.identity.empty()) return {};
    const KindDescription& kind = describe(mapping.kind);
    const auto key = kind.find(kind.identity);
    if (!key || mapping.fills(*key)) return refuse("mapping.identity", std::string(kind.identity));
    for (const FieldIndex part : mapping.identity)
        if (!mapping.fills(part)) return refuse("mapping.identity", std::string(kind[part].name));
    return {};
}

bool may_be_absent(const Mapping& mapping, const ColumnUse& use) {
    if (mapping.absent == AbsentColumns::refuse) return false;
    return !use.field || describe(mapping.kind)[*use.field].need == Need::optional;
}

Result<void> check_words(const Mapping& mapping) {
    for (const auto& word : mapping.yes)
        if (std::ranges::find(mapping.no, word) != mapping.no.end()) return refuse("mapping.boolean_words", word);
    return {};
}

}  // namespace

bool Mapping::creates(Creatable what) const { return std::ranges::find(create, what) != create.end(); }

bool Mapping::fills(FieldIndex field) const {
    return std::ranges::any_of(columns, [&](const ColumnUse& use) { return use.field == field; }) ||
           std::ranges::any_of(constants, [&](const Constant& constant) { return constant.field == field; });
}

Result<Mapping> make_mapping(Mapping mapping) {
    if (mapping.source.empty()) return refuse("mapping.no_source");
    if (mapping.header_row < 1 || mapping.header_row > last_header_row)
        return refuse("mapping.header_row", std::to_string(mapping.header_row));
    TRY_VOID(check_fields_once(mapping));
    TRY_VOID(check_required(mapping));
    TRY_VOID(check_identity(mapping));
    TRY_VOID(check_words(mapping));
    return mapping;
}

Result<void> check_header(const Mapping& mapping, std::span<const std::string> header) {
    std::vector<std::string> missing;
    for (const auto& use : mapping.columns) {
        const auto present = std::ranges::count(header, use.column);
        if (present > 1) return refuse("mapping.ambiguous_column", use.column);
        if (present == 0 && !may_be_absent(mapping, use) && std::ranges::find(missing, use.column) == missing.end()) missing.push_back(use.column);
    }
    if (missing.empty()) return {};
    return refuse("mapping.missing_columns", joined(missing), {{"present", joined(header)}});
}

bool matches(const Mapping& mapping, std::span<const std::string> header) { return check_header(mapping, header).has_value(); }

const Mapping* choose_mapping(std::span<const Mapping> mappings, ImportKind kind, std::span<const std::string> header) {
    const Mapping* best = nullptr;
    std::ptrdiff_t most = 0;
    for (const Mapping& mapping : mappings) {
        if (mapping.kind != kind || !matches(mapping, header)) continue;
        const auto reads = std::ranges::count_if(header, [&](const std::string& column) {
            return std::ranges::find(mapping.columns, column, &ColumnUse::column) != mapping.columns.end();
        });
        if (reads <= most) continue;
        most = reads;
        best = &mapping;
    }
    return best;
}

}  // namespace tandem::importing
