#include "dunning/stage.h"

#include <doctest/doctest.h>

#include "receivable/aging.h"

using namespace tandem;
using namespace tandem::dunning;
using namespace std::chrono_literals;

namespace {

const Stages stages = *make_stages({{"remind", 1, Action::reminder_letter, {Role::rep}},
                                    {"written_notice", 8, Action::demand_letter, {Role::risk_officer}},
                                    {"instalment_agreement", 16, Action::negotiate_instalments, {Role::sales_manager, Role::risk_officer}},
                                    {"legal", 31, Action::propose_legal, {Role::legal_officer}}});
std::string refusal(std::vector<Stage> list) {
    const auto made = make_stages(std::move(list));
    return made ? "" : std::string(made.error().code);
}
Stage stage(std::string code, int from_days) { return {std::move(code), from_days, Action::reminder_letter, {Role::rep}}; }

}  // namespace

TEST_CASE("R-170 to R-173: a stage begins on its first day and lasts until the next begins") {
    struct Row { int days; const char* code; };
    for (const Row& row : {Row{-8, "none"}, {0, "none"}, {1, "remind"}, {7, "remind"}, {8, "written_notice"}, {15, "written_notice"},
                           {16, "instalment_agreement"}, {30, "instalment_agreement"}, {31, "legal"}, {4000, "legal"}}) {
        CAPTURE(row.days);
        CHECK(stages.code(age_stage(row.days, stages)) == row.code);
    }
}

TEST_CASE("the stages are the buckets of the aging report by due date") {
    const auto buckets = *receivable::parse_aging_buckets(receivable::AgingBasis::due, "7,15,30");
    for (int days = -40; days <= 400; ++days) CHECK(static_cast<std::size_t>(age_stage(days, stages)) == buckets.index_of(days));
}

TEST_CASE("stages that do not ascend from day 1 are refused, not sorted") {
    CHECK(refusal({}) == "dunning.stages_empty");
    CHECK(refusal({stage("a", 0)}) == "dunning.stages_not_ascending");
    CHECK(refusal({stage("a", 8), stage("b", 8)}) == "dunning.stages_not_ascending");
    CHECK(refusal({stage("a", 8), stage("b", 1)}) == "dunning.stages_not_ascending");
    CHECK(refusal({stage("a", 1), stage("a", 8)}) == "dunning.stage_code");
    CHECK(refusal({stage("none", 1)}) == "dunning.stage_code");
    CHECK(refusal({stage("", 1)}) == "dunning.stage_code");
    CHECK(refusal({{"a", 1, Action::propose_legal, {}}}) == "dunning.stage_without_owner");
    CHECK(stages.find("legal") == 4);
    CHECK(!stages.find("none"));
}

TEST_CASE("a customer's stage counts from the earliest due date still open") {
    const Money open{100, currency("CNY")}, settled{0, currency("CNY")};
    constexpr Date may{2012y / 5 / 31}, june{2012y / 6 / 2};
    std::vector<receivable::OpenItem> items{{{1}, {1}, may, may, open, open}, {{2}, {1}, june, june, open, open}};
    CHECK(anchor_due(items) == may);
    items[0].open = settled;
    CHECK(anchor_due(items) == june);
    items[1].open = settled;
    CHECK(!anchor_due(items));
}

TEST_CASE("codes go both ways") {
    CHECK(code_of(Role::legal_officer) == "legal_officer");
    CHECK(parse_role("collector") == Role::collector);
    CHECK(!parse_role("owner"));
    CHECK(code_of(Action::propose_legal) == "propose_legal");
    CHECK(parse_action("demand_letter") == Action::demand_letter);
    CHECK(!parse_action("call"));
}
