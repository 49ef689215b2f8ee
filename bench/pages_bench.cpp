// Pages under sixty-four clients that keep their connections: the running program on the loopback, a signed-in
// user, the lists and the pages of customers, against the health check of the same server under the same clients.
#include <iostream>

#include "app/server/sessions.h"
#include "app/server/users.h"
#include "app/workspace.h"
#include "core/errors.h"
#include "http_load.h"
#include "importing/edge/import_run.h"
#include "importing/edge/shipped_mappings.h"
#include "invoice_file.h"
#include "measure.h"
#include "served_book.h"

using namespace tandem;

namespace {

constexpr int clients = 64;
constexpr long items_of_a_customer = 100;

struct Prepared {
    std::string session;
    std::vector<std::string> customers;
};

Prepared prepare(const std::string& database, const std::string& file, long count) {
    const SystemClock clock;
    auto workspace = app::Workspace::open({database, ""}, clock);
    bench::write_invoices(file, count, false, std::max(1L, count / items_of_a_customer));
    platform::TableOptions options;
    options.limits = platform::trusted_limits();
    const auto table = platform::open_table(file, options);
    auto mapping = *importing::mapping_for(importing::ImportKind::invoices, (*table)->shape().header);
    mapping.create = {importing::Creatable::customer};
    if (!importing::run_import(workspace->connection(), workspace->company(), workspace->act("import invoices"), workspace->ids(), workspace->policies().cash, **table,
                               {.kind = importing::ImportKind::invoices, .file_name = "", .file_hash = "", .mapping = mapping})) std::exit(1);
    const auto user = app::server::add_user(workspace->connection(), workspace->company().id, workspace->ids(), clock.now(), {{}, "bench", "Bench", "executive", {}}, "a long word for the bench");
    if (!user) {
        std::cerr << explain(user.error(), Language::en) << '\n';
        std::exit(1);
    }
    Prepared prepared{app::server::start_session(workspace->connection(), workspace->company().id, workspace->ids(), *user, {}, clock.now()), {}};
    workspace->connection().query("SELECT id FROM customer WHERE company_id = $1 ORDER BY id", {workspace->company().id.value},
                                  [&](const sql::Row& row) { prepared.customers.push_back(to_string(CustomerId{row.integer(0)})); });
    return prepared;
}

}  // namespace

int main(int argc, char** argv) {
    const long count = bench::rows(argc, argv, 100'000);
    const bench::Scratch scratch;
    const std::string database = "sqlite:" + scratch.path("book.db");
    const Prepared prepared = prepare(database, scratch.path("invoices.csv"), count);
    const bench::ServedBook served{database, bench::program(), scratch.path("tandem.toml")};

    const auto measure = [&](const char* what, long requests, const std::function<std::string(long)>& path) {
        return std::pair{what, bench::load(served.port(), clients, requests, [&](long at) {
            return "GET " + path(at) + " HTTP/1.1\r\nHost: localhost\r\nCookie: tandem_session=" + prepared.session + "\r\n\r\n";
        })};
    };
    const auto customer = [&](long at) { return prepared.customers[static_cast<std::size_t>(at * 7919) % prepared.customers.size()]; };
    const auto baseline = measure("health check", 20'000, [](long) { return "/healthz"; });
    std::printf("%ld open items of %zu customers, %d clients\n", count, prepared.customers.size(), clients);
    const auto print = [&](const auto& measured) {
        const auto& [what, figures] = measured;
        std::printf("%-46s %8.0f /s  p50 %8.2f ms  p99 %8.2f ms  %7zu bytes  ratio %6.2f\n", what, figures.per_second, figures.p50_ms, figures.p99_ms, figures.bytes, baseline.second.per_second / figures.per_second);
        std::fflush(stdout);
    };
    print(baseline);
    print(measure("open items of a customer, 100 rows", 10'000, [&](long at) { return "/api/v1/open-items?limit=100&customer=" + customer(at); }));
    print(measure("page of a customer", 10'000, [&](long at) { return "/api/v1/customers/" + customer(at); }));
    print(measure("timeline of a customer", 5'000, [&](long at) { return "/api/v1/customers/" + customer(at) + "/timeline"; }));
    print(measure("list of all open items, 50 rows", 1'000, [](long) { return "/api/v1/open-items?limit=50"; }));
    print(measure("list of customers, 50 rows", 1'000, [](long) { return "/api/v1/customers?limit=50"; }));
    std::printf("peak memory of the server: %ld MiB\n", served.peak_mib());
}
