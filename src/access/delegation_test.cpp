#include "access/delegation.h"

#include <doctest/doctest.h>

using namespace tandem;
using namespace tandem::access;

namespace {

const UserId li{1}, wang{2}, zhao{3}, maker{9};
const Date monday = *parse_date("2026-03-02");
const AccessPolicy policy{.version = 1, .invitation_hours = 24, .reset_minutes = 15, .challenge_minutes = 5, .key_longest_days = 90, .delegation_longest_days = 30};
std::string_view why(const Result<void>& decision) { return decision ? std::string_view{} : decision.error().code; }

}  // namespace

TEST_CASE("S33: a delegation holds from its first through its last day, unless it is taken back") {
    const Delegation leave{1, li, wang, monday, monday + Days{4}};
    CHECK_FALSE(in_force(leave, monday - Days{1}));
    CHECK(in_force(leave, monday));
    CHECK(in_force(leave, monday + Days{4}));
    CHECK_FALSE(in_force(leave, monday + Days{5}));
    CHECK_FALSE(in_force({1, li, wang, monday, monday + Days{4}, Instant{1}}, monday));
}

TEST_CASE("S33: it is time-boxed, not to oneself, not backdated, and one at a time") {
    const std::vector<Delegation> none;
    CHECK(check_delegation({0, li, wang, monday, monday}, none, monday, policy));
    CHECK(check_delegation({0, li, wang, monday, monday + Days{29}}, none, monday, policy));
    CHECK(why(check_delegation({0, li, wang, monday, monday + Days{30}}, none, monday, policy)) == "access.delegation_dates");
    CHECK(why(check_delegation({0, li, wang, monday - Days{1}, monday}, none, monday, policy)) == "access.delegation_dates");
    CHECK(why(check_delegation({0, li, wang, monday + Days{1}, monday}, none, monday, policy)) == "access.delegation_dates");
    CHECK(why(check_delegation({0, li, li, monday, monday}, none, monday, policy)) == "access.delegation_self");
    const std::vector<Delegation> before{{1, li, zhao, monday, monday + Days{4}}};
    CHECK(why(check_delegation({0, li, wang, monday + Days{4}, monday + Days{9}}, before, monday, policy)) == "access.delegation_overlap");
    CHECK(check_delegation({0, li, wang, monday + Days{5}, monday + Days{9}}, before, monday, policy));
    CHECK(check_delegation({0, wang, zhao, monday, monday}, before, monday, policy));
}

TEST_CASE("S33: it never travels on, never widens rights, and never lets a maker decide through another") {
    const std::vector<Delegation> chain{{1, li, wang, monday, monday + Days{4}}, {2, wang, zhao, monday, monday + Days{4}}};
    CHECK(acts_for(wang, chain, monday) == std::vector{li});
    CHECK(acts_for(zhao, chain, monday) == std::vector{wang});
    CHECK(acts_for(wang, chain, monday + Days{5}).empty());

    const Permissions approver{"signed_in", "view", "approve"}, clerk{"signed_in", "view"};
    const std::vector<UserId> made{maker};
    CHECK(check_decides_for(wang, approver, "approve", li, made, chain, monday));
    CHECK(check_decides_for(li, approver, "approve", li, made, chain, monday));
    CHECK(why(check_decides_for(wang, clerk, "approve", li, made, chain, monday)) == "auth.forbidden");
    CHECK(why(check_decides_for(zhao, approver, "approve", li, made, chain, monday)) == "access.not_addressed");
    CHECK(why(check_decides_for(wang, approver, "approve", li, made, chain, monday + Days{5})) == "access.not_addressed");
    const std::vector<UserId> by_delegate{wang}, by_absent{li};
    CHECK(why(check_decides_for(wang, approver, "approve", li, by_delegate, chain, monday)) == "access.own_request");
    CHECK(why(check_decides_for(wang, approver, "approve", li, by_absent, chain, monday)) == "access.own_request");
}
