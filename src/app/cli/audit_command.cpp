// tandem audit: verify the chain of audit rows, and sign where it stands.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <iostream>

#include "app/cli/cli.h"
#include "app/config.h"
#include "audit/edge/chain_check.h"
#include "audit/edge/key_rotation.h"

namespace tandem::app::cli {
namespace {

struct Named {
    std::string anchor, key;
    std::vector<std::string> public_keys;
    bool old_key_lost = false;
};

audit::SealFiles seal_files(const Shell& shell, const Named& files) {
    const AuditFiles own = audit_files({.key = files.key, .anchor = files.anchor}, shell.workspace.database);
    return {.key = own.key, .anchor = own.anchor};
}

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
    const auto verdict = audit::check_chains(workspace.connection(), company, anchors, files.public_keys);
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
    const audit::SealFiles own = seal_files(shell, files);
    const auto made = TRY(audit::seal(workspace.connection(), workspace.company().id, own, shell.clock.now()));
    const auto key = TRY(platform::SigningKey::open(own.key));
    std::cout << (made ? "checkpoint " + std::to_string(made->id) : std::string("nothing new")) << ", public key " << key.public_key() << '\n';
    return {};
}

// All companies of the book: they share the key.
Result<void> rotate_key(Shell& shell, const Named& files) {
    const auto connection = open_migrated(shell.workspace.database, shell.clock);
    ClockIds ids{shell.clock};
    const auto loss = files.old_key_lost ? audit::KeyLoss::old_key_lost : audit::KeyLoss::none;
    const auto changed = TRY(audit::change_key(*connection, ids, seal_files(shell, files), shell.clock.now(), loss));
    if (shell.format == Format::json) {
        shell.print(boost::json::serialize(boost::json::object{{"before", changed.before}, {"now", changed.now}, {"went_through", changed.went_through}}));
        return {};
    }
    std::cout << (changed.went_through ? "a change that had been broken off is done" : "the key is changed") << "\nbefore  " << (changed.before.empty() ? "-" : changed.before) << "\nnow     " << changed.now << '\n';
    if (files.old_key_lost) std::cout << "No key named this one. Tell the auditor both: tandem audit verify --public-key FIRST --public-key " << changed.now << '\n';
    return {};
}

}  // namespace

void add_audit_command(CLI::App& app, Shell& shell) {
    auto* audit = app.add_subcommand("audit", "the trail of who did what");
    audit->require_subcommand(1);
    const auto files = std::make_shared<Named>();

    auto* verify_command = audit->add_subcommand("verify", "walk the chain and name the first row that is not what was written");
    verify_command->add_option("--anchor", files->anchor, "the file of anchors, kept outside the database");
    verify_command->add_option("--public-key", files->public_keys, "only checkpoints of this key count, and of keys that it named, and so on; may be given again");
    add_common_options(*verify_command, shell);
    verify_command->callback([&shell, files] { shell.attempt([&] { return verify(shell, *files); }); });

    auto* checkpoint_command = audit->add_subcommand("checkpoint", "sign where the chain stands");
    checkpoint_command->add_option("--key", files->key, "the file of the signing key; made when missing. Default: audit.key beside the book");
    checkpoint_command->add_option("--anchor", files->anchor, "append the checkpoint to this file. Default: audit-anchors.jsonl beside the book");
    add_common_options(*checkpoint_command, shell);
    checkpoint_command->callback([&shell, files] { shell.attempt([&] { return checkpoint(shell, *files); }); });

    auto* rotation = audit->add_subcommand("rotate-key", "sign with a new key from now on; the old one signs a last checkpoint that names it");
    rotation->add_option("--key", files->key, "the file of the signing key. Default: audit.key beside the book");
    rotation->add_option("--anchor", files->anchor, "append the last checkpoint to this file. Default: audit-anchors.jsonl beside the book");
    rotation->add_flag("--old-key-lost", files->old_key_lost, "the key that signed is gone: begin with a new one that nobody named");
    add_common_options(*rotation, shell);
    rotation->callback([&shell, files] { shell.attempt([&] { return rotate_key(shell, *files); }); });
}

}  // namespace tandem::app::cli
