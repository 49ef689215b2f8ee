#include <CLI/CLI.hpp>
#include <iostream>
#include <map>

#include "app/cli/cli.h"
#include "app/cli/fired_warnings.h"
#include "app/cli/report_table.h"
#include "insight/edge/book_loader.h"
#include "insight/edge/report_json.h"
#include "insight/edge/report_query.h"

namespace tandem::app::cli {
namespace {

struct ReportOptions {
    std::string name;
    std::map<std::string, std::string, std::less<>> given;  // by the option's name, with _ for -
};

Result<void> report(Shell& shell, const ReportOptions& options) {
    Workspace workspace = TRY(shell.open());
    const auto book = insight::BookLoader{workspace.company()}.load(workspace.connection());
    const auto given = [&](std::string_view name) {
        const auto found = options.given.find(name);
        return found == options.given.end() ? std::nullopt : std::optional{found->second};
    };
    const auto query = TRY(insight::make_report_query(options.name, given, book, org::Reach::whole_company(), workspace.today()));
    const auto& own = workspace.policies();
    const auto result = options.given.contains("fired") ? TRY(fired_warnings(workspace, query)) : TRY(insight::run_report(book, {own.receivable, own.cash, own.dunning}, query));
    switch (shell.format) {
        case Format::json: shell.print(insight::report_json(result)); break;
        case Format::table: shell.print(report_as_table(result)); break;
        case Format::csv: return write_report_csv(result, shell.output);
        case Format::xlsx: return write_report_xlsx(result, shell.output);
    }
    return {};
}

}  // namespace

void add_report_command(CLI::App& app, Shell& shell) {
    auto* command = app.add_subcommand("report", "aging, collection-rate, dso, turnover, interest, warnings, stages, payment-behaviour, cash, billings, write-offs, concentration, expected-cash");
    const auto options = std::make_shared<ReportOptions>();
    command->add_option("NAME", options->name, "which report")->required();
    const auto option = [&](const char* flag, const char* name, const char* help) {
        return command->add_option_function<std::string>(flag, [options, name](const std::string& value) { options->given[name] = value; }, help);
    };
    option("--as-of", "as_of", "facts effective on or before this day; the business date when not given");
    option("--from", "from", "first day");
    option("--to", "to", "last day");
    option("--known-at", "known_at", "as the book was known at this instant");
    option("--by", "by", "customer, group, rep, team, region, country, month, week or day");
    option("--basis", "basis", "age by due or invoice date");
    option("--buckets", "buckets", "last day of each bucket, such as 7,15,30");
    option("--window-days", "window_days", "days of billings for dso and turnover");
    option("--variant", "variant", "formula, such as due_cohort or with_opening");
    option("--customer", "customer", "one customer, by code");
    option("--currency", "currency", "one currency");
    option("--top", "top", "only the first groups");
    auto* open = command->add_flag_callback("--open", [options] { options->given["open"] = "true"; }, "interest: items still open");
    command->add_flag_callback("--settled", [options] { options->given["settled"] = "true"; }, "interest: items settled")->excludes(open);
    command->add_flag_callback("--fired", [options] { options->given["fired"] = "true"; }, "warnings: what day-end runs recorded");
    add_common_options(*command, shell);
    command->callback([&shell, options] { shell.attempt([&] { return report(shell, *options); }); });
}

}  // namespace tandem::app::cli
