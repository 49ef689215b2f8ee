#include "app/server/render.h"

#include <climits>

namespace tandem::app::server {
namespace json = boost::json;
using insight::nowhere;

std::string day_text(std::int32_t day) { return to_string(date_of(day)); }

json::value party_json(const insight::Book& book, insight::Place customer, const json::storage_ptr& memory) {
    if (customer == nowhere) return nullptr;
    const insight::Customer& one = book.customers[customer];
    return json::value({{"id", to_string(CustomerId{one.id})}, {"code", one.code}, {"name", one.name}}, memory);
}

json::value employee_json(const insight::Book& book, insight::Place employee, const json::storage_ptr& memory) {
    if (employee == nowhere) return nullptr;
    return json::value({{"id", to_string(EmployeeId{book.employees[employee].id})}, {"name", book.employees[employee].name}}, memory);
}

json::value name_or_null(const insight::Register<insight::Named>& names, insight::Place place, const json::storage_ptr& memory) {
    return place == nowhere ? json::value(nullptr) : json::value(names[place].name, memory);
}

json::object item_json(const insight::Position& position, const insight::Policies& policies, const receivable::AgingBuckets& buckets, receivable::AgingBasis basis, insight::Place item, const json::storage_ptr& memory) {
    const insight::Book& book = position.book();
    const insight::Items& items = book.items;
    const std::int32_t today = day_number(position.as_of().date), due = items.due[item];
    const int late = position.open(item) > 0 ? std::max(0, today - due) : 0;
    const int stage = dunning::age_stage(late, policies.dunning.stages);
    json::object out{memory};
    out.reserve(19);
    out.emplace("id", to_string(OpenItemId{items.id[item]}));
    out.emplace("number", items.number.at(item));
    out.emplace("kind", items.flags[item] & insight::item_plan ? "plan" : items.flags[item] & insight::item_opening ? "opening" : "invoice");
    out.emplace("customer", party_json(book, items.customer[item], memory));
    out.emplace("item_date", day_text(items.date[item]));
    out.emplace("due_date", day_text(due));
    out.emplace("overdue_days", late);
    out.emplace("bucket", buckets.at(buckets.index_of(today - (basis == receivable::AgingBasis::due ? due : items.date[item]))).code);
    out.emplace("age_stage", policies.dunning.stages.code(stage));
    out.emplace("amount_minor", items.amount[item]);
    out.emplace("open_minor", position.open(item));
    out.emplace("currency", book.currencies[items.currency[item]].code());
    out.emplace("disputed", (items.flags[item] & insight::item_disputed) != 0);
    out.emplace("rep", employee_json(book, items.rep[item], memory));
    out.emplace("team", name_or_null(book.teams, items.team[item], memory));
    out.emplace("region", name_or_null(book.regions, items.region[item], memory));
    out.emplace("next_action", stage == 0 ? json::value(nullptr) : json::value(code_of(policies.dunning.stages.at(stage).action), memory));
    const auto invoice = items.invoice[item] ? book.invoices.find(items.invoice[item]) : nowhere;
    out.emplace("invoice", invoice == nowhere ? json::value(nullptr) : json::value({{"id", to_string(InvoiceId{items.invoice[item]})}, {"number", book.invoices.number.at(invoice)}}, memory));
    const auto contract = book.contracts.find(items.contract[item]);
    out.emplace("contract", contract == book.contracts.end() ? json::value(nullptr) : json::value({{"id", to_string(ContractId{contract->first})}, {"number", contract->second.number}}, memory));
    return out;
}

json::object row_json(const insight::Book& book, const insight::Contribution& one) {
    json::object out{{"customer", party_json(book, one.customer)}, {"days", one.days}, {"amount_minor", one.amount}, {"currency", book.currencies[one.currency].code()}, {"note", nullptr}, {"due_date", nullptr}};
    switch (one.kind) {
        case insight::FactKind::open_item:
            out["kind"] = "open_item";
            out["id"] = to_string(OpenItemId{book.items.id[one.place]});
            out["number"] = book.items.number.at(one.place);
            out["date"] = day_text(book.items.date[one.place]);
            out["due_date"] = day_text(book.items.due[one.place]);
            break;
        case insight::FactKind::invoice:
            out["kind"] = "invoice";
            out["id"] = to_string(InvoiceId{book.invoices.id[one.place]});
            out["number"] = book.invoices.number.at(one.place);
            out["date"] = day_text(book.invoices.date[one.place]);
            break;
        case insight::FactKind::receipt:
            out["kind"] = "receipt";
            out["id"] = to_string(ReceiptId{book.receipts.id[one.place]});
            out["number"] = book.receipts.number.at(one.place);
            out["date"] = day_text(one.day);
            break;
        case insight::FactKind::credit_note:
            out["kind"] = "credit_note";
            out["id"] = to_string(CreditNoteId{book.credit_notes.id[one.place]});
            out["number"] = book.credit_notes.number.at(one.place);
            out["date"] = day_text(book.credit_notes.date[one.place]);
            break;
        case insight::FactKind::plan_line:
            out["kind"] = "plan_line";
            out["id"] = to_string(PlanLineId{book.undated[one.place].id});
            out["number"] = book.contracts.contains(book.undated[one.place].contract) ? json::value(book.contracts.at(book.undated[one.place].contract).number) : json::value("");
            out["date"] = one.day == insight::undated_day ? json::value(nullptr) : json::value(day_text(one.day));
            break;
    }
    return out;
}

}  // namespace tandem::app::server
