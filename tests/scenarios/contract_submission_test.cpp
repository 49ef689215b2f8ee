// The way of a contract from draft to signature: each step, who may take it, and that nothing else takes it there. R-154,
// R-193; trust S22, S24.
#include "support/gate_book.h"
#include "support/import_bench.h"

using namespace tandem;
using namespace tandem::testing;

TEST_CASE("R-154, R-193: a contract is submitted, reviewed, agreed to and then signed; each step stays in its history") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        const std::string path = book.draft();
        CHECK(book.status(path) == "draft");
        CHECK(book.findings(path) == "");
        CHECK(book.sign(path).code() == "contract.not_approved");
        CHECK(book.post(book.maker, contracts, R"({"customer_code":"K-1","signed_date":"2026-01-10",)" + GateBook::content("10.00", 0) + "}").code() == "contract.not_approved");

        REQUIRE(book.post(book.maker, path + "/submit").text("status") == "in_review");
        CHECK(book.sign(path).code() == "contract.not_approved");
        CHECK(book.post(book.maker, path + "/submit").code() == "contract.not_draft");
        CHECK(book.ask(book.maker, "PUT", path, "{" + GateBook::content("60000.00", 30) + "}").code() == "contract.in_review");
        CHECK(book.post(book.maker, path + "/changes", R"({"amount":{"amount":"60000.00","currency":"CNY"},"reason":"more"})").code() == "contract.in_review");

        const auto held = book.pass(book.risk, path);
        REQUIRE_MESSAGE(held.status == 202, json::serialize(held.body));
        CHECK(held.text("kind") == "contract_review");
        CHECK(book.status(path) == "in_review");
        CHECK(book.get(path + "/gate").body.at("waiting_for_agreement").as_bool());
        CHECK(book.sign(path).code() == "contract.not_approved");
        CHECK(book.agree(book.second, held.text("approval_id")).text("state") == "effective");
        CHECK(book.status(path) == "approved");

        REQUIRE(book.sign(path).status == 201);
        CHECK(book.status(path) == "signed");
        CHECK(book.history(path) == "event_recorded approved submitted made");
        const auto gate = book.get(path + "/gate").body;
        CHECK(gate.at("reviews").as_array().size() == 1);
        CHECK(gate.at("reviews").at(0).at("reviewer").as_string() == "risk");
        CHECK(gate.at("reviews").at(0).at("grade").as_string() == "A");
        CHECK(gate.at("approvals").at(0).at("state").as_string() == "effective");
        // A signing recorded for the wrong day is voided and recorded again; the approval still stands.
        REQUIRE(book.post(book.maker, path + "/events/signing/void", R"({"reason":"wrong day"})").status == 200);
        CHECK(book.status(path) == "approved");
        CHECK(book.sign(path).status == 201);
        book.check_verified();
    });
}

TEST_CASE("S22, S24: a state is no field, a dry run changes nothing, a command comes once") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        const std::string path = book.draft();
        for (const char* field : {"status", "approved_hash", "approved_by", "accepted", "grade", "created_by", "number", "customer_id", "signed_date"}) {
            INFO(field);
            const std::string extra = std::string(",\"") + field + "\":\"2026-01-01\"";
            CHECK(book.ask(book.maker, "PUT", path, "{" + GateBook::content("60000.00", 30) + extra + "}").status == 422);
            CHECK(book.post(book.maker, path + "/submit", R"({"x":1)" + extra + "}").status == 422);
        }
        CHECK(book.post(book.maker, contracts, R"({"customer_code":"K-1","status":"approved",)" + GateBook::content("10.00", 0) + "}").status == 422);
        CHECK(book.status(path) == "draft");
        CHECK(book.get(path).body.at("amount_minor").as_int64() == 50'000'00);

        CHECK(book.post(book.maker, path + "/submit?dry_run=true").status == 200);
        CHECK(book.status(path) == "draft");
        CHECK(book.server.ask_as(book.maker, "POST", path + "/submit", "{}", "").status == 400);
        const auto first = book.server.ask_as(book.maker, "POST", path + "/submit", "{}", "once"), second = book.server.ask_as(book.maker, "POST", path + "/submit", "{}", "once");
        CHECK(first.status == 200);
        CHECK(json::serialize(second.body) == json::serialize(first.body));
        CHECK(book.get(path + "/gate").body.at("submission").as_int64() == 1);
        auto blind = book.risk;
        blind.permissions = {http::Permission::view, http::Permission::manage_contracts};
        CHECK(book.pass(blind, path).status == 403);
    });
}

TEST_CASE("what came from a file is a fact: it is shown with what it breaks, and refused nothing") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        ImportBench files{database};
        const auto outcome = files.import(importing::ImportKind::contracts, "external_id,number,customer,signed_date,gross,terms\nX-1,HT-1,K-1,2026-01-05,1000.00,100% acceptance+200d\nX-2,HT-2,K-1,,1000.00,100% acceptance+200d\n");
        REQUIRE(outcome.errors.empty());
        const auto rows = book.get(contracts + "?sort=number").rows();
        REQUIRE(rows.size() == 2);
        const std::string done = contracts + "/" + std::string(rows[0].at("id").as_string()), waiting = contracts + "/" + std::string(rows[1].at("id").as_string());
        CHECK(book.status(done) == "signed");
        CHECK(book.findings(done) == "clause_missing clause_missing clause_missing term_above_cap");
        CHECK(book.get(done + "/gate").body.at("submission").as_int64() == 0);
        // Signed on paper since, says the next file; but not here, without a review.
        CHECK(book.sign(waiting).code() == "contract.not_approved");
        REQUIRE(files.import(importing::ImportKind::contract_events, "external_id,contract,event,event_date\nE-1,HT-2,signing,2026-02-01\n").errors.empty());
        CHECK(book.status(waiting) == "signed");
        book.check_verified();
    });
}

TEST_CASE("the customer of a draft may be corrected, and everything is judged for the new one; not while documents of the old one stand under it") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        const CustomerId other = book.bench.add_customer("K-2");
        const auto edit = [&](const std::string& path, const std::string& customer) { return book.ask(book.maker, "PUT", path, "{" + customer + GateBook::content("50000.00", 30) + "}"); };
        const std::string to_other = R"("customer_code":"K-2",)", path = book.approved();
        REQUIRE_MESSAGE(edit(path, to_other).text("status") == "draft", "what was approved for one customer is not approved for another");
        const auto page = book.get(path).body;
        CHECK(page.at("customer").at("id").as_string() == to_string(other));
        CHECK(page.at("history").at(0).at("kind").as_string() == "approval_taken_back");
        CHECK(book.sign(path).code() == "contract.not_approved");
        CHECK(book.findings(path) == "not_graded credit_limit");  // K-2 has no grade and no limit
        CHECK(book.get(path + "/gate").body.at("credit").at("grade").is_null());
        CHECK(book.post(book.maker, path + "/submit").code() == "contract.breaks_policy");
        CHECK(book.get("/api/v1/contracts?customer=" + to_string(other)).rows().size() == 1);
        REQUIRE(edit(path, R"("customer_id":")" + to_string(book.customer) + "\",").status == 200);
        CHECK(book.findings(path) == "");

        CHECK(edit(path, R"("customer_code":"K-9",)").status == 422);
        CHECK(edit(path, R"("customer_id":"cus_nonsense",)").status == 422);
        REQUIRE(book.post(book.maker, "/api/v1/orders", R"({"customer_id":")" + to_string(book.customer) + R"(","contract_id":")" + path.substr(contracts.size() + 1) + R"(","date":")" + to_string(book.today) +
                                                            R"(","amount":{"amount":"10.00","currency":"CNY"},"term_days":30})").status == 201);
        const auto refused = edit(path, to_other);
        CHECK(refused.code() == "contract.customer_bound");
        CHECK(refused.text("detail").find("SO-") != std::string::npos);
        CHECK(edit(path, "").status == 200);  // the rest may still be edited
        REQUIRE(book.post(book.maker, path + "/submit").status == 200);
        CHECK(edit(path, to_other).code() == "contract.in_review");
        book.check_verified();
    });
}
