#include <doctest/doctest.h>

#include "contract/edge/contract_reads_sql.h"

using namespace tandem;
using namespace tandem::contract;

TEST_CASE("a plan line is undated, not due, overdue or settled; on its due date it is not overdue") {
    const Date due = *parse_date("2026-03-31");
    const Money open{1, currency("CNY")}, nothing{0, currency("CNY")};
    CHECK(state_of_line({}, open, due) == LineState::undated);
    CHECK(state_of_line(due, open, due) == LineState::not_due);
    CHECK(state_of_line(due, open, due + Days{1}) == LineState::overdue);
    CHECK(state_of_line(due, nothing, due + Days{1}) == LineState::settled);
}
