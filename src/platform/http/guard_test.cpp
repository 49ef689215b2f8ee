#include "platform/http/guard.h"

#include <doctest/doctest.h>

#include <vector>

using namespace tandem;
using namespace tandem::platform::http;

namespace {

constexpr std::int64_t second = 1'000'000;

Request request(std::vector<std::pair<std::string, std::string>> fields) {
    Request made;
    made.method = "POST";
    made.headers.add("Host", "tandem.example:8443");
    for (auto& [name, value] : fields) made.headers.set(std::move(name), std::move(value));
    return made;
}

std::string cause(const Request& made) {
    const auto checked = check_same_origin(made);
    return checked ? "" : checked.error().subject;
}

}  // namespace

TEST_CASE("S7: only Tandem's own pages change something") {
    CHECK(cause(request({})) == "X-Tandem-Request");
    CHECK(cause(request({{"X-Tandem-Request", "0"}})) == "X-Tandem-Request");
    CHECK(cause(request({{"X-Tandem-Request", "1"}})).empty());
    CHECK(cause(request({{"X-Tandem-Request", "1"}, {"Origin", "https://tandem.example:8443"}})).empty());
    CHECK(cause(request({{"X-Tandem-Request", "1"}, {"Host", "tandem.example"}, {"Origin", "https://tandem.example:443"}})).empty());
    CHECK(cause(request({{"X-Tandem-Request", "1"}, {"Sec-Fetch-Site", "same-origin"}})).empty());
    for (const char* origin : {"https://evil", "null", "", "https://tandem.example", "https://tandem.example:8443.evil", "ftp://tandem.example:8443"}) {
        CAPTURE(origin);
        CHECK(cause(request({{"X-Tandem-Request", "1"}, {"Origin", origin}})) == "Origin");
    }
    for (const char* site : {"cross-site", "same-site"}) {
        CAPTURE(site);
        CHECK(cause(request({{"X-Tandem-Request", "1"}, {"Sec-Fetch-Site", site}})) == "Sec-Fetch-Site");
    }
}

TEST_CASE("S8: of 100 tries in a minute at most ten are looked at; the wait doubles to 15 minutes and ends") {
    LoginThrottle throttle;
    int admitted = 0;
    for (int each = 0; each < 100; ++each)
        if (throttle.admit("li", "192.0.2.1", Instant{each * 600'000})) ++admitted;
    CHECK(admitted >= 5);
    CHECK(admitted <= 10);

    LoginThrottle::Limits patient;
    patient.peer_failures_per_minute = 1000;
    LoginThrottle slow{patient};
    std::int64_t now = 0;
    std::vector<int> waits;
    for (int each = 0; each < 18; ++each) {
        auto tried = slow.admit("wang", "192.0.2.1", Instant{now});
        if (!tried) {
            CHECK(tried.error().code == "auth.too_many_attempts");
            const int wait = std::stoi(tried.error().figures.front().second);
            waits.push_back(wait);
            now += wait * second;
            CHECK(slow.admit("wang", "192.0.2.1", Instant{now}));
        }
    }
    CHECK(waits == std::vector<int>{1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900});
}

TEST_CASE("S8: success forgets the failures, one person's failures do not stop another") {
    LoginThrottle throttle;
    for (int each = 0; each < 5; ++each) CHECK(throttle.admit("li", "192.0.2.1", Instant{0}));
    CHECK_FALSE(throttle.admit("li", "192.0.2.1", Instant{0}));
    CHECK(throttle.admit("zhao", "192.0.2.1", Instant{0}));
    throttle.succeeded("li", "192.0.2.1");
    CHECK(throttle.admit("li", "192.0.2.1", Instant{0}));
}

TEST_CASE("S8: a network has a budget over all names, an IPv6 network is its /64") {
    LoginThrottle::Limits limits;
    limits.peer_failures_per_minute = 10;
    LoginThrottle throttle{limits};
    for (int each = 0; each < 10; ++each) CHECK(throttle.admit("name" + std::to_string(each), "2001:db8::" + std::to_string(each + 1), Instant{0}));
    const auto refused = throttle.admit("other", "2001:db8::ffff", Instant{20 * second});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().figures.front().second == "40");
    CHECK(throttle.admit("other", "2001:db8:0:1::1", Instant{20 * second}));
    CHECK(throttle.admit("other", "2001:db8::1", Instant{60 * second}));
    CHECK(peer_network("192.0.2.7") == "192.0.2.7");
    CHECK(peer_network("2001:db8:1:2:3::9") == "2001:db8:1:2::/64");
}

TEST_CASE("S8: a flood of invented names does not fill the memory and does not free a guessed account") {
    LoginThrottle::Limits limits;
    limits.max_entries = 1000;
    limits.peer_failures_per_minute = 1'000'000;
    LoginThrottle throttle{limits};
    for (int each = 0; each < 5000; ++each) {
        if (each % 100 == 0) (void)throttle.admit("li", "192.0.2.1", Instant{each * 1000});
        (void)throttle.admit("x" + std::to_string(each), "192.0.2.1", Instant{each * 1000});
    }
    CHECK(throttle.entries() <= 1000);
    CHECK_FALSE(throttle.admit("li", "192.0.2.1", Instant{5'000'000}));
}
