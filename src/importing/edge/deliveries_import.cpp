// Deliveries: what went out and when it was accepted. Both days of a delivery under a contract are the
// contract's events and date the plan lines that wait for them; an acceptance may follow in a later file.
#include <algorithm>

#include "importing/edge/contract_chunk.h"
#include "importing/edge/identity.h"
#include "importing/edge/kinds.h"
#include "importing/edge/order_references.h"
#include "importing/edge/remarks_sql.h"

namespace tandem::importing {
namespace {

struct Row {
    std::int64_t row;
    Identity id;
    std::string number, order, contract, customer, note;
    Date delivered;
    std::optional<Date> accepted;
    std::optional<Rate> quantity;
};
// What a delivery belongs to, after looking at its order and its contract.
struct Belongs {
    CustomerId customer;
    std::optional<OrderId> order;
    std::optional<ContractId> contract;
    friend bool operator==(const Belongs&, const Belongs&) = default;
};
struct Booked {
    std::int64_t id;
    Belongs to;
    Date delivered;
    std::optional<Date> accepted;
    std::optional<Rate> quantity;
};

template <class Tag>
std::optional<Id<Tag>> maybe_id(const sql::Row& row, int column) {
    const auto id = row.maybe_integer(column);
    return id ? std::optional{Id<Tag>{*id}} : std::nullopt;
}
template <class Tag>
std::optional<std::int64_t> number(const std::optional<Id<Tag>>& id) { return id ? std::optional{id->value} : std::nullopt; }
std::optional<std::int64_t> number(std::optional<Rate> rate) { return rate ? std::optional{rate->e10} : std::nullopt; }
std::optional<std::int64_t> number(std::optional<Date> date) { return date ? std::optional<std::int64_t>{day_number(*date)} : std::nullopt; }

class DeliveriesImporter final : public KindImporter {
public:
    explicit DeliveriesImporter(ImportContext& context)
        : context_(context), chunk_(context), remarks_(context),
          deliveries_(context.connection.bulk("delivery", {"company_id", "id", "number", "customer_id", "order_id", "contract_id", "delivery_date", "accepted_date", "currency", "amount_minor",
                                                           "base_amount_minor", "rate_e10", "quantity_e10", "source", "external_id", "recorded_at", "batch_id"})),
          orders_(context.connection, context.company.id) {}

    void take(std::int64_t row_number, const TypedRow& cells) override {
        const auto at = [](std::string_view name) { return field_of(ImportKind::deliveries, name); };
        const auto text = [&](std::string_view name) { return text_or(cells, at(name)); };
        const auto id = identity_of(cells, context_.mapping);
        rows_.push_back({row_number, id, text_or(cells, at("number"), id.external_id), text("order"), text("contract"), text("customer"), text("note"), *cells.date(at("delivery_date")),
                         cells.date(at("acceptance_date")), cells.rate(at("quantity"))});
    }

    void write_chunk(Counts& counts, std::vector<FieldError>& errors) override {
        for (const Row& row : rows_) {
            if (!row.customer.empty()) context_.references.want_customer({row.customer, {}, {}, {}});
            context_.references.want_contract(row.contract);
            orders_.want(row.order);
        }
        context_.references.resolve();
        load_booked();
        orders_.load();
        load_contracts();
        for (const Row& row : rows_) book(row, counts, errors);
        deliveries_->flush();
        chunk_.flush();
        remarks_.flush();
        rows_.clear();
    }

private:
    void load_booked() {
        booked_.clear();
        for_each_source(rows_, [&](const std::string& source, const std::string& list) {
            context_.connection.query("SELECT external_id, id, customer_id, order_id, contract_id, delivery_date, accepted_date, quantity_e10 FROM delivery "
                                      "WHERE company_id = $1 AND source = $2 AND voided_at IS NULL AND external_id IN {texts:$3}",
                                      {context_.company.id.value, source, list}, [&](const sql::Row& row) {
                                          const auto accepted = row.maybe_integer(6), quantity = row.maybe_integer(7);
                                          booked_.emplace(Identity{source, std::string(row.text(0))},
                                                          Booked{row.integer(1), {CustomerId{row.integer(2)}, maybe_id<OrderTag>(row, 3), maybe_id<ContractTag>(row, 4)},
                                                                 date_of(row.integer(5)), accepted ? std::optional{date_of(*accepted)} : std::nullopt,
                                                                 quantity ? std::optional{Rate{*quantity}} : std::nullopt});
                                      });
        });
    }

    void load_contracts() {
        std::vector<ContractId> contracts;
        for (const Row& row : rows_)
            if (const auto id = context_.references.contract(row.contract)) contracts.push_back(*id);
        for (const ContractId id : orders_.contracts()) contracts.push_back(id);
        chunk_.load(contracts);
    }

    // The customer is the row's own, else the contract's, else the order's; all that are stated must agree.
    std::optional<Belongs> belongs(const Row& row, std::vector<FieldError>& errors) {
        const auto wrong = [&](std::string_view field, std::string_view value, std::string_view code) {
            refuse_row(errors, context_.mapping, row.row, field, value, error_of(code, std::string(value), {{"customer", row.customer}}));
            return std::nullopt;
        };
        std::optional<OrderId> order;
        std::optional<ContractId> contract;
        std::vector<CustomerId> customers;
        if (!row.customer.empty()) {
            const auto customer = context_.references.customer(row.customer);
            if (!customer) return wrong("customer", row.customer, "importing.unknown_customer");
            customers.push_back(*customer);
        }
        if (!row.order.empty()) {
            const auto found = orders_.named(row.order);
            if (!found) {
                refuse_row(errors, context_.mapping, row.row, "order", row.order, found.error());
                return std::nullopt;
            }
            order = found->id;
            contract = found->contract;
            customers.push_back(found->customer);
        }
        if (!row.contract.empty()) {
            contract = context_.references.contract(row.contract);
            if (!contract) return wrong("contract", row.contract, "importing.unknown_contract");
        }
        if (contract) customers.push_back(chunk_.find(*contract)->contract.customer);
        if (customers.empty()) return wrong("customer", row.customer, "importing.unknown_customer");
        const bool agree = std::ranges::all_of(customers, [&](CustomerId each) { return each == customers.front(); });
        if (!agree) return wrong(row.contract.empty() ? "order" : "contract", row.contract.empty() ? row.order : row.contract, "importing.other_customer");
        return Belongs{customers.front(), order, contract};
    }

    void book(const Row& row, Counts& counts, std::vector<FieldError>& errors) {
        const auto to = belongs(row, errors);
        if (!to) return;
        if (row.accepted && *row.accepted < row.delivered)
            return refuse_row(errors, context_.mapping, row.row, "acceptance_date", to_string(*row.accepted),
                              error_of("importing.accepted_before_delivery", row.number, {{"accepted", to_string(*row.accepted)}, {"delivered", to_string(row.delivered)}}));
        const auto known = booked_.find(row.id);
        const bool fresh = known == booked_.end();
        if (!fresh && !(known->second.to == *to && known->second.delivered == row.delivered && (!row.accepted || !known->second.accepted || row.accepted == known->second.accepted) &&
                        (!row.quantity || row.quantity == known->second.quantity)))
            return refuse_row(errors, context_.mapping, row.row, "external_id", row.id.external_id, error_of("importing.identity_conflict", row.id.external_id));
        const bool newly_accepted = !fresh && row.accepted && !known->second.accepted;
        if (!fresh && !newly_accepted) { ++counts.unchanged; return; }
        if (to->contract && !record_events(row, *to->contract, errors)) return;
        if (fresh) {
            write(row, *to);
            ++counts.created;
            return;
        }
        deliveries_->flush();  // the row may be one of this chunk
        context_.connection.execute("UPDATE delivery SET accepted_date = $3 WHERE company_id = $1 AND id = $2", {context_.company.id.value, known->second.id, number(row.accepted)});
        context_.trail.record({.object_kind = "delivery", .object_id = known->second.id, .topic = "delivery.accepted"});
        known->second.accepted = row.accepted;
        ++counts.updated;
    }

    bool record_events(const Row& row, ContractId contract, std::vector<FieldError>& errors) {
        const auto record = [&](contract::BaseEvent event, std::string_view field, Date date) {
            contract::ContractState& state = *chunk_.find(contract);
            // A contract delivered in several consignments: the first one is the event.
            if (const auto* recorded = state.event(event); recorded && recorded->date <= date) return true;
            const auto recording = chunk_.desk().service().record_event(state, event, date, context_.batch);
            if (!recording) refuse_row(errors, context_.mapping, row.row, field, to_string(date), recording.error());
            return recording.has_value();
        };
        return record(contract::BaseEvent::delivery, "delivery_date", row.delivered) && (!row.accepted || record(contract::BaseEvent::acceptance, "acceptance_date", *row.accepted));
    }

    void write(const Row& row, const Belongs& to) {
        const auto id = context_.ids.next();
        // Rows of this kind state no amount: it is not known here, and nothing is derived from it.
        deliveries_->add(context_.company.id.value).add(id).add(row.number).add(to.customer.value).add(number(to.order)).add(number(to.contract)).add(std::int64_t{day_number(row.delivered)})
            .add(number(row.accepted)).add(context_.company.currency.code()).add(std::int64_t{0}).add(std::int64_t{0}).add(Rate::one).add(number(row.quantity)).add(row.id.source).add(row.id.external_id)
            .add(context_.act.at.micros).add(context_.batch.value);
        deliveries_->end_row();
        context_.trail.record({.object_kind = "delivery", .object_id = id, .topic = "delivery.recorded"});
        remarks_.add("delivery", id, "remark", row.note);
        booked_.emplace(row.id, Booked{id, to, row.delivered, row.accepted, row.quantity});
    }

    ImportContext& context_;
    ContractChunk chunk_;
    Remarks remarks_;
    std::unique_ptr<sql::Bulk> deliveries_;
    std::vector<Row> rows_;
    ByIdentity<Booked> booked_;
    OrderReferences orders_;
};

}  // namespace

std::unique_ptr<KindImporter> make_deliveries_importer(ImportContext& context) { return std::make_unique<DeliveriesImporter>(context); }

}  // namespace tandem::importing
