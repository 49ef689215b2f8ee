#include "policy/kept_policy.h"

#include <doctest/doctest.h>

#include <vector>

using namespace tandem;
using namespace tandem::policy;

namespace {

constexpr Date day(int year, unsigned month, unsigned day) { return Date{std::chrono::year{year} / month / day}; }

KeptPolicy kept(int version, Date from) { return {.version = version, .effective_from = from, .body = "{}", .reason = {}, .proposed_by = {}, .recorded_at = {}, .shipped = version == 1}; }

}  // namespace

TEST_CASE("the version in force is the latest whose effective day has come") {
    const std::vector versions{kept(1, day(1900, 1, 1)), kept(2, day(2026, 7, 1)), kept(3, day(2027, 1, 1))};
    CHECK(in_force_on(versions, day(2026, 6, 30)).version == 1);
    CHECK(in_force_on(versions, day(2026, 7, 1)).version == 2);
    CHECK(in_force_on(versions, day(2026, 12, 31)).version == 2);
    CHECK(in_force_on(versions, day(2027, 1, 1)).version == 3);
    CHECK(in_force_on(versions, day(2040, 1, 1)).version == 3);
}

TEST_CASE("days before the first version are decided by it") {
    const std::vector versions{kept(1, day(2026, 1, 1))};
    CHECK(in_force_on(versions, day(2025, 12, 31)).version == 1);
}
