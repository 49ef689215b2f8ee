// A book for mass reassessments: customers with statements, a run taken chunk by chunk, and what it leaves behind.
#pragma once
#include <string>
#include <vector>

#include "app/reassessment_run.h"
#include "credit/edge/inputs_sql.h"
#include "support/cash_bench.h"

namespace tandem::testing {

inline credit::Statement statement_of(int at, Date today) {
    const std::int64_t liabilities = 100'000 + at * 7'919 % 900'000, equity = 50'000 + at * 104'729 % 2'000'000;
    return {.period_end = today - Days{60}, .months = 12, .currency = currency("CNY"), .current_assets = 300'000, .inventory = 90'000, .receivables = 60'000, .total_assets = liabilities + equity, .current_liabilities = liabilities / 2,
            .total_liabilities = liabilities, .equity = equity, .revenue = 900'000, .audited = false, .source = "test", .rate = Rate{Rate::one}};
}

// K-1 to K-<count>, each with a statement of his own but every fifth, of whom too little is known.
inline void fill(CashBench& bench, int count) {
    credit::InputWriter writer{bench.connection(), bench.company()};
    for (int at = 1; at <= count; ++at) {
        const CustomerId customer = bench.add_customer("K-" + std::to_string(at));
        if (at % 5 != 0) writer.write({.id = bench.workspace().ids().next(), .customer = customer, .actor = {}, .at = Instant{1}, .source = "test", .external_id = std::to_string(at)}, statement_of(at, bench.workspace().today()));
    }
    writer.flush();
}

// What a run leaves behind, without ids and the moments it was written.
inline std::vector<std::string> results(sql::Connection& connection) {
    std::vector<std::string> all;
    connection.query("SELECT c.code || ' ' || g.grade || ' ' || CAST(g.from_date AS TEXT) || ' ' || CAST(g.valid_to_date AS TEXT) || ' ' || a.score || ' ' || a.points || ' ' || a.inputs || ' ' || a.why || ' ' || COALESCE(a.grade_before, '') FROM credit_grade g "
                     "JOIN credit_assessment a ON a.company_id = g.company_id AND a.id = g.assessment_id JOIN customer c ON c.company_id = g.company_id AND c.id = g.customer_id ORDER BY c.code, a.id",
                     {}, [&](const sql::Row& row) { all.emplace_back(row.text(0)); });
    connection.query("SELECT c.code || ' ' || l.outcome || ' ' || COALESCE(l.grade, '') || ' ' || COALESCE(l.refusal, '') FROM reassessment_line l JOIN reassessment_due d ON d.company_id = l.company_id AND d.run_id = l.run_id AND d.position = l.position "
                     "JOIN customer c ON c.company_id = d.company_id AND c.id = d.customer_id ORDER BY c.code",
                     {}, [&](const sql::Row& row) { all.emplace_back(row.text(0)); });
    return all;
}

inline void run_to_end(CashBench& bench, JobId run, std::int64_t chunk, std::int64_t stop_after = 1'000'000) {
    const auto kept = *app::find_run(bench.connection(), bench.company(), {.all = true, .user = {}}, run);
    const auto basis = app::basis_of_run(bench.connection(), bench.workspace().company(), kept);
    for (bool more = true; more && stop_after-- > 0;) {
        sql::Transaction transaction{bench.connection()};
        const auto act = bench.workspace().act("credit.reassess");
        more = app::run_chunk(bench.connection(), bench.workspace().company(), bench.workspace().ids(), act, basis, run, chunk);
        transaction.commit();
    }
}

template <class Do>
auto in_transaction(CashBench& bench, Do run) {
    sql::Transaction transaction{bench.connection()};
    const auto act = bench.workspace().act("test");
    auto result = run(act);
    transaction.commit();
    return result;
}

}  // namespace tandem::testing
