#include "approval/notice.h"

namespace tandem::approval {

std::string_view code_of(Notice notice) { return notice == Notice::arrived ? "arrived" : notice == Notice::due ? "due" : "passed_on"; }

std::vector<Notice> notices_of(const Request& request, int hours_before, Instant now) {
    if (request.state != State::pending) return {};
    std::vector<Notice> all{Notice::arrived};
    if (request.escalated) all.push_back(Notice::passed_on);
    if (const auto deadline = deadline_of(request); deadline && !request.escalated) {
        const Instant remind{deadline->micros - hours_before * std::int64_t{3'600'000'000}};
        if (remind > request.level_since && now >= remind && now < *deadline) all.push_back(Notice::due);
    }
    return all;
}

}  // namespace tandem::approval
