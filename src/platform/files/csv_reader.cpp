#include "platform/files/csv_reader.h"

#include <algorithm>

#include "platform/files/csv_records.h"
#include "platform/files/formula_guard.h"
#include "platform/files/header_row.h"

namespace tandem::platform {
namespace {

class CsvReader final : public TableReader {
public:
    CsvReader(CsvRecords records, Encoding encoding, Guards guards)
        : records_(std::move(records)), guards_(guards) {
        shape_.format = TableFormat::csv;
        shape_.encoding = encoding;
        shape_.delimiter = records_.delimiter();
    }

    Result<void> read_header(std::int64_t header_row, const TableLimits& limits) {
        while (records_.record_number() < header_row)
            if (!TRY(records_.next())) return refuse("file.no_header", {}, {{"row", std::to_string(header_row)}});
        std::vector<std::string_view> cells;
        for (std::size_t at = 0; at < records_.size(); ++at) cells.push_back(records_.cell(at));
        shape_.header = TRY(header_names(cells, header_row, limits));
        return {};
    }

    const TableShape& shape() const override { return shape_; }
    std::int64_t row_number() const override { return records_.record_number(); }

    Result<bool> next(std::vector<std::string_view>& cells) override {
        if (failure_) return tl::unexpected(*failure_);
        do {
            const auto more = records_.next();
            if (!more) {
                failure_ = more.error();
                return tl::unexpected(*failure_);
            }
            if (!*more) return false;
        } while (blank());
        const std::size_t width = shape_.header.size();
        if (records_.size() < width || !empty_from(width))
            return ragged_row(row_number(), records_.size(), width);
        cells.resize(width);
        for (std::size_t at = 0; at < width; ++at) {
            cells[at] = records_.cell(at);
            if (guards_ == Guards::strip) cells[at] = unguarded(cells[at]);
        }
        return true;
    }

private:
    bool empty_from(std::size_t first) const {
        for (std::size_t at = first; at < records_.size(); ++at)
            if (!is_blank(records_.cell(at))) return false;
        return true;
    }
    bool blank() const { return empty_from(0); }

    CsvRecords records_;
    Guards guards_;
    TableShape shape_;
    std::optional<Error> failure_;
};

}  // namespace

Result<std::unique_ptr<TableReader>> open_csv(std::unique_ptr<ByteSource> bytes, const TableOptions& options) {
    auto decoded = TRY(decode(std::move(bytes), options.encoding));
    auto records = TRY(CsvRecords::open(std::move(decoded.text), options.delimiter, options.header_row, options.limits));
    auto reader = std::make_unique<CsvReader>(std::move(records), decoded.encoding, options.guards);
    TRY_VOID(reader->read_header(options.header_row, options.limits));
    return reader;
}

}  // namespace tandem::platform
