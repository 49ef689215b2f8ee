// Sales orders: what was ordered, when, by whom. They make no open item.
#include <algorithm>
#include <limits>

#include "importing/edge/identity.h"
#include "importing/edge/kinds.h"
#include "importing/edge/remarks_sql.h"
#include "receivable/order.h"

namespace tandem::importing {
namespace {

struct Row {
    std::int64_t row;
    Identity id;
    std::string number, contract, rep, status, note;
    CustomerSeed customer;
    Date date;
    Money gross;
    std::optional<Money> net, prepaid;
    std::optional<Date> ships;
    std::optional<std::int64_t> term_days;
};
struct Booked {
    std::int64_t id;
    CustomerId customer;
    std::optional<ContractId> contract;
    Date date;
    Money gross;
    std::optional<Money> net, prepaid;
    std::optional<Date> ships;
    std::optional<std::int64_t> term_days;
    std::string status;  // as its own system calls it
};

class OrdersImporter final : public KindImporter {
public:
    explicit OrdersImporter(ImportContext& context)
        : context_(context), remarks_(context),
          orders_(context.connection.bulk("sales_order", {"company_id", "id", "number", "customer_id", "contract_id", "rep_id", "order_date", "currency", "amount_minor", "net_minor",
                                                          "base_amount_minor", "rate_e10", "status", "ship_date", "prepaid_minor", "term_days", "source", "external_id", "recorded_at", "batch_id"})) {}

    void take(std::int64_t row_number, const TypedRow& cells) override {
        const auto at = [](std::string_view name) { return field_of(ImportKind::orders, name); };
        const auto text = [&](std::string_view name) { return text_or(cells, at(name)); };
        const auto id = identity_of(cells, context_.mapping);
        rows_.push_back({row_number, id, text_or(cells, at("number"), id.external_id), text("contract"), text("rep"), text("status"), text("note"),
                         {text("customer"), text("customer_name"), text("country"), text("customer_group")}, *cells.date(at("order_date")), *cells.amount(at("gross")), cells.amount(at("net")), cells.amount(at("prepaid")),
                         cells.date(at("ship_date")), cells.integer(at("term_days"))});
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
        orders_->flush();
        write_statuses();
        remarks_.flush();
        rows_.clear();
    }

private:
    void load_booked() {
        booked_.clear();
        for_each_source(rows_, [&](const std::string& source, const std::string& list) {
            context_.connection.query("SELECT external_id, customer_id, contract_id, order_date, currency, amount_minor, id, net_minor, status, prepaid_minor, ship_date, term_days FROM sales_order "
                                      "WHERE company_id = $1 AND source = $2 AND voided_at IS NULL AND external_id IN {texts:$3}",
                                      {context_.company.id.value, source, list}, [&](const sql::Row& row) {
                                          const auto contract = row.maybe_integer(2), net = row.maybe_integer(7), prepaid = row.maybe_integer(9), ships = row.maybe_integer(10);
                                          const Currency currency = *parse_currency(row.text(4));
                                          booked_.emplace(Identity{source, std::string(row.text(0))},
                                                          Booked{row.integer(6), CustomerId{row.integer(1)}, contract ? std::optional{ContractId{*contract}} : std::nullopt, date_of(row.integer(3)),
                                                                 Money{row.integer(5), currency}, net ? std::optional{Money{*net, currency}} : std::nullopt,
                                                                 prepaid ? std::optional{Money{*prepaid, currency}} : std::nullopt, ships ? std::optional{date_of(*ships)} : std::nullopt, row.maybe_integer(11), row.is_null(8) ? std::string{} : std::string(row.text(8))});
                                      });
        });
    }

    void book(const Row& row, Counts& counts, std::vector<FieldError>& errors) {
        const auto wrong = [&](std::string_view field, std::string_view value, Error error) { refuse_row(errors, context_.mapping, row.row, field, value, std::move(error)); };
        const auto customer = context_.references.customer(row.customer.code);
        if (!customer) return wrong("customer", row.customer.code, error_of("importing.unknown_customer", row.customer.code));
        const auto rep = context_.references.employee(row.rep);
        if (!row.rep.empty() && !rep) return wrong("rep", row.rep, error_of("importing.unknown_employee", row.rep));
        const auto contract = context_.references.contract(row.contract);
        if (!row.contract.empty() && !contract) return wrong("contract", row.contract, error_of("importing.unknown_contract", row.contract));
        if (row.net && *row.net > row.gross)
            return wrong("net", to_decimal(*row.net), error_of("importing.net_above_gross", row.number, {{"net", to_decimal(*row.net)}, {"gross", to_decimal(row.gross)}}));
        if (const auto agreed = check_agreed(row); !agreed) return wrong(field_of_refusal(agreed.error()), agreed.error().subject, agreed.error());
        const Booked stated{context_.ids.next(), *customer, contract, row.date, row.gross, row.net, row.prepaid, row.ships, row.term_days, row.status};
        if (const auto known = booked_.find(row.id); known != booked_.end()) {
            if (same(stated, known->second)) return book_again(row, known->second, counts);
            return wrong("external_id", row.id.external_id, error_of("importing.identity_conflict", row.id.external_id));
        }
        const auto rate = context_.rates.rate_on(row.gross.currency(), context_.company.currency, row.date);
        if (!rate) return wrong("currency", row.gross.currency().code(), rate.error());
        write(row, stated, rep, *rate);
        booked_.emplace(row.id, stated);
        ++counts.created;
    }

    // What is stated of shipping, prepayment and term is what an order may agree on.
    static Result<void> check_agreed(const Row& row) {
        if (!row.prepaid && !row.ships && !row.term_days) return {};
        const auto days = row.term_days ? std::optional{static_cast<int>(std::min<std::int64_t>(*row.term_days, std::numeric_limits<int>::max()))} : std::nullopt;
        return receivable::check_order_terms({row.gross, row.prepaid.value_or(Money{0, row.gross.currency()}), row.ships, days}, row.date);
    }
    static std::string_view field_of_refusal(const Error& error) {
        return error.code == "receivable.order_prepaid" ? "prepaid" : error.code == "receivable.order_dates" ? "ship_date" : error.code == "receivable.order_term" ? "term_days" : "gross";
    }

    // An order is agreed once; how far it has come (its status) may change from file to file.
    template <class Value>
    static bool agrees(const std::optional<Value>& stated, const std::optional<Value>& booked) { return !stated || stated == booked; }
    static bool same(const Booked& stated, const Booked& booked) {
        return stated.customer == booked.customer && stated.contract == booked.contract && stated.date == booked.date && stated.gross == booked.gross && agrees(stated.net, booked.net) && agrees(stated.prepaid, booked.prepaid) &&
               agrees(stated.ships, booked.ships) && agrees(stated.term_days, booked.term_days);
    }

    void book_again(const Row& row, Booked& booked, Counts& counts) {
        if (row.status.empty() || row.status == booked.status) { ++counts.unchanged; return; }
        booked.status = row.status;
        changed_[row.status].push_back(booked.id);
        context_.trail.record({.object_kind = "sales_order", .object_id = booked.id, .topic = "sales_order.status_changed"});
        ++counts.updated;
    }

    void write_statuses() {
        for (const auto& [status, ids] : changed_)
            context_.connection.execute("UPDATE sales_order SET status = $2 WHERE company_id = $1 AND id IN {ints:$3}", {context_.company.id.value, status, sql::integer_list(ids)});
        changed_.clear();
    }

    void write(const Row& row, const Booked& stated, std::optional<EmployeeId> rep, Rate rate) {
        const auto id = stated.id;
        orders_->add(context_.company.id.value).add(id).add(row.number).add(stated.customer.value).add(stated.contract ? std::optional{stated.contract->value} : std::nullopt)
            .add(rep ? std::optional{rep->value} : std::nullopt).add(std::int64_t{day_number(row.date)}).add(row.gross.currency().code()).add(row.gross.minor()).add(row.net ? std::optional{row.net->minor()} : std::nullopt)
            .add(receivable::base_minor(row.gross, rate, context_.company.currency)).add(rate.e10).add_text_or_null(row.status)
            .add(row.ships ? std::optional<std::int64_t>{day_number(*row.ships)} : std::nullopt).add(row.prepaid ? std::optional{row.prepaid->minor()} : std::nullopt).add(row.term_days).add(row.id.source).add(row.id.external_id).add(context_.act.at.micros).add(context_.batch.value);
        orders_->end_row();
        context_.trail.record({.object_kind = "sales_order", .object_id = id, .topic = "sales_order.recorded"});
        remarks_.add("sales_order", id, "remark", row.note);
    }

    ImportContext& context_;
    Remarks remarks_;
    std::unique_ptr<sql::Bulk> orders_;
    std::vector<Row> rows_;
    ByIdentity<Booked> booked_;
    std::map<std::string, std::vector<std::int64_t>> changed_;  // ids by their new status
};

}  // namespace

std::unique_ptr<KindImporter> make_orders_importer(ImportContext& context) { return std::make_unique<OrdersImporter>(context); }

}  // namespace tandem::importing
