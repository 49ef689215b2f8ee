#include "credit/complaint.h"

#include <doctest/doctest.h>

namespace tandem::credit {
namespace {

const Date today = *parse_date("2026-06-30");
Date day(const char* text) { return *parse_date(text); }

std::string recorded(Complaint of) {
    if (of.raised_on == Date{}) of.raised_on = today;
    const auto checked = check_complaint(of, today);
    return checked ? "accepted" : std::string(checked.error().code);
}
Complaint of_kind(ComplaintBy by, ComplaintKind kind) { return {.raised_on = today, .by = by, .kind = kind, .text = "x", .contract = {}, .order = {}, .invoice = {}, .disputed = {}}; }

TEST_CASE("a complaint that cannot be is refused") {
    CHECK(recorded(of_kind(ComplaintBy::customer, ComplaintKind::quality)) == "accepted");
    CHECK(recorded(of_kind(ComplaintBy::us, ComplaintKind::conduct)) == "accepted");
    CHECK(recorded(of_kind(ComplaintBy::customer, ComplaintKind::conduct)) == "credit.complaint_conduct");
    Complaint of = of_kind(ComplaintBy::customer, ComplaintKind::billing);
    of.disputed = Money{1, currency("CNY")};
    CHECK(recorded(of) == "accepted");
    of.disputed = Money{0, currency("CNY")};
    CHECK(recorded(of) == "credit.complaint_amount");
    of.disputed.reset();
    of.raised_on = today + Days{1};
    CHECK(recorded(of) == "credit.complaint_future");
}

TEST_CASE("it is closed on a day from the one it was raised to today") {
    const auto closed = [](const char* on) { return check_closing(day("2026-06-10"), {.on = day(on), .outcome = ComplaintOutcome::partly, .note = {}}, today).has_value(); };
    CHECK(closed("2026-06-10"));
    CHECK(closed("2026-06-30"));
    CHECK_FALSE(closed("2026-06-09"));
    CHECK_FALSE(closed("2026-07-01"));
}

TEST_CASE("R-203: what is open or justified counts for twelve months, what was not justified does not") {
    using enum ComplaintOutcome;
    CHECK(counts_on({.raised_on = today, .closed_on = {}}, today));
    CHECK(counts_on({.raised_on = day("2025-07-01"), .closed_on = {}}, today));
    CHECK_FALSE(counts_on({.raised_on = day("2025-06-30"), .closed_on = {}}, today));  // the window is over, open or not
    CHECK_FALSE(counts_on({.raised_on = today + Days{1}, .closed_on = {}}, today));
    CHECK(counts_on({.raised_on = day("2026-03-01"), .closed_on = day("2026-03-20"), .outcome = justified}, today));
    CHECK(counts_on({.raised_on = day("2026-03-01"), .closed_on = day("2026-03-20"), .outcome = partly}, today));
    CHECK_FALSE(counts_on({.raised_on = day("2026-03-01"), .closed_on = day("2026-03-20"), .outcome = unjustified}, today));
    // As it was known on the day: it was found unjustified only later.
    CHECK(counts_on({.raised_on = day("2026-03-01"), .closed_on = day("2026-07-01"), .outcome = unjustified}, today));
    CHECK_FALSE(counts_on({.raised_on = day("2026-03-01"), .closed_on = day("2026-06-30"), .outcome = unjustified}, today));
}

TEST_CASE("the codes of a complaint are read as they are written") {
    for (const auto* code : {"quality", "delivery", "service", "billing", "conduct", "other"}) CHECK(code_of(complaint_kind_named(code).value()) == code);
    for (const auto* code : {"justified", "partly", "unjustified"}) CHECK(code_of(complaint_outcome_named(code).value()) == code);
    for (const auto* code : {"customer", "us"}) CHECK(code_of(complaint_by_named(code).value()) == code);
    CHECK_FALSE(complaint_kind_named("weather"));
}

}  // namespace
}  // namespace tandem::credit
