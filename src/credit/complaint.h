// Complaints (客户投诉): what the customer finds fault with in us, or we in the customer, and how it ended. R-203.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/date.h"
#include "core/id.h"
#include "core/money.h"
#include "core/result.h"

namespace tandem::credit {

struct ComplaintTag { static constexpr std::string_view prefix = "cmp"; };
using ComplaintId = Id<ComplaintTag>;

enum class ComplaintBy { customer, us };
enum class ComplaintKind { quality, delivery, service, billing, conduct, other };  // conduct: of the customer, so never raised by him
enum class ComplaintOutcome { justified, partly, unjustified };
std::string_view code_of(ComplaintBy by);
std::string_view code_of(ComplaintKind kind);
std::string_view code_of(ComplaintOutcome outcome);
std::optional<ComplaintBy> complaint_by_named(std::string_view code);
std::optional<ComplaintKind> complaint_kind_named(std::string_view code);
std::optional<ComplaintOutcome> complaint_outcome_named(std::string_view code);

struct Complaint {
    Date raised_on;
    ComplaintBy by = ComplaintBy::customer;
    ComplaintKind kind = ComplaintKind::other;
    std::string text;
    std::optional<ContractId> contract;  // what it is about, when it is about one of them
    std::optional<OrderId> order;
    std::optional<InvoiceId> invoice;
    std::optional<Money> disputed;       // what is contested of it
};
struct ComplaintClosing {
    Date on;
    ComplaintOutcome outcome = ComplaintOutcome::justified;
    std::string note;
};

// Refuses credit.complaint_future, credit.complaint_conduct (the customer does not complain of his own conduct),
// credit.complaint_amount (nothing or less is contested).
Result<void> check_complaint(const Complaint& complaint, Date today);
// Refuses credit.complaint_closing {raised, today}: closed before it was raised, or on a day still to come.
Result<void> check_closing(Date raised_on, const ComplaintClosing& closing, Date today);

// Whether a complaint counts against the customer on a day, whoever raised it: a contested delivery is paid late or in part, whoever
// is right, and bad conduct is bad conduct. Raised in the twelve months to the day, and on it still open or found justified, wholly
// or partly. `closed`: the day, and what was found.
struct ComplaintCourse {
    Date raised_on;
    std::optional<Date> closed_on;
    ComplaintOutcome outcome = ComplaintOutcome::justified;  // once closed
};
bool counts_on(const ComplaintCourse& course, Date today);

}  // namespace tandem::credit
