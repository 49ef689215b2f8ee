#include "approval/policy.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "approval/edge/approval_policy_json.h"

using namespace tandem;
using namespace tandem::approval;

namespace {

ApprovalPolicy shipped() {
    std::stringstream text;
    text << std::ifstream("policies/approval.json").rdbuf();
    const auto read = parse_approval_policy(text.str(), currency("CNY"));
    REQUIRE_MESSAGE(read, read.error().code << " " << read.error().subject);
    return *read;
}
Level level(std::vector<std::string> roles) { return {.roles = std::move(roles), .users = {}, .limited = {}}; }
ApprovalPolicy guarded(std::vector<Chain> chains) {
    ApprovalPolicy policy{.version = 1, .split_window_days = 30, .limits = {{"risk", 100'00, 30}}, .chains = std::move(chains)};
    policy.chains.push_back({std::string(policy_change), {}, {}, {}, {level({"executive"})}});
    return policy;
}
std::string_view refused(ApprovalPolicy policy) {
    const auto made = make_approval_policy(std::move(policy));
    return made ? std::string_view{"accepted"} : made.error().code;
}

}  // namespace

TEST_CASE("shipped: a write-off needs one agreement, above 100,000.00 an executive's too") {
    const auto policy = shipped();
    CHECK(policy.levels_for({"write_off", 100'000'00, {}, {}}).size() == 1);
    const auto large = policy.levels_for({"write_off", 100'000'01, {}, "east"});
    REQUIRE(large.size() == 2);
    CHECK(large.back().roles == std::vector<std::string>{"executive"});
    CHECK(policy.levels_for({"period_reopen", {}, {}, {}}).size() == 1);
    CHECK(policy.levels_for({"receipt", 1, {}, {}}).empty());
    CHECK(!policy.knows("receipt"));
}

TEST_CASE("a region's own chain comes first; the limits of amount and days leave only who may release") {
    const auto policy = make_approval_policy(guarded({{"refund", {}, {}, {}, {level({"risk", "executive"})}}, {"refund", 50, {}, {"east"}, {level({"executive"})}}})).value();
    CHECK(policy.levels_for({"refund", 51, {}, "east"}).front().roles.size() == 1);
    CHECK(policy.levels_for({"refund", 50, {}, "east"}).front().roles.size() == 2);
    CHECK(policy.levels_for({"refund", 100'00, {}, {}}).front().limited.empty());
    CHECK(policy.levels_for({"refund", 100'01, {}, {}}).front().limited == std::vector<std::string>{"risk"});
    CHECK(policy.levels_for({"refund", 1, 31, {}}).front().limited == std::vector<std::string>{"risk"});
}

TEST_CASE("a policy with a way around is refused") {
    CHECK(refused(guarded({{"refund", 10, 50, {}, {level({"executive"})}}})) == "approval.policy_gap");
    CHECK(refused(guarded({{"refund", 10, 50, {}, {level({"executive"})}}, {"refund", 51, {}, {}, {level({"executive"})}}})) == "approval.policy_gap");
    CHECK(refused(guarded({{"refund", 10, 50, {}, {level({"executive"})}}, {"refund", 50, {}, {}, {level({"executive"})}}})) == "accepted");
    CHECK(refused(guarded({{"refund", 10, 50, {"east"}, {level({"executive"})}}})) == "approval.policy_gap");
    CHECK(refused(guarded({{"refund", {}, {}, {}, {}}})) == "approval.policy_no_levels");
    CHECK(refused(guarded({{"refund", {}, {}, {}, {level({})}}})) == "approval.policy_nobody");
    CHECK(refused(guarded({{"refund", {}, {}, {}, {level({"admin"})}}})) == "approval.policy_admin");
    CHECK(refused(guarded({{"refund", {}, {}, {}, {level({"risk"})}}})) == "approval.policy_nobody_last");
    CHECK(refused({.version = 1, .split_window_days = 0, .limits = {}, .chains = {}}) == "approval.policy_unguarded");
}
