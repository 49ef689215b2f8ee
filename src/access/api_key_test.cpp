#include "access/api_key.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

using namespace tandem;
using namespace tandem::access;

namespace {

const Date today = *parse_date("2026-03-02");
const AccessPolicy policy{.version = 1, .invitation_hours = 24, .reset_minutes = 15, .challenge_minutes = 5, .key_longest_days = 90, .delegation_longest_days = 60};
const Permissions finance{"signed_in", "view", "post_cash", "approve", "reveal_personal"};
std::string_view why(const NewKey& key) {
    const auto decision = check_new_key(key, finance, today, policy);
    return decision ? std::string_view{} : decision.error().code;
}

}  // namespace

TEST_CASE("S23: a key has a part of its owner's rights, an end, and none of the decisions a person takes") {
    CHECK(why({"bank", {"view", "post_cash"}, today + Days{90}}).empty());
    CHECK(why({"bank", {"view"}, today}).empty());
    CHECK(why({"bank", {}, today}) == "access.key_without_permission");
    CHECK(why({"bank", {"write_off"}, today}) == "access.key_exceeds");
    CHECK(why({"bank", {"approve"}, today}) == "access.key_never");
    CHECK(why({"bank", {"reveal_personal"}, today}) == "access.key_never");
    CHECK(why({"bank", {"view"}, today + Days{91}}) == "access.key_expiry");
    CHECK(why({"bank", {"view"}, today - Days{1}}) == "access.key_expiry");
}

TEST_CASE("S23: whatever the owner loses the key loses") {
    CHECK(rc::check("a key is within what was given and within what the owner has", [](const std::set<std::string>& given, const std::set<std::string>& owner) {
        const Permissions wide{given.begin(), given.end()}, has{owner.begin(), owner.end()};
        const Permissions may = key_permissions(wide, has);
        RC_ASSERT(std::ranges::includes(wide, may));
        RC_ASSERT(std::ranges::includes(has, may));
        for (const auto& one : wide) RC_ASSERT(may.contains(one) == has.contains(one));
    }));
    CHECK(key_permissions({"post_cash", "view"}, {"signed_in", "view"}) == Permissions{"view"});
}
