#include "platform/password.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

using namespace tandem;
using namespace tandem::platform;

TEST_CASE("S10: a password is kept as Argon2id with 19 MiB, two passes and one lane, salted anew each time") {
    const auto hash = hash_password("correct horse 电池");
    REQUIRE(hash);
    CHECK(hash->starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    CHECK(*hash != hash_password("correct horse 电池").value());
    CHECK(verify_password(*hash, "correct horse 电池").value());
    CHECK_FALSE(verify_password(*hash, "correct horse").value());
    CHECK_FALSE(verify_password("", "correct horse 电池").value());
    CHECK_FALSE(verify_password("nonsense", "x").value());
    CHECK(hash_password("短").error().code == "auth.password_too_short");
    CHECK(hash_password("123456789").error().code == "auth.password_too_short");
    CHECK(hash_password(std::string(257, 'x')).error().code == "auth.password_too_long");
}

TEST_CASE("S10: of a flood of sign-ins two run, sixteen wait and the rest are refused at once") {
    const std::string hash = hash_password("correct horse").value();
    std::atomic<int> right{0};
    std::atomic<int> busy{0};
    std::vector<std::jthread> people;
    for (int each = 0; each < 50; ++each) {
        people.emplace_back([&] {
            const auto verified = verify_password(hash, "correct horse");
            if (verified && *verified) ++right;
            if (!verified && verified.error().code == "auth.busy") ++busy;
        });
    }
    people.clear();
    CHECK(right + busy == 50);
    CHECK(right >= 16);
    CHECK(busy >= 1);
}

TEST_CASE("tokens are new every time; digests and base64url are the standard ones") {
    const std::string token = random_token();
    CHECK(token.size() == 43);
    CHECK(token != random_token());
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(base64url("\xfb\xff\xfe") == "-__-");
    CHECK(from_base64url("-__-") == "\xfb\xff\xfe");
    for (const char* text : {"+//+", "A", "AB=", "AB C", "AB\n"}) CHECK_FALSE(from_base64url(text));
    CHECK(rc::check([](const std::string& bytes) { RC_ASSERT(from_base64url(base64url(bytes)) == bytes); }));
    CHECK(equal_in_constant_time("token", "token"));
    CHECK_FALSE(equal_in_constant_time("token", "tokem"));
    CHECK_FALSE(equal_in_constant_time("token", "toke"));
}
