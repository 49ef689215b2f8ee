// Rows out: CSV and XLSX behind one interface, cell by cell, in constant memory.
//
// Text that a spreadsheet would run as a formula (trust S11) is guarded in CSV by one apostrophe; in
// XLSX it is a typed string. Amounts, dates, numbers and booleans are typed and never guarded, so a
// negative amount stays a number.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/date.h"
#include "core/money.h"
#include "core/result.h"

namespace tandem::platform {

class TableWriter {
public:
    virtual ~TableWriter() = default;
    virtual void text(std::string_view value) = 0;
    virtual void amount(Money value) = 0;  // "1234.50" with the currency's digits
    virtual void rate(Rate value) = 0;
    virtual void integer(std::int64_t value) = 0;
    virtual void date(Date value) = 0;     // 2026-03-31
    virtual void boolean(bool value) = 0;  // true, false
    virtual void blank() = 0;
    // file.unwritable; file.sheet_full beyond 1,048,576 rows of XLSX.
    virtual Result<void> end_row() = 0;
    virtual Result<void> finish() = 0;     // once, at the end; a writer dropped without it leaves no whole file

    Result<void> header(std::span<const std::string_view> names);
};

// Takes the next bytes; an empty piece says that no more come.
using ByteSink = std::function<Result<void>(std::string_view bytes)>;
Result<ByteSink> file_sink(const std::filesystem::path& path);  // file.unwritable
ByteSink string_sink(std::string& into);

struct CsvStyle {
    enum class Mark { none, byte_order_mark } mark = Mark::none;  // Excel in Chinese needs the mark
    enum class LineEnd { lf, crlf } line_end = LineEnd::crlf;     // RFC 4180
};
std::unique_ptr<TableWriter> csv_writer(ByteSink sink, CsvStyle style = {});
Result<std::unique_ptr<TableWriter>> xlsx_writer(const std::filesystem::path& path, const std::string& sheet);

}  // namespace tandem::platform
