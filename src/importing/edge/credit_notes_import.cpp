// Credit notes: documents of their own on the credit side, linked to the invoice they name and allocated
// to nothing by themselves.
#include "importing/edge/identity.h"
#include "importing/edge/kinds.h"
#include "receivable/invoice.h"
#include "receivable/issuing.h"

namespace tandem::importing {
namespace {

struct Row {
    std::int64_t row;
    Identity id;
    std::string number, invoice, reason;
    CustomerSeed customer;
    Date date;
    std::optional<Money> net, tax;
    Money gross;
};
struct Booked {
    CustomerId customer;
    Date date;
    receivable::StatedAmounts amounts;
};
struct InvoiceNamed {
    InvoiceId id;
    CustomerId customer;
};

class CreditNotesImporter final : public KindImporter {
public:
    explicit CreditNotesImporter(ImportContext& context) : context_(context) {}

    void take(std::int64_t row_number, const TypedRow& cells) override {
        const auto at = [](std::string_view name) { return field_of(ImportKind::credit_notes, name); };
        const auto id = identity_of(cells, context_.mapping);
        rows_.push_back({row_number, id, text_or(cells, at("number"), id.external_id), text_or(cells, at("invoice")), text_or(cells, at("reason")),
                         {text_or(cells, at("customer")), text_or(cells, at("customer_name")), {}, {}}, *cells.date(at("credit_date")), cells.amount(at("net")), cells.amount(at("tax")),
                         *cells.amount(at("gross"))});
    }

    void write_chunk(Counts& counts, std::vector<FieldError>& errors) override {
        for (const Row& row : rows_) context_.references.want_customer(row.customer);
        context_.references.resolve();
        load_booked();
        load_invoices();
        for (const Row& row : rows_) book(row, counts, errors);
        rows_.clear();
    }

private:
    void load_booked() {
        booked_.clear();
        for_each_source(rows_, [&](const std::string& source, const std::string& list) {
            context_.connection.query(
                "SELECT external_id, customer_id, note_date, currency, net_minor, tax_minor, gross_minor FROM credit_note "
                "WHERE company_id = $1 AND source = $2 AND voided_at IS NULL AND external_id IN {texts:$3}",
                {context_.company.id.value, source, list}, [&](const sql::Row& row) {
                    const Currency currency = *parse_currency(row.text(3));
                    booked_.emplace(Identity{source, std::string(row.text(0))},
                                    Booked{CustomerId{row.integer(1)}, date_of(row.integer(2)), {Money{row.integer(4), currency}, Money{row.integer(5), currency}, Money{row.integer(6), currency}}});
                });
        });
    }

    void load_invoices() {
        invoices_.clear();
        std::vector<std::string> names;
        for (const Row& row : rows_)
            if (!row.invoice.empty()) names.push_back(row.invoice);
        if (names.empty()) return;
        context_.connection.query(
            "SELECT number, id, customer_id FROM invoice WHERE company_id = $1 AND voided_at IS NULL AND number IN {texts:$2} "
            "UNION SELECT external_id, id, customer_id FROM invoice WHERE company_id = $1 AND voided_at IS NULL AND external_id IN {texts:$2}",
            {context_.company.id.value, sql::text_list(names)}, [&](const sql::Row& row) { invoices_.emplace(std::string(row.text(0)), InvoiceNamed{InvoiceId{row.integer(1)}, CustomerId{row.integer(2)}}); });
    }

    // The invoice of that number and customer.
    Result<std::optional<InvoiceId>> invoice_of(const Row& row, CustomerId customer) const {
        if (row.invoice.empty()) return std::optional<InvoiceId>{};
        const auto [first, last] = invoices_.equal_range(row.invoice);
        if (first == last) return refuse("importing.unknown_item", row.invoice);
        std::vector<InvoiceId> fitting;
        for (auto each = first; each != last; ++each)
            if (each->second.customer == customer) fitting.push_back(each->second.id);
        if (fitting.empty()) return refuse("importing.other_customer", row.invoice, {{"customer", row.customer.code}});
        if (fitting.size() > 1) return refuse("importing.ambiguous_reference", row.invoice, {{"count", std::to_string(fitting.size())}});
        return std::optional{fitting.front()};
    }

    void book(const Row& row, Counts& counts, std::vector<FieldError>& errors) {
        const auto wrong = [&](std::string_view field, std::string_view value, Error error) { refuse_row(errors, context_.mapping, row.row, field, value, std::move(error)); };
        const auto customer = context_.references.customer(row.customer.code);
        if (!customer) return wrong("customer", row.customer.code, error_of("importing.unknown_customer", row.customer.code));
        const auto stated = receivable::make_stated_amounts(row.net, row.tax, row.gross);
        if (!stated) return wrong("gross", to_decimal(row.gross), stated.error());
        if (stated->gross.is_zero()) return wrong("gross", to_decimal(row.gross), error_of("receivable.credit_not_positive", to_decimal(row.gross)));
        if (const auto known = booked_.find(row.id); known != booked_.end()) {
            const Booked& booked = known->second;
            if (booked.customer == *customer && booked.date == row.date && booked.amounts == *stated) { ++counts.unchanged; return; }
            return wrong("external_id", row.id.external_id, error_of("importing.identity_conflict", row.id.external_id));
        }
        const auto invoice = invoice_of(row, *customer);
        if (!invoice) return wrong("invoice", row.invoice, invoice.error());
        const auto rate = context_.rates.rate_on(row.gross.currency(), context_.company.currency, row.date);
        if (!rate) return wrong("currency", row.gross.currency().code(), rate.error());
        if (const auto open = context_.receivable.check_open(row.date); !open) return wrong("credit_date", to_string(row.date), open.error());
        receivable::issue_credit_note(context_.receivable, context_.trail,
                                      {.id = context_.ids.make<CreditNoteId>(), .number = row.number, .customer = *customer, .invoice = *invoice, .note_date = row.date, .net = stated->net,
                                       .tax = stated->tax, .gross = stated->gross, .open = stated->gross, .rate = *rate, .reason = row.reason, .origin = origin_of(row.id, context_.batch)});
        booked_.emplace(row.id, Booked{*customer, row.date, *stated});
        ++counts.created;
    }

    ImportContext& context_;
    std::vector<Row> rows_;
    ByIdentity<Booked> booked_;
    std::unordered_multimap<std::string, InvoiceNamed> invoices_;
};

}  // namespace

std::unique_ptr<KindImporter> make_credit_notes_importer(ImportContext& context) { return std::make_unique<CreditNotesImporter>(context); }

}  // namespace tandem::importing
