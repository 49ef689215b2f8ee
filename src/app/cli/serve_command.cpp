#include <CLI/CLI.hpp>
#include <iostream>

#include "app/cli/cli.h"
#include "app/server/server.h"

namespace tandem::app::cli {

void add_serve_command(CLI::App& app, Shell& shell) {
    auto* command = app.add_subcommand("serve", "serve the pages and the API on this machine");
    const auto options = std::make_shared<server::ServeOptions>();
    const auto named = std::make_shared<Config>();  // on the command line: goes before the file
    command->add_option("--port", named->port, "8080; 0 picks a free one");
    command->add_option("--address", named->address, "127.0.0.1; another needs TLS or a proxy with TLS in front");
    command->add_option("--workers", named->workers, "4; requests answered at the same time")->check(CLI::Range(1, 64));
    command->add_option("--tls-cert", named->certificate, "certificate chain, PEM");
    command->add_option("--tls-key", named->key, "its private key, PEM; not readable by others");
    command->add_flag("--behind-proxy", named->behind_proxy, "a reverse proxy with TLS stands in front");
    command->add_option("--web-dir", options->web_folder, "development: pages from this folder");
    command->add_flag_callback("--demo", [options] { options->demo = server::ServeOptions::Demo::when_empty; }, "fill an empty book with the demo company");
    add_common_options(*command, shell);
    command->footer("Address, port, workers, database, upload and session limits can also stand in the configuration file:\nthe command line goes before the file, the file before the defaults. tandem.example.toml explains every line.");
    command->callback([&shell, options, named] {
        shell.attempt([&] {
            options->workspace = shell.workspace;
            options->limits = shell.config.limits;
            options->audit = audit_files(shell.config.audit, shell.workspace.database);
            options->breached_passwords = shell.config.breached_passwords.value_or("");
            options->oidc = shell.config.oidc;
            options->ratings = shell.config.ratings;
            options->mail = shell.config.mail;
            options->public_url = shell.config.public_url;
            options->outgoing_allow = shell.config.outgoing_allow;
            options->port = named->port ? *named->port : shell.config.port.value_or(options->port);
            options->address = named->address ? *named->address : shell.config.address.value_or(options->address);
            options->workers = named->workers ? *named->workers : shell.config.workers.value_or(options->workers);
            const auto certificate = named->certificate ? named->certificate : shell.config.certificate;
            const auto key = named->key ? named->key : shell.config.key;
            if (certificate || key) options->tls = platform::http::TlsFiles{certificate.value_or(""), key.value_or("")};
            options->behind_proxy = named->behind_proxy || shell.config.behind_proxy;
            options->proxies = shell.config.proxies;
            options->log = shell.config.log;
            return server::serve(*options, shell.clock, [](const std::string& line) { std::cout << line << std::endl; });
        });
    });
}

}  // namespace tandem::app::cli
