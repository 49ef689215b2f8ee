#include <CLI/CLI.hpp>
#include <iostream>

#include "app/cli/cli.h"
#include "app/server/server.h"

namespace tandem::app::cli {

void add_serve_command(CLI::App& app, Shell& shell) {
    auto* command = app.add_subcommand("serve", "serve the pages and the API on this machine");
    const auto options = std::make_shared<server::ServeOptions>();
    command->add_option("--port", options->port, "0 picks a free one")->capture_default_str();
    command->add_option("--address", options->address, "127.0.0.1; any other is refused until the server speaks TLS")->capture_default_str();
    command->add_option("--workers", options->workers, "requests answered at the same time")->check(CLI::Range(1, 64))->capture_default_str();
    command->add_option("--web-dir", options->web_folder, "development: pages from this folder");
    command->add_flag_callback("--demo", [options] { options->demo = server::ServeOptions::Demo::when_empty; }, "fill an empty book with the demo company");
    add_common_options(*command, shell);
    command->callback([&shell, options] {
        shell.attempt([&] {
            options->workspace = shell.workspace;
            return server::serve(*options, shell.clock, [](const std::string& line) { std::cout << line << std::endl; });
        });
    });
}

}  // namespace tandem::app::cli
