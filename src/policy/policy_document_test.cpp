#include "policy/policy_document.h"

#include <doctest/doctest.h>

#include "core/errors.h"

using namespace tandem;
using namespace tandem::policy;

namespace {

constexpr Date day(int year, unsigned month, unsigned day) { return Date{std::chrono::year{year} / month / day}; }

PolicyDocument dunning(int version, Date from) { return {"dunning", version, from, "{}", "Chen Jing"}; }

std::string_view refusal(std::vector<PolicyDocument> versions) {
    const auto made = make_policy_history(std::move(versions));
    REQUIRE(!made);
    CHECK(!explain(made.error(), Language::en).empty());
    return made.error().code;
}

}  // namespace

TEST_CASE("the version in force is the latest whose effective day has come") {
    const auto history = *make_policy_history({dunning(2, day(2026, 7, 1)), dunning(1, day(2026, 1, 1)), dunning(3, day(2027, 1, 1))});
    CHECK((*history.in_force_on(day(2026, 1, 1)))->version == 1);
    CHECK((*history.in_force_on(day(2026, 6, 30)))->version == 1);
    CHECK((*history.in_force_on(day(2026, 7, 1)))->version == 2);
    CHECK((*history.in_force_on(day(2026, 12, 31)))->version == 2);
    CHECK((*history.in_force_on(day(2040, 1, 1)))->version == 3);
}

TEST_CASE("before the first version there is no policy, and that is said") {
    const auto history = *make_policy_history({dunning(1, day(2026, 1, 1))});
    const auto none = history.in_force_on(day(2025, 12, 31));
    REQUIRE(!none);
    CHECK(none.error().code == "policy.not_in_force_yet");
    CHECK(explain(none.error(), Language::zh) == "2025-12-31 时政策“dunning”尚无生效版本，最早版本自 2026-01-01 起生效。请批准更早生效的版本。");
}

TEST_CASE("a history with gaps, mixed policies or unnamed approvers is refused") {
    CHECK(refusal({}) == "policy.without_versions");
    CHECK(refusal({dunning(2, day(2026, 1, 1))}) == "policy.versions_not_consecutive");
    CHECK(refusal({dunning(1, day(2026, 1, 1)), dunning(3, day(2026, 7, 1))}) == "policy.versions_not_consecutive");
    CHECK(refusal({dunning(1, day(2026, 1, 1)), dunning(1, day(2026, 7, 1))}) == "policy.versions_not_consecutive");
    CHECK(refusal({dunning(1, day(2026, 7, 1)), dunning(2, day(2026, 7, 1))}) == "policy.versions_out_of_order");
    CHECK(refusal({dunning(1, day(2026, 7, 1)), dunning(2, day(2026, 6, 1))}) == "policy.versions_out_of_order");

    auto document = dunning(1, day(2026, 1, 1));
    document.approver.clear();
    CHECK(refusal({document}) == "policy.without_approver");
    document = dunning(1, day(2026, 1, 1));
    document.body.clear();
    CHECK(refusal({document}) == "policy.without_body");
    document.name.clear();
    CHECK(refusal({document}) == "policy.without_name");
    CHECK(refusal({dunning(1, day(2026, 1, 1)), {"contract", 2, day(2026, 7, 1), "{}", "Chen Jing"}}) == "policy.mixed_names");
}
