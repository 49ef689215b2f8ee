#include <CLI/CLI.hpp>

#include <iostream>

#include "app/cli/cli.h"
#include "org/edge/org_sql.h"

namespace tandem::app::cli {
namespace {

struct NewCompany {
    std::string code, name, currency = "CNY", time_zone = "Asia/Shanghai", calendar = "cn-mainland";
};

Result<void> add(Shell& shell, const NewCompany& wanted) {
    const auto connection = open_migrated(shell.workspace.database, shell.clock);
    ClockIds ids{shell.clock};
    const org::Company made = TRY(org::make_company({ids.make<CompanyId>(), wanted.code, wanted.name, TRY(parse_currency(wanted.currency)), wanted.time_zone, wanted.calendar}));
    if (!civil_day(shell.clock.now(), made.time_zone)) return refuse("org.unknown_time_zone", made.time_zone);
    sql::Transaction transaction{*connection};
    if (org::find_company(*connection, made.code)) return refuse("org.company_exists", made.code);
    org::insert_company(*connection, made, shell.clock.now());
    transaction.commit();
    std::cout << "company " << made.code << ", " << made.currency.code() << ", " << made.time_zone << "; start the server again and set up its first administrator\n";
    return {};
}

Result<void> list(Shell& shell) {
    const auto connection = open_migrated(shell.workspace.database, shell.clock);
    for (const std::string& code : org::company_codes(*connection)) {
        const auto company = *org::find_company(*connection, code);
        std::cout << company.code << '\t' << company.name << '\t' << company.currency.code() << '\t' << company.time_zone << '\n';
    }
    return {};
}

}  // namespace

void add_company_command(CLI::App& app, Shell& shell) {
    auto* company = app.add_subcommand("company", "the companies of this book, each with its own users and figures");
    company->require_subcommand(1);
    auto* listing = company->add_subcommand("list", "code, name, currency and time zone of each");
    add_common_options(*listing, shell);
    listing->callback([&shell] { shell.attempt([&] { return list(shell); }); });

    const auto wanted = std::make_shared<NewCompany>();
    auto* adding = company->add_subcommand("add", "one more company");
    adding->add_option("CODE", wanted->code, "letters, digits, - and _")->required();
    adding->add_option("--name", wanted->name, "its full name")->required();
    adding->add_option("--currency", wanted->currency, "of its own books")->capture_default_str();
    adding->add_option("--time-zone", wanted->time_zone, "IANA name")->capture_default_str();
    adding->add_option("--calendar", wanted->calendar, "working calendar")->capture_default_str();
    add_common_options(*adding, shell);
    adding->callback([&shell, wanted] { shell.attempt([&] { return add(shell, *wanted); }); });
}

}  // namespace tandem::app::cli
