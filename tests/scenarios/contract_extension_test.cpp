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

TEST_CASE("R-175: what only moves dates later is more time too: an instalment put off, a milestone expected later") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        const auto parts = [](const char* first, const char* second) {
            return std::string(R"("terms":{"parts":[{"kind":"percent","percent":"30","base":"delivery","days":)") + first + R"(},{"kind":"remainder","base":"acceptance","days":)" + second + "}]}";
        };
        const auto made = book.post(book.maker, contracts, R"({"customer_code":"K-1","title":"pumps","amount":{"amount":"50000.00","currency":"CNY"},"expected":{"delivery":"2027-03-01","acceptance":"2027-04-01"},)" + std::string(standard_clauses) + "," +
                                                               parts("7", "30") + "}");
        REQUIRE_MESSAGE(made.status == 201, json::serialize(made.body));
        const std::string path = contracts + "/" + made.text("id");
        REQUIRE(book.post(book.maker, path + "/submit").status == 200);
        const auto passed = book.pass(book.risk, path);
        REQUIRE(book.settle(passed.text("approval_id")).text("state") == "effective");
        REQUIRE(book.sign(path).status == 201);
        const auto change = [&](const std::string& what) {
            const std::string version = std::to_string(book.get(path).body.at("version").as_int64());
            return book.post(book.maker, path + "/changes", R"({"amount":{"amount":"50000.00","currency":"CNY"},"reason":"he asks for time","version":)" + version + "," + what + "}");
        };
        // 15,000.00 within 30 days of delivery instead of 7; the longest term stays 30 days.
        CHECK(change(parts("30", "30")).code() == "contract.extension_without_security");
        // The same terms, and acceptance a month later than was expected.
        CHECK(change(R"("expected":{"acceptance":"2027-05-01"})").code() == "contract.extension_without_security");
        CHECK(change(R"("expected":{"acceptance":"2027-04-01"})").status == 200);
        CHECK(change(R"("expected":{"delivery":"2027-02-15"})").status == 200);
        const auto due = [&] {
            std::string days;
            const auto page = book.get(path).body;
            for (const auto& line : page.at("plan").as_array()) (days += " ") += line.at("expected_date").as_string();
            return days;
        };
        CHECK(due() == " 2027-02-22 2027-05-01");
        book.secure("guarantor", 50'000'00, book.bench.workspace().clock().now());
        const auto held = change(R"("expected":{"acceptance":"2027-05-01"})");
        REQUIRE_MESSAGE(held.status == 202, json::serialize(held.body));
        const auto shown = json::serialize(book.ask(book.risk, "GET", "/api/v1/approvals/" + held.text("approval_id")).body.at("changes"));
        CHECK(shown.find(R"({"field":"last_expected_due","old":{"date":"2027-05-01"},"new":{"date":"2027-05-31"}})") != std::string::npos);
        CHECK(shown.find(R"({"field":"put_off","old":null,"new":{"amount_minor":3500000,"currency":"CNY"}})") != std::string::npos);
        REQUIRE(book.agree(book.risk, held.text("approval_id")).text("state") == "effective");
        CHECK(due() == " 2027-02-22 2027-05-31");
        CHECK(book.history(path).starts_with("changed extended changed changed event_recorded"));
        book.check_verified();
    });
}
