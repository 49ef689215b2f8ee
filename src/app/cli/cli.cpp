#include "app/cli/cli.h"

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>
#include <iostream>

namespace tandem::app::cli {
namespace {

std::string problem_json(const Error& error, Language language) {
    const ErrorText& text = error_text(error.code);
    boost::json::object out{{"type", "about:blank"}, {"title", error.code}, {"status", text.http_status}, {"code", error.code}, {"detail", explain(error, language)}, {"subject", error.subject}};
    boost::json::object figures;
    for (const auto& [name, value] : error.figures) figures[name] = value;
    if (!figures.empty()) out["figures"] = std::move(figures);
    return boost::json::serialize(out);
}

Language language_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value && *value) return std::string_view{value}.starts_with("zh") ? Language::zh : Language::en;
    return Language::en;
}

Error error_of(const sql::Failure& failure) {
    switch (failure.cause) {
        case sql::Cause::busy: return {"storage.busy", failure.what(), {}};
        case sql::Cause::disk_full: return {"storage.full", failure.what(), {}};
        case sql::Cause::connection_lost: return {"storage.unreachable", failure.what(), {}};
        default: return {"storage.failed", failure.what(), {}};
    }
}

}  // namespace

void Shell::refuse(const Error& error) {
    std::cerr << (format == Format::json ? problem_json(error, language) : "tandem: " + explain(error, language)) << '\n';
    exit_code = 1;
}

Result<void> Shell::configure() {
    config = TRY(load_config(config_file));
    workspace.database = !named_database.empty() ? named_database : config.database.value_or(default_database);
    workspace.company = !named_company.empty() ? named_company : config.company.value_or("");
    workspace.personal_keys = config.personal_key_file.value_or("");
    return {};
}

void Shell::attempt(const std::function<Result<void>()>& command) {
    try {
        if (const auto configured = configure(); !configured) return refuse(configured.error());
        if (const auto done = command(); !done) refuse(done.error());
    } catch (const sql::Failure& failure) {
        refuse(error_of(failure));
    } catch (const std::exception& failure) {
        refuse({"storage.failed", failure.what(), {}});
    }
}

void Shell::print(const std::string& text) const {
    if (output.empty()) {
        std::cout << text;
        if (!text.empty() && text.back() != '\n') std::cout << '\n';
        return;
    }
    std::ofstream file{output, std::ios::binary};
    file << text;
    if (!file.flush()) throw std::runtime_error("cannot write " + output);
}

void add_common_options(CLI::App& command, Shell& shell) {
    command.add_option("--config", shell.config_file, "configuration file; " + std::string(default_config_file) + " when it is there (see tandem.example.toml)");
    command.add_option("--db", shell.named_database, "sqlite:PATH or postgresql://…; " + std::string(default_database) + " when neither this nor the file states one");
    command.add_option("--company", shell.named_company, "company code; not needed while there is only one");
    command.add_option("--format", shell.format, "table, json, csv or xlsx")
        ->transform(CLI::CheckedTransformer(std::map<std::string, Format>{{"table", Format::table}, {"json", Format::json}, {"csv", Format::csv}, {"xlsx", Format::xlsx}}));
    command.add_option("--output,-o", shell.output, "write to this file");
    command.add_option("--lang", shell.language, "zh or en")
        ->transform(CLI::CheckedTransformer(std::map<std::string, Language>{{"zh", Language::zh}, {"en", Language::en}}));
}

int run(int argc, const char* const* argv) {
    CLI::App app{"Tandem (双轮): sales and receivables in one book"};
    Shell shell;
    shell.language = language_of_environment();
    app.require_subcommand(1);
    add_database_commands(app, shell);
    add_company_command(app, shell);
    add_audit_command(app, shell);
    add_import_command(app, shell);
    add_export_command(app, shell);
    add_undo_command(app, shell);
    add_report_command(app, shell);
    add_day_end_command(app, shell);
    add_serve_command(app, shell);
    add_demo_command(app, shell);
    add_personal_command(app, shell);
    add_doctor_command(app, shell);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? 0 : 2;
    }
    return shell.exit_code;
}

}  // namespace tandem::app::cli
