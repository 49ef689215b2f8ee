#include "access/export_limit.h"

#include <doctest/doctest.h>

#include "access/edge/access_policy_json.h"
#include "platform/shipped.h"

using namespace tandem;
using namespace tandem::access;

TEST_CASE("S31: a role has its own figure, the shipped one for a sales representative is 10,000 rows a day") {
    const auto policy = parse_access_policy(*shipped_file("policies/access.json"));
    REQUIRE(policy);
    CHECK(export_rows_a_day(*policy, "rep") == 10'000);
    CHECK(export_rows_a_day(*policy, "rep") < export_rows_a_day(*policy, "manager"));
    CHECK(export_rows_a_day(*policy, "manager") < export_rows_a_day(*policy, "finance"));
    CHECK(export_rows_a_day(*policy, "finance") == export_rows_a_day(*policy, "auditor"));
}

TEST_CASE("S31: files add up to the limit and not a row beyond; a refusal says how much is done and when the next day begins") {
    const Date today = *parse_date("2026-06-30");
    CHECK(check_export(0, 10'000, 10'000, today, 60));
    CHECK(check_export(9'999, 1, 10'000, today, 60));
    CHECK(check_export(10'000, 0, 10'000, today, 60));  // an empty file carries nothing out
    const auto refused = check_export(9'999, 2, 10'000, today, 60);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "access.export_limit");
    using Figures = std::vector<std::pair<std::string, std::string>>;
    CHECK(refused.error().figures == Figures{{"rows", "2"}, {"done", "9999"}, {"limit", "10000"}, {"day", "2026-07-01"}, {"seconds", "60"}});
    CHECK_FALSE(check_export(12'000, 1, 10'000, today, 60));  // the figure was lowered meanwhile
}

TEST_CASE("S31: the policy refuses a figure below one row, a role that is not there and a role twice") {
    const auto with = [](std::string_view from, std::string_view to) {
        std::string text{*shipped_file("policies/access.json")};
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        return parse_access_policy(text.replace(at, from.size(), to));
    };
    CHECK(with(R"("rows": 10000)", R"("rows": 0)").error().code == "access.policy_range");
    CHECK(with(R"("role": "rep")", R"("role": "chef")").error().code == "access.unknown_role");
    CHECK(with(R"("role": "rep")", R"("role": "manager")").error().code == "access.role_twice");
    CHECK(with(R"("others": 2000000)", R"("others": 1000000001)").error().code == "access.policy_range");
}
