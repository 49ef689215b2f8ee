// Assessing every customer in one run of chunks, in a book of a tenth and in the whole book: the cost is linear while a customer of the
// whole costs what one of the tenth does. Set against the arithmetic alone: the same values scored again in memory, in the same run.
#include <algorithm>
#include <iostream>

#include "app/reassessment_run.h"
#include "app/workspace.h"
#include "core/errors.h"
#include "credit/edge/inputs_sql.h"
#include "measure.h"

using namespace tandem;

namespace {

constexpr std::int64_t items_each = 4;

void add_customer(sql::Bulk& parties, std::int64_t company, std::int64_t id) {
    const std::string code = "C" + std::to_string(id);
    parties.add(company).add(id).add(code).add(code).add(code).add("bench").add(code).add(std::int64_t{0});
    parties.end_row();
}

credit::Statement statement(std::int64_t at, Date today) {
    const std::int64_t current = 1'000'000 + at * 7919 % 9'000'000, liabilities = 2'000'000 + at * 104'729 % 6'000'000, equity = 1'000'000 + at * 1'299'709 % 900'000'000;
    return {.period_end = today - Days{90}, .months = 12, .currency = currency("CNY"), .current_assets = current, .inventory = current / 3, .receivables = current / 4, .total_assets = liabilities + equity, .current_liabilities = liabilities / 2,
            .total_liabilities = liabilities, .equity = equity, .revenue = current * 3, .audited = false, .source = "bench", .rate = Rate{Rate::one}};
}

// Every customer has a statement and four items of the year; half of them were late.
void fill(app::Workspace& workspace, std::int64_t first, std::int64_t last) {
    sql::Connection& connection = workspace.connection();
    const std::int64_t company = workspace.company().id.value;
    const Date today = workspace.today();
    sql::Transaction transaction{connection};
    const auto parties = connection.bulk("customer", {"company_id", "id", "code", "name", "name_key", "source", "external_id", "recorded_at"});
    for (std::int64_t at = first; at <= last; ++at) add_customer(*parties, company, at);
    parties->flush();
    credit::InputWriter writer{connection, workspace.company().id};
    for (std::int64_t at = first; at <= last; ++at) writer.write({.id = 10'000'000 + at, .customer = CustomerId{at}, .actor = {}, .at = Instant{1}, .source = "bench", .external_id = std::to_string(at)}, statement(at, today));
    writer.flush();
    const auto items = connection.bulk("open_item", {"company_id", "id", "number", "kind", "customer_id", "item_date", "due_date", "currency", "amount_minor", "open_minor", "base_amount_minor", "rate_e10", "disputed", "recorded_at"});
    const auto settlements = connection.bulk("settlement", {"company_id", "id", "item_id", "kind", "amount_minor", "effective_date", "recorded_at"});
    for (std::int64_t at = first * items_each; at < (last + 1) * items_each; ++at) {
        const std::int64_t due = day_number(today) - 20 - at * 7919 % 300, id = 100'000'000 + at;
        items->add(company).add(id).add("N" + std::to_string(at)).add("invoice").add(at / items_each).add(due - 30).add(due).add("CNY").add(std::int64_t{1000}).add(std::int64_t{0}).add(std::int64_t{1000}).add(Rate::one).add(std::int64_t{0}).add(std::int64_t{1});
        items->end_row();
        settlements->add(company).add(id).add(id).add("receipt").add(std::int64_t{1000}).add(due + at % 2 * (at % 17)).add(std::int64_t{1});
        settlements->end_row();
    }
    items->flush();
    settlements->flush();
    transaction.commit();
    if (connection.engine() == sql::Engine::postgres) connection.script("ANALYZE");
}

template <class T>
T must(Result<T> result) {
    if (result) return *std::move(result);
    std::cerr << explain(result.error(), Language::en) << '\n';
    std::exit(1);
}

// As the server does it: a list of who is due, then chunk by chunk, each a durable transaction. The longest one is how long others
// wait to write.
constexpr std::int64_t chunk = 1'000;

double run_over(app::Workspace& workspace, const app::AssessmentBasis& basis) {
    sql::Connection& connection = workspace.connection();
    double longest = 0;
    const double took = bench::seconds([&] {
        auto due = app::due_for_assessment(connection, workspace.company().id, basis, org::Reach::whole_company());
        const auto in_transaction = [&](const auto& run) {
            sql::Transaction transaction{connection};
            const auto act = workspace.act("credit.reassess");
            const auto result = run(act);
            transaction.commit();
            return result;
        };
        const auto run = must(in_transaction([&](const audit::Act& act) { return app::begin_run(connection, workspace.ids(), act, basis, due); }));
        for (bool more = true; more;)
            longest = std::max(longest, bench::seconds([&] { more = in_transaction([&](const audit::Act& act) { return app::run_chunk(connection, workspace.company(), workspace.ids(), act, basis, run, chunk); }); }));
    });
    std::printf("the longest of its transactions took %.0f ms\n", longest * 1000);
    return took;
}

double arithmetic(app::Workspace& workspace, const app::AssessmentBasis& basis, long count) {
    const auto values = app::values_of(workspace.connection(), workspace.company().id, basis, CustomerId{1});
    return bench::seconds([&] {
        for (long at = 0; at < count; ++at) must(credit::assess(basis.model, basis.policy, values, basis.today));
    });
}

void measure(const bench::Target& target, long count) {
    const SystemClock clock;
    auto workspace = must(app::Workspace::open({target.url, ""}, clock));
    const auto basis = must(app::assessment_basis(workspace.connection(), workspace.company(), workspace.today()));
    const long tenth = count / 10, rest = count - tenth;
    fill(workspace, 1, tenth);
    const double first = run_over(workspace, basis);
    fill(workspace, tenth + 1, count);
    const double second = run_over(workspace, basis);
    bench::line(target.engine + ": assess a book of a tenth", tenth, first, arithmetic(workspace, basis, tenth));
    bench::line(target.engine + ": assess the rest, in the whole book", rest, second, arithmetic(workspace, basis, rest));
    std::printf("%s: a customer of the whole book costs %.2f of one of the tenth\n", target.engine.c_str(), second / static_cast<double>(rest) / (first / static_cast<double>(tenth)));
}

}  // namespace

int main(int argc, char** argv) {
    const long count = bench::rows(argc, argv, 100'000);
    const bench::Scratch scratch;
    for (const auto& target : bench::targets(scratch)) measure(target, count);
}
