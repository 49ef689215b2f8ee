// The rows of one sheet: what the XML holds, as text, in flat memory.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/xlsx_package.h"
#include "platform/files/xlsx_workbook.h"
#include "platform/files/xml_pull.h"

namespace tandem::platform {

// What explains the cells of a sheet.
struct SheetContext {
    SharedStrings strings;
    std::vector<NumberKind> styles;
    DateSystem dates;
    TableLimits limits;
};

class XlsxSheetRows {
public:
    XlsxSheetRows(XlsxPackage package, XmlPull xml, SheetContext context)
        : package_(std::move(package)), xml_(std::move(xml)), context_(std::move(context)) {}

    // The next row of the part, blank or not; false at the end of the sheet. file.xlsx_*, file.cell_too_large, …
    Result<bool> next();
    std::int64_t row() const { return row_; }

    // Only cells that hold something, by ascending column; views live until next().
    struct Cell {
        std::size_t column;  // from 0
        std::string_view text;
    };
    const std::vector<Cell>& cells() const { return cells_; }

private:
    struct Place {
        std::size_t from, size;  // of text_
    };
    Result<void> begin_row();
    Result<void> read_cell();
    Result<void> read_value();
    Result<void> keep(std::string_view type, std::size_t style);
    Result<std::string_view> shared() const;
    std::string number_text(std::size_t style) const;
    std::vector<std::pair<std::string, std::string>> place() const;
    tl::unexpected<Error> malformed() const;

    XlsxPackage package_;
    XmlPull xml_;  // reads out of package_
    SheetContext context_;
    std::int64_t row_ = 0;
    std::size_t next_column_ = 0;
    std::uint64_t filled_ = 0;
    std::vector<Cell> cells_;
    std::vector<Place> places_;  // of each cell's text, while text_ still moves; size npos: shared
    std::string text_, value_;
};

}  // namespace tandem::platform
