// From the cells of a row to typed fields, with every error of the row at once. Pure.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/date.h"
#include "core/money.h"
#include "core/result.h"
#include "importing/fields.h"
#include "importing/mapping.h"

namespace tandem::importing {

struct FieldError {
    std::int64_t row;     // as the spreadsheet counts
    std::string column;   // the header's text; empty for a constant or an absent column
    FieldIndex field;
    std::string value;    // as it stands in the file, cut at 200 bytes
    Error error;
};

// One row, by field of its kind. Texts live as long as the cells they were read from (and the reader).
// Reuse one TypedRow for all rows: it allocates only while it grows.
class TypedRow {
public:
    TypedRow() = default;
    TypedRow(const TypedRow&) = delete;  // a copy's joined identity would lie in the original
    TypedRow& operator=(const TypedRow&) = delete;

    bool has(FieldIndex field) const { return values_[field.at].present; }
    std::optional<std::string_view> text(FieldIndex field) const;  // text and code fields
    std::optional<Date> date(FieldIndex field) const;
    std::optional<Money> amount(FieldIndex field) const;           // in the row's currency
    std::optional<Rate> rate(FieldIndex field) const;
    std::optional<std::int64_t> integer(FieldIndex field) const;
    std::optional<bool> boolean(FieldIndex field) const;
    std::optional<Currency> currency(FieldIndex field) const;
    Currency currency() const { return currency_; }                // the row's, else the company's

    struct Attribute {
        std::string_view name, value;
    };
    std::span<const Attribute> attributes() const { return attributes_; }  // empty cells left out

private:
    friend class RowReader;
    struct Value {
        bool present = false;
        std::int64_t number = 0;  // minor units, day number, e10, integer, 0 or 1
        Currency currency;        // of currency fields
        std::string_view text;
    };
    std::vector<Value> values_;
    std::vector<Attribute> attributes_;
    std::string identity_;  // the joined one, when the mapping asks for it
    Currency currency_;
};

class RowReader {
public:
    RowReader(RowReader&&) = default;
    RowReader& operator=(RowReader&&) = default;
    RowReader(const RowReader&) = delete;  // rows see the texts of constants and attributes in here
    RowReader& operator=(const RowReader&) = delete;

    // Ties a mapping to the header of a file. Amounts without a currency of their own are in
    // `company_currency`. Refuses as check_header does, and a constant that its field cannot take.
    static Result<RowReader> make(const Mapping& mapping, std::span<const std::string> header, Currency company_currency);

    // True when the row is whole. Otherwise one FieldError per wrong or missing field is appended, in the
    // order of the kind's fields, and `into` must not be used.
    bool read(std::int64_t row_number, std::span<const std::string_view> cells, TypedRow& into,
              std::vector<FieldError>& errors) const;

    const Mapping& mapping() const { return mapping_; }

private:
    struct Source {
        FieldIndex field;
        std::size_t column;
    };
    RowReader(Mapping mapping, std::span<const std::string> header, Currency company_currency);
    Result<void> read_constants();
    Currency currency_of(std::span<const std::string_view> cells) const;
    Result<void> read_field(FieldIndex field, std::string_view cell, Currency currency, TypedRow::Value& into) const;
    void join_identity(TypedRow& row) const;

    Mapping mapping_;
    std::vector<std::string> header_;
    const KindDescription* kind_;
    std::vector<Source> sources_;       // by ascending field
    std::vector<std::pair<std::size_t, std::string>> attributes_;  // column, name
    std::vector<TypedRow::Value> constants_;  // by field
    Currency company_currency_;
    std::optional<std::size_t> currency_column_;
    std::optional<FieldIndex> currency_field_;
};

}  // namespace tandem::importing
