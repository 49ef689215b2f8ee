#include "app/server/demo_contracts.h"

#include "app/server/demo_people.h"
#include "audit/edge/trail_sql.h"
#include "credit/edge/standing_sql.h"

namespace tandem::app::server {
namespace {

constexpr const char* usual = R"({"parts":[{"kind":"percent","percent":"30","base":"signing","days":7,"label":"首付款"},{"kind":"percent","percent":"70","base":"acceptance","days":30,"label":"验收款"}]})";
constexpr const char* long_term = R"({"parts":[{"kind":"percent","percent":"100","base":"acceptance","days":60,"label":"全款"}]})";

struct Wish {
    const char* title;
    const char* amount;
    const char* terms;
    const char* interest;
    const char* venue;
    const char* grade;
    std::vector<const char*> methods;
};
const std::array wishes{
    Wish{"智能分拣线二期", "86000.00", usual, "0.0005", "our_seat", "A", {"bank_transfer", "automatic_debit"}},
    Wish{"仓储输送系统改造", "240000.00", usual, "0.0003", "customer_seat", "A", {"bank_transfer", "acceptance_bill"}},
    Wish{"检测设备年度采购", "128000.00", usual, "0.0005", "our_seat", "A", {"bank_transfer", "acceptance_bill"}},
    Wish{"备件框架合同", "68000.00", usual, "0.0005", "our_seat", "A", {"bank_transfer", "automatic_debit"}},
    Wish{"包装线成套设备", "320000.00", long_term, "0.0005", "our_seat", "B", {"bank_transfer", "cheque"}},
};

std::string text_of(const json::value& object, const char* key) { return std::string{std::string_view{object.at(key).as_string()}}; }

// What the admission meeting decided, where nobody has been graded otherwise.
void admit(Serving& serving, const http::Principal& by, CustomerId customer, const char* grade) {
    sql::Connection& connection = serving.connection();
    const CompanyId company = serving.company().id;
    if (credit::load_standing(connection, company, customer, serving.today()).grade == grade) return;
    sql::Transaction transaction{connection};
    credit::insert_grade(connection, company, {.id = serving.ids().next(), .customer = customer,
                                               .fact = {.kind = credit::GradeFact::Kind::override_, .grade = grade, .assessment = {}, .from = serving.today(), .valid_to = serving.today() + Days{180},
                                                        .recorded_at = serving.clock().now(), .ended_at = {}},
                                               .reason = "新一年度准入会议结论", .actor = by.user});
    const audit::Act act{company, by.user, serving.clock().now(), "demo", serving.ids().next()};
    audit::SqlTrail trail{connection, serving.ids(), act};
    trail.record({.object_kind = "customer", .object_id = customer.value, .topic = "customer.graded"});
    trail.flush();
    transaction.commit();
}

std::string draft_body(CustomerId customer, EmployeeId rep, const Wish& wish, Currency currency) {
    return json::serialize(json::object{{"customer_id", to_string(customer)}, {"rep_id", to_string(rep)}, {"title", wish.title}, {"amount", json::object{{"amount", wish.amount}, {"currency", currency.code()}}}, {"terms", json::parse(wish.terms)}, {"payment_methods", json::array(wish.methods.begin(), wish.methods.end())},
                                        {"late_interest_daily", wish.interest}, {"penalty_percent", "5"}, {"penalty_after_days", 30}, {"dispute", wish.venue}});
}

std::string review_body(const json::value& gate, bool passes) {
    json::array answers;
    for (const auto& each : gate.at("questions").at("checklist").as_array()) {
        const bool open = !passes && each.at("code").as_string() == "acceptance";
        answers.push_back(json::object{{"question", each.at("code")}, {"reply", open ? "no" : "yes"}, {"remark", open ? "第六条未约定验收期限" : ""}});
    }
    json::object body{{"outcome", passes ? "pass" : "return"}, {"seen_hash", gate.at("seen_hash")}, {"checklist", std::move(answers)}};
    if (passes) {
        json::array accepted;
        for (const auto& each : gate.at("findings").as_array()) accepted.push_back(json::object{{"finding", each.at("code")}, {"reason", "额度调整已提交审批，同意先行评审"}, {"figures", each.at("figures")}});
        body["accepted"] = std::move(accepted);
        return json::serialize(body);
    }
    body["reason"] = "请补充验收期限：到货后十五日内未提书面异议视为验收合格";
    body["risks"] = json::array{json::object{{"kind", "acceptance_open"}, {"severity", "high"}, {"note", "第六条：验收以客户书面通知为准，无期限"}}};
    return json::serialize(body);
}

}  // namespace

Result<void> bring_contracts_under_way(Serving& serving, const http::Router& router) {
    DemoPeople company{serving, router, "contract"};
    const auto rep = company.named("rep"), legal = company.named("legal"), risk = company.named("risk");
    if (!rep || !legal || !risk) return {};
    const auto customers = company.customers_of(rep->employee, static_cast<std::int64_t>(wishes.size()));
    if (customers.size() < wishes.size()) return {};
    std::vector<std::string> paths;
    for (std::size_t at = 0; at < wishes.size(); ++at) {
        admit(serving, *risk, customers[at], wishes[at].grade);
        const auto made = TRY(company.call(*rep, "POST", "/api/v1/contracts", draft_body(customers[at], rep->employee, wishes[at], serving.company().currency)));
        paths.push_back("/api/v1/contracts/" + text_of(made, "id"));
        if (at + 1 < wishes.size()) TRY(company.call(*rep, "POST", paths.back() + "/submit", "{}"));
    }
    TRY(company.call(*legal, "POST", paths[2] + "/review", review_body(TRY(company.call(*legal, "GET", paths[2] + "/gate")), false)));
    const auto held = TRY(company.call(*legal, "POST", paths[3] + "/review", review_body(TRY(company.call(*legal, "GET", paths[3] + "/gate")), true)));
    const std::string approval = "/api/v1/approvals/" + text_of(held, "approval_id");
    const auto shown = TRY(company.call(*risk, "GET", approval));
    TRY(company.call(*risk, "POST", approval + "/approve", json::serialize(json::object{{"content_hash", shown.at("content_hash")}})));
    return {};
}

}  // namespace tandem::app::server
