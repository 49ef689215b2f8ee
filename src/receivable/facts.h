// The facts of the receivable side, as they enter the book. Append-only: corrections are reversals,
// mistakes are voided. Amounts are minor units of `currency`; base amounts of the company's currency.
#pragma once
#include <optional>
#include <string>

#include "core/date.h"
#include "core/id.h"
#include "core/money.h"
#include "org/ownership.h"

namespace tandem::receivable {

// Where an imported row came from. Unique per company and kind.
struct Origin {
    std::string source;
    std::string external_id;
    std::optional<BatchId> batch;
};

struct NewInvoice {
    InvoiceId id;
    std::string number;
    CustomerId customer;
    std::optional<ContractId> contract;
    std::optional<OrderId> order;
    std::optional<EmployeeId> rep;
    Date invoice_date;
    Date due_date;
    Money net, tax, gross;  // as stated on the document: net + tax = gross
    Rate rate;              // company-currency units per document unit
    bool disputed = false;  // an imported attribute, not a dispute
    Origin origin;
};

enum class ItemKind { invoice, plan, opening };

struct NewOpenItem {
    OpenItemId id;
    std::string number;
    ItemKind kind = ItemKind::invoice;
    CustomerId customer;
    std::optional<ContractId> contract;
    std::optional<PlanLineId> plan_line;
    std::optional<InvoiceId> invoice;
    org::Owners owners;  // of the day the item was born; it keeps them
    Date item_date;  // the item exists from this day on
    Date due_date;
    Money amount;
    Money open;  // what is left of it when written; later settlements lower it
    std::optional<Money> original{};  // an opening item's document amount, where stated
    Rate rate;
    bool disputed = false;
    std::optional<Origin> origin;
};

struct NewCreditNote {
    CreditNoteId id;
    std::string number;
    CustomerId customer;
    std::optional<InvoiceId> invoice;
    Date note_date;
    Money net, tax, gross;  // positive: the note stands on the credit side
    Money open;
    std::optional<Money> original{};  // an opening credit's document amount, where stated; positive
    Rate rate;
    std::string reason;
    Origin origin;
};

std::string_view code_of(ItemKind kind);

// An amount in the company's currency, half-up once.
std::int64_t base_minor(Money amount, Rate rate, Currency base);

}  // namespace tandem::receivable
