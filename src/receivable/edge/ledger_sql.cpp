#include "receivable/edge/ledger_sql.h"

#include <string>

#include "receivable/edge/periods_sql.h"

namespace tandem::receivable {
namespace {

template <class Tag>
std::optional<std::int64_t> number(const std::optional<Id<Tag>>& id) { return id ? std::optional{id->value} : std::nullopt; }
std::optional<std::int64_t> number(const std::optional<Money>& amount) { return amount ? std::optional{amount->minor()} : std::nullopt; }
std::optional<std::int64_t> batch_of(const Origin& origin) { return number(origin.batch); }

}  // namespace

SqlLedger::SqlLedger(sql::Connection& connection, const audit::Act& act, Currency base)
    : act_(act), base_(base), periods_(load_periods(connection, act.company)),
      invoices_(connection.bulk("invoice", {"company_id", "id", "number", "customer_id", "contract_id", "order_id", "rep_id", "invoice_date", "due_date", "currency",
                                            "net_minor", "tax_minor", "gross_minor", "base_gross_minor", "rate_e10", "disputed", "source", "external_id", "recorded_at", "batch_id"})),
      items_(connection.bulk("open_item", {"company_id", "id", "number", "kind", "customer_id", "contract_id", "plan_line_id", "invoice_id", "rep_id", "team_id", "region_id",
                                           "item_date", "due_date", "currency", "amount_minor", "open_minor", "original_minor", "base_amount_minor", "rate_e10", "disputed", "source", "external_id", "recorded_at", "batch_id"})),
      notes_(connection.bulk("credit_note", {"company_id", "id", "number", "customer_id", "invoice_id", "note_date", "currency", "net_minor", "tax_minor", "gross_minor", "open_minor", "original_minor",
                                             "base_gross_minor", "rate_e10", "reason", "source", "external_id", "recorded_at", "batch_id"})),
      postings_(connection.bulk("posting", {"company_id", "event_id", "line_no", "event", "side", "role", "amount_minor", "currency", "base_amount_minor", "effective_date", "policy_version", "recorded_at"})) {}

void SqlLedger::add(const NewInvoice& invoice) {
    invoices_->add(act_.company.value).add(invoice.id.value).add(invoice.number).add(invoice.customer.value).add(number(invoice.contract))
        .add(number(invoice.order)).add(number(invoice.rep)).add(std::int64_t{day_number(invoice.invoice_date)}).add(std::int64_t{day_number(invoice.due_date)})
        .add(invoice.gross.currency().code()).add(invoice.net.minor()).add(invoice.tax.minor()).add(invoice.gross.minor())
        .add(base_minor(invoice.gross, invoice.rate, base_)).add(invoice.rate.e10).add(std::int64_t{invoice.disputed})
        .add(invoice.origin.source).add(invoice.origin.external_id).add(act_.at.micros).add(batch_of(invoice.origin));
    invoices_->end_row();
}

void SqlLedger::add(const NewOpenItem& item) {
    items_->add(act_.company.value).add(item.id.value).add(item.number).add(code_of(item.kind)).add(item.customer.value).add(number(item.contract))
        .add(number(item.plan_line)).add(number(item.invoice)).add(number(item.owners.rep)).add(number(item.owners.team)).add(number(item.owners.region))
        .add(std::int64_t{day_number(item.item_date)}).add(std::int64_t{day_number(item.due_date)}).add(item.amount.currency().code())
        .add(item.amount.minor()).add(item.open.minor()).add(number(item.original)).add(base_minor(item.amount, item.rate, base_)).add(item.rate.e10).add(std::int64_t{item.disputed});
    // An invoice's identity stands on the invoice; the item has one of its own only when it came alone.
    items_->add_text_or_null(item.origin ? std::string_view{item.origin->source} : std::string_view{});
    items_->add_text_or_null(item.origin ? std::string_view{item.origin->external_id} : std::string_view{});
    items_->add(act_.at.micros).add(item.origin ? batch_of(*item.origin) : std::nullopt);
    items_->end_row();
}

void SqlLedger::add(const NewCreditNote& note) {
    notes_->add(act_.company.value).add(note.id.value).add(note.number).add(note.customer.value).add(number(note.invoice)).add(std::int64_t{day_number(note.note_date)})
        .add(note.gross.currency().code()).add(note.net.minor()).add(note.tax.minor()).add(note.gross.minor()).add(note.open.minor()).add(number(note.original))
        .add(base_minor(note.gross, note.rate, base_)).add(note.rate.e10).add_text_or_null(note.reason).add(note.origin.source).add(note.origin.external_id)
        .add(act_.at.micros).add(batch_of(note.origin));
    notes_->end_row();
}

void SqlLedger::post(const Event& event, std::int64_t event_id, Date effective, Rate rate, std::optional<int> policy_version) {
    write(postings_of(event), code_of(event), event_id, effective, rate, policy_version);
}

void SqlLedger::post_reversal(const Event& event, std::int64_t event_id, Date effective, Rate rate, std::optional<int> policy_version) {
    write(mirrored(postings_of(event)), std::string(code_of(event)) + "_reversed", event_id, effective, rate, policy_version);
}

void SqlLedger::write(const Postings& postings, std::string_view event, std::int64_t event_id, Date effective, Rate rate, std::optional<int> policy_version) {
    if (!posted_into_closed_ && !periods_.check_open(effective)) posted_into_closed_ = effective;
    const std::optional<std::int64_t> version = policy_version;
    std::int64_t line = 0;
    for (const Posting& posting : postings) {
        postings_->add(act_.company.value).add(event_id).add(++line).add(event).add(posting.side == Side::debit ? "debit" : "credit").add(code_of(posting.role))
            .add(posting.amount.minor()).add(posting.amount.currency().code()).add(base_minor(posting.amount, rate, base_))
            .add(std::int64_t{day_number(effective)}).add(version).add(act_.at.micros);
        postings_->end_row();
    }
}

Result<void> SqlLedger::check_posted() const {
    return posted_into_closed_ ? periods_.check_open(*posted_into_closed_) : Result<void>{};
}

void SqlLedger::flush() {
    // Parents before children: the engines check foreign keys row by row.
    invoices_->flush();
    items_->flush();
    notes_->flush();
    postings_->flush();
}

}  // namespace tandem::receivable
