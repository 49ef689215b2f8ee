#include <CLI/CLI.hpp>
#include <iostream>

#include "app/cli/cli.h"
#include "app/demo/load_demo.h"

namespace tandem::app::cli {
namespace {

std::string padded_right(std::string text, std::size_t width) {
    text.resize(std::max(width, text.size()), ' ');
    return text;
}

std::string described(const DemoBook& book) {
    std::string out = "demo company from " + to_string(book.first_day) + " to " + to_string(book.today) + "\n\n";
    for (const auto& [name, count] : book.counts) out += padded_right(name, 28) + std::to_string(count) + "\n";
    out += padded_right("tasks of the last 45 days", 28) + std::to_string(book.tasks) + "\n\n";
    for (const auto& [name, amount] : book.totals) out += padded_right(name, 28) + to_decimal(amount) + " " + std::string(amount.currency().code()) + "\n";
    out += "\nsign in as (each password is shown this once)\n";
    for (const DemoLogin& login : book.logins) out += padded_right(login.name, 12) + padded_right(login.password, 20) + login.display_name + "\n";
    return out;
}

Result<void> demo(Shell& shell, std::uint64_t seed, const std::string& today) {
    Workspace workspace = TRY(shell.open());
    const Date day = today.empty() ? workspace.today() : TRY(parse_date(today));
    shell.print(described(TRY(load_demo(workspace, seed, day))));
    return {};
}

}  // namespace

void add_demo_command(CLI::App& app, Shell& shell) {
    auto* command = app.add_subcommand("demo", "fill an empty book with a demo company: three years ending today, the same for the same seed and day");
    const auto seed = std::make_shared<std::uint64_t>(demo_seed);
    const auto today = std::make_shared<std::string>();
    command->add_option("--seed", *seed, "another number makes another company")->capture_default_str();
    command->add_option("--today", *today, "the last day of the story; the business date when not given");
    add_common_options(*command, shell);
    command->callback([&shell, seed, today] { shell.attempt([&] { return demo(shell, *seed, *today); }); });
}

}  // namespace tandem::app::cli
