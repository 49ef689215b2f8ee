// The command line: one file a command, all behind run(). Exit codes: 0 done, 1 refused, 2 wrong usage.
#pragma once
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "app/config.h"
#include "app/workspace.h"
#include "core/errors.h"

namespace CLI { class App; }

namespace tandem::app::cli {

enum class Format { table, json, csv, xlsx };

// What every command knows: the common options, and where to write.
struct Shell {
    WorkspaceOptions workspace;
    std::string config_file;              // empty: data/tandem.toml when it is there
    std::string named_database, named_company;  // on the command line; they go before the file
    Config config;
    Format format = Format::table;
    std::string output;  // a file; empty: standard output
    Language language = Language::en;
    SystemClock clock;
    int exit_code = 0;

    // Prints a refusal: a sentence, or problem+json when the format is JSON. Exit code 1.
    void refuse(const Error& error);
    // Reads the configuration file and settles database and company.
    Result<void> configure();
    // Runs a command after configure(), with refusals and failures of the engine printed.
    void attempt(const std::function<Result<void>()>& command);
    Result<Workspace> open() { return Workspace::open(workspace, clock); }
    void print(const std::string& text) const;  // to the output
};

// --config, --db, --company, --format, --output, --lang on a command.
void add_common_options(CLI::App& command, Shell& shell);

void add_company_command(CLI::App& app, Shell& shell);
void add_database_commands(CLI::App& app, Shell& shell);  // init, migrate, backup, restore, verify, version
void add_audit_command(CLI::App& app, Shell& shell);     // audit verify, audit checkpoint
void add_import_command(CLI::App& app, Shell& shell);
void add_export_command(CLI::App& app, Shell& shell);
void add_undo_command(CLI::App& app, Shell& shell);
void add_report_command(CLI::App& app, Shell& shell);
void add_day_end_command(CLI::App& app, Shell& shell);
void add_serve_command(CLI::App& app, Shell& shell);
void add_demo_command(CLI::App& app, Shell& shell);
void add_personal_command(CLI::App& app, Shell& shell);
void add_doctor_command(CLI::App& app, Shell& shell);

int run(int argc, const char* const* argv);

}  // namespace tandem::app::cli
