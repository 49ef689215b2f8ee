// Where complaints are kept.
#pragma once
#include <vector>

#include "audit/act.h"
#include "core/id_source.h"
#include "credit/complaint.h"
#include "platform/sql/connection.h"

namespace tandem::credit {

struct KeptComplaint {
    ComplaintId id;
    Complaint complaint;
    std::string contract_number, order_number, invoice_number;
    std::optional<ComplaintClosing> closing;
    Instant recorded_at{};
    std::string recorded_by, closed_by;  // names
    bool voided = false;
    std::string void_reason;
    ComplaintCourse course() const { return {.raised_on = complaint.raised_on, .closed_on = closing ? std::optional{closing->on} : std::nullopt, .outcome = closing ? closing->outcome : ComplaintOutcome::justified}; }
};
// Of one customer, the last raised first; with `only` that one of them.
std::vector<KeptComplaint> load_complaints(sql::Connection& connection, CompanyId company, CustomerId customer, std::optional<ComplaintId> only = {});

// Within the caller's transaction, each with its row in the trail. Refuses as check_complaint, credit.complaint_document when a
// document it names is not the customer's, and contract.unknown, receivable.unknown_order, receivable.unknown_invoice.
Result<ComplaintId> record_complaint(sql::Connection& connection, const audit::Act& act, IdSource& ids, CustomerId customer, const Complaint& complaint, Date today);
// Refuses credit.unknown_complaint, credit.complaint_voided, credit.complaint_closed, and as check_closing.
Result<void> close_complaint(sql::Connection& connection, const audit::Act& act, IdSource& ids, CustomerId customer, ComplaintId complaint, const ComplaintClosing& closing, Date today);
// Closed or not. Refuses credit.unknown_complaint, credit.complaint_voided.
Result<void> void_complaint(sql::Connection& connection, const audit::Act& act, IdSource& ids, CustomerId customer, ComplaintId complaint, const std::string& reason);

}  // namespace tandem::credit
