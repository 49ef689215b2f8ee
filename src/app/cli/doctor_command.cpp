#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <filesystem>

#include "app/cli/cli.h"
#include "app/doctor.h"

namespace tandem::app::cli {
namespace {

// A file that is refused is a finding of its own, and the rest is examined with the defaults.
std::vector<Finding> examined(Shell& shell, Installation& installation) {
    const std::string file = shell.config_file.empty() ? default_config_file : shell.config_file;
    if (std::filesystem::exists(file)) installation.config_file = file;
    std::vector<Finding> findings;
    if (const auto config = load_config(shell.config_file)) installation.config = *config;
    else findings.push_back({"config_wrong", tandem::explain(config.error(), shell.language)});
    const Config& config = installation.config;
    installation.database = !shell.named_database.empty() ? shell.named_database : config.database.value_or(default_database);
    installation.personal_keys = config.personal_key_file.value_or(default_personal_keys(installation.database));
    if (installation.address == "127.0.0.1") installation.address = config.address.value_or(installation.address);
    if (!installation.certificate) installation.certificate = config.certificate;
    if (!installation.key) installation.key = config.key;
    installation.behind_proxy = installation.behind_proxy || config.behind_proxy;
    for (Finding& each : examine(installation, shell.clock)) findings.push_back(std::move(each));
    return findings;
}

void tell(Shell& shell, const std::vector<Finding>& findings) {
    std::string lines;
    boost::json::array rows;
    for (const Finding& each : findings) {
        const std::string says = explain(each, shell.language);
        lines += each.code + "  " + says + '\n';
        rows.push_back(boost::json::object{{"code", each.code}, {"subject", each.subject}, {"says", says}});
    }
    if (shell.format == Format::json) shell.print(boost::json::serialize(boost::json::object{{"fit", findings.empty()}, {"findings", std::move(rows)}}));
    else shell.print(findings.empty() ? "ok" : lines);
    shell.exit_code = findings.empty() ? 0 : 1;
}

}  // namespace

void add_doctor_command(CLI::App& app, Shell& shell) {
    auto* command = app.add_subcommand("doctor", "say what stands in the way of running this installation for a real company; 1 when anything does");
    const auto installation = std::make_shared<Installation>();
    const auto prod = std::make_shared<bool>(false);  // by the standard of a real company; there is no other yet
    command->add_flag("--prod", *prod, "by the standard of a real company");
    command->add_option("--address", installation->address, "as serve will be told");
    command->add_option("--tls-cert", installation->certificate, "as serve will be told");
    command->add_option("--tls-key", installation->key, "as serve will be told");
    command->add_flag("--behind-proxy", installation->behind_proxy, "as serve will be told");
    command->add_option("--web-dir", installation->web_folder, "as serve will be told");
    command->add_option("--backup-days", installation->backup_days, "7; a backup must be younger")->check(CLI::Range(1, 365));
    command->add_option("--audit-key-days", installation->audit_key_days, "1095; the key of the audit trail must be younger")->check(CLI::Range(1, 3650));
    add_common_options(*command, shell);
    command->callback([&shell, installation, prod] { tell(shell, examined(shell, *installation)); });
}

}  // namespace tandem::app::cli
