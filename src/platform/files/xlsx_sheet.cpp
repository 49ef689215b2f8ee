#include "platform/files/xlsx_sheet.h"

#include <charconv>

namespace tandem::platform {
namespace {

using Event = XmlPull::Event;
constexpr std::size_t most_columns = 16'384;  // of a sheet: XFD
constexpr std::int64_t most_rows = 1'048'576;

// "BC12" -> 54, counted from 0.
std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t column = 0;
    for (const char letter : reference) {
        if (letter < 'A' || letter > 'Z') break;
        column = column * 26 + static_cast<std::size_t>(letter - 'A') + 1;
        if (column > most_columns) return std::nullopt;
    }
    return column == 0 ? std::nullopt : std::optional{column - 1};
}

template <class Number>
Number number_or(std::string_view text, Number otherwise) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? value : otherwise;
}

}  // namespace

Result<bool> XlsxSheetRows::next() {
    for (Event event = TRY(xml_.next()); event != Event::finished; event = TRY(xml_.next())) {
        if (event != Event::start || xml_.name() != "row") continue;
        TRY_VOID(begin_row());
        for (event = TRY(xml_.next()); !(event == Event::end && xml_.name() == "row"); event = TRY(xml_.next()))
            if (event == Event::start && xml_.name() == "c") TRY_VOID(read_cell());
        for (std::size_t at = 0; at < cells_.size(); ++at)
            if (places_[at].size != std::string::npos)
                cells_[at].text = std::string_view{text_}.substr(places_[at].from, places_[at].size);
        return true;
    }
    return false;
}

Result<void> XlsxSheetRows::begin_row() {
    const std::string_view stated = xml_.raw_attribute("r");
    const std::int64_t row = stated.empty() ? row_ + 1 : number_or<std::int64_t>(stated, 0);
    if (row <= row_ || row > most_rows) return malformed();
    row_ = row;
    next_column_ = 0;
    cells_.clear();
    places_.clear();
    text_.clear();
    return {};
}

Result<void> XlsxSheetRows::read_cell() {
    const std::string_view reference = xml_.raw_attribute("r");
    const auto column = reference.empty() ? std::optional{next_column_} : column_of(reference);
    if (!column || *column < next_column_ || *column >= most_columns) return malformed();
    next_column_ = *column;
    const std::string type{xml_.raw_attribute("t")};
    const auto style = number_or<std::size_t>(xml_.raw_attribute("s"), 0);
    TRY_VOID(read_value());
    if (!value_.empty()) TRY_VOID(keep(type, style));
    ++next_column_;
    return {};
}

// Into value_, up to the end of the cell: its <v>, or the <t> of an inline string.
Result<void> XlsxSheetRows::read_value() {
    value_.clear();
    bool in_value = false;
    int phonetic = 0;
    for (Event event = TRY(xml_.next()); !(event == Event::end && xml_.name() == "c"); event = TRY(xml_.next())) {
        if (event == Event::text) {
            if (in_value && phonetic == 0) value_ += xml_.text();
            if (value_.size() > context_.limits.cell_bytes) return refuse("file.cell_too_large", {}, place());
            continue;
        }
        if (xml_.name() == "rPh") phonetic += event == Event::start ? 1 : -1;
        if (xml_.name() == "v" || xml_.name() == "t") in_value = event == Event::start;
    }
    return {};
}

// value_ as the text of the cell.
Result<void> XlsxSheetRows::keep(std::string_view type, std::size_t style) {
    if (++filled_ > context_.limits.xlsx_cells)
        return refuse("file.xlsx_too_many_cells", {}, {{"limit", std::to_string(context_.limits.xlsx_cells)}});
    if (type == "s") {
        cells_.push_back({next_column_, TRY(shared())});
        places_.push_back({0, std::string::npos});
        return {};
    }
    const std::size_t from = text_.size();
    if (type == "b") text_ += value_ == "1" ? "TRUE" : "FALSE";
    else if (type == "str" || type == "inlineStr") text_ += without_escapes(value_);
    else if (type == "e" || type == "d") text_ += value_;
    else text_ += number_text(style);
    if (text_.size() > context_.limits.row_bytes) return refuse("file.row_too_large", {}, place());
    if (text_.find('\0', from) != std::string::npos) return refuse("file.nul_byte", {}, place());
    cells_.push_back({next_column_, {}});
    places_.push_back({from, text_.size() - from});
    return {};
}

Result<std::string_view> XlsxSheetRows::shared() const {
    const auto index = number_or<std::uint64_t>(value_, UINT64_MAX - 1);
    const auto found = context_.strings.at(index);
    if (!found) return refuse("file.xlsx_shared_string", value_, place());
    if (found->find('\0') != std::string_view::npos) return refuse("file.nul_byte", {}, place());
    return *found;
}

std::string XlsxSheetRows::number_text(std::size_t style) const {
    const auto decimal = decimal_text(value_);
    if (!decimal) return value_;
    const NumberKind kind = style < context_.styles.size() ? context_.styles[style] : NumberKind::plain;
    return kind == NumberKind::plain ? *decimal : date_text(*decimal, kind, context_.dates).value_or(*decimal);
}

std::vector<std::pair<std::string, std::string>> XlsxSheetRows::place() const {
    return {{"row", std::to_string(row_)}, {"column", std::to_string(next_column_ + 1)}};
}

tl::unexpected<Error> XlsxSheetRows::malformed() const { return refuse("file.xlsx_malformed", "row " + std::to_string(row_ + 1)); }

}  // namespace tandem::platform
