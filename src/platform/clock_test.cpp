#include <doctest/doctest.h>

#include <algorithm>
#include <thread>
#include <vector>

#include "platform/clock.h"

using namespace tandem;

namespace {

// One millisecond that does not pass: every id of it has to differ by its count.
class StoppedClock final : public Clock {
public:
    Instant now() const override { return {1'790'000'000'000'000}; }
};

}  // namespace

TEST_CASE("sources of one program never make the same id, though each was made for itself and all ask in one millisecond") {
    constexpr std::size_t threads = 8, each = 10'000;
    const StoppedClock clock;
    std::vector<std::vector<std::int64_t>> made(threads);
    {
        std::vector<std::jthread> running;
        for (auto& ids : made)
            running.emplace_back([&ids, &clock] {
                ClockIds source{clock};
                for (std::size_t at = 0; at < each; ++at) ids.push_back(source.next());
            });
    }
    std::vector<std::int64_t> all;
    for (const auto& ids : made) {
        CHECK(std::ranges::is_sorted(ids));
        all.insert(all.end(), ids.begin(), ids.end());
    }
    std::ranges::sort(all);
    CHECK(std::ranges::adjacent_find(all) == all.end());
    CHECK(all.size() == threads * each);
}

TEST_CASE("a numbered source makes the same ids again from the same clock, and a second number others") {
    const StoppedClock clock;
    ClockIds one{clock, 1}, again{clock, 1}, other{clock, 2};
    for (int at = 0; at < 5'000; ++at) {
        const auto id = one.next();
        CHECK(id == again.next());
        CHECK(id != other.next());
    }
}
