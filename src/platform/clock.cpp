#include "platform/clock.h"

#include <sodium.h>
#include <unicode/timezone.h>

#include <chrono>

namespace tandem {

Instant SystemClock::now() const {
    using namespace std::chrono;
    return {duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
}

namespace {

// Microseconds ahead of UTC; nothing for an unknown zone.
std::optional<std::int64_t> ahead_of_utc(Instant instant, const std::string& time_zone) {
    const std::unique_ptr<icu::TimeZone> zone{icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(time_zone))};
    if (*zone == icu::TimeZone::getUnknown()) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t raw = 0, saving = 0;
    zone->getOffset(static_cast<UDate>(instant.micros / 1000), false, raw, saving, status);
    if (U_FAILURE(status)) return std::nullopt;
    return std::int64_t{raw + saving} * 1000;
}

}  // namespace

std::optional<Date> civil_day(Instant instant, const std::string& time_zone) {
    const auto ahead = ahead_of_utc(instant, time_zone);
    if (!ahead) return std::nullopt;
    using namespace std::chrono;
    return floor<Days>(sys_time<microseconds>{microseconds{instant.micros + *ahead}});
}

std::string civil_minute(Instant instant, const std::string& time_zone) {
    const std::string there = to_string(Instant{instant.micros + ahead_of_utc(instant, time_zone).value_or(0)});
    return there.substr(0, 10) + " " + there.substr(11, 5);
}

std::shared_ptr<ClockIds::Sequence> ClockIds::of_this_process() {
    static const auto sequence = (sodium_init(), std::make_shared<Sequence>(randombytes_uniform(1024), randombytes_uniform(2048)));
    return sequence;
}

ClockIds::ClockIds(const Clock& clock, std::uint32_t process) : clock_(clock), sequence_(std::make_shared<Sequence>(process & 1023, 0)) {}
ClockIds::ClockIds(const Clock& clock) : clock_(clock), sequence_(of_this_process()) {}

std::int64_t ClockIds::next() {
    constexpr std::int64_t epoch_ms = 1'577'836'800'000;  // 2020-01-01
    const std::int64_t wanted = (clock_.now().micros / 1000 - epoch_ms) << 12 | sequence_->first_count;
    // Ids never go back: when the clock does, or a millisecond is used up, the count runs on ahead of it.
    std::int64_t last = sequence_->last.load(), next = 0;
    do next = std::max(wanted, last + 1);
    while (!sequence_->last.compare_exchange_weak(last, next));
    return ((next >> 12) << 22) | (sequence_->process << 12) | (next & 4095);
}

}  // namespace tandem
