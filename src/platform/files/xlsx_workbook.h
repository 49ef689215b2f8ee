// The parts of an XLSX file that explain its sheets: their names, the shared strings, the date formats.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/xlsx_package.h"
#include "platform/files/xlsx_value.h"

namespace tandem::platform {

struct XlsxSheet {
    std::string name, part;
};

struct XlsxWorkbook {
    std::vector<XlsxSheet> sheets;  // worksheets only, in their order
    DateSystem dates = DateSystem::from_1900;
    std::string strings_part, styles_part;  // empty when the file has none
};
Result<XlsxWorkbook> read_workbook(const XlsxPackage& package, const TableLimits& limits);  // file.xlsx_malformed

// By cell style: is a number shown as a date?
Result<std::vector<NumberKind>> read_styles(const XlsxPackage& package, const std::string& part, const TableLimits& limits);

class SharedStrings {
public:
    static Result<SharedStrings> read(const XlsxPackage& package, const std::string& part, const TableLimits& limits);
    std::optional<std::string_view> at(std::uint64_t index) const {
        if (index >= begins_.size() - 1) return std::nullopt;
        return std::string_view{text_}.substr(begins_[index], begins_[index + 1] - begins_[index]);
    }

private:
    std::string text_;
    std::vector<std::uint64_t> begins_{0};
};

}  // namespace tandem::platform
