#include "importing/row_reader.h"

#include <algorithm>

#include "importing/cell_types.h"
#include "importing/words.h"

namespace tandem::importing {
namespace {

constexpr std::size_t quoted_bytes = 200;  // of a wrong value, in its error

}  // namespace

std::optional<std::string_view> TypedRow::text(FieldIndex field) const {
    const Value& value = values_[field.at];
    return value.present ? std::optional{value.text} : std::nullopt;
}
std::optional<Date> TypedRow::date(FieldIndex field) const {
    const Value& value = values_[field.at];
    return value.present ? std::optional{date_of(value.number)} : std::nullopt;
}
std::optional<Money> TypedRow::amount(FieldIndex field) const {
    const Value& value = values_[field.at];
    return value.present ? std::optional{Money{value.number, currency_}} : std::nullopt;
}
std::optional<Rate> TypedRow::rate(FieldIndex field) const {
    const Value& value = values_[field.at];
    return value.present ? std::optional{Rate{value.number}} : std::nullopt;
}
std::optional<std::int64_t> TypedRow::integer(FieldIndex field) const {
    const Value& value = values_[field.at];
    return value.present ? std::optional{value.number} : std::nullopt;
}
std::optional<bool> TypedRow::boolean(FieldIndex field) const {
    const Value& value = values_[field.at];
    return value.present ? std::optional{value.number != 0} : std::nullopt;
}
std::optional<Currency> TypedRow::currency(FieldIndex field) const {
    const Value& value = values_[field.at];
    return value.present ? std::optional{value.currency} : std::nullopt;
}

RowReader::RowReader(Mapping mapping, std::span<const std::string> header, Currency company_currency)
    : mapping_(std::move(mapping)), header_(header.begin(), header.end()), kind_(&describe(mapping_.kind)),
      constants_(kind_->fields.size()), company_currency_(company_currency) {
    for (const auto& use : mapping_.columns) {
        const auto column = static_cast<std::size_t>(std::ranges::find(header_, use.column) - header_.begin());
        if (column == header_.size()) continue;  // allowed to be absent
        if (use.field) sources_.push_back({*use.field, column});
        else attributes_.emplace_back(column, use.attribute);
    }
    std::ranges::sort(sources_, {}, &Source::field);
    currency_field_ = kind_->find("currency");
    for (const Source& source : sources_)
        if (source.field == currency_field_) currency_column_ = source.column;
}

Result<RowReader> RowReader::make(const Mapping& mapping, std::span<const std::string> header, Currency company_currency) {
    TRY_VOID(check_header(mapping, header));
    RowReader reader{mapping, header, company_currency};
    TRY_VOID(reader.read_constants());
    return reader;
}

Result<void> RowReader::read_constants() {
    for (const Constant& constant : mapping_.constants)
        if (constant.field == currency_field_) company_currency_ = TRY(currency_in_words(trimmed(constant.text)));
    for (const Constant& constant : mapping_.constants) {
        TypedRow::Value& value = constants_[constant.field.at];
        TRY_VOID(read_field(constant.field, trimmed(constant.text), company_currency_, value));
        value.present = true;
    }
    return {};
}

Currency RowReader::currency_of(std::span<const std::string_view> cells) const {
    if (!currency_column_) return company_currency_;
    const std::string_view cell = trimmed(cells[*currency_column_]);
    return cell.empty() ? company_currency_ : currency_in_words(cell).value_or(company_currency_);
}

Result<void> RowReader::read_field(FieldIndex index, std::string_view cell, Currency currency, TypedRow::Value& into) const {
    const Field& field = (*kind_)[index];
    switch (field.type) {
        case FieldType::text:
        case FieldType::code:
            TRY_VOID(check_text(cell, field));
            into.text = cell;
            return {};
        case FieldType::date: into.number = day_number(TRY(read_date(cell, mapping_.dates, mapping_.times))); return {};
        case FieldType::amount: into.number = TRY(read_amount(cell, currency, mapping_.decimal)).minor(); break;
        case FieldType::rate: into.number = TRY(read_rate(cell)).e10; break;
        case FieldType::integer: into.number = TRY(read_integer(cell)); break;
        case FieldType::boolean: into.number = TRY(read_boolean(cell, mapping_.yes, mapping_.no)) ? 1 : 0; return {};
        case FieldType::currency: into.currency = TRY(currency_in_words(cell)); return {};
    }
    into.number = TRY(with_sign(into.number, field, cell));
    return {};
}

bool RowReader::read(std::int64_t row_number, std::span<const std::string_view> cells, TypedRow& into,
                     std::vector<FieldError>& errors) const {
    TANDEM_ASSERT(cells.size() >= header_.size());
    const std::size_t errors_before = errors.size();
    into.values_ = constants_;
    into.currency_ = currency_of(cells);
    for (const Source& source : sources_) {
        const Field& field = (*kind_)[source.field];
        const std::string_view stripped = trimmed(cells[source.column]);
        const bool to_the_letter = mapping_.origin == Origin::tandem && field.type == FieldType::text;
        const std::string_view cell = to_the_letter ? cells[source.column] : stripped;
        Result<void> read;
        if (stripped.empty()) {
            if (field.need == Need::optional) continue;
            read = refuse("importing.required", {}, {{"field", std::string(field.name)}});
        } else {
            read = read_field(source.field, cell, into.currency_, into.values_[source.field.at]);
        }
        into.values_[source.field.at].present = read.has_value();
        if (!read)
            errors.push_back({row_number, header_[source.column], source.field, std::string(first_bytes(stripped, quoted_bytes)), std::move(read).error()});
    }
    into.attributes_.clear();
    for (const auto& [column, name] : attributes_)
        if (const auto value = trimmed(cells[column]); !value.empty()) into.attributes_.push_back({name, value});
    if (errors.size() != errors_before) return false;
    if (!mapping_.identity.empty()) join_identity(into);
    return true;
}

// "2820-XGXSB|2013-07-03|65.88": the fields as the book would write them, so that the layout of a later
// file does not matter.
void RowReader::join_identity(TypedRow& row) const {
    row.identity_.clear();
    for (const FieldIndex part : mapping_.identity) {
        if (!row.identity_.empty()) row.identity_ += '|';
        const TypedRow::Value& value = row.values_[part.at];
        if (!value.present) continue;
        switch ((*kind_)[part].type) {
            case FieldType::text:
            case FieldType::code: row.identity_ += value.text; break;
            case FieldType::date: row.identity_ += to_string(date_of(value.number)); break;
            case FieldType::amount: row.identity_ += to_decimal(Money{value.number, row.currency_}); break;
            case FieldType::rate: row.identity_ += to_string(Rate{value.number}); break;
            case FieldType::currency: row.identity_ += value.currency.code(); break;
            case FieldType::integer:
            case FieldType::boolean: row.identity_ += std::to_string(value.number); break;
        }
    }
    TypedRow::Value& key = row.values_[kind_->find(kind_->identity)->at];
    key.present = true;
    key.text = row.identity_;
}

}  // namespace tandem::importing
