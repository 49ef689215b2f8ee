#include <CLI/CLI.hpp>
#include <iostream>

#include "app/cli/cli.h"
#include "app/cli/report_table.h"
#include "insight/edge/book_loader.h"
#include "insight/edge/report_json.h"

namespace tandem::app::cli {
namespace {

struct ReportOptions {
    std::string name, as_of, from, to, known_at, by, basis = "due", buckets, variant, customer, currency;
    int window_days = 365, top = 0;
    bool open = false, settled = false, fired = false;
};

Result<std::optional<Date>> maybe_date(const std::string& text) {
    if (text.empty()) return std::optional<Date>{};
    return std::optional{TRY(parse_date(text))};
}

Result<insight::ReportQuery> query_of(const ReportOptions& options, const insight::Book& book, Date today) {
    insight::ReportQuery query;
    query.name = options.name;
    query.from = TRY(maybe_date(options.from));
    query.to = TRY(maybe_date(options.to));
    query.as_of.date = TRY(maybe_date(options.as_of)).value_or(today);
    if (!options.known_at.empty()) query.as_of.known_at = TRY(parse_instant(options.known_at));
    if (!options.by.empty()) {
        const auto by = insight::parse_group_by(options.by);
        if (!by) return tandem::refuse("insight.group_not_offered", options.by);
        query.by = *by;
    }
    query.basis = options.basis == "invoice" ? receivable::AgingBasis::invoice : receivable::AgingBasis::due;
    if (!options.buckets.empty()) query.buckets = TRY(receivable::parse_aging_buckets(query.basis, options.buckets));
    query.window_days = options.window_days;
    query.variant = options.variant;
    query.settled = options.open ? insight::SettledFilter::open : options.settled ? insight::SettledFilter::settled : insight::SettledFilter::any;
    if (!options.currency.empty()) query.currency = TRY(parse_currency(options.currency));
    if (!options.customer.empty()) {
        for (const auto& customer : book.customers.all())
            if (customer.code == options.customer) query.customer = CustomerId{customer.id};
        if (!query.customer) return tandem::refuse("importing.unknown_customer", options.customer);
    }
    query.top = options.top;
    return query;
}

Result<void> report(Shell& shell, const ReportOptions& options) {
    Workspace workspace = TRY(shell.open());
    const auto book = insight::BookLoader{workspace.company()}.load(workspace.connection());
    const auto query = TRY(query_of(options, book, workspace.today()));
    const auto& own = workspace.policies();
    const auto result = TRY(insight::run_report(book, {own.receivable, own.cash, own.dunning}, query));
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
    auto* command = app.add_subcommand("report", "aging, collection-rate, dso, turnover, interest, warnings, stages, payment-behaviour, cash, billings, concentration, expected-cash");
    const auto options = std::make_shared<ReportOptions>();
    command->add_option("NAME", options->name, "which report")->required();
    command->add_option("--as-of", options->as_of, "facts effective on or before this day; the business date when not given");
    command->add_option("--from", options->from, "first day");
    command->add_option("--to", options->to, "last day");
    command->add_option("--known-at", options->known_at, "as the book was known at this instant");
    command->add_option("--by", options->by, "customer, group, rep, team, region, country, month, week or day");
    command->add_option("--basis", options->basis, "age by due or invoice date")->check(CLI::IsMember({"due", "invoice"}));
    command->add_option("--buckets", options->buckets, "last day of each bucket, such as 7,15,30");
    command->add_option("--window-days", options->window_days, "days of billings for dso and turnover")->check(CLI::Range(1, 36500));
    command->add_option("--variant", options->variant, "formula, such as due_cohort or with_opening");
    command->add_option("--customer", options->customer, "one customer, by code");
    command->add_option("--currency", options->currency, "one currency");
    command->add_option("--top", options->top, "only the first groups")->check(CLI::Range(1, 1'000'000));
    command->add_flag("--open", options->open, "interest: items still open");
    command->add_flag("--settled", options->settled, "interest: items settled")->excludes("--open");
    add_common_options(*command, shell);
    command->callback([&shell, options] { shell.attempt([&] { return report(shell, *options); }); });
}

}  // namespace tandem::app::cli
