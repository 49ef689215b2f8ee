#include "platform/http/rate_limit.h"

#include <doctest/doctest.h>

#include "platform/http/router.h"

using namespace tandem;
using namespace tandem::platform::http;

namespace {

constexpr std::int64_t second = 1'000'000;

Route route(std::string method, Permission permission) {
    Route made;
    made.method = std::move(method);
    made.permission = permission;
    return made;
}

Request from(std::string peer, std::int64_t user = 0) {
    Request request;
    request.peer = std::move(peer);
    if (user) {
        request.principal.emplace();
        request.principal->user = UserId{user};
    }
    return request;
}

}  // namespace

TEST_CASE("S31: a user may ask a minute's worth at once, then as fast as the bucket fills") {
    RateLimiter limiter{{.reads = 60, .writes = 6, .exports = 2, .sign_ins = 3}};
    const Route write = route("POST", Permission::post_cash);
    for (int each = 0; each < 6; ++each) CHECK(limiter.admit(write, from("192.0.2.1", 1), Instant{0}));
    const auto refused = limiter.admit(write, from("192.0.2.1", 1), Instant{0});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "http.too_many_requests");
    CHECK(refused.error().figures.front().second == "10");
    CHECK_FALSE(limiter.admit(write, from("192.0.2.1", 1), Instant{9 * second}));
    CHECK(limiter.admit(write, from("192.0.2.1", 1), Instant{10 * second}));
    CHECK_FALSE(limiter.admit(write, from("192.0.2.1", 1), Instant{10 * second}));
}

TEST_CASE("S31: another user, another kind of route and another network have buckets of their own") {
    RateLimiter limiter{{.reads = 60, .writes = 1, .exports = 1, .sign_ins = 2}};
    const Route write = route("POST", Permission::post_cash), file = route("GET", Permission::export_files), sign_in = route("POST", Permission::public_);
    CHECK(limiter.admit(write, from("192.0.2.1", 1), Instant{0}));
    CHECK_FALSE(limiter.admit(write, from("192.0.2.1", 1), Instant{0}));
    CHECK(limiter.admit(write, from("192.0.2.1", 2), Instant{0}));
    CHECK(limiter.admit(file, from("192.0.2.1", 1), Instant{0}));
    CHECK_FALSE(limiter.admit(file, from("192.0.2.1", 1), Instant{0}));
    CHECK(limiter.admit(route("GET", Permission::view), from("192.0.2.1", 1), Instant{0}));
    for (int each = 0; each < 2; ++each) CHECK(limiter.admit(sign_in, from("2001:db8::" + std::to_string(each)), Instant{0}));
    CHECK_FALSE(limiter.admit(sign_in, from("2001:db8::9"), Instant{0}));
    CHECK(limiter.admit(sign_in, from("2001:db8:0:1::9"), Instant{0}));
    // Not signed in: the network's bucket, ten times a user's.
    for (int each = 0; each < 10; ++each) CHECK(limiter.admit(write, from("198.51.100.1"), Instant{0}));
    CHECK_FALSE(limiter.admit(write, from("198.51.100.1"), Instant{0}));
}

TEST_CASE("S31: nothing is no limit, pages are free, and a clock that goes back gives nothing away") {
    RateLimiter limiter{{.reads = 0, .writes = 1, .exports = 1, .sign_ins = 1}};
    for (int each = 0; each < 1000; ++each) {
        CHECK(limiter.admit(route("GET", Permission::view), from("192.0.2.1", 1), Instant{0}));
        CHECK(limiter.admit(route("GET", Permission::public_), from("192.0.2.1"), Instant{0}));
    }
    const Route write = route("POST", Permission::post_cash);
    CHECK(limiter.admit(write, from("192.0.2.1", 1), Instant{100 * second}));
    CHECK_FALSE(limiter.admit(write, from("192.0.2.1", 1), Instant{50 * second}));
}
