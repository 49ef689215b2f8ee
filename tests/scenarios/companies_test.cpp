// S32: several companies in one installation. Each has its own users, sessions and figures, and what belongs to another is
// as unknown as what never was.
#include "app/server/companies.h"
#include "app/server/identify.h"
#include "app/server/users.h"
#include "org/edge/org_sql.h"
#include "platform/http/dispatch.h"
#include "platform/http/url.h"
#include "support/engines.h"
#include "support/password_is_enough.h"

#include <boost/json.hpp>

using namespace tandem;
using namespace tandem::testing;
namespace http = platform::http;
namespace json = boost::json;

namespace {

struct Got {
    int status;
    json::value body;
    std::string cookie;  // name=value of the session that was opened
};

class Installation {
public:
    explicit Installation(const TemporaryDatabase& database) {
        options_.workspace.database = database.url();
        {
            auto connection = app::open_migrated(database.url(), clock_);
            ClockIds ids{clock_, 7};
            for (const auto& [code, name, letter] : {std::tuple{"north", "Northern Machines", "N"}, std::tuple{"south", "Southern Tools", "S"}}) {
                const org::Company company{ids.make<CompanyId>(), code, name, currency("CNY"), "Asia/Shanghai", "cn-mainland"};
                org::insert_company(*connection, company, clock_.now());
                const auto user = app::server::add_user(*connection, company.id, ids, clock_.now(), {{}, "li", std::string{"Li of "} + name, "admin", {}}, password_in(code));
                REQUIRE(user);
                const auto customer = ids.make<CustomerId>();
                connection->execute("INSERT INTO customer (company_id, id, code, name, name_key, source, external_id, recorded_at) VALUES ($1, $2, $3, $3, $3, 'test', $3, 1)", {company.id.value, customer.value, std::string{letter} + "-1"});
                customers_.push_back(to_string(customer));
            }
            password_is_enough(*connection);
        }
        auto opened = app::server::Companies::open(options_, clock_);
        REQUIRE(opened);
        companies_ = *std::move(opened);
        for (const auto& house : companies_.all()) {
            app::server::add_all_routes(house->router, house->serving, options_.audit);
            REQUIRE(house->router.seal());
        }
    }
    static std::string password_in(const std::string& code) { return "correct horse " + code; }
    const std::string& customer_of(int at) const { return customers_.at(static_cast<std::size_t>(at)); }

    // As a browser that looks at `company` and holds those cookies.
    Got ask(const std::string& company, const std::string& cookies, const std::string& method, const std::string& path, const std::string& body = {}) {
        http::Request request{.method = method, .path = path, .query = {}, .headers = {}, .body = body, .upload = {}, .upload_bytes = 0, .peer = "127.0.0.1", .id = "1", .parameters = {}, .principal = {}};
        request.headers.add("X-Tandem-Request", "1");
        request.headers.add("Content-Type", "application/json");
        request.headers.add("Accept-Language", "en-US");
        request.headers.add("Cookie", (company.empty() ? "" : "tandem_company=" + company + "; ") + cookies);
        const auto found = companies_.of(request).router.find(method, *http::split_path(path));
        const auto& match = std::get<http::Router::Match>(found);
        request.parameters = match.parameters;
        const auto answer = http::dispatch(*match.route, request, {.identify = [&](const http::Request& asking) { return app::server::identify(companies_.of(asking).serving, asking); },
                                                                   .observe = [](const http::Request&, std::string_view, int, double) {}, .report = [](const http::Request&, std::string_view what) { MESSAGE(std::string(what)); }});
        const std::string_view set = answer.headers.get("Set-Cookie");
        return {answer.status, answer.body.empty() ? json::value{} : json::parse(answer.body), std::string{set.substr(0, set.find(';'))}};
    }
    // The cookie of a new session there.
    std::string sign_in(const std::string& company) {
        const auto answer = ask(company, "", "POST", "/api/v1/session", R"({"name":"li","password":")" + password_in(company) + "\"}");
        REQUIRE_MESSAGE(answer.status == 200, json::serialize(answer.body));
        return answer.cookie;
    }

private:
    SystemClock clock_;
    app::server::ServeOptions options_;
    app::server::Companies companies_;
    std::vector<std::string> customers_;
};

std::string value_of(const std::string& cookie) { return cookie.substr(cookie.find('=') + 1); }

}  // namespace

TEST_CASE("S32: one browser is signed in to two companies, and each shows its own") {
    on_both_engines([](const TemporaryDatabase& database) {
        Installation installation{database};
        const std::string both = installation.sign_in("north") + "; " + installation.sign_in("south");
        for (const auto& [code, name, customer] : {std::tuple{"north", "Northern Machines", "N-1"}, std::tuple{"south", "Southern Tools", "S-1"}}) {
            CHECK(installation.ask(code, both, "GET", "/api/v1/session").body.at("company").at("name") == name);
            const auto rows = installation.ask(code, both, "GET", "/api/v1/customers").body.at("rows").as_array();
            REQUIRE(rows.size() == 1);
            CHECK(rows[0].at("code") == customer);
        }
        const auto options = installation.ask("south", "", "GET", "/api/v1/session/options").body;
        CHECK(options.at("company") == "south");
        CHECK(options.at("companies").as_array().size() == 2);
    });
}

TEST_CASE("S32: a session of one company opens nothing in another, under whatever name it is sent") {
    on_both_engines([](const TemporaryDatabase& database) {
        Installation installation{database};
        const std::string north = installation.sign_in("north"), token = value_of(north);
        CHECK(installation.ask("south", north, "GET", "/api/v1/customers").status == 401);
        CHECK(installation.ask("south", "tandem_session_south=" + token, "GET", "/api/v1/customers").status == 401);
        CHECK(installation.ask("south", "tandem_session=" + token, "GET", "/api/v1/customers").status == 401);
        const std::string wrong = R"({"name":"li","password":")" + Installation::password_in("north") + "\"}";
        CHECK(installation.ask("south", "", "POST", "/api/v1/session", wrong).status == 401);
        CHECK(installation.ask("north", north, "GET", "/api/v1/customers").status == 200);
    });
}

TEST_CASE("S32: what another company holds is as unknown as what never was") {
    on_both_engines([](const TemporaryDatabase& database) {
        Installation installation{database};
        const std::string south = installation.sign_in("south");
        const auto told = [&](const std::string& id) {
            auto answer = installation.ask("south", south, "GET", "/api/v1/customers/" + id);
            std::string text = json::serialize(answer.body);
            for (auto at = text.find(id); at != std::string::npos; at = text.find(id)) text.replace(at, id.size(), "ID");
            return std::pair{answer.status, text};
        };
        CHECK(told(installation.customer_of(1)).first == 200);
        const auto foreign = told(installation.customer_of(0)), none = told("cus_0ceg1kbp00001");
        CHECK(foreign.first == 404);
        CHECK(foreign == none);
    });
}

TEST_CASE("S32: a company nobody serves, or a name that is no code, leads to the first and opens nothing") {
    on_both_engines([](const TemporaryDatabase& database) {
        Installation installation{database};
        const std::string south = installation.sign_in("south");
        for (const char* code : {"", "west", "so uth", "south%0d%0aX: 1", "../south"}) {
            CHECK(installation.ask(code, "", "GET", "/api/v1/session/options").body.at("company") == "north");
            CHECK(installation.ask(code, south, "GET", "/api/v1/customers").status == 401);
        }
    });
}
