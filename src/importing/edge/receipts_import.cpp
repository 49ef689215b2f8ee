// Receipts: money that came. One that names its invoice settles it at once, the earliest due item first,
// as far as both reach; the rest and all others wait unapplied.
#include "cash/allocation.h"
#include "cash/recording.h"
#include "importing/edge/documents_sql.h"
#include "importing/edge/identity.h"
#include "importing/edge/kinds.h"
#include "importing/edge/remarks_sql.h"
#include "importing/method_words.h"

namespace tandem::importing {
namespace {

struct Row {
    std::int64_t row;
    Identity id;
    std::string number, method, reference, payer, invoice, note;
    CustomerSeed customer;
    Date value_date;
    std::optional<Date> maturity_date;
    Money amount;
};
struct Booked {
    ReceiptId id;
    CustomerId customer;
    cash::Method method;
    Date value_date;
    std::optional<Date> maturity_date;
    Money amount, unapplied;
    bool was_applied;
};

class ReceiptsImporter final : public KindImporter {
public:
    explicit ReceiptsImporter(ImportContext& context)
        : context_(context), books_{context.receivable, context.cash, context.trail, context.ids}, items_(context.connection, context.company.id), remarks_(context) {}

    void take(std::int64_t row_number, const TypedRow& cells) override {
        const auto at = [](std::string_view name) { return field_of(ImportKind::receipts, name); };
        const auto text = [&](std::string_view name) { return text_or(cells, at(name)); };
        const auto id = identity_of(cells, context_.mapping);
        rows_.push_back({row_number, id, text_or(cells, at("number"), id.external_id), text("method"), text("reference"), text("payer_name"), text("invoice"), text("note"),
                         {text("customer"), text("customer_name"), {}, {}}, *cells.date(at("value_date")), cells.date(at("maturity_date")), *cells.amount(at("amount"))});
    }

    void write_chunk(Counts& counts, std::vector<FieldError>& errors) override {
        for (const Row& row : rows_) {
            context_.references.want_customer(row.customer);
            items_.want(row.invoice);
        }
        context_.references.resolve();
        load_booked();
        items_.load();
        for (const Row& row : rows_) book(row, counts, errors);
        flush();
        rows_.clear();
    }

private:
    void load_booked() {
        booked_.clear();
        for_each_source(rows_, [&](const std::string& source, const std::string& list) {
            context_.connection.query(
                "SELECT external_id, id, customer_id, method, value_date, maturity_date, currency, amount_minor, unapplied_minor, reversed_date, "
                "CASE WHEN EXISTS (SELECT 1 FROM settlement s WHERE s.company_id = receipt.company_id AND s.source_id = receipt.id) THEN 1 ELSE 0 END "
                "FROM receipt WHERE company_id = $1 AND source = $2 AND voided_at IS NULL AND external_id IN {texts:$3}",
                {context_.company.id.value, source, list}, [&](const sql::Row& row) {
                    const Currency currency = *parse_currency(row.text(6));
                    const auto maturity = row.maybe_integer(5);
                    booked_.emplace(Identity{source, std::string(row.text(0))},
                                    Booked{ReceiptId{row.integer(1)}, CustomerId{row.integer(2)}, *cash::parse_method(row.text(3)), date_of(row.integer(4)),
                                           maturity ? std::optional{date_of(*maturity)} : std::nullopt, Money{row.integer(7), currency}, Money{row.integer(8), currency},
                                           row.integer(10) != 0 || !row.is_null(9)});
                });
        });
    }

    // The items of the named invoice, which must be the payer's and in his money.
    Result<std::vector<ItemFound*>> items_of(const Row& row, CustomerId customer) {
        if (row.invoice.empty()) return std::vector<ItemFound*>{};
        auto items = items_.named(row.invoice);
        if (items.empty()) return refuse("importing.unknown_item", row.invoice);
        std::erase_if(items, [&](const ItemFound* item) { return item->customer != customer; });
        if (items.empty()) return refuse("importing.other_customer", row.invoice, {{"customer", row.customer.code}});
        for (const ItemFound* item : items)
            if (item->open.currency() != row.amount.currency())
                return refuse("cash.currency_mismatch", row.invoice, {{"receipt", std::string(row.amount.currency().code())}, {"item", std::string(item->open.currency().code())}});
        return items;
    }

    void book(const Row& row, Counts& counts, std::vector<FieldError>& errors) {
        const auto wrong = [&](std::string_view field, std::string_view value, Error error) { refuse_row(errors, context_.mapping, row.row, field, value, std::move(error)); };
        const auto customer = context_.references.customer(row.customer.code);
        if (!customer) return wrong("customer", row.customer.code, error_of("importing.unknown_customer", row.customer.code));
        const auto method = row.method.empty() ? std::optional{row.maturity_date ? cash::Method::acceptance_bill : cash::Method::bank_transfer} : method_in_words(row.method);
        if (!method) return wrong("method", row.method, error_of("importing.unknown_method", row.method));
        const auto receipt = cash::make_receipt({*method, row.amount, row.value_date, row.maturity_date});
        if (!receipt) return wrong(receipt.error().code == "cash.amount_not_positive" ? "amount" : "maturity_date", row.maturity_date ? to_string(*row.maturity_date) : "", receipt.error());
        const auto items = items_of(row, *customer);
        if (!items) return wrong("invoice", row.invoice, items.error());
        if (const auto known = booked_.find(row.id); known != booked_.end()) return book_again(row, *customer, *receipt, *items, known->second, counts, errors);
        const auto rate = context_.rates.rate_on(row.amount.currency(), context_.company.currency, row.value_date);
        if (!rate) return wrong("currency", row.amount.currency().code(), rate.error());
        if (const auto open = context_.receivable.check_open(row.value_date); !open) return wrong("value_date", to_string(row.value_date), open.error());
        create(row, *customer, *receipt, *items, *rate, counts);
    }

    void create(const Row& row, CustomerId customer, const cash::Receipt& stated, const std::vector<ItemFound*>& items, Rate rate, Counts& counts) {
        const auto id = context_.ids.make<ReceiptId>();
        Booked booked{id, customer, stated.method, row.value_date, row.maturity_date, row.amount, row.amount, !items.empty()};
        const auto settlements = settle(booked, items);
        cash::record_receipt(books_, {.id = id, .number = row.number, .customer = customer, .method = stated.method, .value_date = row.value_date, .maturity_date = row.maturity_date,
                                      .counts_date = cash::counts_from(stated, {}, context_.cash_policy.bill_counts_at), .amount = row.amount, .unapplied = booked.unapplied, .rate = rate,
                                      .reference = row.reference, .origin = origin_of(row.id, context_.batch)});
        for (const auto& [settlement, item_rate] : settlements) cash::record_settlement(books_, settlement, item_rate);
        remarks_.add("receipt", id.value, "payer", row.payer);
        remarks_.add("receipt", id.value, "remark", row.note);
        booked_.emplace(row.id, booked);
        ++counts.created;
    }

    // Known already: unchanged, or it names its invoice only now, or it contradicts the book.
    void book_again(const Row& row, CustomerId customer, const cash::Receipt& stated, const std::vector<ItemFound*>& items, Booked& booked, Counts& counts, std::vector<FieldError>& errors) {
        const bool same = booked.customer == customer && booked.amount == row.amount && booked.value_date == row.value_date && booked.maturity_date == row.maturity_date &&
                          (row.method.empty() || booked.method == stated.method);
        if (!same) return refuse_row(errors, context_.mapping, row.row, "external_id", row.id.external_id, error_of("importing.identity_conflict", row.id.external_id));
        for (const ItemFound* item : items)
            if (const auto open = context_.receivable.check_open(std::max(row.value_date, item->item_date)); !open && !booked.was_applied)
                return refuse_row(errors, context_.mapping, row.row, "invoice", row.invoice, open.error());
        const auto settlements = booked.was_applied ? std::vector<std::pair<cash::NewSettlement, Rate>>{} : settle(booked, items);
        for (const auto& [settlement, rate] : settlements) cash::record_settlement(books_, settlement, rate);
        if (!settlements.empty()) {
            booked.was_applied = true;
            left_.emplace_back(booked.id.value, booked.unapplied.minor());
        }
        ++(settlements.empty() ? counts.unchanged : counts.updated);
    }

    std::vector<std::pair<cash::NewSettlement, Rate>> settle(Booked& receipt, const std::vector<ItemFound*>& items) {
        std::vector<std::pair<cash::NewSettlement, Rate>> settlements;
        for (ItemFound* item : items) {
            const Money amount = std::min(item->open, receipt.unapplied);
            if (amount.is_zero()) continue;
            receipt.unapplied -= amount;
            items_.lower(*item, amount);
            settlements.emplace_back(cash::NewSettlement{.id = context_.ids.make<SettlementId>(), .item = item->id, .kind = cash::SettlementKind::receipt, .source = receipt.id.value,
                                                         .amount = amount, .effective_date = *cash::effective_date(receipt.value_date, item->item_date), .reverses = {}, .reason = {},
                                                         .batch = context_.batch},
                                     item->rate);
        }
        return settlements;
    }

    void flush() {
        context_.cash.flush();  // a receipt may be one of this chunk
        if (!left_.empty())
            context_.connection.execute("UPDATE receipt SET unapplied_minor = p.b FROM {pairs:$2} AS p WHERE receipt.company_id = $1 AND receipt.id = p.a",
                                        {context_.company.id.value, sql::pair_list(left_)});
        left_.clear();
        items_.flush();
        remarks_.flush();
    }

    ImportContext& context_;
    cash::Books books_;
    NamedItems items_;
    Remarks remarks_;
    std::vector<Row> rows_;
    ByIdentity<Booked> booked_;
    std::vector<std::pair<std::int64_t, std::int64_t>> left_;
};

}  // namespace

std::unique_ptr<KindImporter> make_receipts_importer(ImportContext& context) { return std::make_unique<ReceiptsImporter>(context); }

}  // namespace tandem::importing
