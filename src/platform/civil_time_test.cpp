#include "platform/civil_time.h"

#include <doctest/doctest.h>

#include "platform/clock.h"

using namespace tandem;

TEST_CASE("a day begins at its first instant where one is: whole and half hours, summer time, an unknown zone as UTC") {
    for (const char* zone : {"Asia/Shanghai", "Asia/Kolkata", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"})
        for (const char* text : {"2026-03-08", "2026-03-09", "2026-06-30", "2026-11-01", "2026-11-02"}) {
            const Date day = *parse_date(text);
            const Instant begin = day_begins(day, zone);
            CHECK(civil_day(begin, zone) == day);
            CHECK(civil_day(Instant{begin.micros - 1000}, zone) == day - Days{1});
        }
    CHECK(day_begins(*parse_date("2026-06-30"), "Mars/Olympus").micros == std::int64_t{day_number(*parse_date("2026-06-30"))} * 86'400'000'000);
}
