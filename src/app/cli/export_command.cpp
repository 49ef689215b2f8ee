#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <iostream>

#include "app/cli/cli.h"
#include "audit/edge/trail_sql.h"
#include "importing/edge/export.h"
#include "importing/edge/undo.h"

namespace tandem::app::cli {
namespace {

// Whole personal data leaves with a reason and an audit row.
Result<importing::Personal> personal_for(Workspace& workspace, const std::string& kind, const std::string& reason) {
    if (reason.empty()) return importing::Personal::masked;
    const auto act = workspace.act("export " + kind);
    sql::Transaction transaction{workspace.connection()};
    audit::SqlTrail trail{workspace.connection(), workspace.ids(), act};
    const std::string detail = boost::json::serialize(boost::json::object{{"kind", kind}, {"personal", "whole"}, {"reason", reason}});
    trail.record({.object_kind = "export", .object_id = act.request_id, .topic = "export.made", .detail = detail});
    trail.flush();
    transaction.commit();
    return importing::Personal::whole;
}

Result<void> export_rows(Shell& shell, const std::string& kind_name, const std::string& reason) {
    const auto kind = TRY(importing::parse_import_kind(kind_name));
    Workspace workspace = TRY(shell.open());
    const auto personal = TRY(personal_for(workspace, kind_name, reason));
    const auto write = [&](platform::TableWriter& writer) -> Result<void> {
        TRY_VOID(importing::export_kind(workspace.connection(), workspace.company().id, org::Reach::whole_company(), kind, writer, personal));
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
    const auto reason = std::make_shared<std::string>();
    command->add_option("--reveal-personal", *reason, "telephone numbers and addresses whole, for this reason; kept in the trail");
    add_common_options(*command, shell);
    command->callback([&shell, kind, reason] { shell.attempt([&] { return export_rows(shell, *kind, *reason); }); });
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
