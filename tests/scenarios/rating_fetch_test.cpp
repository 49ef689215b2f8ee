// A provider is asked for ratings over HTTP: what is believed is recorded once, what is not leaves nothing, on both engines.
// R-141, R-203; trust S2, S15, S22.
#include <sys/stat.h>

#include "app/server/http_rating_source.h"
#include "app/server/routes_assessments.h"
#include "app/verify.h"
#include "support/book_server.h"
#include "support/loopback_web.h"

using namespace tandem;
using namespace tandem::testing;
namespace json = boost::json;

namespace {

struct Book {
    explicit Book(const TemporaryDatabase& database) : bench(database), server(database, {app::server::add_credit_file_routes, app::server::add_rating_fetch_routes}) {
        today = server.serving().today();
        customer = bench.add_customer("K-1");
        bench.connection().execute("UPDATE customer SET tax_number = '91330106MA27XYZ123' WHERE company_id = $1 AND id = $2", {bench.company().value, customer.value});
        server.permissions.add(http::Permission::assess_credit);
    }
    void use(const std::string& url, const std::vector<app::AllowedTarget>& allowed, std::int64_t seconds = 5, const std::string& token_file = {}) {
        server.serving().ask_ratings_of(*app::server::HttpRatingSource::open({.provider = "Registry", .url = url, .token_file = token_file, .timeout_seconds = seconds, .valid_days = 100}, allowed));
    }
    void use(const LoopbackWeb& web, std::int64_t seconds = 5, const std::string& token_file = {}) { use(web.origin() + "/v1/ratings?of=cn", {{"127.0.0.1", web.port()}}, seconds, token_file); }
    Answered fetch() { return server.post("/api/v1/customers/" + to_string(customer) + "/ratings/fetch", "{}"); }
    json::array ratings() { return server.get("/api/v1/customers/" + to_string(customer) + "/credit-file").body.at("ratings").as_array(); }
    // Refused with this code and a sentence without gaps, and nothing kept.
    void check_refused(const std::string& code) {
        const auto answer = fetch();
        CHECK(answer.code() == code);
        const std::string said = answer.text("detail");
        CHECK_MESSAGE(said.find_first_of("{}") == std::string::npos, said);
        if (code != "credit.no_provider") CHECK_MESSAGE(said.find("Registry") != std::string::npos, said);
        CHECK(bench.count("SELECT COUNT(*) FROM credit_rating") == 0);
        CHECK(bench.count("SELECT COUNT(*) FROM audit_entry WHERE object_kind = 'credit_rating'") == 0);
    }
    CashBench bench;
    BookServer server;
    CustomerId customer;
    Date today;
};

std::string one(const std::string& kind, const std::string& value, const std::string& day, const std::string& code = "K-1") {
    return R"({"code":")" + code + R"(","kind":")" + kind + R"(","value":)" + value + R"(,"rated_date":")" + day + "\"}";
}
std::string all(const std::string& ratings) { return web_answer("{\"ratings\":[" + ratings + "]}"); }

}  // namespace

TEST_CASE("what the provider answers is recorded with its name and day, and what is known already is not recorded again") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const std::string day = to_string(book.today - Days{10});
        std::string lawsuits = "2";
        Asked seen;
        LoopbackWeb web{[&](const Asked& asked) {
            seen = asked;
            return all(one("lawsuits", lawsuits, day) + "," + one("external_grade", "\"AA\"", day));
        }};
        const std::string token = (std::filesystem::temp_directory_path() / ("rating-token-" + std::to_string(::getpid()))).string();
        std::ofstream{token} << "s3cret\n";
        REQUIRE(chmod(token.c_str(), 0600) == 0);
        book.use(web, 5, token);
        std::filesystem::remove(token);
        const auto first = book.fetch();
        REQUIRE_MESSAGE(first.status == 200, json::serialize(first.body));
        CHECK(first.text("provider") == "Registry");
        CHECK(first.body.at("recorded").as_array().size() == 2);
        CHECK(seen.method == "POST");
        CHECK(seen.target == "/v1/ratings?of=cn");
        CHECK(seen.has_field("Authorization: Bearer s3cret"));
        CHECK(seen.body == R"({"customers":[{"code":"K-1","tax_number":"91330106MA27XYZ123"}]})");
        const auto rows = book.ratings();
        REQUIRE(rows.size() == 2);
        for (const auto& row : rows) {
            CHECK(row.at("provider").as_string() == "Registry");
            CHECK(row.at("rated_date").as_string() == day);
            CHECK(row.at("valid_to_date").as_string() == to_string(book.today + Days{90}));
        }
        CHECK(book.bench.count("SELECT COUNT(*) FROM audit_entry a JOIN outbox o ON o.id = a.id WHERE a.object_kind = 'credit_rating' AND o.topic = 'customer.rated'") == 2);
        // Equal values say nothing new; one that changed does.
        CHECK(book.fetch().body.at("known").as_int64() == 2);
        CHECK(book.ratings().size() == 2);
        lawsuits = "\"3\"";
        const auto changed = book.fetch();
        CHECK(changed.body.at("recorded").as_array().size() == 1);
        CHECK(changed.body.at("recorded").at(0).at("value").as_string() == "3");
        CHECK(book.ratings().size() == 3);
        CHECK(book.server.get("/api/v1/customers/" + to_string(book.customer) + "/credit-file").text("rating_provider") == "Registry");
        for (const auto& verdict : app::verify(book.bench.workspace(), Language::en)) CHECK_MESSAGE(verdict.broken == 0, verdict.says << ": " << verdict.first);
    });
}

TEST_CASE("S22: what a provider answers and cannot be believed is refused, and nothing of it is kept") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        book.check_refused("credit.no_provider");
        CHECK(book.server.get("/api/v1/customers/" + to_string(book.customer) + "/credit-file").body.at("rating_provider").is_null());
        std::string bytes;
        LoopbackWeb web{[&](const Asked&) { return bytes; }};
        book.use(web);
        const std::string day = to_string(book.today), good = one("lawsuits", "2", day);
        const std::vector<std::pair<std::string, std::string>> answers{
            {web_answer("{}", "500 Internal Server Error"), "credit.provider_refused"},
            {web_answer("", "401 Unauthorized"), "credit.provider_refused"},
            {web_answer("<html>"), "credit.provider_answer"},
            {web_answer("[]"), "credit.provider_answer"},
            {web_answer("{\"ratings\":{}}"), "credit.provider_answer"},
            {web_answer(std::string(200, '[')), "credit.provider_answer"},
            {all("7"), "credit.provider_answer"},
            {all(good + R"(,{"code":"K-1","kind":"lawsuits","rated_date":")" + day + "\"}"), "credit.provider_answer"},
            {all(good + "," + one("external_score", "7.5", day)), "credit.provider_answer"},  // a number with a point is not exact: a text is
            {all(one("lawsuits", "2", "2026-02-30")), "credit.provider_answer"},
            {all(""), "credit.provider_nothing"},
            {all(good + "," + one("horoscope", "\"good\"", day)), "credit.provider_kind"},
            {all(good + "," + one("external_grade", "\"AA\"", to_string(book.today + Days{1}))), "credit.provider_future"},
            {all(good + "," + one("external_score", "\"very high\"", day)), "credit.provider_value"},
            {all(one("lawsuits", "-1", day)), "credit.provider_value"},
            {all(good + "," + one("external_grade", "\"AA\"", day, "K-2")), "credit.provider_other"},
            {all(good + "," + one("lawsuits", "3", day)), "credit.provider_twice"},
            {web_answer("{\"ratings\":[" + good + "],\"more\":\"" + std::string(64 * 1024, 'x') + "\"}"), "credit.provider_too_large"},
            {"HTTP/1.1 200 OK\r\n\r\n" + std::string(70 * 1024, ' '), "credit.provider_too_large"},
            {"SSH-2.0\r\n\r\n", "credit.provider_unreachable"},
        };
        for (const auto& [said, code] : answers) {
            bytes = said;
            CAPTURE(said.substr(0, 200));
            book.check_refused(code);
        }
    });
}

TEST_CASE("S15: a provider that is silent is given up, is not followed elsewhere, and inside this network only a listed host and port is asked") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        LoopbackWeb silent{[](const Asked&) { return std::string{}; }};
        book.use(silent, 1);
        book.check_refused("credit.provider_unreachable");

        LoopbackWeb other{[](const Asked&) { return all(one("lawsuits", "2", "2026-01-01")); }};
        LoopbackWeb web{[&](const Asked&) { return web_answer("", "307 Temporary Redirect", "Location: " + other.origin() + "/\r\n"); }};
        book.use(web);
        book.check_refused("credit.provider_refused");
        CHECK(other.connections() == 0);

        for (const auto& allowed : std::vector<std::vector<app::AllowedTarget>>{{}, {{"127.0.0.1", static_cast<std::uint16_t>(other.port() + 1)}}, {{"localhost", other.port()}}, {{"[::1]", other.port()}}}) {
            book.use(other.origin(), allowed);
            book.check_refused("credit.provider_denied");
        }
        book.use("http://localhost:" + std::to_string(other.port()), {});
        book.check_refused("credit.provider_denied");
        for (const char* inside : {"https://10.0.0.5/", "https://192.168.1.1/", "https://172.31.255.1/", "https://[fd00::1]/", "https://[::ffff:10.0.0.5]/"}) {
            book.use(inside, {{"10.0.0.6", 443}});
            CAPTURE(inside);
            book.check_refused("credit.provider_denied");
        }
        CHECK(other.connections() == 0);
        book.use("http://LOCALHOST:" + std::to_string(other.port()), {{"localhost", other.port()}});
        CHECK(book.fetch().status == 200);
    });
}

TEST_CASE("S2: who may not assess credit asks nobody, and nobody asks about a customer that is not there") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        LoopbackWeb web{[](const Asked&) { return all(""); }};
        book.use(web);
        CHECK(book.server.post("/api/v1/customers/cus_0000000000001/ratings/fetch", "{}").code() == "party.unknown_customer");
        CHECK(book.server.post("/api/v1/customers/" + to_string(book.customer) + "/ratings/fetch", R"({"url":"http://10.0.0.1"})").status == 422);
        book.server.permissions = {http::Permission::view};
        CHECK(book.fetch().status == 403);
        CHECK(web.connections() == 0);
    });
}
