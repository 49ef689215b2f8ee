#include "access/second_factor.h"

#include <doctest/doctest.h>

#include "access/edge/access_policy_json.h"
#include "platform/shipped.h"

using namespace tandem;
using namespace tandem::access;

TEST_CASE("S10: a code is good in its own half minute and one to either side, and only once") {
    const Instant now{1'000'000'000'000'000};
    const std::int64_t step = totp_step(now);
    const auto code_of = [](std::int64_t wanted) { return [wanted](std::int64_t tried) { return tried == wanted; }; };
    CHECK(accepted_step(now, 0, code_of(step)) == step);
    CHECK(accepted_step(now, 0, code_of(step - 1)) == step - 1);
    CHECK(accepted_step(now, 0, code_of(step + 1)) == step + 1);
    CHECK_FALSE(accepted_step(now, 0, code_of(step - 2)));
    CHECK_FALSE(accepted_step(now, 0, code_of(step + 2)));
    CHECK_FALSE(accepted_step(now, step, code_of(step)));      // replayed
    CHECK_FALSE(accepted_step(now, step, code_of(step - 1)));  // older than one that was used
    CHECK(accepted_step(now, step, code_of(step + 1)) == step + 1);
}

TEST_CASE("a code may be typed with blanks; a recovery code with dashes") {
    CHECK(plain_code("123 456") == "123456");
    CHECK(is_totp_code(plain_code("123 456")));
    CHECK(plain_code("ABCDE-23456") == "abcde23456");
    CHECK_FALSE(is_totp_code("abcde23456"));
    CHECK_FALSE(is_totp_code("12345"));
}

TEST_CASE("S6: the password is asked before enrolling, but not straight after the sign-in that demands it, nor where there is none") {
    const AccessPolicy policy = *parse_access_policy(*shipped_file("policies/access.json"));
    const auto asks = [&](Password password, SecondFactor state, std::int64_t seconds) { return asks_password_first(password, state, Instant{0}, Instant{seconds * 1'000'000}, policy); };
    const std::int64_t window = policy.challenge_minutes * 60;
    CHECK(asks(Password::usable, SecondFactor::off, 0));
    CHECK(asks(Password::usable, SecondFactor::on, 0));
    CHECK_FALSE(asks(Password::usable, SecondFactor::needed, window - 1));
    CHECK(asks(Password::usable, SecondFactor::needed, window));
    CHECK_FALSE(asks(Password::none, SecondFactor::off, window));
}

TEST_CASE("S10: as shipped finance, risk and administrators cannot do without; changing the list changes who") {
    AccessPolicy policy = *parse_access_policy(*shipped_file("policies/access.json"));
    for (const char* role : {"finance", "risk", "admin", "system_admin", "security_admin", "audit_admin"}) {
        CHECK(second_factor_of(role, false, policy) == SecondFactor::needed);
        CHECK(second_factor_of(role, true, policy) == SecondFactor::on);
    }
    CHECK(second_factor_of("rep", false, policy) == SecondFactor::off);
    CHECK(second_factor_of("rep", true, policy) == SecondFactor::on);
    policy.second_factor_required_roles = {"rep"};
    CHECK(second_factor_of("rep", false, policy) == SecondFactor::needed);
    CHECK(second_factor_of("finance", false, policy) == SecondFactor::off);
}
