#include "approval/notice.h"

#include <doctest/doctest.h>

using namespace tandem;
using namespace tandem::approval;

namespace {

constexpr std::int64_t hour = 3'600'000'000;

Request waiting(int deadline_hours) {
    Request request;
    request.levels = {{.roles = {"risk"}, .users = {}, .limited = {}, .needed = 1, .deadline_hours = deadline_hours}};
    request.level_since = Instant{0};
    return request;
}
using Notices = std::vector<Notice>;

}  // namespace

TEST_CASE("arrival is told at once, the deadline so many hours before it, passing on in place of it") {
    Request request = waiting(48);
    CHECK(notices_of(request, 8, Instant{0}) == Notices{Notice::arrived});
    CHECK(notices_of(request, 8, Instant{40 * hour - 1}) == Notices{Notice::arrived});
    CHECK(notices_of(request, 8, Instant{40 * hour}) == Notices{Notice::arrived, Notice::due});
    CHECK(notices_of(request, 8, Instant{48 * hour}) == Notices{Notice::arrived});
    request.escalated = true;
    CHECK(notices_of(request, 8, Instant{41 * hour}) == Notices{Notice::arrived, Notice::passed_on});
    request.state = State::rejected;
    CHECK(notices_of(request, 8, Instant{41 * hour}).empty());
}

TEST_CASE("nobody is reminded of a deadline that was that near from the start, or of none") {
    CHECK(notices_of(waiting(8), 8, Instant{1}) == Notices{Notice::arrived});
    CHECK(notices_of(waiting(0), 8, Instant{900 * hour}) == Notices{Notice::arrived});
}
