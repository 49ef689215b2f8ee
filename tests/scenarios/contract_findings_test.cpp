// What a contract breaks: clauses, term and security, the customer's limit. R-004, R-005, R-147, R-155.
#include "support/gate_book.h"

using namespace tandem;
using namespace tandem::testing;

TEST_CASE("R-155, R-147, R-005: what breaks the policy is not submitted; security lets it through, and must still be there at signing") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        CHECK(book.post(book.maker, book.draft("100.00", 30, R"("dispute":"our_seat")") + "/submit").code() == "contract.clause_missing");
        book.grade("B");
        const std::string path = book.draft("50000.00", 60);
        CHECK(book.findings(path) == "security_required");
        const auto refused = book.post(book.maker, path + "/submit");
        CHECK(refused.status == 409);
        CHECK(refused.text("detail") == "Contract C-000002 breaks the policy where no review may let it pass: security_required. Shorten the term, add security or correct the clauses, then submit again.");
        const auto security = book.secure("guarantor", 50'000'00);
        CHECK(book.findings(path) == "");
        REQUIRE(book.post(book.maker, path + "/submit").status == 200);
        const auto held = book.pass(book.risk, path);
        REQUIRE(held.status == 202);
        REQUIRE(book.settle(held.text("approval_id")).text("state") == "effective");
        book.bench.connection().execute("UPDATE credit_security SET voided_at = 2 WHERE id = $1", {security});
        CHECK(book.sign(path).code() == "contract.findings_since_approval");
        book.secure("collateral", 50'000'00);
        CHECK(book.sign(path).status == 201);

        // A customer nobody has graded pays at once or secures what he owes.
        const CustomerId stranger = book.bench.add_customer("K-2");
        const auto made = book.post(book.maker, contracts, R"({"customer_code":"K-2",)" + GateBook::content("100.00", 0) + "}");
        CHECK(book.findings(contracts + "/" + made.text("id")) == "not_graded credit_limit");
        secure_customer(book.bench.connection(), book.bench.company(), book.bench.workspace().ids(), stranger, "collateral", 100'00, book.today);
        CHECK(book.findings(contracts + "/" + made.text("id")) == "credit_limit");
    });
}

TEST_CASE("R-150, R-205: a contract names its ways to pay; one that the grade does not have is found, and accepted or taken out") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        const auto methods = [&](const std::string& path) { return json::serialize(book.get(path).body.at("clauses").at("payment_methods")); };
        const auto content = [&](const std::string& said) { return "{" + GateBook::content("50000.00", 30) + R"(,"payment_methods":)" + said + "}"; };
        // Left out, they are those of the standard that the customer's grade has.
        const std::string path = book.draft();
        CHECK(methods(path) == R"(["bank_transfer","automatic_debit"])");
        const std::string standard = contracts + "/standard-clauses";
        CHECK(json::serialize(book.get(standard).body.at("payment_methods")) == R"(["bank_transfer","automatic_debit"])");
        book.grade("C");
        book.secure("collateral", 50'000'00);
        CHECK(json::serialize(book.get(standard + "?customer=" + to_string(book.customer)).body.at("payment_methods")) == R"(["bank_transfer"])");
        CHECK(book.get(standard + "?customer=cus_999").code() == "receivable.unknown_customer");
        CHECK(methods(book.draft()) == R"(["bank_transfer"])");

        CHECK(book.findings(path) == "payment_method_not_allowed");
        const auto finding = book.get(path + "/gate").body.at("findings").at(0);
        CHECK(finding.at("rule").as_string() == "R-205");
        CHECK(finding.at("treatment").as_string() == "accept");
        CHECK(json::serialize(finding.at("figures")) == R"({"grade":"C","granted":"bank_transfer; automatic_debit","beyond":"automatic_debit","allowed":"bank_transfer; cash; acceptance_bill"})");

        // Stated as none, the payment clause is not in figures (R-155); nonsense names its place.
        REQUIRE(book.ask(book.maker, "PUT", path, content("[]")).status == 200);
        CHECK(book.findings(path) == "clause_missing");
        const auto bare = book.post(book.maker, path + "/submit");
        CHECK(bare.code() == "contract.clause_missing");
        const auto nonsense = book.ask(book.maker, "PUT", path, content(R"(["cash","barter"])"));
        CHECK(nonsense.status == 422);
        CHECK(nonsense.body.at("errors").at(0).at("field").as_string() == "payment_methods");

        // What risk control accepted holds until another way to pay is out of the grade's reach.
        REQUIRE(book.ask(book.maker, "PUT", path, content(R"(["acceptance_bill","cheque","bank_transfer","cheque"])")).status == 200);
        CHECK(methods(path) == R"(["bank_transfer","cheque","acceptance_bill"])");
        REQUIRE(book.post(book.maker, path + "/submit").status == 200);
        const auto held = book.pass(book.risk, path);
        REQUIRE(held.status == 202);
        REQUIRE(book.settle(held.text("approval_id")).text("state") == "effective");
        book.bench.connection().execute("UPDATE contract SET payment_methods = 'bank_transfer; cheque; cash' WHERE company_id = $1", {book.bench.company().value});
        CHECK(book.sign(path).code() == "contract.changed_since_approval");
        book.bench.connection().execute("UPDATE contract SET payment_methods = 'bank_transfer; cheque; acceptance_bill' WHERE company_id = $1", {book.bench.company().value});
        CHECK(book.sign(path).status == 201);
        book.check_verified();
    });
}

TEST_CASE("R-004, R-005: a contract that would exceed the customer's limit says so with its figures, and passes only when risk control accepts that") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        book.limit(100'000'00);
        const std::string first = book.submitted("60000.00");
        CHECK(book.findings(first) == "");  // in review it is exposure already, and not counted beside itself
        const std::string second = book.draft("60000.00");
        CHECK(book.findings(second) == "credit_limit");
        const auto finding = book.credit_finding(second);
        CHECK(finding.at("treatment").as_string() == "accept");
        CHECK(finding.at("rule").as_string() == "R-004");
        const auto& figures = finding.at("figures");
        CHECK(figures.at("reason").as_string() == "limit_used");
        CHECK(figures.at("scope").as_string() == "customer");
        for (const auto& [name, minor] : {std::pair{"limit", 100'000'00}, {"used", 60'000'00}, {"adds", 60'000'00}, {"above", 20'000'00}}) CHECK_MESSAGE(figures.at(name).at("amount_minor").as_int64() == minor, name);
        REQUIRE(book.post(book.maker, second + "/submit").status == 200);
        auto silent = json::parse(book.passing(second));
        silent.as_object()["accepted"] = json::array{};
        CHECK(book.post(book.risk, second + "/review", json::serialize(silent)).status >= 400);
        const auto held = book.pass(book.risk, second);
        REQUIRE(held.status == 202);
        // Who agrees sees what is let pass with its figures, not only that something is.
        const auto asked = book.ask(book.boss, "GET", "/api/v1/approvals/" + held.text("approval_id"));
        const auto& changes = asked.body.at("changes").as_array();
        const auto told = std::ranges::find_if(changes, [](const json::value& each) { return each.at("field") == "accepted_finding"; });
        REQUIRE(told != changes.end());
        CHECK(told->at("finding") == json::object{{"code", "credit_limit"}, {"figures", figures}});
        CHECK(told->at("new").at("text") == "accepted by the test");
        // Up to the limit exactly there is nothing to say.
        REQUIRE(book.post(book.maker, second + "/withdraw", R"({"reason":"smaller"})").status == 200);
        REQUIRE(book.ask(book.maker, "PUT", second, "{" + GateBook::content("40000.00", 30) + "}").status == 200);
        CHECK(book.findings(second) == "");
        REQUIRE(book.ask(book.maker, "PUT", second, "{" + GateBook::content("40000.01", 30) + "}").status == 200);
        CHECK(book.findings(second) == "credit_limit");
    });
}

TEST_CASE("R-005: a customer who pays cash, or whom nobody gave a limit, buys nothing on credit by contract either") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        book.limit(0);
        const std::string path = book.draft("100.00");
        CHECK(book.findings(path) == "credit_limit");
        CHECK(book.credit_finding(path).at("figures").at("limit").at("amount_minor").as_int64() == 0);
        const std::string paid_first = R"("title":"pumps","amount":{"amount":"100.00","currency":"CNY"},)" + standard_clauses + R"(,"terms":{"parts":[{"kind":"percent","percent":"100","base":"signing","days":0}]})";
        REQUIRE(book.ask(book.maker, "PUT", path, "{" + paid_first + "}").status == 200);
        CHECK(book.findings(path) == "");
        const auto stranger = book.bench.add_customer("K-2");
        grade_customer(book.bench.connection(), book.bench.company(), book.bench.workspace().ids(), stranger, "A", book.today);
        const auto made = book.post(book.maker, contracts, R"({"customer_code":"K-2",)" + GateBook::content("100.00", 30) + "}");
        REQUIRE(made.status == 201);
        CHECK(book.findings(contracts + "/" + made.text("id")) == "credit_limit");
    });
}

TEST_CASE("R-004: orders placed under a contract are judged with it: each amount stands in one place, before and after the signature") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        book.limit(100'000'00);
        const std::string path = book.draft("60000.00");
        const auto exposure = [&] { return book.ask(book.risk, "GET", "/api/v1/customers/" + to_string(book.customer) + "/credit").body.at("exposure").at("total_minor").as_int64(); };
        const auto order = [&](const std::string& amount) {
            const auto placed = book.post(book.maker, "/api/v1/orders", R"({"customer_id":")" + to_string(book.customer) + R"(","contract_id":")" + path.substr(contracts.size() + 1) + R"(","date":")" + to_string(book.today) +
                                                                       R"(","amount":{"amount":")" + amount + R"(","currency":"CNY"},"term_days":30})");
            REQUIRE_MESSAGE(placed.status == 201, json::serialize(placed.body));
            return placed.text("status");
        };
        REQUIRE(order("50000.00") == "confirmed");
        CHECK(exposure() == 50'000'00);  // a draft alone is nothing yet
        CHECK(book.findings(path) == "");  // 60,000 with its own order of 50,000 in it, not 110,000
        REQUIRE(book.post(book.maker, path + "/submit").status == 200);
        CHECK(exposure() == 60'000'00);  // 50,000 ordered, and the rest of the contract that waits
        CHECK(order("10000.00") == "confirmed");
        CHECK(exposure() == 60'000'00);
        const std::string other = book.draft("40000.01");
        CHECK(book.credit_finding(other).at("figures").at("used").at("amount_minor").as_int64() == 60'000'00);
        CHECK(book.credit_finding(other).at("figures").at("above").at("amount_minor").as_int64() == 1);
        const auto held = book.pass(book.risk, path);
        REQUIRE(book.settle(held.text("approval_id")).text("state") == "effective");
        REQUIRE(book.sign(path).status == 201);
        CHECK(exposure() == 60'000'00);
        book.check_verified();
    });
}
