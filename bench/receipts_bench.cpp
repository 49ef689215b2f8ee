// Receipts recorded one at a time at the cash desk, each in a durable transaction of its own with postings,
// audit and outbox, against bare commits of a single row in the same database.
#include <iostream>

#include "app/workspace.h"
#include "cash/edge/cash_desk_sql.h"
#include "core/errors.h"
#include "measure.h"

using namespace tandem;

namespace {

constexpr std::int64_t customers = 1000;

void fill(app::Workspace& workspace) {
    sql::Transaction transaction{workspace.connection()};
    const auto parties = workspace.connection().bulk("customer", {"company_id", "id", "code", "name", "name_key", "source", "external_id", "recorded_at"});
    for (std::int64_t at = 0; at < customers; ++at) {
        const std::string code = "C" + std::to_string(at);
        parties->add(workspace.company().id.value).add(1000 + at).add(code).add(code).add(code).add("bench").add(code).add(std::int64_t{0});
        parties->end_row();
    }
    parties->flush();
    transaction.commit();
}

void receive(app::Workspace& workspace, std::int64_t at) {
    const auto act = workspace.act("receipt.record");
    sql::Transaction transaction{workspace.connection()};
    cash::SqlCashDesk desk{workspace.connection(), workspace.company(), act, workspace.ids(), workspace.policies().cash, workspace.today()};
    const auto recorded = desk->record({.customer = CustomerId{1000 + at % customers}, .number = {}, .receipt = {cash::Method::bank_transfer, Money{10'000 + at, currency("CNY")}, workspace.today(), {}}, .reference = "bench"});
    if (!recorded) {
        std::cerr << explain(recorded.error(), Language::en) << '\n';
        std::exit(1);
    }
    desk.flush();
    transaction.commit();
}

void commit_one_row(sql::Connection& connection, std::int64_t at) {
    sql::Transaction transaction{connection};
    connection.execute("INSERT INTO bare (id, customer_id, amount_minor, number) VALUES ($1, $2, $3, $4)", {at, 1000 + at % customers, 10'000 + at, "R" + std::to_string(at)});
    transaction.commit();
}

void measure(const bench::Target& target, long count) {
    const SystemClock clock;
    auto workspace = app::Workspace::open({target.url, ""}, clock);
    fill(*workspace);
    workspace->connection().script("CREATE TABLE bare (id {int} NOT NULL, customer_id {int} NOT NULL, amount_minor {int} NOT NULL, number TEXT NOT NULL, PRIMARY KEY (id)){end};");
    const double ours = bench::seconds([&] { for (long at = 0; at < count; ++at) receive(*workspace, at); });
    const double baseline = bench::seconds([&] { for (long at = 0; at < count; ++at) commit_one_row(workspace->connection(), at); });
    bench::line("single receipts, " + target.engine, count, ours, baseline);
}

}  // namespace

int main(int argc, char** argv) {
    const long count = bench::rows(argc, argv, 10'000);
    const bench::Scratch scratch;
    for (const bench::Target& target : bench::targets(scratch)) measure(target, count);
}
