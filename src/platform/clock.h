// The only place that asks the machine what time it is, and that makes ids from it.
#pragma once
#include <atomic>
#include <optional>
#include <string>

#include "core/date.h"
#include "core/id_source.h"

namespace tandem {

class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    Instant now() const override;
};

// The civil day of an instant in an IANA time zone ("Asia/Shanghai"); nothing for an unknown zone.
std::optional<Date> civil_day(Instant instant, const std::string& time_zone);

// 41 bits of milliseconds since 2020, 10 bits of this process, 12 bits of count: time-ordered, and
// unlike those of another process on the same database.
class ClockIds final : public IdSource {
public:
    ClockIds(const Clock& clock, std::uint32_t process);
    explicit ClockIds(const Clock& clock);  // a random process number
    std::int64_t next() override;

private:
    const Clock& clock_;
    std::int64_t process_;
    std::atomic<std::int64_t> last_{0};  // milliseconds << 12 | count
};

}  // namespace tandem
