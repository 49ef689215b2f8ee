// The import kinds and the fields a row of each may carry (definitions.md, "Import kinds").
//
// `tandem export KIND` writes exactly these columns, in this order, under these names.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/result.h"

namespace tandem::importing {

enum class ImportKind : std::uint8_t {
    customers, employees, contracts, contract_events, orders, deliveries, invoices, credit_notes, receipts,
    allocations, opening_items, fx_rates, calendars, financial_statements, ratings,
};
inline constexpr std::size_t import_kind_count = 15;

// code: a key other rows name; text without line breaks. rate: a decimal with 10 places, "13%" is 0.13;
// quantities and unit prices too.
enum class FieldType : std::uint8_t { text, code, date, amount, rate, integer, boolean, currency };

enum class Need : std::uint8_t { optional, required };

// Which amounts and numbers a field takes. size: a minus is read away, because red credit notes (红字) are
// written both ways.
enum class Sign : std::uint8_t { positive, not_negative, size, any };

struct Field {
    std::string_view name;
    FieldType type;
    Need need;
    Sign sign;
    std::uint16_t max_length;    // characters, for text and code
    std::string_view label_en, label_zh;
    std::string_view synonyms;   // other names a column may have, split by '|', normalised as mapping.cpp does
};

// The place of a field within its kind.
struct FieldIndex {
    std::uint16_t at{};
    friend auto operator<=>(const FieldIndex&, const FieldIndex&) = default;
};

struct KindDescription {
    ImportKind kind;
    std::string_view name;       // "credit-notes"
    std::string_view label_en, label_zh;
    std::span<const Field> fields;
    // Unique per company and source (definitions.md, "Identity of imported rows"), '|' between several.
    std::string_view identity;

    constexpr std::optional<FieldIndex> find(std::string_view field) const {
        for (std::uint16_t at = 0; at < fields.size(); ++at)
            if (fields[at].name == field) return FieldIndex{at};
        return std::nullopt;
    }
    constexpr const Field& operator[](FieldIndex field) const { return fields[field.at]; }
};

std::span<const KindDescription> import_kinds();
const KindDescription& describe(ImportKind kind);
Result<ImportKind> parse_import_kind(std::string_view name);  // importing.unknown_kind

// The field of a kind by name; asserts that it exists. For the program's own names: look up once, keep.
FieldIndex field_of(ImportKind kind, std::string_view name);

}  // namespace tandem::importing
