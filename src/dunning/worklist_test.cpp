#include "dunning/worklist.h"

#include <doctest/doctest.h>

using namespace tandem;
using namespace tandem::dunning;

namespace {
Priority points(int days, int stage, std::int64_t minor, Currency in = currency("CNY")) { return priority_of({days, stage, Money{minor, in}}); }
}  // namespace

TEST_CASE("points for days, stage and amount add up") {
    CHECK(points(20, 3, 12'345'67) == Priority{20, 150, 100});
    CHECK(points(20, 3, 12'345'67).total() == 270);
    CHECK(points(-7, 0, 99) == Priority{0, 0, 0});
    CHECK(points(400, 4, 100) == Priority{100, 200, 20});
    CHECK(points(1, 1, 9'999'99) == Priority{1, 50, 80});
    CHECK(points(1, 1, 10'000'00) == Priority{1, 50, 100});
    CHECK(points(1, 1, 10'000, currency("JPY")) == Priority{1, 50, 100});
}

TEST_CASE("a task says why it stands where it stands") {
    const Money open{12'345'67, currency("CNY")};
    CHECK(explain({20, open, points(20, 3, open.minor())}, Language::en) == "20 days overdue, 12345.67 CNY open. Priority 270: 20 for days, 150 for the stage, 100 for the amount.");
    CHECK(explain({20, open, points(20, 3, open.minor())}, Language::zh) == "逾期 20 天，未收 12345.67 CNY。优先级 270：逾期 20、阶段 150、金额 100。");
    CHECK(explain({1, open, {}}, Language::en).starts_with("1 day overdue, "));
    CHECK(explain({0, open, {}}, Language::zh).starts_with("今日到期，"));
    CHECK(explain({-7, open, {}}, Language::en).starts_with("Due in 7 days, "));
    CHECK(explain({5, open, {}, true}, Language::zh).find("补记预警") != std::string::npos);
    CHECK(explain({5, open, {}, true}, Language::en).find("recorded after its alert day") != std::string::npos);
}

TEST_CASE("a broken promise stands above all else, and says what was promised") {
    const Priority broken = priority_of({5, 1, Money{100'00, currency("CNY")}, true});
    CHECK(broken.total() == 5 + 50 + 60 + 1000);
    CHECK(broken.total() > points(400, 4, INT64_MAX / 100).total());
    const Money promised{500'00, currency("CNY")};
    const WorkText work{5, promised, broken, false, WorkText::Broken{*parse_date("2026-06-06"), promised, Money{100'00, currency("CNY")}}};
    CHECK(explain(work, Language::en) == "Promised 500.00 CNY by 2026-06-06, paid 100.00. 5 days overdue, 500.00 CNY open. Priority 1115: 5 for days, 50 for the stage, 60 for the amount, 1000 for the broken promise.");
    CHECK(explain(work, Language::zh) == "承诺 2026-06-06 前付 500.00 CNY，实付 100.00，已失约。逾期 5 天，未收 500.00 CNY。优先级 1115：逾期 5、阶段 50、金额 60、失约 1000。");
}

TEST_CASE("outcomes: only putting off hands nothing over") {
    for (const auto* code : {"called", "promised", "escalated", "other"}) CHECK(confirms_demand(*parse_outcome(code)));
    CHECK(!confirms_demand(*parse_outcome("snoozed")));
    CHECK(code_of(TaskOutcome::promised) == "promised");
    CHECK(parse_outcome("visited").error().code == "dunning.unknown_outcome");
}
