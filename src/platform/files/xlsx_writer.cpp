#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "platform/files/table_writer.h"
#include "platform/files/xlsx_value.h"

namespace tandem::platform {
namespace {

constexpr std::size_t exact_digits = 15;  // what a spreadsheet number keeps

double nearest(const std::string& decimal) {
    double value = 0;
    std::from_chars(decimal.data(), decimal.data() + decimal.size(), value);
    return value;
}

// Constant memory: libxlsxwriter streams each finished row into a temporary file.
class XlsxWriter final : public TableWriter {
public:
    XlsxWriter(std::filesystem::path path, const std::string& sheet) : path_(std::move(path)) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        book_ = workbook_new_opt(path_.c_str(), &options);
        if (!book_) return;
        sheet_ = workbook_add_worksheet(book_, sheet.c_str());
        date_format_ = workbook_add_format(book_);
        format_set_num_format(date_format_, "yyyy-mm-dd");
    }
    ~XlsxWriter() override {
        if (!book_) return;
        workbook_close(book_);  // frees it; a file nobody finished does not stay
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    XlsxWriter(const XlsxWriter&) = delete;
    XlsxWriter& operator=(const XlsxWriter&) = delete;
    bool opened() const { return sheet_ != nullptr; }

    void text(std::string_view value) override {
        const lxw_col_t column = column_++;
        if (value.empty()) return;
        keep(worksheet_write_string(sheet_, row_, column, with_escapes(value).c_str(), nullptr));
    }
    void amount(Money value) override {
        decimal(to_decimal(value), amount_format(value.currency().exponent()));
    }
    void rate(Rate value) override { decimal(to_string(value), nullptr); }
    void integer(std::int64_t value) override { decimal(std::to_string(value), nullptr); }
    void date(Date value) override {
        const std::chrono::year_month_day day{value};
        lxw_datetime moment{int(day.year()), static_cast<int>(unsigned(day.month())), static_cast<int>(unsigned(day.day())), 0, 0, 0};
        keep(worksheet_write_datetime(sheet_, row_, column_++, &moment, date_format_));
    }
    void boolean(bool value) override { keep(worksheet_write_boolean(sheet_, row_, column_++, value ? 1 : 0, nullptr)); }
    void blank() override { ++column_; }

    Result<void> end_row() override {
        column_ = 0;
        if (++row_ >= LXW_ROW_MAX) return refuse("file.sheet_full", path_.filename().string(), {{"rows", std::to_string(LXW_ROW_MAX)}});
        return check();
    }
    Result<void> finish() override {
        TRY_VOID(check());
        error_ = workbook_close(book_);
        book_ = nullptr;
        return check();
    }

private:
    // A number a spreadsheet cannot hold exactly goes out as text, so that it comes back unchanged.
    void decimal(const std::string& text_value, lxw_format* format) {
        const auto digits = static_cast<std::size_t>(std::ranges::count_if(text_value, [](char letter) { return letter >= '0' && letter <= '9'; }));
        if (digits > exact_digits) return text(text_value);
        keep(worksheet_write_number(sheet_, row_, column_++, nearest(text_value), format));
    }
    lxw_format* amount_format(int digits) {
        lxw_format*& format = amount_formats_[static_cast<std::size_t>(digits)];
        if (!format) {
            format = workbook_add_format(book_);
            format_set_num_format(format, digits == 0 ? "#,##0" : ("#,##0." + std::string(static_cast<std::size_t>(digits), '0')).c_str());
        }
        return format;
    }
    void keep(lxw_error error) {
        if (error_ == LXW_NO_ERROR) error_ = error;
    }
    Result<void> check() const {
        if (error_ == LXW_NO_ERROR) return {};
        return refuse("file.unwritable", path_.filename().string(), {{"reason", lxw_strerror(error_)}});
    }

    std::filesystem::path path_;
    lxw_workbook* book_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format* date_format_ = nullptr;
    std::array<lxw_format*, 8> amount_formats_{};
    lxw_row_t row_ = 0;
    lxw_col_t column_ = 0;
    lxw_error error_ = LXW_NO_ERROR;
};

}  // namespace

Result<std::unique_ptr<TableWriter>> xlsx_writer(const std::filesystem::path& path, const std::string& sheet) {
    auto writer = std::make_unique<XlsxWriter>(path, sheet);
    if (!writer->opened()) return refuse("file.unwritable", path.filename().string(), {{"reason", "no workbook of that sheet name"}});
    return writer;
}

}  // namespace tandem::platform
