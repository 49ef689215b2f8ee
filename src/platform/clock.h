// The only place that asks the machine what time it is, and that makes ids from it.
#pragma once
#include <atomic>
#include <memory>
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
// "2026-03-31 16:05" there; in UTC for an unknown zone.
std::string civil_minute(Instant instant, const std::string& time_zone);

// 41 bits of milliseconds since 2020, 10 bits of this process, 12 bits of count: time-ordered, and
// unlike those of another process on the same database.
class ClockIds final : public IdSource {
public:
    // The same ids again from the same clock.
    ClockIds(const Clock& clock, std::uint32_t process);
    // Draws from the one sequence of this process, so that two sources of one program never agree. Another program on the
    // same database drew its process number and the count its milliseconds begin at for itself (21 random bits); should
    // both agree after all, the primary key refuses the second row.
    explicit ClockIds(const Clock& clock);
    std::int64_t next() override;

private:
    struct Sequence {
        std::int64_t process{};
        std::int64_t first_count{};         // of each millisecond
        std::atomic<std::int64_t> last{0};  // milliseconds << 12 | count
        Sequence(std::int64_t of_process, std::int64_t counts_from) : process(of_process), first_count(counts_from) {}
    };
    static std::shared_ptr<Sequence> of_this_process();

    const Clock& clock_;
    std::shared_ptr<Sequence> sequence_;
};

}  // namespace tandem
