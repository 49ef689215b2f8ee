// Issuing credit notes (红字发票) by hand. Runs inside the caller's transaction; a refusal means that nothing
// may be kept. Setting a note off against items is an allocation: cash/cash_desk.h.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "audit/trail.h"
#include "core/id_source.h"
#include "receivable/invoice.h"
#include "receivable/ledger.h"

namespace tandem::receivable {

struct CreditNoteDraft {
    CustomerId customer;
    std::optional<InvoiceId> invoice;
    std::string number;  // empty: the next one of the series
    Date date;
    Money gross;
    std::string reason;
};

// The invoice a note refers to, with what earlier notes took back of it; all amounts positive.
struct CreditedInvoice {
    std::string number;
    CustomerId customer;
    Date invoice_date;
    StatedAmounts stated;
    Money credited, credited_tax;
};

// The note's net and tax. Against an invoice the tax is the invoice's share, rounded half-up on everything
// credited so far, so that the last note completes it to the cent; without one the note states no tax.
// Refuses receivable.currency_mismatch {first, second}, receivable.credit_above_invoice {amount, gross,
// credited, left}.
Result<StatedAmounts> split_credit(Money gross, const std::optional<CreditedInvoice>& invoice);

class CreditDeskStore {
public:
    virtual ~CreditDeskStore() = default;
    virtual bool has_customer(CustomerId customer) = 0;
    virtual bool number_is_taken(std::string_view number) = 0;
    virtual std::string next_number() = 0;
    virtual Result<Rate> rate_on(Currency currency, Date date) = 0;  // org.rate_missing
    // Locked to the end of the command: two notes never credit the same part. Nothing when there is none.
    virtual std::optional<CreditedInvoice> lock(InvoiceId invoice) = 0;
};

class CreditDesk {
public:
    CreditDesk(CreditDeskStore& store, Ledger& ledger, audit::Trail& trail, IdSource& ids) : store_(store), ledger_(ledger), trail_(trail), ids_(ids) {}

    // receivable.credit_not_positive, receivable.reason_missing, receivable.unknown_customer,
    // receivable.unknown_invoice, receivable.other_customer {invoice}, receivable.credit_before_invoice
    // {date, invoice_date}, as split_credit, receivable.note_number_taken, org.rate_missing.
    Result<NewCreditNote> issue(const CreditNoteDraft& draft);

private:
    Result<std::optional<CreditedInvoice>> invoice_of(const CreditNoteDraft& draft);
    CreditDeskStore& store_;
    Ledger& ledger_;
    audit::Trail& trail_;
    IdSource& ids_;
};

}  // namespace tandem::receivable
