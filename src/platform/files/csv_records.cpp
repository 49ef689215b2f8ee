#include "platform/files/csv_records.h"

#include <algorithm>
#include <cstring>

#include "platform/files/header_row.h"

namespace tandem::platform {
namespace {

constexpr std::size_t piece_bytes = 256 << 10;

}  // namespace

CsvRecords::CsvRecords(std::unique_ptr<ByteSource> text, const TableLimits& limits)
    : text_(std::move(text)), limits_(limits), buffer_(piece_bytes + limits.row_bytes) {}

void CsvRecords::use(char delimiter) {
    delimiter_ = delimiter;
    special_.fill(false);
    for (const char letter : {delimiter, '\n', '\r', '"', '\0'}) special_[static_cast<unsigned char>(letter)] = true;
}

Result<CsvRecords> CsvRecords::open(std::unique_ptr<ByteSource> text, std::optional<char> delimiter,
                                    std::int64_t header_row, const TableLimits& limits) {
    CsvRecords records{std::move(text), limits};
    TRY(records.fill());
    records.use(delimiter ? *delimiter : sniff_delimiter(records.rest(), header_row));
    return records;
}

tl::unexpected<Error> CsvRecords::refuse_here(std::string_view code) const {
    return refuse(code, {}, {{"row", std::to_string(record_number_)}, {"column", std::to_string(cells_.size() + 1)}});
}

// Moves the begun record to the front and reads behind it. False when the text has ended.
Result<bool> CsvRecords::fill() {
    const std::size_t begun = at_ - record_;
    if (begun > 0 && begun - std::min(begun, cell_) > limits_.cell_bytes) return refuse_here("file.cell_too_large");
    if (begun > limits_.row_bytes) return refuse_here("file.row_too_large");
    if (record_ > 0) std::memmove(buffer_.data(), buffer_.data() + record_, end_ - record_);
    at_ -= record_;
    end_ -= record_;
    record_ = 0;
    const std::size_t got = TRY(text_->read(std::span{buffer_}.subspan(end_)));
    end_ += got;
    return got > 0;
}

Result<bool> CsvRecords::next() {
    cells_.clear();
    record_ = at_;
    ++record_number_;
    while (true) {
        cell_ = at_ - record_;
        const bool more = at_ < end_ || TRY(fill());
        if (!more && cells_.empty()) return false;
        if (more && buffer_[at_] == '"') {
            TRY_VOID(quoted_cell());
        } else {
            TRY_VOID(plain_cell());
        }
        if (cells_.back().size > limits_.cell_bytes) return refuse_here("file.cell_too_large");
        if (at_ - record_ > limits_.row_bytes) return refuse_here("file.row_too_large");
        if (at_ == end_) return true;
        const char stop = buffer_[at_++];
        if (stop == delimiter_) continue;
        if (stop == '\r' && (at_ < end_ || TRY(fill())) && buffer_[at_] == '\n') ++at_;
        return true;
    }
}

Result<void> CsvRecords::plain_cell() {
    while (at_ < end_ || TRY(fill())) {
        while (at_ < end_ && !special_[static_cast<unsigned char>(buffer_[at_])]) ++at_;
        if (at_ == end_) continue;
        if (buffer_[at_] == '\0') return refuse_here("file.nul_byte");
        if (buffer_[at_] != '"') break;
        if (is_blank({buffer_.data() + record_ + cell_, at_ - record_ - cell_})) return refuse_here("file.quote_after_blank");
        ++at_;
    }
    cells_.push_back({cell_, at_ - record_ - cell_});
    return {};
}

// Doubled quotes are undone in place: the text only ever gets shorter.
Result<void> CsvRecords::quoted_cell() {
    ++at_;
    Cell cell{cell_ + 1, 0};
    while (true) {
        const std::size_t begin = at_;
        while (at_ < end_ && buffer_[at_] != '"' && buffer_[at_] != '\0') ++at_;
        char* const into = buffer_.data() + record_ + cell.from + cell.size;
        if (into != buffer_.data() + begin) std::memmove(into, buffer_.data() + begin, at_ - begin);
        cell.size += at_ - begin;
        if (at_ == end_) {
            if (!TRY(fill())) return refuse_here("file.quote_unclosed");
            continue;
        }
        if (buffer_[at_] == '\0') return refuse_here("file.nul_byte");
        ++at_;
        const bool more = at_ < end_ || TRY(fill());
        if (!more || buffer_[at_] != '"') return close_quote(cell);
        buffer_[record_ + cell.from + cell.size++] = '"';
        ++at_;
    }
}

// Blanks behind the closing quote belong to nobody: some bank exports write a tab there.
Result<void> CsvRecords::close_quote(const Cell& cell) {
    while (at_ < end_ || TRY(fill())) {
        const char letter = buffer_[at_];
        if (letter == delimiter_ || (letter != ' ' && letter != '\t')) break;
        ++at_;
    }
    if (at_ < end_ && buffer_[at_] != delimiter_ && buffer_[at_] != '\n' && buffer_[at_] != '\r')
        return refuse_here("file.quote_followed");
    cells_.push_back(cell);
    return {};
}

namespace {

// Cells of each record of the sample, as the candidate would cut it; a record cut off at the end is left out.
std::vector<std::size_t> widths(std::string_view sample, char delimiter, std::size_t records) {
    std::vector<std::size_t> counted;
    std::size_t cells = 1;
    bool quoted = false, at_start = true;
    for (const char letter : sample) {
        if (letter == '"' && (quoted || at_start)) quoted = !quoted;
        else if (!quoted && letter == delimiter) ++cells;
        else if (!quoted && letter == '\n') {
            counted.push_back(cells);
            if (counted.size() == records) break;
            cells = 1;
        }
        at_start = letter == delimiter || letter == '\n' || letter == '"';
    }
    if (counted.empty()) counted.push_back(cells);
    return counted;
}

}  // namespace

char sniff_delimiter(std::string_view sample, std::int64_t header_row) {
    constexpr std::size_t looked_at = 20;
    char best = ',';
    std::pair<std::size_t, std::size_t> best_score{};  // rows as wide as the header, then its width
    const auto header = static_cast<std::size_t>(std::max<std::int64_t>(header_row, 1) - 1);
    for (const char candidate : {',', '\t', ';', '|'}) {
        const auto counted = widths(sample, candidate, header + looked_at);
        if (counted.size() <= header || counted[header] < 2) continue;
        const auto width = counted[header];
        const auto alike = static_cast<std::size_t>(std::count(counted.begin() + static_cast<std::ptrdiff_t>(header), counted.end(), width));
        if (std::pair{alike, width} > best_score) {
            best = candidate;
            best_score = {alike, width};
        }
    }
    return best;
}

}  // namespace tandem::platform
