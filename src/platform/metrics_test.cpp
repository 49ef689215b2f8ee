#include "platform/metrics.h"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

using tandem::platform::Metrics;

TEST_CASE("requests are counted and timed by the pattern of their route") {
    Metrics metrics;
    std::vector<std::jthread> threads;
    for (int each = 0; each < 4; ++each)
        threads.emplace_back([&] {
            for (int request = 0; request < 100; ++request) metrics.request("GET", "/api/v1/customers/{id}", 200, 0.02);
        });
    threads.clear();
    metrics.count("login_refusals", "Refused sign-ins.");
    metrics.count("login_refusals", "Refused sign-ins.", {}, 2);
    metrics.set("open_connections", "Connections now.", 7);
    const std::string text = metrics.exposition();
    CHECK(text.find("tandem_http_request_seconds_count{method=\"GET\",route=\"/api/v1/customers/{id}\",status=\"200\"} 400") != std::string::npos);
    CHECK(text.find("status=\"200\",le=\"0.01\"} 0\n") != std::string::npos);
    CHECK(text.find("status=\"200\",le=\"0.025\"} 400\n") != std::string::npos);
    CHECK(text.find("tandem_login_refusals_total 3") != std::string::npos);
    CHECK(text.find("# HELP tandem_open_connections Connections now.") != std::string::npos);
    CHECK(text.find("tandem_open_connections 7") != std::string::npos);
}
