#include "contract/edge/contract_json.h"

#include <boost/json.hpp>

#include "contract/edge/terms_json.h"
#include "contract/terms_text.h"
#include "policy/edge/methods_json.h"

namespace tandem::contract {
namespace {

namespace json = boost::json;

json::value text_or_null(std::string_view text) { return text.empty() ? json::value(nullptr) : json::value(text); }
json::value date_or_null(std::optional<Date> date) { return date ? json::value(to_string(*date)) : json::value(nullptr); }
std::string percent_text(Rate rate) { return to_string(Rate{rate.e10 * 100}); }

// A share of what the parts before have left is a percentage to the reader, but not of the whole.
void write_part(const TermsPart& part, json::object& into) {
    const auto* percent = std::get_if<Percent>(&part.share);
    const bool fixed = std::holds_alternative<Fixed>(part.share), rest = std::holds_alternative<Remainder>(part.share);
    into["kind"] = fixed ? "fixed" : rest ? "remainder" : "percent";
    into["percent"] = percent ? json::value(percent_text(percent->rate)) : json::value(nullptr);
    into["offset"] = text_or_null(offset_text(part.due));
}

json::object line_json(int line_no, std::string_view label, BaseEvent base, Money amount) {
    return {{"line_no", line_no}, {"label", text_or_null(label)}, {"base_event", name_of(base)}, {"amount_minor", amount.minor()}};
}

json::object line_json(const PlanRow& row, Date today) {
    json::object line = line_json(row.line.line_no, row.line.label, row.line.base, row.line.amount);
    line["id"] = to_string(row.line.id);
    line["due_date"] = date_or_null(row.due_date);
    line["expected_date"] = row.due_date ? json::value(nullptr) : date_or_null(row.line.expected_date);
    line["invoiced_minor"] = row.invoiced.minor();
    line["open_minor"] = row.open.minor();
    line["item_id"] = row.line.item ? json::value(to_string(*row.line.item)) : json::value(nullptr);
    line["state"] = code_of(state_of_line(row.due_date, row.open, today));
    return line;
}

}  // namespace

std::string event_id_text(std::int64_t id) { return id_text("evt", id); }

json::object to_json(const ContractRow& row) {
    return {{"id", to_string(row.id)}, {"number", row.number}, {"title", row.title},
            {"customer", json::object{{"id", to_string(row.customer.id)}, {"code", row.customer.code}, {"name", row.customer.name}}},
            {"rep", row.rep ? json::value(json::object{{"id", to_string(row.rep->id)}, {"name", row.rep->name}}) : json::value(nullptr)},
            {"signed_date", date_or_null(row.signed_date)}, {"amount_minor", row.amount.minor()}, {"net_minor", row.net ? json::value(row.net->minor()) : json::value(nullptr)},
            {"open_minor", row.open.minor()}, {"currency", row.amount.currency().code()}, {"status", row.status}};
}

json::object to_json(const ContractPage& page, Date today) {
    json::object out = to_json(page.row);
    out["clauses"] = json::object{{"payment_methods", policy::methods_json(page.payment_methods)},
                                  {"late_interest_daily", page.late_interest_daily ? json::value(to_string(*page.late_interest_daily)) : json::value(nullptr)},
                                  {"penalty_percent", page.penalty ? json::value(percent_text(*page.penalty)) : json::value(nullptr)},
                                  {"penalty_after_days", page.penalty_after_days ? json::value(*page.penalty_after_days) : json::value(nullptr)},
                                  {"dispute", page.dispute ? json::value(name_of(*page.dispute)) : json::value(nullptr)}};
    out["terms"] = page.terms ? terms_to_json(*page.terms) : json::value(nullptr);
    json::array plan, events;
    for (std::size_t at = 0; at < page.plan.size(); ++at) {
        json::object line = line_json(page.plan[at], today);
        write_part(page.terms->parts()[at], line);
        plan.emplace_back(std::move(line));
    }
    for (const EventRow& event : page.events)
        events.push_back(json::object{{"id", event_id_text(event.id)}, {"kind", name_of(event.kind)}, {"date", to_string(event.date)}, {"recorded_at", to_string(event.recorded_at)}});
    out["plan"] = std::move(plan);
    out["events"] = std::move(events);
    return out;
}

json::object totals_json(const std::vector<ContractTotal>& totals) {
    std::int64_t count = 0;
    json::array amounts;
    for (const ContractTotal& total : totals) {
        count += total.count;
        amounts.push_back(json::object{{"currency", total.currency.code()}, {"amount_minor", total.amount.minor()}, {"open_minor", total.open.minor()}});
    }
    return {{"count", count}, {"amounts", std::move(amounts)}};
}

json::array preview_json(const PaymentTerms& terms, const std::vector<PlanLine>& plan, const std::vector<PlanLine>& expected, Date today) {
    json::array lines;
    for (std::size_t at = 0; at < plan.size(); ++at) {
        json::object line = line_json(plan[at].line_no, plan[at].label, plan[at].base, plan[at].amount);
        line["due_date"] = date_or_null(plan[at].due_date);
        line["expected_date"] = plan[at].due_date ? json::value(nullptr) : date_or_null(expected[at].due_date);
        line["invoiced_minor"] = 0;
        line["open_minor"] = plan[at].amount.minor();
        line["item_id"] = nullptr;
        line["state"] = code_of(state_of_line(plan[at].due_date, plan[at].amount, today));
        write_part(terms.parts()[at], line);
        lines.emplace_back(std::move(line));
    }
    return lines;
}

Result<ContractEvents> expected_events(const json::value& value) {
    policy::JsonObject object = TRY(policy::JsonObject::open(value, "expected"));
    ContractEvents events;
    events.signed_on = TRY(object.optional("signing", &policy::JsonObject::date));
    events.delivered_on = TRY(object.optional("delivery", &policy::JsonObject::date));
    events.accepted_on = TRY(object.optional("acceptance", &policy::JsonObject::date));
    events.invoiced_on = TRY(object.optional("invoice", &policy::JsonObject::date));
    TRY_VOID(object.done());
    return events;
}

}  // namespace tandem::contract
