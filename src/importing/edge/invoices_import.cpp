// Invoices: one open item each, or linked to the plan items of their contract; a row may also hold the invoice's settlement, as ERP exports often do.
#include "cash/allocation.h"
#include "cash/recording.h"
#include "importing/edge/identity.h"
#include "importing/edge/kinds.h"
#include "importing/edge/order_references.h"
#include "importing/edge/plan_invoices.h"
#include "importing/edge/remarks_sql.h"
#include "receivable/invoice.h"
#include "receivable/issuing.h"

namespace tandem::importing {
namespace {

struct InvoiceFields {
    FieldIndex external_id, number, customer, customer_name, country, customer_group, invoice_date, due_date, net, tax, gross, contract, order, rep, disputed,
        settled_date, settled_amount, settlement_reference, note;
};
const InvoiceFields& fields() {
    static const InvoiceFields all = [] {
        const auto at = [](std::string_view name) { return field_of(ImportKind::invoices, name); };
        return InvoiceFields{at("external_id"), at("number"), at("customer"), at("customer_name"), at("country"), at("customer_group"), at("invoice_date"), at("due_date"),
                             at("net"), at("tax"), at("gross"), at("contract"), at("order"), at("rep"), at("disputed"), at("settled_date"), at("settled_amount"), at("settlement_reference"), at("note")};
    }();
    return all;
}

struct Row {
    std::int64_t row = 0;
    Identity id;
    std::string number, contract, order, rep, reference, note;
    CustomerSeed customer;
    Date invoice_date, due_date;
    std::optional<Money> net, tax;
    Money gross{0, Currency{}};
    bool disputed = false;
    std::optional<Date> settled_date;
    Money settled{0, Currency{}};
};

// What the book already holds under the same identity.
struct Booked {
    InvoiceId id;
    CustomerId customer;
    Date invoice_date, due_date;
    Money net, tax, gross;
    OpenItemId item;
    Money open;
    Rate rate;
    std::optional<OrderId> order;
    bool has_settlement = false;  // the one this source stated
};

class InvoicesImporter final : public KindImporter {
public:
    explicit InvoicesImporter(ImportContext& context)
        : context_(context), books_{context.receivable, context.cash, context.trail, context.ids}, plan_(context, books_), remarks_(context), orders_(context.connection, context.company.id) {}

    void take(std::int64_t row_number, const TypedRow& cells) override {
        const auto& f = fields();
        Row row;
        row.row = row_number;
        row.id = identity_of(cells, context_.mapping);
        row.number = text_or(cells, f.number, row.id.external_id);
        row.note = text_or(cells, f.note);
        row.contract = text_or(cells, f.contract);
        row.order = text_or(cells, f.order);
        row.rep = text_or(cells, f.rep);
        row.customer = {text_or(cells, f.customer), text_or(cells, f.customer_name), text_or(cells, f.country), text_or(cells, f.customer_group)};
        row.invoice_date = *cells.date(f.invoice_date);
        row.due_date = cells.date(f.due_date).value_or(row.invoice_date);  // no term stated: due at once
        row.net = cells.amount(f.net);
        row.tax = cells.amount(f.tax);
        row.gross = *cells.amount(f.gross);
        row.disputed = cells.boolean(f.disputed).value_or(false);
        row.settled_date = cells.date(f.settled_date);
        row.settled = cells.amount(f.settled_amount).value_or(row.gross);
        row.reference = text_or(cells, f.settlement_reference, row.number);
        rows_.push_back(std::move(row));
    }

    void write_chunk(Counts& counts, std::vector<FieldError>& errors) override {
        for (const Row& row : rows_) {
            context_.references.want_customer(row.customer);
            context_.references.want_employee(row.rep);
            context_.references.want_contract(row.contract);
            orders_.want(row.order);
        }
        context_.references.resolve();
        orders_.load();
        load_booked();
        load_plans();
        for (const Row& row : rows_) book(row, counts, errors);
        plan_.flush();
        flush_updates();
        remarks_.flush();
        rows_.clear();
    }

private:
    void load_booked() {
        booked_.clear();
        for_each_source(rows_, [&](const std::string& source, const std::string& list) {
            context_.connection.query(
                "SELECT v.external_id, v.id, v.customer_id, v.invoice_date, v.due_date, v.currency, v.net_minor, v.tax_minor, v.gross_minor, v.rate_e10, o.id, o.open_minor, v.order_id "
                "FROM invoice v LEFT JOIN open_item o ON o.company_id = v.company_id AND o.invoice_id = v.id AND o.voided_at IS NULL "
                "WHERE v.company_id = $1 AND v.source = $2 AND v.voided_at IS NULL AND v.external_id IN {texts:$3}",
                {context_.company.id.value, source, list}, [&](const sql::Row& row) {
                    const Currency currency = *parse_currency(row.text(5));
                    const auto order = row.maybe_integer(12);
                    booked_.emplace(Identity{source, std::string(row.text(0))},
                                    Booked{InvoiceId{row.integer(1)}, CustomerId{row.integer(2)}, date_of(row.integer(3)), date_of(row.integer(4)), Money{row.integer(6), currency},
                                           Money{row.integer(7), currency}, Money{row.integer(8), currency}, OpenItemId{row.integer(10)}, Money{row.integer(11), currency}, Rate{row.integer(9)},
                                           order ? std::optional{OrderId{*order}} : std::nullopt});
                });
            if (booked_.empty()) return;
            context_.connection.query("SELECT external_id FROM receipt WHERE company_id = $1 AND source = $2 AND voided_at IS NULL AND external_id IN {texts:$3}",
                                      {context_.company.id.value, settlement_source(source), list}, [&](const sql::Row& row) {
                                          if (const auto found = booked_.find({source, std::string(row.text(0))}); found != booked_.end()) found->second.has_settlement = true;
                                      });
        });
    }

    void load_plans() {
        std::vector<ContractId> contracts;
        for (const Row& row : rows_)
            if (const auto contract = context_.references.contract(row.contract)) contracts.push_back(*contract);
        plan_.load(contracts);
    }

    void book(const Row& row, Counts& counts, std::vector<FieldError>& errors) {
        const auto wrong = [&](std::string_view field, std::string_view value, Error error) { refuse_row(errors, context_.mapping, row.row, field, value, std::move(error)); };
        const auto customer = context_.references.customer(row.customer.code);
        if (!customer) return wrong("customer", row.customer.code, error_of("importing.unknown_customer", row.customer.code));
        const auto rep = context_.references.employee(row.rep);
        if (!row.rep.empty() && !rep) return wrong("rep", row.rep, error_of("importing.unknown_employee", row.rep));
        const auto contract = context_.references.contract(row.contract);
        if (!row.contract.empty() && !contract) return wrong("contract", row.contract, error_of("importing.unknown_contract", row.contract));
        const auto order = order_of(row, *customer);
        if (!order) return wrong("order", row.order, order.error());
        if (row.due_date < row.invoice_date)
            return wrong("due_date", to_string(row.due_date), error_of("receivable.due_before_invoice", row.number, {{"due", to_string(row.due_date)}, {"invoice", to_string(row.invoice_date)}}));
        const auto stated = receivable::make_stated_amounts(row.net, row.tax, row.gross);
        if (!stated) return wrong("gross", to_decimal(row.gross), stated.error());

        if (const auto known = booked_.find(row.id); known != booked_.end()) return book_again(row, *customer, *order, *stated, known->second, counts, errors);
        const auto rate = context_.rates.rate_on(row.gross.currency(), context_.company.currency, row.invoice_date);
        if (!rate) return wrong("gross", std::string(row.gross.currency().code()), rate.error());

        if (const auto open = context_.receivable.check_open(row.invoice_date); !open) return wrong("invoice_date", to_string(row.invoice_date), open.error());
        if (const auto open = check_settlement(row); !open) return wrong("settled_date", to_string(*row.settled_date), open.error());
        const org::Owners owners = rep ? context_.ownership.owners_through(rep, row.invoice_date) : context_.ownership.owners_of(*customer, row.invoice_date);
        const receivable::NewInvoice invoice{.id = context_.ids.make<InvoiceId>(), .number = row.number, .customer = *customer, .contract = contract, .order = *order, .rep = owners.rep,
                                             .invoice_date = row.invoice_date, .due_date = row.due_date, .net = stated->net, .tax = stated->tax, .gross = stated->gross,
                                             .rate = *rate, .disputed = row.disputed, .origin = origin_of(row.id, context_.batch)};
        const Money settled = row.settled_date ? std::min(row.settled, stated->gross) : Money{0, row.gross.currency()};
        if (plan_.has_plan(contract)) return book_by_plan(row, invoice, counts, errors);
        const auto item = receivable::issue_invoice(context_.receivable, context_.trail, context_.ids, invoice, owners, settled);
        remarks_.add("invoice", invoice.id.value, "remark", row.note);
        if (row.settled_date && row.settled.minor() > 0) settle(row, item.id, item.customer, item.item_date, settled, *rate);
        booked_.emplace(row.id, Booked{invoice.id, *customer, row.invoice_date, row.due_date, stated->net, stated->tax, stated->gross, item.id, item.open, *rate, *order,
                                       row.settled_date.has_value()});
        ++counts.created;
    }

    // The order an invoice bills must be its customer's own.
    Result<std::optional<OrderId>> order_of(const Row& row, CustomerId customer) const {
        if (row.order.empty()) return std::optional<OrderId>{};
        const OrderFound found = TRY(orders_.named(row.order));
        if (found.customer != customer) return refuse("importing.other_customer", row.order, {{"customer", row.customer.code}});
        return std::optional{found.id};
    }

    void book_by_plan(const Row& row, const receivable::NewInvoice& invoice, Counts& counts, std::vector<FieldError>& errors) {
        if (const auto issued = plan_.issue(invoice); !issued) return refuse_row(errors, context_.mapping, row.row, "gross", to_decimal(row.gross), issued.error());
        remarks_.add("invoice", invoice.id.value, "remark", row.note);
        if (row.settled_date && row.settled.minor() > 0) plan_.settle(invoice.id, receipt_of(row, invoice.customer, Money{0, row.gross.currency()}, invoice.rate));
        booked_.emplace(row.id, Booked{invoice.id, invoice.customer, row.invoice_date, row.due_date, invoice.net, invoice.tax, invoice.gross, OpenItemId{}, invoice.gross, invoice.rate,
                                       invoice.order, row.settled_date.has_value()});
        ++counts.created;
    }

    // The same identity again: nothing to do, a settlement that has arrived since, or a contradiction.
    void book_again(const Row& row, CustomerId customer, std::optional<OrderId> order, const receivable::StatedAmounts& stated, Booked& booked, Counts& counts, std::vector<FieldError>& errors) {
        const bool same = booked.customer == customer && booked.invoice_date == row.invoice_date && booked.due_date == row.due_date && (!order || order == booked.order) &&
                          receivable::StatedAmounts{booked.net, booked.tax, booked.gross} == stated;
        if (!same) return refuse_row(errors, context_.mapping, row.row, "external_id", row.id.external_id, error_of("importing.identity_conflict", row.id.external_id));
        if (!row.settled_date || booked.has_settlement || row.settled.is_zero()) { ++counts.unchanged; return; }
        if (const auto open = check_settlement(row); !open) return refuse_row(errors, context_.mapping, row.row, "settled_date", to_string(*row.settled_date), open.error());
        const Money settled = std::min(row.settled, booked.open);
        if (!booked.item) {
            plan_.settle(booked.id, receipt_of(row, customer, Money{0, row.gross.currency()}, booked.rate));
        } else if (settled.minor() > 0) {
            settle(row, booked.item, customer, row.invoice_date, settled, booked.rate);
            lowered_.emplace_back(booked.item.value, settled.minor());
        }
        booked.has_settlement = true;
        ++counts.updated;
    }

    Result<void> check_settlement(const Row& row) const {
        return row.settled_date && row.settled.minor() > 0 ? context_.receivable.check_open(*row.settled_date) : Result<void>{};
    }

    cash::NewReceipt receipt_of(const Row& row, CustomerId customer, Money applied, Rate rate) {
        return {.id = context_.ids.make<ReceiptId>(), .number = row.reference, .customer = customer, .method = cash::Method::bank_transfer, .value_date = *row.settled_date,
                .maturity_date = {}, .counts_date = row.settled_date, .amount = row.settled, .unapplied = row.settled - applied, .rate = rate, .reference = {},
                .origin = {settlement_source(row.id.source), row.id.external_id, context_.batch}};
    }

    void settle(const Row& row, OpenItemId item, CustomerId customer, Date item_date, Money applied, Rate rate) {
        const cash::NewReceipt receipt = receipt_of(row, customer, applied, rate);
        cash::record_receipt(books_, receipt);
        if (applied.is_zero()) return;
        cash::record_settlement(books_, {.id = context_.ids.make<SettlementId>(), .item = item, .kind = cash::SettlementKind::receipt, .source = receipt.id.value, .amount = applied,
                                         .effective_date = *cash::effective_date(*row.settled_date, item_date), .reverses = {}, .reason = {}, .batch = context_.batch}, rate);
    }

    void flush_updates() {
        if (lowered_.empty()) return;
        context_.receivable.flush();  // the item may be one of this chunk
        context_.connection.execute("UPDATE open_item SET open_minor = open_minor - p.b FROM {pairs:$2} AS p WHERE open_item.company_id = $1 AND open_item.id = p.a",
                                    {context_.company.id.value, sql::pair_list(lowered_)});
        lowered_.clear();
    }

    // A settlement stated on the invoice's row has the invoice's identity, under a source of its own.
    static std::string settlement_source(const std::string& source) { return source + "/settlement"; }

    ImportContext& context_;
    cash::Books books_;
    PlanInvoices plan_;
    Remarks remarks_;
    OrderReferences orders_;
    std::vector<Row> rows_;
    ByIdentity<Booked> booked_;
    std::vector<std::pair<std::int64_t, std::int64_t>> lowered_;
};

}  // namespace

std::unique_ptr<KindImporter> make_invoices_importer(ImportContext& context) { return std::make_unique<InvoicesImporter>(context); }

}  // namespace tandem::importing
