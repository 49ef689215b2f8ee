#include <CLI/CLI.hpp>
#include <iostream>

#include "app/cli/cli.h"
#include "importing/edge/export.h"
#include "importing/edge/undo.h"

namespace tandem::app::cli {
namespace {

Result<void> export_rows(Shell& shell, const std::string& kind_name) {
    const auto kind = TRY(importing::parse_import_kind(kind_name));
    Workspace workspace = TRY(shell.open());
    const auto write = [&](platform::TableWriter& writer) -> Result<void> {
        TRY_VOID(importing::export_kind(workspace.connection(), workspace.company().id, org::Reach::whole_company(), kind, writer));
        return {};
    };
    if (shell.format == Format::xlsx) {
        if (shell.output.empty()) return tandem::refuse("app.output_needed", "xlsx");
        return write(*TRY(platform::xlsx_writer(shell.output, kind_name)));
    }
    const platform::ByteSink to_terminal = [](std::string_view bytes) -> Result<void> {
        std::cout << bytes;
        if (std::cout.flush()) return {};
        return tandem::refuse("file.unwritable", "-", {{"reason", "standard output is closed"}});
    };
    const auto sink = shell.output.empty() ? to_terminal : TRY(platform::file_sink(shell.output));
    return write(*platform::csv_writer(sink));
}

Result<void> undo(Shell& shell, const std::string& batch, const std::string& reason) {
    const auto id = parse_id<BatchTag>(batch);
    if (!id) return tandem::refuse("importing.unknown_batch", batch);
    Workspace workspace = TRY(shell.open());
    const auto done = TRY(importing::undo_batch(workspace.connection(), workspace.company(), workspace.act("import.undo"), workspace.ids(), *id, reason));
    shell.print("undone: " + std::string(importing::describe(done.kind).name) + ", " + std::to_string(done.voided) + " voided, " + std::to_string(done.restored) + " restored");
    return {};
}

}  // namespace

void add_export_command(CLI::App& app, Shell& shell) {
    auto* command = app.add_subcommand("export", "write all rows of a kind in the layout that import reads");
    const auto kind = std::make_shared<std::string>();
    command->add_option("KIND", *kind, "customers, invoices, receipts, …")->required();
    add_common_options(*command, shell);
    command->callback([&shell, kind] { shell.attempt([&] { return export_rows(shell, *kind); }); });
}

void add_undo_command(CLI::App& app, Shell& shell) {
    auto* command = app.add_subcommand("undo", "take back an import: void what it brought, reopen what it settled");
    const auto batch = std::make_shared<std::string>(), reason = std::make_shared<std::string>();
    command->add_option("BATCH", *batch, "the import, as it said when it was made (bat_…)")->required();
    command->add_option("--reason", *reason, "why; kept in the trail")->required();
    add_common_options(*command, shell);
    command->callback([&shell, batch, reason] { shell.attempt([&] { return undo(shell, *batch, *reason); }); });
}

}  // namespace tandem::app::cli
