// Clients that send a byte now and then, against the program as it is shipped: it ends them at its own limits and
// answers everybody else meanwhile. Trust S20.
#include <algorithm>
#include <memory>

#include "support/engines.h"
#include "support/server_process.h"

using namespace tandem;
using namespace tandem::testing;
using platform::http::testing::RawClient;

namespace {

constexpr std::size_t clients_of_each_kind = 60;
const std::string host = "Host: 127.0.0.1\r\n";

struct Slow {
    std::unique_ptr<RawClient> client;
    std::string begins;  // then one byte at a time
    bool open = true;
};

std::vector<Slow> attack(std::uint16_t port) {
    const std::string post = "POST /api/v1/session HTTP/1.1\r\n" + host + "X-Tandem-Request: 1\r\nContent-Type: application/json\r\n";
    std::vector<Slow> all;
    for (const std::string& begins : {"GET /healthz HTTP/1.1\r\n" + host + "A: ", post + "Content-Length: 100000\r\n\r\n{", post + "Transfer-Encoding: chunked\r\n\r\n100000\r\n"})
        for (std::size_t each = 0; each < clients_of_each_kind; ++each) all.push_back({std::make_unique<RawClient>(port), begins});
    for (Slow& each : all) REQUIRE((each.client->connected() && each.client->send(each.begins)));
    return all;
}

}  // namespace

TEST_CASE("S20: slow heads, slow bodies and slow chunks are ended by the server at its limits, while every probe is answered") {
    const TemporaryDatabase database{sql::Engine::sqlite};
    ServerProcess server{database.url()};
    auto slow = attack(server.port());
    std::ptrdiff_t open = static_cast<std::ptrdiff_t>(slow.size());
    int probes = 0, failed = 0;
    // Ten seconds are theirs; a minute is given to a machine that is busy.
    for (int round = 0; round < 120 && open > 0; ++round) {
        for (Slow& each : slow) {
            if (!each.open) continue;
            each.client->send("x");
            each.client->receive_all(0);
            each.open = !each.client->closed();
        }
        open = std::ranges::count(slow, true, &Slow::open);
        ++probes;
        failed += request(server.port(), "GET", "/healthz").status != 200;
        std::this_thread::sleep_for(std::chrono::milliseconds{500});
    }
    MESSAGE(probes << " probes while " << slow.size() << " slow clients hung on");
    CHECK(open == 0);
    CHECK(probes > 10);  // they were given their time, not refused at the door
    CHECK(failed == 0);
}
