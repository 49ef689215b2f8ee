// Credit checks under sixty-four clients that keep their connections: the question alone, and orders placed, of a company with so
// many customers, each with a grade, a limit and four open items; against the page of a customer under the same clients. Then a
// draft of the scoring model tried over all of them, against a company of a tenth. Both engines.
#include <boost/json.hpp>
#include <iostream>

#include "app/server/sessions.h"
#include "app/server/users.h"
#include "app/workspace.h"
#include "core/errors.h"
#include "credit/edge/inputs_sql.h"
#include "http_load.h"
#include "measure.h"
#include "platform/shipped.h"
#include "served_book.h"

using namespace tandem;

namespace {

constexpr int clients = 64;
constexpr std::int64_t items_each = 4;

credit::Statement statement(std::int64_t at, Date today) {
    const std::int64_t liabilities = 2'000'000 + at * 104'729 % 6'000'000, equity = 1'000'000 + at * 1'299'709 % 900'000'000;
    return {.period_end = today - Days{90}, .months = 12, .currency = currency("CNY"), .current_assets = 3'000'000, .inventory = 900'000, .receivables = 700'000, .total_assets = liabilities + equity, .current_liabilities = liabilities / 2,
            .total_liabilities = liabilities, .equity = equity, .revenue = 9'000'000, .audited = false, .source = "bench", .rate = Rate{Rate::one}};
}

void add_items(sql::Connection& connection, std::int64_t company, Date today, std::int64_t first, std::int64_t last) {
    const auto items = connection.bulk("open_item", {"company_id", "id", "number", "kind", "customer_id", "item_date", "due_date", "currency", "amount_minor", "open_minor", "base_amount_minor", "rate_e10", "disputed", "recorded_at"});
    for (std::int64_t at = first * items_each; at < (last + 1) * items_each; ++at) {
        const std::int64_t due = day_number(today) + 5 + at * 7919 % 25;
        items->add(company).add(100'000'000 + at).add("N" + std::to_string(at)).add("invoice").add(at / items_each).add(due - 30).add(due).add("CNY").add(std::int64_t{1000}).add(std::int64_t{1000}).add(std::int64_t{1000}).add(Rate::one).add(std::int64_t{0}).add(std::int64_t{1});
        items->end_row();
    }
    items->flush();
}

void fill(app::Workspace& workspace, std::int64_t first, std::int64_t last) {
    sql::Connection& connection = workspace.connection();
    const std::int64_t company = workspace.company().id.value, day = day_number(workspace.today());
    sql::Transaction transaction{connection};
    const auto parties = connection.bulk("customer", {"company_id", "id", "code", "name", "name_key", "source", "external_id", "recorded_at"});
    for (std::int64_t at = first; at <= last; ++at) {
        const std::string code = "C" + std::to_string(at);
        parties->add(company).add(at).add(code).add(code).add(code).add("bench").add(code).add(std::int64_t{0});
        parties->end_row();
    }
    parties->flush();
    const auto grades = connection.bulk("credit_grade", {"company_id", "id", "customer_id", "kind", "grade", "assessment_id", "from_date", "valid_to_date", "actor_id", "recorded_at"});
    const auto limits = connection.bulk("credit_limit_entry", {"company_id", "id", "scope", "subject_id", "kind", "amount_minor", "currency", "from_date", "reason", "actor_id", "recorded_at"});
    credit::InputWriter inputs{connection, workspace.company().id};
    for (std::int64_t at = first; at <= last; ++at) {
        grades->add(company).add(20'000'000 + at).add(at).add("override").add("A").add_null().add(day - 30).add(day + 300).add(std::int64_t{0}).add(std::int64_t{1});
        grades->end_row();
        limits->add(company).add(30'000'000 + at).add("customer").add(at).add("base").add(std::int64_t{1'000'000'000'00}).add("CNY").add(day - 30).add("bench").add(std::int64_t{0}).add(std::int64_t{1});
        limits->end_row();
        inputs.write({.id = 10'000'000 + at, .customer = CustomerId{at}, .actor = {}, .at = Instant{1}, .source = "bench", .external_id = std::to_string(at)}, statement(at, workspace.today()));
    }
    grades->flush();
    limits->flush();
    inputs.flush();
    add_items(connection, company, workspace.today(), first, last);
    transaction.commit();
    if (connection.engine() == sql::Engine::postgres) connection.script("ANALYZE");
}

// A session of an administrator whom the access policy lets in with a password.
std::string session(app::Workspace& workspace, const Clock& clock) {
    auto access = boost::json::parse(*shipped_file("policies/access.json")).as_object();
    access["second_factor_required_roles"] = boost::json::array{};
    workspace.connection().execute("INSERT INTO policy_version (company_id, name, version, effective_from_date, body, approved_by, recorded_at) VALUES ($1, 'access', 2, 0, $2, 0, 0)", {workspace.company().id.value, boost::json::serialize(access)});
    const auto user = app::server::add_user(workspace.connection(), workspace.company().id, workspace.ids(), clock.now(), {{}, "bench", "Bench", "admin", {}}, "a long word for the bench");
    if (!user) {
        std::cerr << explain(user.error(), Language::en) << '\n';
        std::exit(1);
    }
    return app::server::start_session(workspace.connection(), workspace.company().id, workspace.ids(), *user, {}, clock.now());
}

std::string request(const std::string& method, const std::string& path, const std::string& session, const std::string& body, long key) {
    std::string text = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nCookie: tandem_session=" + session + "\r\nX-Tandem-Request: 1\r\n";
    if (!body.empty()) text += "Content-Type: application/json\r\nIdempotency-Key: bench-" + std::to_string(key) + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    return text + "\r\n" + body;
}

double what_if(std::uint16_t port, const std::string& session) {
    const std::string body = R"({"policy":)" + std::string(*shipped_file("policies/scoring.json")) + "}";
    const auto one = bench::load(port, 1, 3, [&](long at) { return request("POST", "/api/v1/policies/scoring/what-if", session, body, at); });
    return one.p50_ms;
}

void measure(const bench::Target& target, long count, const std::string& config) {
    const SystemClock clock;
    auto workspace = app::Workspace::open({target.url, ""}, clock);
    const std::string signed_in = session(*workspace, clock), today = to_string(workspace->today());
    const long tenth = count / 10;
    fill(*workspace, 1, tenth);
    const double small = [&] { return what_if(bench::ServedBook{target.url, bench::program(), config}.port(), signed_in); }();
    fill(*workspace, tenth + 1, count);
    const bench::ServedBook served{target.url, bench::program(), config};
    const auto customer = [&](long at) { return to_string(CustomerId{1 + at * 7919 % count}); };
    const auto amount = [](long at) { return R"("amount":{"amount":")" + std::to_string(100 + at % 900) + R"(.00","currency":"CNY"})"; };
    const auto print = [&](const char* what, const bench::LoadFigures& of, const bench::LoadFigures& baseline) {
        std::printf("%-10s %-36s %8.0f /s  p50 %8.2f ms  p99 %8.2f ms  ratio %6.2f\n", target.engine.c_str(), what, of.per_second, of.p50_ms, of.p99_ms, baseline.per_second / of.per_second);
        std::fflush(stdout);
    };
    bool of_company = false;
    const auto at_once = [&](int at_the_same_time) {
        const auto page = bench::load(served.port(), at_the_same_time, 3'000, [&](long at) { return request("GET", "/api/v1/customers/" + customer(at), signed_in, {}, at); });
        const auto check = bench::load(served.port(), at_the_same_time, 3'000, [&](long at) { return request("POST", "/api/v1/credit/checks", signed_in, R"({"customer_id":")" + customer(at) + "\"," + amount(at) + "}", at); });
        static long orders = 0;
        const long from = orders;
        const auto place = bench::load(served.port(), at_the_same_time, 1'000, [&](long at) {
            orders = from + at + 1;
            return request("POST", "/api/v1/orders", signed_in, R"({"customer_id":")" + customer(at) + R"(","date":")" + today + "\"," + amount(at) + "}", 1'000'000 + from + at);
        });
        std::printf("%ld customers, %d clients%s\n", count, at_the_same_time, of_company ? ", a limit of the whole company" : "");
        print("page of a customer", page, page);
        print("credit check", check, page);
        print("order placed, checked and committed", place, page);
    };
    at_once(1);
    at_once(clients);
    // Now every order is checked against what all customers owe together.
    workspace->connection().execute("INSERT INTO credit_limit_entry (company_id, id, scope, subject_id, kind, amount_minor, currency, from_date, reason, actor_id, recorded_at) VALUES ($1, 1, 'company', 0, 'base', $2, 'CNY', $3, 'bench', 0, 1)",
                                    {workspace->company().id.value, std::int64_t{9'000'000'000'000'00}, std::int64_t{day_number(workspace->today())}});
    workspace->connection().execute("INSERT INTO credit_account (company_id, scope, subject_id) VALUES ($1, 'company', 0)", {workspace->company().id.value});
    of_company = true;
    at_once(1);
    at_once(clients);
    const double whole = what_if(served.port(), signed_in);
    std::printf("%-10s scoring model tried: %ld customers %.0f ms, %ld customers %.0f ms; a customer of the whole costs %.2f of one of the tenth\n", target.engine.c_str(), tenth, small, count, whole, whole / static_cast<double>(count) / (small / static_cast<double>(tenth)));
}

}  // namespace

int main(int argc, char** argv) {
    const long count = bench::rows(argc, argv, 20'000);
    const bench::Scratch scratch;
    for (const auto& target : bench::targets(scratch)) measure(target, count, scratch.path("tandem.toml"));
}
