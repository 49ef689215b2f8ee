// Of what the people of a level are told, each once a level and round: that a request is theirs to decide, that its time runs
// out, that it was passed on to them.
#pragma once
#include <string_view>
#include <vector>

#include "approval/request.h"

namespace tandem::approval {

enum class Notice { arrived, due, passed_on };
std::string_view code_of(Notice notice);

// What a request that waits is to be told of at `now`. `request` is up to date (escalate, pass_on). Nobody is reminded of a
// deadline that was nearer than `hours_before` from the start.
std::vector<Notice> notices_of(const Request& request, int hours_before, Instant now);

}  // namespace tandem::approval
