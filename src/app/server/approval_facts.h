// What a request for agreement says: the fields that change, old and new, and what follows. Shared by the kinds of requests.
#pragma once
#include "app/server/approval_subjects.h"
#include "policy/edge/policy_changes.h"

namespace tandem::app::server {

// Values of a change as the pages show them: {"text"}, {"date"} or {"amount_minor", "currency"}; null: nothing was there.
inline json::object money(std::int64_t minor, Currency currency) { return {{"amount_minor", minor}, {"currency", currency.code()}}; }
inline json::object text(std::string_view value) { return {{"text", value}}; }
inline json::object date(std::string_view value) { return {{"date", value}}; }

class Facts {
public:
    void change(std::string_view field, json::value before, json::value after) { changes_.push_back(json::object{{"field", field}, {"old", std::move(before)}, {"new", std::move(after)}}); }
    // One figure of a policy, by where it stands there.
    void figure(std::string_view policy, const policy::PolicyChange& each) {
        changes_.push_back(json::object{{"field", "policy_figure"}, {"policy", policy}, {"path", each.path}, {"old", each.before ? json::value(text(*each.before)) : json::value(nullptr)}, {"new", each.after ? json::value(text(*each.after)) : json::value(nullptr)}});
    }
    // A finding of the contract review that is let pass: its code and figures as the reviewer saw them, and why.
    void accepted(json::value code, json::value figures, json::value reason) {
        changes_.push_back(json::object{{"field", "accepted_finding"}, {"finding", json::object{{"code", std::move(code)}, {"figures", std::move(figures)}}}, {"old", nullptr}, {"new", json::object{{"text", std::move(reason)}}}});
    }
    void follows(std::string_view code, json::object figures) {
        figures["code"] = code;
        consequences_.push_back(std::move(figures));
    }
    std::string serialized() && { return json::serialize(json::object{{"changes", std::move(changes_)}, {"consequences", std::move(consequences_)}}); }

private:
    json::array changes_, consequences_;
};

struct Asking {
    sql::Connection& connection;
    const org::Company& company;
    const http::Request& request;
    const json::object& body;
    Date today;

    std::string_view text_of(const char* key) const {
        const auto* value = body.if_contains(key);
        return value && value->is_string() ? std::string_view{value->get_string()} : std::string_view{};
    }
    Result<Money> money_of(const char* key) const {
        const auto& value = body.at(key).as_object();
        return parse_decimal(std::string_view{value.at("amount").as_string()}, TRY(parse_currency(std::string_view{value.at("currency").as_string()})));
    }
    std::optional<std::int64_t> owner(const char* kind, std::int64_t subject) const {
        return connection.one_integer("SELECT owner_id FROM assignment WHERE company_id = $1 AND kind = $2 AND subject_id = $3 AND voided_at IS NULL AND from_date <= $4 AND (until_date IS NULL OR until_date > $4) "
                                      "ORDER BY from_date DESC LIMIT 1", {company.id.value, kind, subject, std::int64_t{day_number(today)}});
    }
};

// Whose customer it is today, and so where the request belongs and who would gain.
void place(const Asking& ask, Subject& subject, CustomerId customer);
std::string customer_name(const Asking& ask, CustomerId customer);
std::int64_t customer_open(const Asking& ask, CustomerId customer, Currency currency);  // minor units
// The amount asked, and in the company's currency at that rate: the chain goes by it.
void amount_of(Subject& subject, Money amount, Rate rate, Currency base);
// What the request is about, and what it would change there.
Subject about(Subject subject, std::string_view kind, std::int64_t id, Facts facts);

// A contract that passed its review, and a change order that gives more time.
Result<Subject> contract_review(const Asking& ask);
// Of limits, securities and holds.
Result<Subject> credit_subject(const Asking& ask, std::string_view command);

}  // namespace tandem::app::server
