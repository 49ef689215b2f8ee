#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <filesystem>
#include <iostream>
#include <vector>

#include "app/backup.h"
#include "app/cli/cli.h"
#include "app/verify.h"
#include "audit/edge/trail_sql.h"
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

// In the trail of every company of the book, so that doctor knows when the last one was.
void record_backup(sql::Connection& connection, const std::string& file, const Clock& clock) {
    std::vector<CompanyId> companies;
    connection.query("SELECT company_id FROM company", {}, [&](const sql::Row& row) { companies.push_back(CompanyId{row.integer(0)}); });
    ClockIds ids{clock};
    const std::string detail = boost::json::serialize(boost::json::object{{"file", std::filesystem::path(file).filename().string()}});
    for (const CompanyId company : companies) {
        const audit::Act act{company, {}, clock.now(), "backup", ids.next()};
        sql::Transaction transaction{connection};
        audit::SqlTrail trail{connection, ids, act};
        trail.record({.object_kind = "backup", .object_id = act.request_id, .topic = "book.backed_up", .detail = detail});
        trail.flush();
        transaction.commit();
    }
}

Result<void> back_up(Shell& shell, const std::string& file) {
    const auto connection = open_migrated(shell.workspace.database, shell.clock);
    const auto copied = TRY(backup(*connection, file, shell.clock));
    record_backup(*connection, file, shell.clock);
    std::cout << copied.rows << " rows of " << copied.tables << " tables in " << file << '\n';
    return {};
}

Result<void> bring_back(Shell& shell, const std::string& file) {
    const auto copied = TRY(restore(file, shell.workspace.database, shell.clock));
    std::cout << copied.rows << " rows of " << copied.tables << " tables restored\n";
    return {};
}

Result<void> check_book(Shell& shell) {
    Workspace workspace = TRY(shell.open());
    const auto verdicts = verify(workspace, shell.language);
    boost::json::array rows;
    bool whole = true;
    for (const Verdict& verdict : verdicts) {
        whole = whole && verdict.broken == 0;
        rows.push_back(boost::json::object{{"invariant", verdict.invariant}, {"says", verdict.says}, {"checked", verdict.checked}, {"broken", verdict.broken}, {"first", verdict.first}});
        if (shell.format != Format::json)
            std::cout << (verdict.broken == 0 ? "ok      " : "BROKEN  ") << verdict.invariant << "  " << verdict.says << " (" << verdict.checked << ")"
                      << (verdict.broken ? ": " + std::to_string(verdict.broken) + ", first " + verdict.first : "") << '\n';
    }
    if (shell.format == Format::json) shell.print(boost::json::serialize(boost::json::object{{"whole", whole}, {"invariants", std::move(rows)}}));
    if (!whole) shell.exit_code = 1;
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

    auto* verify_command = app.add_subcommand("verify", "ask the book for every invariant");
    add_common_options(*verify_command, shell);
    verify_command->callback([&shell] { shell.attempt([&] { return check_book(shell); }); });

    const auto file = std::make_shared<std::string>();
    auto* backup_command = app.add_subcommand("backup", "write the whole book into one file, while others go on");
    backup_command->add_option("FILE", *file, "the backup; its checksum goes beside it")->required();
    add_common_options(*backup_command, shell);
    backup_command->callback([&shell, file] { shell.attempt([&] { return back_up(shell, *file); }); });

    auto* restore_command = app.add_subcommand("restore", "bring a backup into an empty database");
    restore_command->add_option("FILE", *file, "the backup")->required();
    add_common_options(*restore_command, shell);
    restore_command->callback([&shell, file] { shell.attempt([&] { return bring_back(shell, *file); }); });

    app.add_subcommand("version", "say which program this is")->callback([] { std::cout << "tandem " TANDEM_VERSION "\n"; });
}

}  // namespace tandem::app::cli
