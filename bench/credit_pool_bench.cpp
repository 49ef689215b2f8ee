// One order against a limit of the whole company: with the company's exposure as one sum, against reading every customer's
// documents for it, in the same book and the same run.
#include <iostream>
#include <random>

#include "app/workspace.h"
#include "core/errors.h"
#include "credit/edge/limit_desk_sql.h"
#include "measure.h"
#include "org/edge/org_sql.h"
#include "receivable/edge/exposure_sql.h"
#include "../tests/support/random_documents.h"

using namespace tandem;

namespace {

constexpr int rounds = 10;

template <class T>
T must(Result<T> result) {
    if (result) return *std::move(result);
    std::cerr << explain(result.error(), Language::en) << '\n';
    std::exit(1);
}

void measure(const bench::Target& target, long count) {
    const SystemClock clock;
    auto workspace = must(app::Workspace::open({target.url, ""}, clock));
    sql::Connection& connection = workspace.connection();
    const org::Company& company = workspace.company();
    const Date today = workspace.today();
    {
        sql::Transaction transaction{connection};
        testing::RandomDocuments documents{connection, company.id.value, today, 7, 0};
        documents.write(1, count, 3);
        const auto act = workspace.act("bench");
        credit::LimitDesk desk{connection, company, act, workspace.ids(), today};
        credit::LimitChange change;
        change.entry.amount = 1'000'000'000'000;
        change.entry.from = today;
        change.reason = "bench";
        must(desk.change({credit::Scope::company, 0}, change));
        desk.flush();
        transaction.commit();
    }
    if (connection.engine() == sql::Engine::postgres) connection.script("ANALYZE");
    const credit::CreditPolicy& policy = workspace.policies().credit;
    receivable::SqlExposureQuestion question{connection, company.id, policy.control.exposure, today};
    const CustomerId customer{count / 2};
    std::int64_t by_sum = 0, by_all = 0;
    const auto used = [&](std::optional<std::span<const CustomerId>> customers) {
        auto accounts = credit::load_accounts({connection, company, policy, question, today, {}}, customers);
        return accounts->position(customer).pools.back().used;
    };
    const double sum = bench::seconds([&] { for (int each = 0; each < rounds; ++each) by_sum = used(std::span<const CustomerId>{&customer, 1}); }) / rounds;
    const double all = bench::seconds([&] { for (int each = 0; each < rounds; ++each) by_all = used(std::nullopt); }) / rounds;
    if (by_sum != by_all) { std::cerr << "the sum differs: " << by_sum << " and " << by_all << '\n'; std::exit(1); }
    std::printf("%s: %ld customers: one check %.1f ms with the sum, %.1f ms reading everybody: %.1f times faster\n", target.engine.c_str(), count, sum * 1e3, all * 1e3, all / sum);
}

}  // namespace

int main(int argc, char** argv) {
    const long count = bench::rows(argc, argv, 20'000);
    const bench::Scratch scratch;
    for (const auto& target : bench::targets(scratch)) measure(target, count);
}
