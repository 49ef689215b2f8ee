#include <unistd.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <fstream>
#include <iostream>
#include <sstream>

#include "app/cli/cli.h"
#include "importing/edge/failed_rows.h"
#include "importing/edge/import_run.h"
#include "importing/edge/mapping_json.h"
#include "importing/edge/shipped_mappings.h"
#include "importing/edge/table_options.h"
#include "platform/password.h"

namespace tandem::app::cli {
namespace {

struct ImportOptions {
    std::string kind, file, mapping, failed_rows;
    bool dry_run = false;
};

std::string read_all(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// Opened the way the mapping says; a file in a shipped layout is looked at first to find the mapping.
Result<std::unique_ptr<platform::TableReader>> open_mapped(const std::string& file, const importing::Mapping& mapping) {
    return platform::open_table(file, TRY(importing::table_options(mapping, platform::trusted_limits())));
}

Result<importing::Mapping> fitting_mapping(importing::ImportKind kind, const std::string& file) {
    platform::TableOptions options;
    options.limits = platform::trusted_limits();
    const auto table = TRY(platform::open_table(file, options));
    return importing::mapping_for(kind, table->shape().header);
}

boost::json::object error_json(const importing::FieldError& error, Language language) {
    return {{"row", error.row}, {"column", error.column}, {"code", error.error.code}, {"value", error.value}, {"detail", explain(error.error, language)}};
}

bool booked(const importing::ImportOutcome& outcome, bool dry_run) { return !dry_run && outcome.whole() && outcome.counts.created + outcome.counts.updated > 0; }

void print_outcome(const Shell& shell, const importing::ImportOutcome& outcome, bool dry_run) {
    const auto& counts = outcome.counts;
    if (shell.format == Format::json) {
        boost::json::array errors;
        for (const auto& error : outcome.errors) errors.push_back(error_json(error, shell.language));
        shell.print(boost::json::serialize(boost::json::object{{"rows", counts.rows}, {"new", counts.created}, {"updated", counts.updated}, {"unchanged", counts.unchanged},
                                                               {"failed", counts.failed}, {"dry_run", dry_run}, {"batch", booked(outcome, dry_run) ? boost::json::value(to_string(outcome.batch)) : nullptr}, {"errors", std::move(errors)}}));
        return;
    }
    for (const auto& error : outcome.errors)
        std::cerr << "row " << error.row << (error.column.empty() ? "" : ", " + error.column) << ": " << explain(error.error, shell.language) << '\n';
    std::cout << counts.rows << " rows: " << counts.created << " new, " << counts.updated << " updated, " << counts.unchanged << " unchanged, " << counts.failed << " failed"
              << (outcome.whole() ? dry_run ? " (dry run: nothing written)" : "" : "; nothing was written");
    if (booked(outcome, dry_run)) std::cout << " [" << to_string(outcome.batch) << ']';  // what `tandem undo` asks for
    std::cout << '\n';
}

std::function<void(std::int64_t)> progress_line() {
    if (!isatty(STDERR_FILENO)) return {};
    return [](std::int64_t rows) { std::cerr << '\r' << rows << " rows" << std::flush; };
}

Result<void> import(Shell& shell, const ImportOptions& options) {
    const auto kind = TRY(importing::parse_import_kind(options.kind));
    std::optional<importing::Mapping> mapping;
    if (!options.mapping.empty()) mapping = TRY(importing::mapping_from_json(read_all(options.mapping)));
    if (mapping && mapping->kind != kind) return tandem::refuse("importing.mapping_of_other_kind", options.mapping, {{"kind", options.kind}, {"mapping", std::string(importing::describe(mapping->kind).name)}});
    if (!mapping) mapping = TRY(fitting_mapping(kind, options.file));
    const auto table = TRY(open_mapped(options.file, *mapping));

    if (!mapping->company.empty() && shell.workspace.company.empty()) shell.workspace.company = mapping->company;
    Workspace workspace = TRY(shell.open());
    const importing::ImportRequest request{.kind = kind, .file_name = options.file, .file_hash = platform::sha256_hex(read_all(options.file)), .mapping = *mapping,
                                           .commitment = options.dry_run ? importing::Commitment::dry_run : importing::Commitment::keep,
                                           .limits = {shell.config.limits.import_chunk_rows, shell.config.limits.import_kept_errors}, .progress = progress_line()};
    const auto act = workspace.act("import " + options.kind);
    const auto outcome = TRY(importing::run_import(workspace.connection(), workspace.company(), act, workspace.ids(), workspace.policies().cash, *table, request));
    if (isatty(STDERR_FILENO)) std::cerr << '\r';
    print_outcome(shell, outcome, options.dry_run);
    if (outcome.whole()) return {};
    shell.exit_code = 1;
    if (options.failed_rows.empty()) return {};
    const auto again = TRY(open_mapped(options.file, *mapping));
    const auto sink = TRY(platform::file_sink(options.failed_rows));
    TRY_VOID(importing::write_failed_rows(*again, outcome.errors, shell.language, sink));
    return {};
}

}  // namespace

void add_import_command(CLI::App& app, Shell& shell) {
    auto* command = app.add_subcommand("import", "import a CSV or XLSX file; a file with an error changes nothing");
    const auto options = std::make_shared<ImportOptions>();
    command->add_option("KIND", options->kind, "customers, invoices, receipts, …")->required();
    command->add_option("FILE", options->file, "the file")->required()->check(CLI::ExistingFile);
    command->add_option("--map", options->mapping, "mapping of the file's columns (JSON); without it a shipped one that fits")->check(CLI::ExistingFile);
    command->add_option("--failed-rows", options->failed_rows, "write the rows that failed, with what is wrong, to this CSV");
    command->add_flag("--dry-run", options->dry_run, "check everything, write nothing");
    add_common_options(*command, shell);
    command->callback([&shell, options] { shell.attempt([&] { return import(shell, *options); }); });
}

}  // namespace tandem::app::cli
