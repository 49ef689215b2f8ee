#include <CLI/CLI.hpp>
#include <iostream>

#include "app/cli/cli.h"
#include "platform/shipped.h"
#include "platform/sql/migrate.h"

namespace tandem::app::cli {
namespace {

Result<void> init(Shell& shell) {
    Workspace workspace = TRY(shell.open());
    std::cout << "company " << workspace.company().code << ", " << workspace.company().currency.code() << ", " << workspace.company().time_zone << ", business date "
              << to_string(workspace.today()) << '\n';
    return {};
}

Result<void> migrate(Shell& shell) {
    const auto connection = sql::connect(shell.workspace.database);
    const auto done = sql::migrate(*connection, shipped_migrations(), shell.clock.now());
    std::cout << "schema " << done.from << " -> " << done.to << '\n';
    return {};
}

}  // namespace

void add_database_commands(CLI::App& app, Shell& shell) {
    auto* init_command = app.add_subcommand("init", "create the database and its company");
    add_common_options(*init_command, shell);
    init_command->callback([&shell] { shell.attempt([&] { return init(shell); }); });

    auto* migrate_command = app.add_subcommand("migrate", "bring the database to this program's schema");
    add_common_options(*migrate_command, shell);
    migrate_command->callback([&shell] { shell.attempt([&] { return migrate(shell); }); });

    app.add_subcommand("version", "say which program this is")->callback([] { std::cout << "tandem " TANDEM_VERSION "\n"; });
}

}  // namespace tandem::app::cli
