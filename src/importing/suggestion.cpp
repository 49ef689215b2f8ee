#include <algorithm>

#include "importing/mapping.h"
#include "importing/words.h"

namespace tandem::importing {
namespace {

// "Invoice No. (required)" and "发票号 （必填）" compare as "invoiceno" and "发票号".
std::string bare(std::string_view name) {
    std::string text;
    int brackets = 0;
    while (!name.empty()) {
        std::size_t width = 1;
        const auto takes = [&](std::string_view sign) {
            if (!name.starts_with(sign)) return false;
            width = sign.size();
            return true;
        };
        if (takes("(") || takes("（") || takes("[") || takes("【")) ++brackets;
        else if (takes(")") || takes("）") || takes("]") || takes("】")) brackets = std::max(0, brackets - 1);
        else if (takes("：") || takes("\u3000") || takes("\u00a0")) {}
        else if (std::string_view{" _-./:*#'"}.find(name.front()) == std::string_view::npos && brackets == 0) text += lower_ascii(name.front());
        name.remove_prefix(width);
    }
    return text;
}

enum class Closeness { name, label, synonym };

bool listed(std::string_view words, std::string_view wanted) {
    while (!words.empty()) {
        const auto bar = std::min(words.find('|'), words.size());
        if (bare(words.substr(0, bar)) == wanted) return true;
        words.remove_prefix(std::min(bar + 1, words.size()));
    }
    return false;
}

bool fits(const Field& field, const std::string& column, Closeness closeness) {
    switch (closeness) {
        case Closeness::name: return bare(field.name) == column;
        case Closeness::label: return bare(field.label_en) == column || bare(field.label_zh) == column;
        case Closeness::synonym: return listed(field.synonyms, column);
    }
    return false;
}

const ColumnUse* use_of(const Mapping& mapping, FieldIndex field) {
    const auto found = std::ranges::find(mapping.columns, field, &ColumnUse::field);
    return found == mapping.columns.end() ? nullptr : &*found;
}

// One column may stand for two fields: an invoice's number is its key, a customer's name his code.
void share_column(Mapping& mapping, std::string_view empty, std::string_view filled) {
    const KindDescription& kind = describe(mapping.kind);
    const auto to = kind.find(empty), from = kind.find(filled);
    if (!to || !from || use_of(mapping, *to)) return;
    if (const ColumnUse* use = use_of(mapping, *from)) mapping.columns.push_back({use->column, *to, {}});
}

}  // namespace

Mapping suggest_mapping(ImportKind kind, std::span<const std::string> header) {
    Mapping mapping;
    mapping.kind = kind;
    const KindDescription& description = describe(kind);
    std::vector<std::string> columns;
    for (const auto& name : header) columns.push_back(bare(name));
    std::vector<bool> used(header.size());
    for (const Closeness closeness : {Closeness::name, Closeness::label, Closeness::synonym}) {
        for (std::uint16_t at = 0; at < description.fields.size(); ++at) {
            if (use_of(mapping, {at})) continue;
            for (std::size_t column = 0; column < header.size(); ++column) {
                if (used[column] || columns[column].empty() || !fits(description.fields[at], columns[column], closeness)) continue;
                used[column] = true;
                mapping.columns.push_back({header[column], FieldIndex{at}, {}});
                break;
            }
        }
    }
    share_column(mapping, "external_id", "number");
    share_column(mapping, "number", "external_id");
    share_column(mapping, "customer", "customer_name");
    share_column(mapping, "code", "name");
    return mapping;
}

std::optional<DateLayout> suggest_dates(std::span<const std::string_view> samples) {
    std::optional<DateLayout> found;
    for (const DateLayout layout : {DateLayout::iso, DateLayout::year_month_day_compact, DateLayout::month_day_year, DateLayout::day_month_year}) {
        bool all = false;
        for (const std::string_view sample : samples) {
            const std::string_view text = trimmed(sample);
            if (text.empty()) continue;
            all = parse_date(text, layout).has_value();
            if (!all) break;
        }
        if (!all) continue;
        if (found) return std::nullopt;
        found = layout;
    }
    return found;
}

}  // namespace tandem::importing
