// tandem audit: verify the chain of audit rows, and sign where it stands.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <iostream>

#include "app/cli/cli.h"
#include "app/config.h"
#include "audit/edge/chain_check.h"

namespace tandem::app::cli {
namespace {

struct Named {
    std::string anchor, key, public_key;
};

boost::json::value said(const std::optional<Error>& fault, Language language) {
    if (!fault) return nullptr;
    return boost::json::object{{"code", fault->code}, {"detail", explain(*fault, language)}};
}

Result<void> verify(Shell& shell, const Named& files) {
    Workspace workspace = TRY(shell.open());
    const CompanyId company = workspace.company().id;
    std::vector<audit::Checkpoint> anchors;
    if (!files.anchor.empty()) anchors = TRY(audit::read_anchors(files.anchor, company));
    const sql::Snapshot snapshot{workspace.connection()};
    const auto verdict = audit::check_chains(workspace.connection(), company, anchors, files.public_key.empty() ? std::nullopt : std::optional{files.public_key});
    if (shell.format == Format::json) {
        shell.print(boost::json::serialize(boost::json::object{{"whole", verdict.whole()}, {"rows", verdict.rows}, {"checkpoints", verdict.checkpoints}, {"anchors", verdict.anchors},
                                                               {"integrity", said(verdict.integrity, shell.language)}, {"completeness", said(verdict.completeness, shell.language)}, {"authenticity", said(verdict.authenticity, shell.language)}}));
    } else {
        for (const auto& [name, fault] : {std::pair{"integrity", &verdict.integrity}, std::pair{"completeness", &verdict.completeness}, std::pair{"authenticity", &verdict.authenticity}})
            std::cout << (*fault ? "BROKEN  " : "ok      ") << name << (*fault ? ": " + explain(**fault, shell.language) : "") << '\n';
        std::cout << verdict.rows << " rows, " << verdict.checkpoints << " checkpoints, " << verdict.anchors << " anchors\n";
    }
    if (!verdict.whole()) shell.exit_code = 1;
    return {};
}

Result<void> checkpoint(Shell& shell, const Named& files) {
    Workspace workspace = TRY(shell.open());
    const AuditFiles own = audit_files({.key = files.key, .anchor = files.anchor}, shell.workspace.database);
    const auto key = TRY(platform::SigningKey::open(own.key));
    sql::Transaction transaction{workspace.connection()};
    const auto made = audit::make_checkpoint(workspace.connection(), workspace.company().id, key, shell.clock.now());
    // The anchor first: a checkpoint that is nowhere else is worth less than an anchor of one that was not kept.
    if (made) TRY_VOID(audit::append_anchor(own.anchor, workspace.company().id, *made));
    transaction.commit();
    std::cout << (made ? "checkpoint " + std::to_string(made->id) : std::string("nothing new")) << ", public key " << key.public_key() << '\n';
    return {};
}

}  // namespace

void add_audit_command(CLI::App& app, Shell& shell) {
    auto* audit = app.add_subcommand("audit", "the trail of who did what");
    audit->require_subcommand(1);
    const auto files = std::make_shared<Named>();

    auto* verify_command = audit->add_subcommand("verify", "walk the chain and name the first row that is not what was written");
    verify_command->add_option("--anchor", files->anchor, "the file of anchors, kept outside the database");
    verify_command->add_option("--public-key", files->public_key, "only this key's checkpoints count");
    add_common_options(*verify_command, shell);
    verify_command->callback([&shell, files] { shell.attempt([&] { return verify(shell, *files); }); });

    auto* checkpoint_command = audit->add_subcommand("checkpoint", "sign where the chain stands");
    checkpoint_command->add_option("--key", files->key, "the file of the signing key; made when missing. Default: audit.key beside the book");
    checkpoint_command->add_option("--anchor", files->anchor, "append the checkpoint to this file. Default: audit-anchors.jsonl beside the book");
    add_common_options(*checkpoint_command, shell);
    checkpoint_command->callback([&shell, files] { shell.attempt([&] { return checkpoint(shell, *files); }); });
}

}  // namespace tandem::app::cli
