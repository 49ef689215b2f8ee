// A change order that gives more time. R-175.
#include "support/gate_book.h"

using namespace tandem;
using namespace tandem::testing;

TEST_CASE("R-175: a change order that gives more time is held, for good customers and against new security alone") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        book.secure("collateral", 50'000'00);  // before the contract: it secured the terms that were agreed
        const std::string path = book.approved("50000.00", 30);
        REQUIRE(book.sign(path).status == 201);
        const auto longer = [&](bool stated) {
            const std::string version = std::to_string(book.get(path).body.at("version").as_int64());
            return R"({"amount":{"amount":"50000.00","currency":"CNY"},"reason":"he asks for time",)" + GateBook::terms(60) + (stated ? ",\"version\":" + version : "") + "}";
        };
        CHECK(book.post(book.maker, path + "/changes", longer(false)).code() == "contract.version_needed");
        CHECK(book.post(book.maker, path + "/changes", longer(true)).code() == "contract.extension_without_security");
        book.secure("guarantor", 50'000'00, book.bench.workspace().clock().now());
        book.grade("C");
        CHECK(book.post(book.maker, path + "/changes", longer(true)).code() == "contract.extension_grade");
        book.grade("B");
        const auto held = book.post(book.maker, path + "/changes", longer(true));
        REQUIRE_MESSAGE(held.status == 202, json::serialize(held.body));
        CHECK(held.text("kind") == "contract_review");
        CHECK(book.get(path).body.at("plan").at(0).at("offset").as_string() == "30d");
        CHECK(book.agree(book.maker, held.text("approval_id")).code() == "approval.self");
        const auto shown = book.ask(book.risk, "GET", "/api/v1/approvals/" + held.text("approval_id")).body;
        CHECK(json::serialize(shown.at("changes")).find(R"({"field":"longest_term_days","old":{"text":"30"},"new":{"text":"60"}})") != std::string::npos);
        REQUIRE(book.agree(book.risk, held.text("approval_id")).text("state") == "effective");
        CHECK(book.get(path).body.at("plan").at(0).at("offset").as_string() == "60d");
        CHECK(book.history(path) == "changed extended event_recorded approved submitted made");

        // What gives no more time is done at once, as before.
        CHECK(book.post(book.maker, path + "/changes", R"({"amount":{"amount":"40000.00","currency":"CNY"},"reason":"one less"})").status == 200);
        book.check_verified();
    });
}
