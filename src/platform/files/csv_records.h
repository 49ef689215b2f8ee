// RFC 4180 records out of a UTF-8 text that arrives in pieces, without copying cells.
//
// A quoted cell opens at its first byte and closes before a delimiter or line end: anything else is
// refused, because guessing where a cell ends moves amounts into the wrong column. A quote in the middle
// of a cell that began without one is a letter like others; wallets write such cells. Line ends are LF,
// CRLF or CR.
#pragma once
#include <array>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "platform/files/byte_source.h"
#include "platform/files/table_reader.h"

namespace tandem::platform {

class CsvRecords {
public:
    // The delimiter is found in the first pieces of the text when not named.
    static Result<CsvRecords> open(std::unique_ptr<ByteSource> text, std::optional<char> delimiter,
                                   std::int64_t header_row, const TableLimits& limits);

    // False at the end. file.quote_*, file.nul_byte, file.cell_too_large, file.row_too_large.
    Result<bool> next();
    std::size_t size() const { return cells_.size(); }
    std::string_view cell(std::size_t at) const { return {buffer_.data() + record_ + cells_[at].from, cells_[at].size}; }
    std::int64_t record_number() const { return record_number_; }
    char delimiter() const { return delimiter_; }

private:
    struct Cell {
        std::size_t from, size;  // from the record's first byte
    };
    CsvRecords(std::unique_ptr<ByteSource> text, const TableLimits& limits);
    void use(char delimiter);
    Result<bool> fill();
    Result<void> plain_cell();
    Result<void> quoted_cell();
    Result<void> close_quote(const Cell& cell);
    std::string_view rest() const { return {buffer_.data() + at_, end_ - at_}; }
    tl::unexpected<Error> refuse_here(std::string_view code) const;

    std::unique_ptr<ByteSource> text_;
    TableLimits limits_;
    char delimiter_ = ',';
    std::array<bool, 256> special_{};  // bytes at which an unquoted cell stops or is refused
    std::vector<char> buffer_;
    std::size_t record_ = 0, at_ = 0, end_ = 0;  // of the buffer: the record's start, the scan, the filled part
    std::size_t cell_ = 0;                       // the scanned cell's start, from the record's
    std::vector<Cell> cells_;
    std::int64_t record_number_ = 0;
};

// The delimiter of , ; TAB | that cuts the header row and the rows under it into the most equal cells.
char sniff_delimiter(std::string_view sample, std::int64_t header_row);

}  // namespace tandem::platform
