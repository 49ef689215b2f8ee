// The directory of a ZIP file, distrusted (trust S12): what libzip would take on faith is checked first.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/table_reader.h"

namespace tandem::platform {

struct ZipEntry {
    std::string name;
    std::uint64_t compressed, inflated;  // as the directory states them
};

// In directory order. file.xlsx_malformed (also for overlapping entries, names with .. or an absolute
// path, doubled names, ZIP64 sizes), file.xlsx_encrypted, file.xlsx_too_many_entries, file.xlsx_bomb.
Result<std::vector<ZipEntry>> check_zip_directory(std::string_view bytes, const TableLimits& limits);

// Nothing, or the refusal, for a part that inflates to so much: file.xlsx_bomb.
Result<void> check_inflation(std::string_view part, std::uint64_t compressed, std::uint64_t inflated, const TableLimits& limits);

}  // namespace tandem::platform
