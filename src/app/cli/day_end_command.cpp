#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <iostream>

#include "app/cli/cli.h"
#include "approval/edge/approval_policy_sql.h"
#include "dunning/edge/day_end_sql.h"
#include "receivable/edge/order_desk_sql.h"

namespace tandem::app::cli {
namespace {

namespace json = boost::json;

json::object run_json(const dunning::DayEndRun& run) {
    return {{"date", to_string(run.date)}, {"items_seen", run.items_seen}, {"alerts", run.alerts}, {"transitions", run.transitions}, {"tasks", run.tasks}, {"policy_version", run.policy_version}};
}

void print_runs(const Shell& shell, Date asked, const std::vector<dunning::DayEndRun>& runs) {
    if (shell.format == Format::json) {
        json::array days;
        for (const auto& run : runs) days.push_back(run_json(run));
        shell.print(json::serialize(json::object{{"date", to_string(asked)}, {"already_run", runs.empty()}, {"runs", std::move(days)}}));
        return;
    }
    if (runs.empty()) {
        shell.print((shell.language == Language::zh ? "该日日终此前已执行，无任何变更：" : "day-end was run before, nothing changed: ") + to_string(asked));
        return;
    }
    std::string out = "date        items     alerts    stages    tasks\n";
    for (const auto& run : runs) {
        out += to_string(run.date);
        for (const auto figure : {run.items_seen, run.alerts, run.transitions, run.tasks}) {
            const std::string digits = std::to_string(figure);
            out += "  " + digits + std::string(digits.size() < 8 ? 8 - digits.size() : 0, ' ');
        }
        out += '\n';
    }
    shell.print(out);
}

// Requests past their deadline go to the next level's people, and the outbox tells of it.
void escalate_approvals(Workspace& workspace) {
    const auto act = workspace.act("day-end");
    sql::Transaction transaction{workspace.connection()};
    approval::escalate_overdue(workspace.connection(), act, workspace.ids());
    transaction.commit();
}

// What is on credit hold, and open orders from files, are looked at with the figures of the new day.
void look_at_holds(Workspace& workspace) {
    const auto act = workspace.act("day-end");
    sql::Transaction transaction{workspace.connection()};
    receivable::OrderDesk desk{workspace.connection(), workspace.company(), act, workspace.ids(), workspace.policies().credit, workspace.today()};
    desk.recheck({});
    desk.flush();
    transaction.commit();
}

struct DayEndOptions {
    std::string date;
    bool dry_run = false;
};

Result<void> day_end(Shell& shell, const DayEndOptions& options) {
    Workspace workspace = TRY(shell.open());
    const Date date = options.date.empty() ? workspace.today() : TRY(parse_date(options.date));
    const auto runs = TRY(dunning::run_day_end(workspace.connection(), workspace.company(), workspace.act("day-end"), workspace.ids(), workspace.clock(), dunning_policy_on(workspace.connection(), workspace.company().id), date,
                                               options.dry_run ? dunning::Saving::dry_run : dunning::Saving::keep));
    if (!options.dry_run) {
        escalate_approvals(workspace);
        look_at_holds(workspace);
    }
    print_runs(shell, date, runs);
    return {};
}

}  // namespace

void add_day_end_command(CLI::App& app, Shell& shell) {
    auto* command = app.add_subcommand("day-end", "close the day: alerts, dunning stages and tasks; catches missed days up, twice is once");
    const auto options = std::make_shared<DayEndOptions>();
    command->add_option("--date", options->date, "the day to close; the business date when not given");
    command->add_flag("--dry-run", options->dry_run, "show what the next day would bring, write nothing");
    add_common_options(*command, shell);
    command->callback([&shell, options] { shell.attempt([&] { return day_end(shell, *options); }); });
}

}  // namespace tandem::app::cli
