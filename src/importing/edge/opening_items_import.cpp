// Opening items: what was owed when the company came to Tandem, with original dates and the remaining
// amount. A negative remainder is an open credit and becomes a credit note, allocated to nothing yet.
#include "importing/edge/identity.h"
#include "importing/edge/kinds.h"
#include "importing/edge/remarks_sql.h"
#include "receivable/issuing.h"

namespace tandem::importing {
namespace {

struct Row {
    std::int64_t row;
    Identity id;
    std::string number, contract, rep, note;
    CustomerSeed customer;
    Date date, due;
    std::optional<Money> original;
    Money remaining;
    bool disputed;
};
struct Booked {
    CustomerId customer;
    Date date;
    std::optional<Date> due;  // a credit has none
    Money remaining;
    std::optional<Money> original;  // negative of a credit, as the rows state it
};

class OpeningItemsImporter final : public KindImporter {
public:
    explicit OpeningItemsImporter(ImportContext& context) : context_(context), remarks_(context) {}

    void take(std::int64_t row_number, const TypedRow& cells) override {
        const auto at = [](std::string_view name) { return field_of(ImportKind::opening_items, name); };
        const auto text = [&](std::string_view name) { return text_or(cells, at(name)); };
        const auto id = identity_of(cells, context_.mapping);
        rows_.push_back({row_number, id, text_or(cells, at("number"), id.external_id), text("contract"), text("rep"), text("note"),
                         {text("customer"), text("customer_name"), text("country"), text("customer_group")}, *cells.date(at("invoice_date")), *cells.date(at("due_date")),
                         cells.amount(at("original")), *cells.amount(at("remaining")), cells.boolean(at("disputed")).value_or(false)});
    }

    void write_chunk(Counts& counts, std::vector<FieldError>& errors) override {
        for (const Row& row : rows_) {
            context_.references.want_customer(row.customer);
            context_.references.want_employee(row.rep);
            context_.references.want_contract(row.contract);
        }
        context_.references.resolve();
        load_booked();
        for (const Row& row : rows_) book(row, counts, errors);
        remarks_.flush();
        rows_.clear();
    }

private:
    void load_booked() {
        booked_.clear();
        for_each_source(rows_, [&](const std::string& source, const std::string& list) {
            context_.connection.query(
                "SELECT external_id, customer_id, item_date, due_date, currency, amount_minor, original_minor FROM open_item "
                "WHERE company_id = $1 AND source = $2 AND kind = 'opening' AND voided_at IS NULL AND external_id IN {texts:$3}",
                {context_.company.id.value, source, list}, [&](const sql::Row& row) {
                    const Currency currency = *parse_currency(row.text(4));
                    const auto original = row.maybe_integer(6);
                    booked_.emplace(Identity{source, std::string(row.text(0))},
                                    Booked{CustomerId{row.integer(1)}, date_of(row.integer(2)), date_of(row.integer(3)), Money{row.integer(5), currency},
                                           original ? std::optional{Money{*original, currency}} : std::nullopt});
                });
            context_.connection.query(
                "SELECT external_id, customer_id, note_date, currency, gross_minor, original_minor FROM credit_note WHERE company_id = $1 AND source = $2 AND voided_at IS NULL AND external_id IN {texts:$3}",
                {context_.company.id.value, opening_source(source), list}, [&](const sql::Row& row) {
                    const Currency currency = *parse_currency(row.text(3));
                    const auto original = row.maybe_integer(5);
                    booked_.emplace(Identity{source, std::string(row.text(0))}, Booked{CustomerId{row.integer(1)}, date_of(row.integer(2)), {}, -Money{row.integer(4), currency},
                                                                                       original ? std::optional{-Money{*original, currency}} : std::nullopt});
                });
        });
    }

    Result<void> check(const Row& row) const {
        if (row.remaining.is_zero()) return refuse("importing.nothing_remaining", row.number);
        if (!row.remaining.is_negative() && row.due < row.date)
            return refuse("receivable.due_before_invoice", row.number, {{"due", to_string(row.due)}, {"invoice", to_string(row.date)}});
        if (!row.original) return {};
        const bool within = row.remaining.is_negative() ? *row.original <= row.remaining : row.remaining <= *row.original;
        if (within) return {};
        return refuse("importing.remaining_above_original", row.number, {{"remaining", to_decimal(row.remaining)}, {"original", to_decimal(*row.original)}});
    }

    void book(const Row& row, Counts& counts, std::vector<FieldError>& errors) {
        const auto wrong = [&](std::string_view field, std::string_view value, Error error) { refuse_row(errors, context_.mapping, row.row, field, value, std::move(error)); };
        const auto customer = context_.references.customer(row.customer.code);
        if (!customer) return wrong("customer", row.customer.code, error_of("importing.unknown_customer", row.customer.code));
        const auto rep = context_.references.employee(row.rep);
        if (!row.rep.empty() && !rep) return wrong("rep", row.rep, error_of("importing.unknown_employee", row.rep));
        const auto contract = context_.references.contract(row.contract);
        if (!row.contract.empty() && !contract) return wrong("contract", row.contract, error_of("importing.unknown_contract", row.contract));
        if (const auto sensible = check(row); !sensible)
            return wrong(sensible.error().code == "receivable.due_before_invoice" ? "due_date" : "remaining", to_decimal(row.remaining), sensible.error());
        if (const auto known = booked_.find(row.id); known != booked_.end()) {
            const Booked& booked = known->second;
            if (booked.customer == *customer && booked.date == row.date && booked.due.value_or(row.due) == row.due && booked.remaining == row.remaining &&
                (!row.original || row.original == booked.original)) { ++counts.unchanged; return; }
            return wrong("external_id", row.id.external_id, error_of("importing.identity_conflict", row.id.external_id));
        }
        const auto rate = context_.rates.rate_on(row.remaining.currency(), context_.company.currency, row.date);
        if (!rate) return wrong("currency", row.remaining.currency().code(), rate.error());
        if (const auto open = context_.receivable.check_open(row.date); !open) return wrong("invoice_date", to_string(row.date), open.error());
        if (row.remaining.is_negative()) open_credit(row, *customer, *rate);
        else open_item(row, *customer, contract, rep, *rate);
        booked_.emplace(row.id, Booked{*customer, row.date, row.remaining.is_negative() ? std::nullopt : std::optional{row.due}, row.remaining, row.original});
        ++counts.created;
    }

    void open_item(const Row& row, CustomerId customer, std::optional<ContractId> contract, std::optional<EmployeeId> rep, Rate rate) {
        const auto id = context_.ids.make<OpenItemId>();
        const auto owners = rep ? context_.ownership.owners_through(rep, row.date) : context_.ownership.owners_of(customer, row.date);
        receivable::open_opening_item(context_.receivable, context_.trail,
                                      {.id = id, .number = row.number, .kind = receivable::ItemKind::opening, .customer = customer, .contract = contract, .plan_line = {}, .invoice = {},
                                       .owners = owners, .item_date = row.date, .due_date = row.due, .amount = row.remaining, .open = row.remaining, .original = row.original, .rate = rate, .disputed = row.disputed,
                                       .origin = origin_of(row.id, context_.batch)});
        remarks_.add("open_item", id.value, "remark", row.note);
    }

    void open_credit(const Row& row, CustomerId customer, Rate rate) {
        const Money amount = -row.remaining;
        const auto id = context_.ids.make<CreditNoteId>();
        context_.receivable.add(receivable::NewCreditNote{.id = id, .number = row.number, .customer = customer, .invoice = {}, .note_date = row.date, .net = amount, .tax = Money{0, amount.currency()},
                                                          .gross = amount, .open = amount, .original = row.original ? std::optional{-*row.original} : std::nullopt, .rate = rate, .reason = {}, .origin = {opening_source(row.id.source), row.id.external_id, context_.batch}});
        context_.receivable.post(receivable::OpeningCreditNote{amount}, id.value, row.date, rate);
        context_.trail.record({.object_kind = "credit_note", .object_id = id.value, .topic = "credit_note.opened"});
        remarks_.add("credit_note", id.value, "remark", row.note);
    }

    // An opening credit stands among the credit notes, whose own rows may have the same identity.
    static std::string opening_source(const std::string& source) { return source + "/opening"; }

    ImportContext& context_;
    Remarks remarks_;
    std::vector<Row> rows_;
    ByIdentity<Booked> booked_;
};

}  // namespace

std::unique_ptr<KindImporter> make_opening_items_importer(ImportContext& context) { return std::make_unique<OpeningItemsImporter>(context); }

}  // namespace tandem::importing
