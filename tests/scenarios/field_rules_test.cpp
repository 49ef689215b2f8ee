// What a reader may not know of a customer he sees, and what he may not learn of those he does not see: risk's own notes
// of an assessment (S3), and figures of others in totals, counts and shares (S34).
#include "credit/edge/standing_sql.h"
#include "support/scope_cases.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

// Every reading there is, about `target`, by every route of the table; and every report by every grouping.
std::vector<ScopedBook::Question> readings_of(const Target& target) {
    std::vector<ScopedBook::Question> all;
    for (const auto& [name, route] : every_route()) {
        if (!name.starts_with("GET ") || route.permission == "public") continue;
        for (const ScopeCase& each : route.cases) all.push_back(each.ask(target, target));
        const std::string pattern = route.path.empty() ? name.substr(4) : route.path;
        if (pattern.find('{') == std::string::npos) all.push_back({pattern, {}, {}, false});
    }
    for (const auto& report : insight::describe_reports())
        for (const auto variant : report.variants)
            for (const char* by : {"none", "customer", "group", "rep", "team", "region", "country", "month"})
                for (const char* part : {"", "/rows"}) all.push_back({"/api/v1/reports/" + std::string(report.name) + part, {}, {{"variant", std::string(variant)}, {"by", by}, {"from", "2026-01-01"}, {"to", "2026-12-31"}}, false});
    for (const char* kind : {"customers", "contracts", "invoices", "receipts", "credit-notes", "open-items", "allocations", "orders", "deliveries", "ratings", "financial-statements"})
        all.push_back({"/api/v1/exports/" + std::string(kind), {}, {}, false});
    return all;
}

std::string named(const ScopedBook::Question& question) {
    std::string name = question.path;
    for (const auto& [key, value] : question.query) name += " " + key + "=" + value;
    return name;
}

constexpr const char* secret = "RISKNOTE-98765432113";

// An override, a withdrawn statement and a withdrawn complaint of the customer, each with a reason that only risk may read.
void write_risk_notes(ScopedBook& book, const Target& target) {
    const auto risk = book.anything_within(http::Scope::company, {});
    const std::string of = "/api/v1/customers/" + target.customer;
    const auto stated = book.ask(risk, "POST", {of + "/statements", R"({"period_end_date":"2025-12-31","currency":"CNY","current_assets":"2.00","inventory":"0.00","receivables":"1.00","total_assets":"3.00","current_liabilities":"1.00","total_liabilities":"1.00","equity":"2.00","revenue":"6.00"})", {}, false});
    REQUIRE_MESSAGE(stated.status == 201, stated.body);
    REQUIRE(book.ask(risk, "POST", {of + "/statements/" + std::string(stated.json().at("id").as_string()) + "/void", std::string(R"({"reason":")") + secret + "\"}", {}, false}).status == 200);
    const Date today = book.serving().today();
    const auto raised = book.ask(risk, "POST", {of + "/complaints", R"({"raised_date":"2026-01-01","raised_by":"us","kind":"conduct","text":"refused the goods"})", {}, false});
    REQUIRE_MESSAGE(raised.status == 201, raised.body);
    REQUIRE(book.ask(risk, "POST", {of + "/complaints/" + std::string(raised.json().at("id").as_string()) + "/void", std::string(R"({"reason":")") + secret + "\"}", {}, false}).status == 200);
    sql::Transaction transaction{book.serving().connection()};
    credit::insert_grade(book.serving().connection(), book.serving().company().id,
                         {.id = book.serving().ids().next(), .customer = *parse_id<CustomerTag>(target.customer),
                          .fact = {.kind = credit::GradeFact::Kind::override_, .grade = "C", .assessment = {}, .from = today, .valid_to = today + Days{30}, .recorded_at = Instant{1}, .ended_at = {}}, .reason = secret, .actor = UserId{1}});
    transaction.commit();
}

// What happens to customers out of sight: documents of every kind, a note, a security, a grade, a day-end.
void change(ScopedBook& book, const Target& target, const std::string& n) {
    const auto everything = book.anything_within(http::Scope::company, {});
    const auto made = [&](const std::string& path, const std::string& body) {
        const auto answer = book.ask(everything, "POST", {"/api/v1/" + path, "{" + body + "}", {}, false});
        REQUIRE_MESSAGE((answer.status == 201 || answer.status == 200), path << " " << answer.body);
        return answer.json().as_object();
    };
    const std::string owner = R"("customer_id":")" + target.customer + "\"", amount = R"("amount":{"amount":"77.77","currency":"CNY"})", why = R"("reason":"one more")", on = R"("date":"2026-06-25")";
    made("receipts", owner + R"(,"method":"cash","value_date":"2026-06-25",)" + amount);
    made("receipts/" + target.receipt + "/allocations", R"("lines":[{"item_id":")" + target.item + R"(","amount":{"amount":"33.33","currency":"CNY"}}])");
    made("credit-notes", owner + "," + on + "," + why + "," + amount);
    made("orders", owner + R"(,"number":"MORE-)" + n + "\"," + on + "," + amount);
    made("notes", R"("object":")" + target.item + R"(","kind":"call","text":"called")");
    made("securities", owner + R"(,"kind":"insurance","provider":"I","from":"2026-01-01","valid_to":"2027-01-01",)" + amount);
    made("contracts", owner + R"(,"title":"more","number":"MORE-)" + n + "\"," + amount);
    write_risk_notes(book, target);
}

}  // namespace

TEST_CASE("S3: the reasons risk wrote down for an own customer's grade are in no answer and no file of who does not assess credit") {
    on_both_engines([](const TemporaryDatabase& database) {
        ScopedBook book{database};
        const Target& own = book.targets()[0];
        write_risk_notes(book, own);
        const auto questions = readings_of(own);
        const auto told = [&](http::Principal who, bool may_know) {
            who.permissions.add(http::Permission::export_files);
            int count = 0;
            for (const auto& question : questions) {
                if (question.path.starts_with("/api/v1/audit")) continue;  // for who may read the trail: permission view_audit
                if (book.ask(who, "GET", question).body.find(secret) == std::string::npos) continue;
                ++count;
                if (!may_know) MESSAGE(who.role << " reads risk's note at " << named(question));
            }
            return count;
        };
        for (const char* role : {"rep", "manager", "regional_manager", "finance", "legal", "executive"}) CHECK(told(book.somebody(role, own.employee), false) == 0);
        for (const char* role : {"risk", "auditor", "admin"}) CHECK(told(book.somebody(role, {}), true) > 0);

        // He still sees the grade, how long it counts and where it came from; the key itself is not there.
        const auto file = book.ask(book.somebody("rep", own.employee), "GET", {"/api/v1/customers/" + own.customer + "/credit-file", {}, {}, false}).json();
        CHECK(file.at("standing").at("grade") == "C");
        CHECK(file.at("standing").at("source") == "override");
        CHECK_FALSE(file.at("grades").at(0).as_object().contains("reason"));
        CHECK_FALSE(file.at("statements").at(0).as_object().contains("void_reason"));
        CHECK(file.at("statements").at(0).at("voided") == true);
        CHECK_FALSE(file.at("complaints").at(0).as_object().contains("void_reason"));
        CHECK(file.at("complaints").at(0).at("voided") == true);
    });
}

TEST_CASE("S34: how much of a shared limit is used is told to who sees all who share it, or only with enough of them out of sight") {
    on_both_engines([](const TemporaryDatabase& database) {
        ScopedBook book{database};
        const auto& targets = book.targets();
        sql::Connection& connection = book.serving().connection();
        const auto id_of = [](const Target& target) { return parse_id<CustomerTag>(target.customer)->value; };
        const auto share_with = [&](std::initializer_list<std::size_t> members) {
            connection.execute("UPDATE customer SET group_id = NULL", {});
            for (const std::size_t each : members) connection.execute("UPDATE customer SET group_id = (SELECT MIN(id) FROM customer_group) WHERE id = $1", {id_of(targets[each])});
        };
        const std::string group = to_string(CustomerGroupId{*connection.one_integer("SELECT MIN(id) FROM customer_group", {})});
        const std::string limit = R"("amount":{"amount":"10.00","currency":"CNY"},"from":"2026-06-15","reason":"shared")";
        const auto everything = book.anything_within(http::Scope::company, {});
        for (const std::string& subject : {R"("group_id":")" + group + "\",", std::string{}}) {
            const auto made = book.ask(everything, "POST", {"/api/v1/credit/limits", "{" + subject + limit + "}", {}, false});
            REQUIRE_MESSAGE(made.status == 201, made.body);
        }
        // What of the scope's pool, and of the reasons a check gives, is told to that reader about his own customer.
        const auto told = [&](http::Scope scope, const char* of) {
            const auto reader = book.anything_within(scope, targets[0].employee);
            const auto page = book.ask(reader, "GET", {"/api/v1/customers/" + targets[0].customer + "/credit", {}, {}, false}).json();
            const auto check = book.ask(reader, "POST", {"/api/v1/credit/checks", R"({"customer_id":")" + targets[0].customer + R"(","amount":{"amount":"90000.00","currency":"CNY"}})", {}, false}).json();
            int shown = 0, hidden = 0;
            for (const json::value* list : {&page.at("pools"), &check.at("pools"), &check.at("reasons")})
                for (const auto& each : list->as_array()) {
                    if (each.at("scope") != of) continue;
                    const bool is_null = each.at("used_minor").is_null();
                    ++(is_null ? hidden : shown);
                    if (is_null && each.as_object().contains("headroom_minor")) CHECK(each.at("headroom_minor").is_null());
                    if (each.as_object().contains("actual")) CHECK(each.at("actual").is_null() == is_null);
                }
            CHECK(shown + hidden >= 2);
            CHECK((shown == 0 || hidden == 0));
            return shown > 0;
        };
        share_with({0, 1});
        CHECK_FALSE(told(http::Scope::own, "group"));  // the difference would be the colleague's customer
        CHECK(told(http::Scope::team, "group"));       // sees both
        CHECK(told(http::Scope::company, "group"));
        CHECK(told(http::Scope::own, "customer"));
        CHECK(told(http::Scope::own, "company"));      // eight others
        share_with({0, 1, 2, 4});
        CHECK(told(http::Scope::own, "group"));         // three others: the policy's least figure
        CHECK_FALSE(told(http::Scope::team, "group"));  // two
        CHECK_FALSE(told(http::Scope::region, "group"));
        connection.execute("UPDATE open_item SET open_minor = 0 WHERE customer_id = $1", {id_of(targets[4])});
        CHECK_FALSE(told(http::Scope::own, "group"));   // one of them owes nothing
        CHECK(told(http::Scope::region, "group"));      // nobody out of sight stands behind it
    });
}

TEST_CASE("S34: whatever happens to customers out of sight, no figure, count or share that a narrower reader is shown changes by a digit") {
    on_both_engines([](const TemporaryDatabase& database) {
        ScopedBook book{database};
        const auto& targets = book.targets();
        const auto questions = readings_of(targets[0]);
        const std::array scopes{http::Scope::own, http::Scope::team, http::Scope::region};
        const auto answers = [&](http::Scope scope) {
            const auto reader = book.anything_within(scope, targets[0].employee);
            std::vector<std::string> all;
            for (const auto& question : questions) all.push_back(book.ask(reader, "GET", question).body);
            return all;
        };
        std::array<std::vector<std::string>, scopes.size()> before;
        for (std::size_t at = 0; at < scopes.size(); ++at) before[at] = answers(scopes[at]);
        const auto whole = book.anything_within(http::Scope::company, {});
        const auto total = [&] { return book.ask(whole, "GET", {"/api/v1/reports/aging", {}, {}, false}).body; };
        const std::string company = total();
        // The region's own: nobody. The team's and his own: another team of the region changes too, and a colleague.
        const std::array<std::size_t, 3> outside{1, 2, 4};
        for (std::size_t at = scopes.size(); at-- > 0;) {
            change(book, targets[outside[at]], std::to_string(at));
            for (std::size_t narrower = 0; narrower <= at; ++narrower) {
                const auto now = answers(scopes[narrower]);
                int differ = 0;
                for (std::size_t each = 0; each < questions.size(); ++each)
                    if (now[each] != before[narrower][each]) {
                        ++differ;
                        MESSAGE(http::to_string(scopes[narrower]) << " sees that somebody else's customer changed: " << named(questions[each]) << "\n  " << before[narrower][each].substr(0, 1200) << "\n  " << now[each].substr(0, 1200));
                    }
                CHECK(differ == 0);
            }
        }
        CHECK(total() != company);  // the company does see it
        CHECK(questions.size() > 200);
    });
}
