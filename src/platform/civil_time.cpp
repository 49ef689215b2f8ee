#include "platform/civil_time.h"

#include "platform/clock.h"

namespace tandem {

Instant day_begins(Date day, const std::string& time_zone) {
    constexpr std::int64_t hour = 3'600'000'000;
    const std::int64_t midnight = std::int64_t{day_number(day)} * 24 * hour;
    if (!civil_day(Instant{midnight}, time_zone)) return Instant{midnight};
    std::int64_t low = midnight - 15 * hour, high = midnight + 15 * hour;  // no zone is further from UTC
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        if (*civil_day(Instant{middle}, time_zone) < day) low = middle + 1;
        else high = middle;
    }
    return Instant{low};
}

}  // namespace tandem
