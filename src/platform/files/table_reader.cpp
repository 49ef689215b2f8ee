#include "platform/files/table_reader.h"

#include <array>

#include "platform/files/csv_reader.h"
#include "platform/files/xlsx_reader.h"

namespace tandem::platform {
namespace {

Result<std::string> read_whole(ByteSource& bytes, const TableLimits& limits) {
    std::string whole;
    std::vector<char> piece(1 << 20);
    while (const std::size_t got = TRY(bytes.read(piece))) {
        whole.append(piece.data(), got);
        if (whole.size() > limits.xlsx_bytes)
            return refuse("file.xlsx_too_large", {}, {{"bytes", std::to_string(whole.size())}, {"limit", std::to_string(limits.xlsx_bytes)}});
    }
    return whole;
}

Result<std::unique_ptr<TableReader>> open(std::unique_ptr<ByteSource> bytes, const TableOptions& options) {
    std::array<char, 8> front{};
    const std::size_t got = TRY(bytes->read(front));
    TRY_VOID(bytes->rewind());
    const std::string_view magic{front.data(), got};
    if (magic.empty()) return refuse("file.empty");
    // The old Excel format, and every XLSX behind a password.
    if (magic.starts_with("\xD0\xCF\x11\xE0")) return refuse("file.old_excel");
    if (magic.starts_with("PK\x03\x04")) return open_xlsx(TRY(read_whole(*bytes, options.limits)), options);
    return open_csv(std::move(bytes), options);
}

}  // namespace

TableLimits trusted_limits() {
    TableLimits limits;
    limits.xlsx_bytes = 1ull << 30;
    limits.inflated_bytes = 32ull << 30;
    limits.xlsx_cells = 100'000'000;
    limits.xlsx_text_bytes = 2ull << 30;
    return limits;
}

Result<std::unique_ptr<TableReader>> open_table(const std::filesystem::path& path, const TableOptions& options) {
    return open(TRY(open_file(path)), options);
}

Result<std::unique_ptr<TableReader>> open_table_in_memory(std::string bytes, const TableOptions& options) {
    return open(bytes_in_memory(std::move(bytes)), options);
}

}  // namespace tandem::platform
