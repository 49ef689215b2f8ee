// What the authorization matrix asks of every route. A route that is not in this table fails the matrix: whoever adds
// one says here which right it needs and which ids it takes.
#pragma once
#include "support/scoped_book.h"

namespace tandem::testing {

// One question about one object: `home` is a customer of the representative E0, `target` the one that is asked about.
struct ScopeCase {
    std::function<ScopedBook::Question(const Target& home, const Target& target)> ask;
    std::vector<int> seen{200, 201};  // the answers to who may see the target
    enum class Unknown { refused, empty } unknown = Unknown::refused;
    bool of_employee = false;  // asks about the target's representative, not the customer
};

struct RouteCases {
    std::string_view permission;
    std::vector<ScopeCase> cases{};  // none: the route has no rows of customers, or shows those within reach and takes no id
    std::string path{};              // what is then asked, where the pattern has a parameter
    std::string_view besides{};      // the right that what is asked takes besides the route's own
};

namespace scope_cases {

using Question = ScopedBook::Question;
using Query = ApiBook::Query;
inline const std::string api = "/api/v1/";
inline const std::string one_yuan = R"("amount":{"amount":"1.00","currency":"CNY"})", on = R"("date":"2026-06-20")", why = R"("reason":"a test")";
inline const Query dry{{"dry_run", "true"}};
inline std::string field(const char* name, const std::string& value) { return std::string{"\""} + name + "\":\"" + value + "\""; }
using Id = std::string Target::*;

// /before{id}after
inline ScopeCase look(std::string before, Id id, std::string after = {}) {
    return {.ask = [=](const Target&, const Target& target) { return Question{api + before + target.*id + after, {}, {}, false}; }};
}
inline ScopeCase command(std::string before, Id id, std::string after, std::string body, std::vector<int> seen = {200, 201}) {
    return {.ask = [=](const Target&, const Target& target) { return Question{api + before + target.*id + after, "{" + body + "}", dry, false}; }, .seen = std::move(seen)};
}
// The list filtered by something of the target's.
inline ScopeCase filtered(std::string path, std::string parameter, Id id, ScopeCase::Unknown unknown = ScopeCase::Unknown::empty) {
    return {.ask = [=](const Target&, const Target& target) { return Question{api + path, {}, {{parameter, target.*id}}, false}; }, .seen = {200}, .unknown = unknown};
}
// An id in the body, S2.
inline ScopeCase body(std::string path, std::function<std::string(const Target& home, const Target& target)> text, std::vector<int> seen = {200, 201}) {
    return {.ask = [=](const Target& home, const Target& target) { return Question{api + path, "{" + text(home, target) + "}", dry, false}; }, .seen = std::move(seen)};
}
inline std::string line(const std::string& item) { return R"("lines":[{)" + field("item_id", item) + "," + one_yuan + "}]"; }
inline std::string promised(const std::string& item) { return R"("items":[")" + item + R"("],"promised_date":"2026-07-02",)" + one_yuan; }
inline std::string contract_of(const std::string& customer) { return customer + "," + field("title", "x") + "," + one_yuan; }

inline ScopeCase of_employee(ScopeCase one) {
    one.of_employee = true;
    return one;
}
inline ScopeCase at_home(std::string before, Id id, std::string after, std::function<std::string(const Target& target)> text, std::vector<int> seen) {
    return {.ask = [=](const Target& home, const Target& target) { return Question{api + before + home.*id + after, "{" + text(target) + "}", dry, false}; }, .seen = std::move(seen)};
}

inline std::map<std::string, RouteCases> money_routes() {
    const auto customer = &Target::customer, receipt = &Target::receipt, credit_note = &Target::credit_note;
    const std::string refund = on + "," + why + "," + one_yuan;
    return {
        {"GET /api/v1/receipts", {"view", {filtered("receipts", "customer", customer)}}},
        {"GET /api/v1/receipts/{id}", {"view", {look("receipts/", receipt)}}},
        {"GET /api/v1/receipts/{id}/suggestions", {"view", {look("receipts/", receipt, "/suggestions")}}},
        {"GET /api/v1/receipts/{id}/refunds", {"view", {look("receipts/", receipt, "/refunds")}}},
        {"GET /api/v1/credit-notes", {"view", {filtered("credit-notes", "customer", customer)}}},
        {"GET /api/v1/credit-notes/{id}", {"view", {look("credit-notes/", credit_note)}}},
        {"GET /api/v1/credit-notes/{id}/refunds", {"view", {look("credit-notes/", credit_note, "/refunds")}}},
        {"POST /api/v1/receipts", {"post_cash", {body("receipts", [](const Target&, const Target& to) { return field("customer_id", to.customer) + "," + field("method", "bank_transfer") + "," + field("value_date", "2026-06-20") + "," + one_yuan; })}}},
        {"POST /api/v1/receipts/{id}/allocations", {"post_cash", {{.ask = [](const Target&, const Target& to) { return Question{api + "receipts/" + to.receipt + "/allocations", "{" + line(to.item) + "}", dry, false}; }},
                                                                  at_home("receipts/", receipt, "/allocations", [](const Target& to) { return line(to.item); }, {201, 422})}}},
        {"POST /api/v1/receipts/{id}/reverse", {"post_cash", {command("receipts/", receipt, "/reverse", on + "," + why, {200, 409, 422})}}},
        {"POST /api/v1/receipts/{id}/clear", {"post_cash", {command("receipts/", receipt, "/clear", on, {200, 409, 422})}}},
        {"POST /api/v1/receipts/{id}/dishonour", {"post_cash", {command("receipts/", receipt, "/dishonour", on + "," + why, {200, 409, 422})}}},
        {"POST /api/v1/receipts/{id}/refunds", {"post_cash", {command("receipts/", receipt, "/refunds", refund)}}},
        {"POST /api/v1/allocations/{id}/reverse", {"post_cash", {command("allocations/", &Target::settlement, "/reverse", why)}}},
        {"POST /api/v1/open-items/{id}/write-off", {"write_off", {command("open-items/", &Target::item, "/write-off", why + "," + one_yuan)}}},
        {"POST /api/v1/credit-notes", {"post_receivables", {body("credit-notes", [](const Target&, const Target& to) { return field("customer_id", to.customer) + "," + on + "," + why + "," + one_yuan; }),
                                                            body("credit-notes", [](const Target& home, const Target& to) { return field("customer_id", home.customer) + "," + field("invoice_id", to.invoice) + "," + on + "," + why + "," + one_yuan; }, {201, 422})}}},
        {"POST /api/v1/credit-notes/{id}/allocations", {"post_cash", {{.ask = [](const Target&, const Target& to) { return Question{api + "credit-notes/" + to.credit_note + "/allocations", "{" + line(to.item) + "}", dry, false}; }},
                                                                      at_home("credit-notes/", credit_note, "/allocations", [](const Target& to) { return line(to.item); }, {201, 422})}}},
        {"POST /api/v1/credit-notes/{id}/refunds", {"post_cash", {command("credit-notes/", credit_note, "/refunds", refund)}}},
        {"POST /api/v1/refunds/{id}/reverse", {"post_cash", {command("refunds/", &Target::refund, "/reverse", why)}}},
    };
}

inline std::map<std::string, RouteCases> customer_routes() {
    const auto customer = &Target::customer, contract = &Target::contract;
    const auto unknown = ScopeCase::Unknown::refused;
    return {
        {"GET /api/v1/lookups", {"view"}},
        {"GET /api/v1/reports", {"view"}},
        {"GET /api/v1/reports/{name}", {"view", {filtered("reports/aging", "customer", customer, unknown), filtered("reports/dso", "customer", &Target::code, unknown)}}},
        {"GET /api/v1/reports/{name}/rows", {"view", {filtered("reports/aging/rows", "customer", customer, unknown)}}},
        {"GET /api/v1/open-items", {"view", {filtered("open-items", "customer", customer)}}},
        {"GET /api/v1/open-items/{id}", {"view", {look("open-items/", &Target::item)}}},
        {"GET /api/v1/invoices", {"view", {filtered("invoices", "customer", customer)}}},
        {"GET /api/v1/invoices/{id}", {"view", {look("invoices/", &Target::invoice)}}},
        {"GET /api/v1/customers", {"view", {filtered("customers", "q", &Target::code)}}},
        {"GET /api/v1/customers/{id}", {"view", {look("customers/", customer)}}},
        {"GET /api/v1/customers/{id}/timeline", {"view", {look("customers/", customer, "/timeline")}}},
        {"POST /api/v1/contacts/{id}/reveal", {"reveal_personal", {command("contacts/", &Target::contact, "/reveal", why)}}},
        {"GET /api/v1/customers/{id}/merge", {"merge_customers", {{.ask = [](const Target& home, const Target& to) { return Question{api + "customers/" + to.customer + "/merge", {}, {{"into", home.customer}}, false}; }, .seen = {200, 409, 422}},
                                                                  {.ask = [](const Target& home, const Target& to) { return Question{api + "customers/" + home.customer + "/merge", {}, {{"into", to.customer}}, false}; }, .seen = {200, 409, 422}}}}},
        {"POST /api/v1/customers/{id}/merge", {"merge_customers", {{.ask = [](const Target& home, const Target& to) { return Question{api + "customers/" + to.customer + "/merge", "{" + field("into_id", home.customer) + "," + why + "}", dry, false}; }, .seen = {200, 409, 422}},
                                                                   at_home("customers/", customer, "/merge", [](const Target& to) { return field("into_id", to.customer) + "," + why; }, {200, 409, 422})}}},
        {"GET /api/v1/customers/{id}/credit-file", {"view", {look("customers/", customer, "/credit-file")}}},
        {"POST /api/v1/customers/{id}/statements", {"assess_credit", {command("customers/", customer, "/statements", R"("period_end_date":"2025-12-31","currency":"CNY","current_assets":"2.00","inventory":"0.00","receivables":"1.00","total_assets":"3.00","current_liabilities":"1.00","total_liabilities":"1.00","equity":"2.00","revenue":"6.00")")}}},
        {"POST /api/v1/customers/{id}/statements/{statement}/void", {"assess_credit", {command("customers/", customer, "/statements/fst_0000000000001/void", why, {404})}}},
        {"POST /api/v1/customers/{id}/complaints", {"work_collections", {command("customers/", customer, "/complaints", R"("raised_date":"2026-06-20","raised_by":"customer","kind":"quality","text":"a test")"),
                                                                         at_home("customers/", customer, "/complaints", [](const Target& to) { return R"("raised_date":"2026-06-20","raised_by":"customer","kind":"billing","text":"a test",)" + field("invoice_id", to.invoice); }, {201, 422})}}},
        {"POST /api/v1/customers/{id}/complaints/{complaint}/close", {"assess_credit", {command("customers/", customer, "/complaints/cmp_0000000000001/close", R"("closed_date":"2026-06-20","outcome":"justified","note":"a test")", {404})}}},
        {"POST /api/v1/customers/{id}/complaints/{complaint}/void", {"assess_credit", {command("customers/", customer, "/complaints/cmp_0000000000001/void", why, {404})}}},
        {"POST /api/v1/customers/{id}/ratings", {"assess_credit", {command("customers/", customer, "/ratings", R"("provider":"R","kind":"lawsuits","value":"1","rated_date":"2026-01-01","valid_to_date":"2026-12-31")")}}},
        {"POST /api/v1/customers/{id}/ratings/fetch", {"assess_credit", {command("customers/", customer, "/ratings/fetch", "", {409})}}},  // no provider is configured
        {"POST /api/v1/customers/{id}/credit-form", {"assess_credit", {command("customers/", customer, "/credit-form", field("industry_outlook", "stable"))}}},
        {"POST /api/v1/customers/{id}/assessments", {"assess_credit", {command("customers/", customer, "/assessments", "", {201, 422})}}},
        {"GET /api/v1/customers/{id}/assessments/{assessment}", {"view", {{.ask = look("customers/", customer, "/assessments/asm_0000000000001").ask, .seen = {404}}}}},
        {"POST /api/v1/customers/{id}/grade-override", {"assess_credit", {command("customers/", customer, "/grade-override", field("grade", "B") + "," + field("valid_to_date", "2026-07-10") + "," + why)}}},
        {"POST /api/v1/customers/{id}/grade-override/end", {"assess_credit", {command("customers/", customer, "/grade-override/end", why, {409})}}},
        {"GET /api/v1/reassessments", {"view"}},
        {"POST /api/v1/reassessments", {"assess_credit"}},
        {"GET /api/v1/reassessment-runs", {"view"}},
        {"GET /api/v1/reassessment-runs/{id}", {"view", {}, api + "reassessment-runs/job_0000000000001"}},
        {"POST /api/v1/reassessment-runs/{id}/cancel", {"assess_credit", {}, api + "reassessment-runs/job_0000000000001/cancel"}},
        {"POST /api/v1/reassessment-runs/{id}/resume", {"assess_credit", {}, api + "reassessment-runs/job_0000000000001/resume"}},
        {"GET /api/v1/reassessment-lines", {"view"}},
        {"GET /api/v1/credit-data-quality", {"view"}},
        {"GET /api/v1/contracts", {"view", {filtered("contracts", "customer", customer)}}},
        {"GET /api/v1/contracts/{id}", {"view", {look("contracts/", contract)}}},
        {"POST /api/v1/contracts/preview-plan", {"view", {body("contracts/preview-plan", [](const Target&, const Target& to) { return contract_of(field("customer_id", to.customer)); }),
                                                          of_employee(body("contracts/preview-plan", [](const Target&, const Target& to) { return contract_of(field("rep_id", to.employee)); }))}}},
        {"POST /api/v1/contracts", {"manage_contracts", {body("contracts", [](const Target&, const Target& to) { return contract_of(field("customer_id", to.customer)); }), body("contracts", [](const Target&, const Target& to) { return contract_of(field("customer_code", to.code)); }),
                                                         of_employee(body("contracts", [](const Target& home, const Target& to) { return contract_of(field("customer_id", home.customer)) + "," + field("rep_id", to.employee); }))}}},
        {"POST /api/v1/contracts/{id}/events", {"manage_contracts", {command("contracts/", contract, "/events", field("kind", "acceptance") + "," + on)}}},
        {"POST /api/v1/contracts/{id}/events/{kind}/void", {"manage_contracts", {command("contracts/", contract, "/events/signing/void", why, {200, 409, 422})}}},
        {"POST /api/v1/contracts/{id}/changes", {"manage_contracts", {command("contracts/", contract, "/changes", why + R"(,"amount":{"amount":"600.00","currency":"CNY"})", {200, 409, 422})}}},
        {"PUT /api/v1/contracts/{id}", {"manage_contracts", {command("contracts/", contract, "", field("title", "x") + "," + one_yuan, {200, 409, 422}),
                                                             of_employee(at_home("contracts/", contract, "", [](const Target& to) { return field("title", "x") + "," + one_yuan + "," + field("rep_id", to.employee); }, {200, 409, 422}))}}},
        {"GET /api/v1/contracts/standard-clauses", {"view", {filtered("contracts/standard-clauses", "customer", customer, unknown)}}},
        {"GET /api/v1/contracts/{id}/gate", {"view", {look("contracts/", contract, "/gate")}}},
        {"POST /api/v1/contracts/{id}/submit", {"manage_contracts", {command("contracts/", contract, "/submit", "", {200, 409, 422})}}},
        {"POST /api/v1/contracts/{id}/withdraw", {"manage_contracts", {command("contracts/", contract, "/withdraw", why, {200, 409, 422})}}},
        {"POST /api/v1/contracts/{id}/review", {"review_contracts", {command("contracts/", contract, "/review", why + "," + field("outcome", "return") + "," + field("seen_hash", "x"), {200, 409, 422})}}},
        {"GET /api/v1/today", {"view", {of_employee(filtered("today", "owner", &Target::employee))}}},
        {"POST /api/v1/tasks/{id}/done", {"work_collections", {command("tasks/", &Target::task, "/done", field("outcome", "called"))}}},
        {"GET /api/v1/alerts", {"view"}},
        {"GET /api/v1/promises", {"view", {filtered("promises", "customer", customer)}}},
        {"POST /api/v1/promises/{id}/withdraw", {"work_collections", {command("promises/", &Target::promise, "/withdraw", why)}}},
        {"GET /api/v1/customers/{id}/promises", {"view", {look("customers/", customer, "/promises")}}},
        // An item of another customer is answered like one that does not exist, in sight or not.
        {"POST /api/v1/customers/{id}/promises", {"work_collections", {{.ask = [](const Target&, const Target& to) { return Question{api + "customers/" + to.customer + "/promises", "{" + promised(to.item) + "}", dry, false}; }, .seen = {201, 409}}}}},
        {"GET /api/v1/exports/{kind}", {"export_files", {filtered("exports/receipts", "customer", customer), filtered("exports/open-items", "customer", customer)}}},
        {"GET /api/v1/notes", {"view", {filtered("notes", "object", &Target::item, unknown), filtered("notes", "object", customer, unknown)}}},
        {"POST /api/v1/notes", {"work_collections", {body("notes", [](const Target&, const Target& to) { return field("object", to.receipt) + "," + field("kind", "note") + "," + field("text", "x"); })}}},
        {"POST /api/v1/customers/{id}/notes", {"work_collections", {command("customers/", customer, "/notes", field("kind", "note") + "," + field("text", "x"))}}},
        {"POST /api/v1/notes/{id}/void", {"work_collections", {command("notes/", &Target::note, "/void", why)}}},
        {"GET /api/v1/attachments", {"view", {filtered("attachments", "object", &Target::invoice, unknown)}}},
        {"POST /api/v1/attachments", {"work_collections", {{.ask = [](const Target&, const Target& to) { return Question{api + "attachments", "%PDF", {{"object", to.contract}, {"filename", "x.pdf"}}, true}; }}}}},
        {"GET /api/v1/attachments/{id}", {"view", {look("attachments/", &Target::attachment)}}},
        {"POST /api/v1/attachments/{id}/void", {"work_collections", {command("attachments/", &Target::attachment, "/void", why)}}},
    };
}

inline std::map<std::string, RouteCases> credit_routes() {
    const auto customer = &Target::customer, order = &Target::order, security = &Target::security;
    const auto owned = [](const Target&, const Target& to) { return field("customer_id", to.customer); };
    const std::string limit = why + "," + field("from", "2026-07-01") + "," + one_yuan, dates = field("from", "2026-06-01") + "," + field("valid_to", "2027-01-01");
    const auto secured = [=](const std::string& who) { return who + "," + field("kind", "deposit") + "," + field("provider", "x") + "," + dates + "," + one_yuan; };
    return {
        {"GET /api/v1/orders", {"view", {filtered("orders", "customer", customer)}}},
        {"GET /api/v1/orders/{id}", {"view", {look("orders/", order)}}},
        {"POST /api/v1/orders", {"manage_orders", {body("orders", [=](const Target& home, const Target& to) { return owned(home, to) + "," + on + "," + one_yuan; }),
                                                   body("orders", [](const Target& home, const Target& to) { return field("customer_id", home.customer) + "," + field("contract_id", to.contract) + "," + on + "," + one_yuan; }, {201, 422})}}},
        {"POST /api/v1/orders/{id}/changes", {"manage_orders", {command("orders/", order, "/changes", one_yuan)}}},
        {"POST /api/v1/orders/{id}/close", {"manage_orders", {command("orders/", order, "/close", why)}}},
        {"POST /api/v1/orders/{id}/cancel", {"manage_orders", {command("orders/", order, "/cancel", why)}}},
        {"POST /api/v1/orders/{id}/deliveries", {"manage_orders", {command("orders/", order, "/deliveries", on + "," + one_yuan, {201, 202, 409, 422})}}},
        {"POST /api/v1/credit/checks", {"view", {body("credit/checks", [=](const Target& home, const Target& to) { return owned(home, to) + "," + one_yuan; })}}},
        {"GET /api/v1/credit-holds", {"view", {filtered("credit-holds", "customer", customer)}}},
        {"GET /api/v1/credit-holds/{id}", {"view", {look("credit-holds/", &Target::hold)}}},
        {"POST /api/v1/credit-holds/{id}/release", {"manage_orders", {command("credit-holds/", &Target::hold, "/release", why, {200, 409})}}},
        {"GET /api/v1/customers/{id}/credit", {"view", {look("customers/", customer, "/credit")}}},
        {"POST /api/v1/customers/{id}/credit-limit", {"assess_credit", {command("customers/", customer, "/credit-limit", limit)}}},
        {"POST /api/v1/customers/{id}/credit-stop", {"assess_credit", {command("customers/", customer, "/credit-stop", why)}}},
        {"POST /api/v1/customers/{id}/credit-stop/lift", {"assess_credit", {command("customers/", customer, "/credit-stop/lift", why, {200, 409})}}},
        {"GET /api/v1/credit/over-limit", {"view"}},
        {"GET /api/v1/credit/concentration", {"view"}},
        {"GET /api/v1/credit/limits", {"view"}},
        {"GET /api/v1/credit/limits/{id}", {"view", {}, "/api/v1/credit/limits/company"}},  // whole companies alone: see credit_desk_http_test
        {"POST /api/v1/credit/limits", {"assess_credit"}},
        {"GET /api/v1/securities", {"view", {filtered("securities", "customer", customer)}}},
        {"POST /api/v1/securities", {"assess_credit", {body("securities", [=](const Target& home, const Target& to) { return secured(owned(home, to)); }),
                                                       body("securities", [=](const Target& home, const Target& to) { return secured(field("customer_id", home.customer) + "," + field("contract_id", to.contract)); }, {201, 422})}}},
        {"POST /api/v1/securities/{id}/void", {"assess_credit", {command("securities/", security, "/void", why)}}},
        {"POST /api/v1/securities/{id}/claims", {"assess_credit", {command("securities/", security, "/claims", on + "," + why + "," + one_yuan)}}},
        {"GET /api/v1/credit-claims", {"view", {filtered("credit-claims", "customer", customer)}}},
        {"POST /api/v1/credit-claims/{id}/decide", {"assess_credit", {command("credit-claims/", &Target::claim, "/decide", on + "," + why)}}},
    };
}

// Routes that show or do nothing that belongs to one customer: the permission alone decides.
inline std::map<std::string, RouteCases> company_routes() {
    std::map<std::string, RouteCases> all{
        {"POST /api/v1/session", {"public"}}, {"GET /api/v1/session", {"public"}}, {"DELETE /api/v1/session", {"signed_in"}}, {"POST /api/v1/setup", {"public"}}, {"GET /healthz", {"public"}}, {"GET /metrics", {"public"}},
        {"GET /api/v1/audit", {"view_audit"}}, {"GET /api/v1/audit/verify", {"view_audit"}}, {"GET /api/v1/day-end", {"view"}}, {"POST /api/v1/day-end", {"run_day_end"}}, {"GET /api/v1/periods", {"view"}},
        {"POST /api/v1/periods/{month}/close", {"close_periods", {}, "/api/v1/periods/2026-01/close"}}, {"POST /api/v1/periods/{month}/reopen", {"close_periods", {}, "/api/v1/periods/2026-01/reopen"}},
        {"GET /api/v1/calendar/{code}", {"view", {}, "/api/v1/calendar/CN"}}, {"GET /api/v1/jobs", {"signed_in"}}, {"GET /api/v1/jobs/{id}", {"signed_in"}}, {"POST /api/v1/jobs/{id}/cancel", {"signed_in"}},
    };
    for (const char* of_people : {"POST /api/v1/password", "POST /api/v1/password/forgotten", "POST /api/v1/session/second-factor", "GET /api/v1/session/options", "GET /api/v1/session/oidc", "GET /api/v1/session/oidc/callback"}) all.emplace(of_people, RouteCases{"public"});
    for (const char* own : {"PUT /api/v1/me/password", "GET /api/v1/me/second-factor", "POST /api/v1/me/second-factor", "POST /api/v1/me/second-factor/confirm", "POST /api/v1/me/second-factor/remove", "POST /api/v1/me/recovery-codes", "DELETE /api/v1/me/sessions", "GET /api/v1/me/sessions", "DELETE /api/v1/me/sessions/{id}", "GET /api/v1/me/api-keys", "POST /api/v1/me/api-keys", "DELETE /api/v1/me/api-keys/{id}", "GET /api/v1/delegations", "POST /api/v1/delegations", "DELETE /api/v1/delegations/{id}", "GET /api/v1/colleagues", "GET /api/v1/me/mail", "PUT /api/v1/me/mail"})
        all.emplace(own, RouteCases{"signed_in"});
    for (const char* account : {"GET /api/v1/users", "POST /api/v1/users", "PATCH /api/v1/users/{id}", "POST /api/v1/users/{id}/disable", "POST /api/v1/users/{id}/enable", "POST /api/v1/users/{id}/password-link", "DELETE /api/v1/users/{id}/sessions", "DELETE /api/v1/users/{id}/identity", "GET /api/v1/sessions", "DELETE /api/v1/sessions/{id}", "GET /api/v1/api-keys", "DELETE /api/v1/api-keys/{id}"})
        all.emplace(account, RouteCases{"manage_users"});
    for (const char* message : {"GET /api/v1/messages", "POST /api/v1/messages/{id}/resend", "POST /api/v1/messages/{id}/cancel"}) all.emplace(message, RouteCases{"administer"});
    for (const char* grant : {"GET /api/v1/role-grants", "PUT /api/v1/users/{id}/role", "DELETE /api/v1/users/{id}/second-factor"}) all.emplace(grant, RouteCases{"grant_roles"});
    for (const char* asked : {"GET /api/v1/approvals", "GET /api/v1/approvals/count", "GET /api/v1/approvals/{id}", "PATCH /api/v1/approvals/{id}", "POST /api/v1/approvals/{id}/withdraw"})
        all.emplace(asked, RouteCases{"signed_in"});
    for (const char* decided : {"POST /api/v1/approvals/approve", "POST /api/v1/approvals/{id}/approve", "POST /api/v1/approvals/{id}/reject"}) all.emplace(decided, RouteCases{"approve"});
    all.emplace("GET /api/v1/policies", RouteCases{"signed_in"});
    all.emplace("GET /api/v1/policies/{name}", RouteCases{"signed_in", {}, "/api/v1/policies/cash"});
    all.emplace("GET /api/v1/policies/{name}/effect", RouteCases{"view", {}, "/api/v1/policies/cash/effect"});
    all.emplace("POST /api/v1/policies/{name}/what-if", RouteCases{"assess_credit", {}, "/api/v1/policies/scoring/what-if"});
    all.emplace("GET /api/v1/policy-phases", RouteCases{"signed_in"});
    all.emplace("POST /api/v1/policy-phases/{code}", RouteCases{"signed_in", {}, "/api/v1/policy-phases/tight", "manage_policies"});
    all.emplace("POST /api/v1/policies/{name}", RouteCases{"signed_in", {}, "/api/v1/policies/cash", "manage_policies"});
    for (const char* import : {"POST /api/v1/imports", "GET /api/v1/imports", "GET /api/v1/imports/{id}", "GET /api/v1/imports/{id}/columns", "PUT /api/v1/imports/{id}/mapping", "POST /api/v1/imports/{id}/check", "POST /api/v1/imports/{id}/commit",
                               "POST /api/v1/imports/{id}/undo", "POST /api/v1/imports/{id}/cancel", "GET /api/v1/imports/{id}/failed-rows", "GET /api/v1/import-kinds", "GET /api/v1/import-mappings"})
        all.emplace(import, RouteCases{"import_files"});
    return all;
}

}  // namespace scope_cases

inline std::map<std::string, RouteCases> every_route() {
    auto all = scope_cases::customer_routes();
    all.merge(scope_cases::money_routes());
    all.merge(scope_cases::credit_routes());
    all.merge(scope_cases::company_routes());
    return all;
}

}  // namespace tandem::testing
