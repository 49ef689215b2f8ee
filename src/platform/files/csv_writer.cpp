#include <cerrno>
#include <cstdio>
#include <cstring>

#include "platform/files/formula_guard.h"
#include "platform/files/table_writer.h"
#include "platform/files/utf8.h"

namespace tandem::platform {
namespace {

constexpr std::size_t piece_bytes = 256 << 10;

class CsvWriter final : public TableWriter {
public:
    CsvWriter(ByteSink sink, CsvStyle style)
        : sink_(std::move(sink)), line_end_(style.line_end == CsvStyle::LineEnd::crlf ? "\r\n" : "\n") {
        if (style.mark == CsvStyle::Mark::byte_order_mark) pending_ = byte_order_mark;
    }

    void text(std::string_view value) override {
        begin_cell();
        const bool guard = needs_guard(value);
        if (value.find_first_of(",\"\r\n") == std::string_view::npos && !looks_blank(value)) {
            if (guard) pending_ += '\'';
            pending_ += value;
            return;
        }
        pending_ += guard ? "\"'" : "\"";
        for (const char letter : value) {
            if (letter == '"') pending_ += '"';
            pending_ += letter;
        }
        pending_ += '"';
    }
    void amount(Money value) override { typed(to_decimal(value)); }
    void rate(Rate value) override { typed(to_string(value)); }
    void integer(std::int64_t value) override { typed(std::to_string(value)); }
    void date(Date value) override { typed(to_string(value)); }
    void boolean(bool value) override { typed(value ? "true" : "false"); }
    void blank() override { begin_cell(); }

    Result<void> end_row() override {
        pending_ += line_end_;
        first_cell_ = true;
        return pending_.size() < piece_bytes ? Result<void>{} : flush();
    }
    Result<void> finish() override {
        TRY_VOID(flush());
        return sink_({});
    }

private:
    // A lone byte order mark or blanks at an edge are only safe inside quotes.
    static bool looks_blank(std::string_view value) {
        return !value.empty() && (value.front() == ' ' || value.back() == ' ' || value.starts_with(byte_order_mark));
    }
    void begin_cell() {
        if (!first_cell_) pending_ += ',';
        first_cell_ = false;
    }
    void typed(std::string_view value) {
        begin_cell();
        pending_ += value;
    }
    Result<void> flush() {
        TRY_VOID(sink_(pending_));
        pending_.clear();
        return {};
    }

    ByteSink sink_;
    std::string_view line_end_;
    std::string pending_;
    bool first_cell_ = true;
};

}  // namespace

Result<void> TableWriter::header(std::span<const std::string_view> names) {
    for (const std::string_view name : names) text(name);
    return end_row();
}

Result<ByteSink> file_sink(const std::filesystem::path& path) {
    const std::string name = path.filename().string();
    const auto unwritable = [name] { return refuse("file.unwritable", name, {{"reason", std::strerror(errno)}}); };
    std::shared_ptr<std::FILE> file{std::fopen(path.c_str(), "wb"), [](std::FILE* open) { if (open) std::fclose(open); }};
    if (!file) return unwritable();
    return ByteSink{[file, unwritable](std::string_view bytes) -> Result<void> {
        const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
        if (!written || (bytes.empty() && std::fflush(file.get()) != 0)) return unwritable();
        return {};
    }};
}

ByteSink string_sink(std::string& into) {
    return [&into](std::string_view bytes) -> Result<void> {
        into += bytes;
        return {};
    };
}

std::unique_ptr<TableWriter> csv_writer(ByteSink sink, CsvStyle style) {
    return std::make_unique<CsvWriter>(std::move(sink), style);
}

}  // namespace tandem::platform
