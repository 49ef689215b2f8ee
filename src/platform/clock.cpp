#include "platform/clock.h"

#include <sodium.h>
#include <unicode/timezone.h>

#include <chrono>

namespace tandem {

Instant SystemClock::now() const {
    using namespace std::chrono;
    return {duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
}

std::optional<Date> civil_day(Instant instant, const std::string& time_zone) {
    const std::unique_ptr<icu::TimeZone> zone{icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(time_zone))};
    if (*zone == icu::TimeZone::getUnknown()) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t raw = 0, saving = 0;
    zone->getOffset(static_cast<UDate>(instant.micros / 1000), false, raw, saving, status);
    if (U_FAILURE(status)) return std::nullopt;
    using namespace std::chrono;
    return floor<Days>(sys_time<microseconds>{microseconds{instant.micros} + milliseconds{raw + saving}});
}

ClockIds::ClockIds(const Clock& clock, std::uint32_t process) : clock_(clock), process_(process & 1023) {}
ClockIds::ClockIds(const Clock& clock) : ClockIds(clock, (sodium_init(), randombytes_uniform(1024))) {}

std::int64_t ClockIds::next() {
    constexpr std::int64_t epoch_ms = 1'577'836'800'000;  // 2020-01-01
    const std::int64_t wanted = (clock_.now().micros / 1000 - epoch_ms) << 12;
    // Ids never go back: when the clock does, or a millisecond is used up, the count runs on ahead of it.
    std::int64_t last = last_.load(), next = 0;
    do next = std::max(wanted, last + 1);
    while (!last_.compare_exchange_weak(last, next));
    return ((next >> 12) << 22) | (process_ << 12) | (next & 4095);
}

}  // namespace tandem
