#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "app/cli/cli.h"
#include "app/personal_data.h"

namespace tandem::app::cli {
namespace {

Result<void> tell(Shell& shell, const std::string& who) {
    Workspace workspace = TRY(shell.open());
    boost::json::array rows;
    for (const Subject& each : TRY(find_subject(workspace.connection(), who)))
        rows.push_back(boost::json::object{{"id", to_string(each.id)}, {"customer_code", each.customer_code}, {"customer_name", each.customer_name}, {"name", each.name}, {"title", each.title},
                                           {"email", each.email}, {"phone", each.phone}, {"recorded_at", to_string(each.recorded)}, {"voided", each.voided}});
    shell.print(boost::json::serialize(boost::json::object{{"rows", std::move(rows)}}));
    return {};
}

Result<void> erase(Shell& shell, const std::string& who, const std::string& reason) {
    Workspace workspace = TRY(shell.open());
    const auto count = TRY(erase_subject(workspace, who, reason));
    shell.print(std::to_string(count) + " contacts erased. Backups made before keep them, sealed: rotate the key with --forget-older when the last of those is gone.");
    return {};
}

Result<void> rotate(Shell& shell, bool forget) {
    Workspace workspace = TRY(shell.open());
    const auto count = TRY(rotate_personal_key(workspace, forget ? OlderKeys::forget : OlderKeys::keep));
    shell.print(std::to_string(count) + " values sealed with a new key");
    return {};
}

}  // namespace

void add_personal_command(CLI::App& app, Shell& shell) {
    auto* personal = app.add_subcommand("pii", "personal data: keys, and what a person may ask");
    personal->require_subcommand(1);
    const auto who = std::make_shared<std::string>(), reason = std::make_shared<std::string>();
    const auto forget = std::make_shared<bool>(false);
    auto* rotation = personal->add_subcommand("rotate-key", "seal everything with a new key");
    rotation->add_flag("--forget-older", *forget, "older keys are gone, and with them what older backups hold");
    add_common_options(*rotation, shell);
    rotation->callback([&shell, forget] { shell.attempt([&] { return rotate(shell, *forget); }); });

    auto* telling = personal->add_subcommand("export", "everything kept about one person, as JSON");
    telling->add_option("--subject", *who, "telephone number, e-mail address or id (cnt_…)")->required();
    add_common_options(*telling, shell);
    telling->callback([&shell, who] { shell.attempt([&] { return tell(shell, *who); }); });

    auto* erasing = personal->add_subcommand("erase", "take one person's data out of the book; documents and the trail stay");
    erasing->add_option("--subject", *who, "telephone number, e-mail address or id (cnt_…)")->required();
    erasing->add_option("--reason", *reason, "why; kept in the trail")->required();
    add_common_options(*erasing, shell);
    erasing->callback([&shell, who, reason] { shell.attempt([&] { return erase(shell, *who, *reason); }); });
}

}  // namespace tandem::app::cli
