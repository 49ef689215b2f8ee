// One streaming reader of rows for CSV and XLSX.
//
// Rows and columns are counted from 1, as a spreadsheet shows them. The format is told by the content,
// never by the file's name. Limits: trust S12. Refusals come as file.* with row and column.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/text_encoding.h"

namespace tandem::platform {

// The defaults are for uploads. The command line, where the operator owns the machine, uses trusted_limits().
struct TableLimits {
    std::uint64_t xlsx_bytes = 20ull << 20;
    std::uint64_t inflated_bytes = 200ull << 20;  // of all parts read, counted while inflating
    std::uint64_t inflate_ratio = 100;            // of one part above 1 MiB
    std::uint64_t xlsx_entries = 1'000;
    std::uint64_t xlsx_cells = 1'000'000;         // cells that hold something
    std::uint64_t xlsx_text_bytes = 48ull << 20;  // of the shared strings, which stay in memory
    int xml_depth = 64;
    std::size_t cell_bytes = 128 << 10;           // a spreadsheet cell holds 32,767 characters
    std::size_t row_bytes = 1 << 20;
    std::size_t columns = 1'024;
};
TableLimits trusted_limits();

// Apostrophes before formula-like text (formula_guard.h) in CSV that our own export wrote.
enum class Guards { keep, strip };

struct TableOptions {
    std::optional<char> delimiter{};     // , ; TAB | are tried when not named
    std::optional<Encoding> encoding{};  // CSV only
    std::string sheet{};                 // XLSX only; empty: the first
    std::int64_t header_row = 1;         // rows above it are skipped unread
    Guards guards = Guards::keep;
    TableLimits limits{};
};

enum class TableFormat { csv, xlsx };

struct TableShape {
    TableFormat format;
    Encoding encoding = Encoding::utf8;
    char delimiter = ',';             // CSV
    std::vector<std::string> sheets;  // XLSX: all of them
    std::vector<std::string> header;  // blanks around trimmed; empty names only in the middle
};

class TableReader {
public:
    virtual ~TableReader() = default;
    virtual const TableShape& shape() const = 0;
    // The next row that is not blank, with exactly as many cells as the header; false at the end. The
    // views live until the next call. After file.ragged_row the reader stands behind that row and may
    // go on; every other refusal is final.
    // XLSX cells arrive as text: dates by number format as 2026-03-31 or 2026-03-31 08:30:00, numbers as
    // plain decimals without float noise, booleans as TRUE and FALSE, formulas as their stored value.
    virtual Result<bool> next(std::vector<std::string_view>& cells) = 0;
    virtual std::int64_t row_number() const = 0;  // of the row that next() gave or refused
};

// file.empty, file.no_header, file.encoding_*, file.quote_*, file.xlsx_*, …
Result<std::unique_ptr<TableReader>> open_table(const std::filesystem::path& path, const TableOptions& options = {});
Result<std::unique_ptr<TableReader>> open_table_in_memory(std::string bytes, const TableOptions& options = {});

}  // namespace tandem::platform
