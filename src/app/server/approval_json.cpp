#include "app/server/approval_json.h"

#include <map>

#include "approval/edge/approval_policy_json.h"

namespace tandem::app::server {
namespace {

namespace json = boost::json;
using approval::Decision;
using approval::State;
using approval::Stored;

struct Names {
    std::map<std::int64_t, std::string> people;
    std::map<std::int64_t, std::pair<std::string, std::string>> customers;  // code, name
};

Names names_of(sql::Connection& connection, CompanyId company, const std::vector<Stored>& requests) {
    std::vector<std::int64_t> users, customers;
    for (const Stored& each : requests) {
        users.push_back(each.request.requester.user.value);
        if (each.held.customer) customers.push_back(each.held.customer->value);
        for (const Decision& decision : each.request.decisions) users.push_back(decision.approver.person.user.value);
    }
    Names names;
    connection.query("SELECT id, display_name FROM app_user WHERE company_id = $1 AND id IN {ints:$2}", {company.value, sql::integer_list(users)}, [&](const sql::Row& row) { names.people.emplace(row.integer(0), row.text(1)); });
    connection.query("SELECT id, code, name FROM customer WHERE company_id = $1 AND id IN {ints:$2}", {company.value, sql::integer_list(customers)},
                     [&](const sql::Row& row) { names.customers.emplace(row.integer(0), std::pair{std::string(row.text(1)), std::string(row.text(2))}); });
    return names;
}

json::object person_json(const Names& names, const approval::Person& person) {
    const auto known = names.people.find(person.user.value);
    return {{"id", to_string(person.user)}, {"name", person.name}, {"display_name", known == names.people.end() ? person.name : known->second}, {"role", person.role}};
}
json::value instant_or_null(const std::optional<Instant>& at) { return at ? json::value(to_string(*at)) : json::value(nullptr); }
json::value number_or_null(const std::optional<std::int64_t>& value) { return value ? json::value(*value) : json::value(nullptr); }

std::string object_id(const approval::Held& held) {
    if (held.object_kind == "open_item") return to_string(OpenItemId{held.object_id});
    if (held.object_kind == "customer") return to_string(CustomerId{held.object_id});
    if (held.object_kind == "contract") return to_string(ContractId{held.object_id});
    if (held.object_kind == "receipt") return to_string(ReceiptId{held.object_id});
    if (held.object_kind == "credit_note") return to_string(CreditNoteId{held.object_id});
    if (held.object_kind == "accounting_period") return month_key(date_of(held.object_id));
    return std::to_string(held.object_id);
}

json::object row_json(const Names& names, const Stored& stored, Instant now) {
    const approval::Held& held = stored.held;
    const approval::Request& request = stored.request;
    const auto deadline = request.levels.empty() ? std::nullopt : approval::deadline_of(request);
    json::value customer = nullptr;
    if (held.customer)
        if (const auto known = names.customers.find(held.customer->value); known != names.customers.end())
            customer = json::object{{"id", to_string(*held.customer)}, {"code", known->second.first}, {"name", known->second.second}};
    return {{"id", to_string(stored.id)}, {"kind", held.kind}, {"state", code_of(request.state)}, {"requester", person_json(names, request.requester)},
            {"object", json::object{{"kind", held.object_kind}, {"id", object_id(held)}}}, {"customer", std::move(customer)},
            {"amount_minor", held.amount ? json::value(held.amount->minor()) : json::value(nullptr)}, {"currency", held.amount ? json::value(held.amount->currency().code()) : json::value(nullptr)},
            {"base_amount_minor", number_or_null(held.base_amount)}, {"counted_minor", number_or_null(held.counted)}, {"content_hash", request.content_hash}, {"level", request.level + 1}, {"level_count", request.levels.size()},
            {"deadline_at", instant_or_null(deadline)}, {"overdue", deadline && *deadline <= now}, {"recorded_at", to_string(stored.recorded_at)}, {"decided_at", instant_or_null(stored.decided_at)}};
}

json::object decision_json(const Names& names, const Decision& one) {
    const auto& other = one.approver.stands_in_for;
    return {{"round", one.round}, {"level", one.level + 1}, {"by", person_json(names, one.approver.person)}, {"in_place_of", other ? json::value(other->name) : json::value(nullptr)},
            {"verdict", one.verdict == approval::Verdict::approve ? "approve" : "reject"}, {"reason", one.reason.empty() ? json::value(nullptr) : json::value(one.reason)}, {"at", to_string(one.at)}};
}

}  // namespace

json::array approval_rows(sql::Connection& connection, CompanyId company, const std::vector<Stored>& requests, Instant now) {
    const Names names = names_of(connection, company, requests);
    json::array rows;
    for (const Stored& each : requests) rows.push_back(row_json(names, each, now));
    return rows;
}

json::object approval_json(sql::Connection& connection, CompanyId company, const Stored& stored, Instant now) {
    const Names names = names_of(connection, company, {stored});
    json::object out = row_json(names, stored, now);
    const json::value facts = json::parse(stored.held.facts);
    out["changes"] = facts.at("changes");
    out["consequences"] = facts.at("consequences");
    out["body"] = json::parse(stored.held.body);
    out["round"] = stored.request.round;
    out["escalated"] = stored.request.escalated;
    out["policy_version"] = stored.policy_version;
    out["failure"] = stored.failure.empty() ? json::value(nullptr) : json::parse(stored.failure);
    out["levels"] = approval::levels_json(stored.request.levels);
    json::array decisions;
    for (const Decision& each : stored.request.decisions) decisions.push_back(decision_json(names, each));
    out["decisions"] = std::move(decisions);
    return out;
}

}  // namespace tandem::app::server
