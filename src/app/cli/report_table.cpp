#include "app/cli/report_table.h"

#include <algorithm>
#include <iostream>
#include <memory>

#include "platform/files/table_writer.h"

namespace tandem::app::cli {
namespace {

// One cell: an amount shows with its currency's digits, a basis point figure as a percentage.
struct Cell {
    std::string text;
    std::optional<Money> money{};
    std::optional<std::int64_t> number{};
};
struct Line { std::vector<Cell> cells; };

Cell amount(std::int64_t minor, Currency currency) { return {to_decimal(Money{minor, currency}), Money{minor, currency}, {}}; }
Cell number(std::int64_t value) { return {std::to_string(value), {}, value}; }

Cell figure(const std::string& name, const std::optional<std::int64_t>& value, Currency currency) {
    if (!value) return {"-"};
    if (name.ends_with("_minor")) return amount(*value, currency);
    if (name.ends_with("_bp")) return {to_string(Rate{*value * (Rate::one / 100)}) + " %", {}, {}};
    if (name.ends_with("_x100")) return {to_string(Rate{*value * (Rate::one / 100)}), {}, {}};
    return number(*value);
}

std::vector<std::string> heading(const insight::Report& report) {
    std::vector<std::string> names{"key", "name", "currency"};
    for (const auto& bucket : report.bucket_kinds) names.push_back(bucket.code);
    names.insert(names.end(), {"count", "amount"});
    if (!report.groups.empty())
        for (const auto& [name, value] : report.groups.front().figures)
            if (name != "count" && name != "amount_minor") names.push_back(name);
    if (report.name == "aging") names.emplace_back("unapplied_minor");
    return names;
}

Line line_of(const insight::Report& report, const insight::Group& group) {
    Line line;
    line.cells = {{group.date.empty() ? group.key : group.date + " " + group.key}, {group.name}, {std::string(group.currency.code())}};
    for (const auto& bucket : group.buckets) line.cells.push_back(amount(bucket.amount, group.currency));
    line.cells.push_back(number(group.count));
    line.cells.push_back(amount(group.amount, group.currency));
    for (const auto& [name, value] : group.figures)
        if (name != "count" && name != "amount_minor") line.cells.push_back(figure(name, value, group.currency));
    if (report.name == "aging") line.cells.push_back(amount(group.unapplied, group.currency));
    return line;
}

// Columns on a terminal: a Chinese character is two wide.
std::size_t width(std::string_view text) {
    std::size_t columns = 0;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte < 0x80) ++columns;
        else if (byte >= 0xe2) columns += 2;
        else if (byte >= 0xc0) ++columns;
    }
    return columns;
}

Result<void> write(const insight::Report& report, platform::TableWriter& writer) {
    const auto names = heading(report);
    const std::vector<std::string_view> views{names.begin(), names.end()};
    TRY_VOID(writer.header(views));
    for (const auto& group : report.groups) {
        for (const Cell& cell : line_of(report, group).cells) {
            if (cell.money) writer.amount(*cell.money);
            else if (cell.number) writer.integer(*cell.number);
            else writer.text(cell.text);
        }
        TRY_VOID(writer.end_row());
    }
    return writer.finish();
}

}  // namespace

std::string report_as_table(const insight::Report& report) {
    std::vector<std::vector<std::string>> rows{heading(report)};
    for (const auto& group : report.groups) {
        rows.emplace_back();
        for (const Cell& cell : line_of(report, group).cells) rows.back().push_back(cell.text);
    }
    std::vector<std::size_t> widths(rows.front().size());
    for (const auto& row : rows)
        for (std::size_t at = 0; at < row.size(); ++at) widths[at] = std::max(widths[at], width(row[at]));
    std::string out = report.name + " (" + report.variant + "), as of " + to_string(report.as_of.date) + "\n";
    for (const auto& row : rows) {
        for (std::size_t at = 0; at < row.size(); ++at) {
            if (widths[at] == 0) continue;
            const std::string pad(widths[at] - width(row[at]), ' ');
            out += at < 3 ? row[at] + pad : pad + row[at];
            out += at + 1 < row.size() ? "  " : "";
        }
        out += '\n';
    }
    return out;
}

Result<void> write_report_csv(const insight::Report& report, const std::string& path) {
    std::string text;
    const auto sink = path.empty() ? platform::string_sink(text) : TRY(platform::file_sink(path));
    const auto writer = platform::csv_writer(sink);
    TRY_VOID(write(report, *writer));
    std::cout << text;
    return {};
}

Result<void> write_report_xlsx(const insight::Report& report, const std::string& path) {
    if (path.empty()) return refuse("app.output_needed", "xlsx");
    const auto writer = TRY(platform::xlsx_writer(path, report.name));
    return write(report, *writer);
}

}  // namespace tandem::app::cli
