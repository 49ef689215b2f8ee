// The audit trail verified from its first row to its last, every digest and the Merkle tree, against plain
// SHA-256 of the same bytes held in memory.
#include <iostream>

#include "app/workspace.h"
#include "audit/edge/chain_check.h"
#include "audit/edge/trail_sql.h"
#include "measure.h"

using namespace tandem;

namespace {

constexpr long rows_of_a_command = 1'000;

void fill(app::Workspace& workspace, long count) {
    for (long at = 0; at < count; at += rows_of_a_command) {
        const auto act = workspace.act("receipt.record");
        sql::Transaction transaction{workspace.connection()};
        audit::SqlTrail trail{workspace.connection(), workspace.ids(), act};
        for (long row = at; row < std::min(at + rows_of_a_command, count); ++row)
            trail.record({.object_kind = "receipt", .object_id = row, .topic = "receipt.recorded", .detail = R"({"number":"SK)" + std::to_string(row) + R"(","amount_minor":)" + std::to_string(10'000 + row) + R"(,"currency":"CNY","method":"bank_transfer","reference":"bench"})"});
        trail.flush();
        transaction.commit();
    }
}

// What is hashed for each row: the digest before it, nine numbers, three texts with their lengths.
std::vector<std::string> bytes_of(sql::Connection& connection, long count) {
    std::vector<std::string> all;
    all.reserve(static_cast<std::size_t>(count));
    connection.query("SELECT command, object_kind, detail FROM audit_entry", std::span<const sql::Param>{}, [&](const sql::Row& row) {
        all.push_back(std::string(2 + 32 + 9 * 8 + 1 + 3 * 8, '\0').append(row.text(0)).append(row.text(1)).append(row.text(2)));
    });
    return all;
}

void measure(const bench::Target& target, long count) {
    const SystemClock clock;
    auto workspace = app::Workspace::open({target.url, ""}, clock);
    fill(*workspace, count);
    const auto bytes = bytes_of(workspace->connection(), count);
    unsigned kept = 0;  // so that no hash is left out
    const double baseline = bench::seconds([&] { for (const std::string& each : bytes) kept += platform::sha256(each)[0]; });
    audit::ChainVerdict verdict;
    const double ours = bench::seconds([&] { verdict = audit::check_chains(workspace->connection(), workspace->company().id, {}, {}); });
    if (!verdict.whole() || verdict.rows < count || kept == 0) {
        std::cerr << "the trail is not whole\n";
        std::exit(1);
    }
    bench::line("audit trail verified, " + target.engine, verdict.rows, ours, baseline);
}

}  // namespace

int main(int argc, char** argv) {
    const long count = bench::rows(argc, argv, 1'000'000);
    const bench::Scratch scratch;
    for (const bench::Target& target : bench::targets(scratch)) measure(target, count);
}
