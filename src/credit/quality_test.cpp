#include "credit/quality.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "credit/edge/scoring_model_json.h"
#include "support/shared.h"

namespace tandem::credit {
namespace {

TEST_CASE("R-213: a complaint that stays open for longer than the model says is pointed out from the day after") {
    const auto model = parse_scoring_model(tandem::testing::read_file("policies/scoring.json")).value();
    const Date today = *parse_date("2026-06-30");
    const auto found = [&](std::optional<Date> raised) {
        const auto faults = find_faults(model, Inputs{}, {.statements_differ = false, .customer_since = {}, .oldest_open_complaint = raised}, today);
        return std::ranges::find(faults, Finding::open_complaint) != faults.end();
    };
    CHECK(model.complaint_open_days == 60);
    CHECK_FALSE(found({}));
    CHECK_FALSE(found(today - Days{60}));
    CHECK(found(today - Days{61}));
}

}  // namespace
}  // namespace tandem::credit
