#include "platform/files/xlsx_reader.h"

#include <algorithm>

#include "platform/files/header_row.h"
#include "platform/files/xlsx_sheet.h"
#include "platform/files/xlsx_workbook.h"

namespace tandem::platform {
namespace {

class XlsxReader final : public TableReader {
public:
    XlsxReader(XlsxSheetRows rows, TableShape shape) : rows_(std::move(rows)), shape_(std::move(shape)) {}

    Result<void> read_header(std::int64_t header_row, const TableLimits& limits) {
        while (rows_.row() < header_row && TRY(rows_.next())) {}
        if (rows_.row() != header_row) return refuse("file.no_header", {}, {{"row", std::to_string(header_row)}});
        std::vector<std::string_view> names(rows_.cells().empty() ? 0 : rows_.cells().back().column + 1);
        for (const auto& cell : rows_.cells()) names[cell.column] = cell.text;
        shape_.header = TRY(header_names(names, header_row, limits));
        return {};
    }

    const TableShape& shape() const override { return shape_; }
    std::int64_t row_number() const override { return rows_.row(); }

    Result<bool> next(std::vector<std::string_view>& cells) override {
        if (failure_) return tl::unexpected(*failure_);
        const auto holds_something = [](const XlsxSheetRows::Cell& cell) { return !is_blank(cell.text); };
        do {
            const auto more = rows_.next();
            if (!more) {
                failure_ = more.error();
                return tl::unexpected(*failure_);
            }
            if (!*more) return false;
        } while (std::ranges::none_of(rows_.cells(), holds_something));
        const std::size_t width = shape_.header.size();
        cells.assign(width, {});
        for (const auto& cell : rows_.cells()) {
            if (cell.column < width) cells[cell.column] = cell.text;
            else if (holds_something(cell)) return ragged_row(row_number(), rows_.cells().back().column + 1, width);
        }
        return true;
    }

private:
    XlsxSheetRows rows_;
    TableShape shape_;
    std::optional<Error> failure_;
};

Result<XlsxSheet> choose_sheet(const std::vector<XlsxSheet>& sheets, const std::string& wanted) {
    if (wanted.empty()) return sheets.front();
    const auto found = std::ranges::find(sheets, wanted, &XlsxSheet::name);
    if (found != sheets.end()) return *found;
    std::string present;
    for (const auto& sheet : sheets) present += (present.empty() ? "" : ", ") + sheet.name;
    return refuse("file.xlsx_no_sheet", wanted, {{"sheets", present}});
}

}  // namespace

Result<std::unique_ptr<TableReader>> open_xlsx(std::string bytes, const TableOptions& options) {
    auto package = TRY(XlsxPackage::open(std::move(bytes), options.limits));
    const auto workbook = TRY(read_workbook(package, options.limits));
    const auto sheet = TRY(choose_sheet(workbook.sheets, options.sheet));
    auto styles = TRY(read_styles(package, workbook.styles_part, options.limits));
    auto strings = TRY(SharedStrings::read(package, workbook.strings_part, options.limits));
    TableShape shape{TableFormat::xlsx, Encoding::utf8, ',', {}, {}};
    for (const auto& each : workbook.sheets) shape.sheets.push_back(each.name);
    XmlPull xml{TRY(package.read(sheet.part)), sheet.part, options.limits.xml_depth};
    XlsxSheetRows rows{std::move(package), std::move(xml), {std::move(strings), std::move(styles), workbook.dates, options.limits}};
    auto reader = std::make_unique<XlsxReader>(std::move(rows), std::move(shape));
    TRY_VOID(reader->read_header(options.header_row, options.limits));
    return reader;
}

}  // namespace tandem::platform
