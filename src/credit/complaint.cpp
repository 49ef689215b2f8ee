#include "credit/complaint.h"

#include <algorithm>
#include <array>

#include "core/codes.h"
#include "credit/inputs.h"

namespace tandem::credit {
namespace {

constexpr std::array<std::string_view, 2> by_codes{"customer", "us"};
constexpr std::array<std::string_view, 6> kind_codes{"quality", "delivery", "service", "billing", "conduct", "other"};
constexpr std::array<std::string_view, 3> outcome_codes{"justified", "partly", "unjustified"};

}  // namespace

std::string_view code_of(ComplaintBy by) { return by_codes[static_cast<std::size_t>(by)]; }
std::string_view code_of(ComplaintKind kind) { return kind_codes[static_cast<std::size_t>(kind)]; }
std::string_view code_of(ComplaintOutcome outcome) { return outcome_codes[static_cast<std::size_t>(outcome)]; }
std::optional<ComplaintBy> complaint_by_named(std::string_view code) { return named<ComplaintBy>(by_codes, code); }
std::optional<ComplaintKind> complaint_kind_named(std::string_view code) { return named<ComplaintKind>(kind_codes, code); }
std::optional<ComplaintOutcome> complaint_outcome_named(std::string_view code) { return named<ComplaintOutcome>(outcome_codes, code); }

Result<void> check_complaint(const Complaint& of, Date today) {
    if (of.raised_on > today) return refuse("credit.complaint_future", to_string(of.raised_on));
    if (of.kind == ComplaintKind::conduct && of.by == ComplaintBy::customer) return refuse("credit.complaint_conduct");
    if (of.disputed && (of.disputed->is_zero() || of.disputed->is_negative())) return refuse("credit.complaint_amount", to_decimal(*of.disputed));
    return {};
}

Result<void> check_closing(Date raised_on, const ComplaintClosing& closing, Date today) {
    if (closing.on < raised_on || closing.on > today) return refuse("credit.complaint_closing", to_string(closing.on), {{"raised", to_string(raised_on)}, {"today", to_string(today)}});
    return {};
}

bool counts_on(const ComplaintCourse& of, Date today) {
    if (of.raised_on < window_start(today) || of.raised_on > today) return false;
    const bool open = !of.closed_on || *of.closed_on > today;
    return open || of.outcome != ComplaintOutcome::unjustified;
}

}  // namespace tandem::credit
