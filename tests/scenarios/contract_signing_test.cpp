// Only what was approved is signed, as it was approved. R-004, R-154; trust S5.
#include <chrono>
#include <thread>

#include "support/gate_book.h"
#include "support/import_bench.h"

using namespace tandem;
using namespace tandem::testing;

TEST_CASE("S5: a contract that is changed after its approval is a draft again, and the old review is worth nothing") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        const std::string path = book.approved();
        REQUIRE(book.ask(book.maker, "PUT", path, "{" + GateBook::content("59000.00", 30) + "}").text("status") == "draft");
        CHECK(book.get(path).body.at("plan").at(0).at("amount_minor").as_int64() == 59'000'00);
        CHECK(book.sign(path).code() == "contract.not_approved");
        CHECK(book.history(path) == "approval_taken_back approved submitted made");
        REQUIRE(book.post(book.maker, path + "/submit").status == 200);
        const std::string seen = book.passing(path);
        // Taken back and submitted again with the same content: another submission, which the reviewer has not seen.
        REQUIRE(book.post(book.maker, path + "/withdraw", R"({"reason":"a typing error"})").status == 200);
        CHECK(book.status(path) == "draft");
        REQUIRE(book.post(book.maker, path + "/submit").status == 200);
        CHECK(book.post(book.risk, path + "/review", seen).code() == "contract.review_seen");

        // Held for agreement, then taken back and changed: what is agreed to is no longer there.
        const auto held = book.pass(book.risk, path);
        REQUIRE(held.status == 202);
        REQUIRE(book.post(book.maker, path + "/withdraw", R"({"reason":"another price"})").status == 200);
        REQUIRE(book.ask(book.maker, "PUT", path, "{" + GateBook::content("99000.00", 30) + "}").status == 200);
        REQUIRE(book.post(book.maker, path + "/submit").status == 200);
        const auto late = book.settle(held.text("approval_id"));
        CHECK(late.text("state") == "failed");
        CHECK(late.body.at("failure").at("code").as_string() == "contract.review_seen");
        CHECK(book.status(path) == "in_review");

        // A change order on an approved draft takes the approval back too.
        const std::string other = book.approved("40000.00");
        REQUIRE(book.post(book.maker, other + "/changes", R"({"amount":{"amount":"41000.00","currency":"CNY"},"reason":"one more"})").status == 200);
        CHECK(book.sign(other).code() == "contract.not_approved");
        // A row altered in the database behind the program is not what was approved.
        const std::string third = book.approved("30000.00");
        book.bench.connection().execute("UPDATE contract SET dispute = 'customer_seat' WHERE id = $1", {parse_id<ContractTag>(third.substr(contracts.size() + 1))->value});
        CHECK(book.sign(third).code() == "contract.changed_since_approval");
        book.check_verified();
    });
}

TEST_CASE("S5: an edit raced against the last agreement never leaves unseen content approved") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        int won = 0;
        for (int round = 0; round < 8; ++round) {
            const std::string path = book.submitted("200000.00");
            const auto held = book.pass(book.risk, path);
            REQUIRE(held.status == 202);
            REQUIRE(book.agree(book.second, held.text("approval_id")).text("state") == "pending");
            const std::string approve = "/api/v1/approvals/" + held.text("approval_id") + "/approve", seen = R"({"content_hash":")" + book.ask(book.boss, "GET", "/api/v1/approvals/" + held.text("approval_id")).text("content_hash") + "\"}";
            std::thread editing{[&, round] {
                if (round % 2 == 0) std::this_thread::sleep_for(std::chrono::milliseconds{round});
                book.post(book.maker, path + "/withdraw", R"({"reason":"another price"})");
                book.ask(book.maker, "PUT", path, "{" + GateBook::content("99000.00", 30) + "}");
                book.post(book.maker, path + "/submit");
            }};
            if (round % 2 == 1) std::this_thread::sleep_for(std::chrono::milliseconds{round * 3});
            const auto agreed = book.post(book.boss, approve, seen);
            CHECK(agreed.status == 200);
            editing.join();
            const auto page = book.get(path).body;
            const bool changed = page.at("amount_minor").as_int64() == 99'000'00;
            const bool approved = page.at("status").as_string() == "approved";
            CHECK_FALSE((changed && approved));
            CHECK((book.sign(path).status == 201) == approved);
            won += agreed.text("state") == "effective";
        }
        MESSAGE("approved before the edit: " << won << " of 8");
        book.check_verified();
    });
}

TEST_CASE("R-004: a limit that has become too small since the approval keeps the contract from being signed; signed, it is exposure") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        const std::string path = book.approved("50000.00");
        book.limit(49'999'99);
        CHECK(book.sign(path).code() == "contract.findings_since_approval");
        book.limit(50'000'00);
        REQUIRE(book.sign(path).status == 201);
        CHECK(book.findings(path) == "");
        CHECK(book.findings(book.draft("0.01")) == "credit_limit");
        // A stop set by hand is lifted by hand: no review lets it pass.
        book.limit(std::nullopt);
        book.bench.connection().execute("INSERT INTO credit_stop (company_id, id, customer_id, reason, actor_id, recorded_at) VALUES ($1, 7, $2, 'test', 1, 1)", {book.bench.company().value, book.customer.value});
        const std::string stopped = book.draft("10.00");
        CHECK(book.credit_finding(stopped).at("treatment").as_string() == "block");
        CHECK(book.post(book.maker, stopped + "/submit").code() == "contract.breaks_policy");
        book.check_verified();
    });
}

TEST_CASE("R-193: what was accepted covers what it was accepted for: a worse figure or another reason is open again, and not signed") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        book.limit(40'000'00);
        const std::string path = book.approved("50000.00");
        const auto accepted = [&](const std::string& reason) {
            const auto gate = book.get(path + "/gate").body;
            for (const auto& each : gate.at("findings").as_array())
                if (each.at("figures").at("reason").as_string() == reason) return each.at("accepted").as_bool();
            FAIL("no finding " << reason);
            return false;
        };
        CHECK(accepted("limit_used"));  // 10,000.00 above the limit
        book.limit(39'999'99);
        CHECK_FALSE(accepted("limit_used"));
        CHECK(book.sign(path).code() == "contract.findings_since_approval");
        book.limit(45'000'00);
        CHECK(accepted("limit_used"));
        // A debt that falls overdue after the approval was accepted by nobody, whatever the limit was.
        book.bench.item(book.customer, "FP-OLD", book.today - Days{90}, Money{1'00, currency("CNY")});
        CHECK(accepted("limit_used"));
        CHECK_FALSE(accepted("overdue_days"));
        CHECK(book.sign(path).code() == "contract.findings_since_approval");
        CHECK_FALSE(book.get(path + "/gate").body.at("may").at("sign").as_bool());
        // Until risk control accepts that too.
        REQUIRE(book.ask(book.maker, "PUT", path, "{" + GateBook::content("50000.00", 30) + "}").status == 200);
        REQUIRE(book.post(book.maker, path + "/submit").status == 200);
        auto half = json::parse(book.passing(path));
        REQUIRE(half.at("accepted").as_array().size() == 2);
        half.at("accepted").as_array().erase(half.at("accepted").as_array().begin() + 1);
        CHECK(book.post(book.risk, path + "/review", json::serialize(half)).code() == "contract.finding_not_accepted");
        auto blind = json::parse(book.passing(path));
        for (auto& each : blind.at("accepted").as_array()) each.as_object().erase("figures");
        CHECK(book.post(book.risk, path + "/review", json::serialize(blind)).status == 422);
        const auto held = book.pass(book.risk, path);
        REQUIRE_MESSAGE(held.status == 202, json::serialize(held.body));
        // What grows worse while the chain agrees is not agreed to either.
        book.limit(44'999'99);
        const auto late = book.settle(held.text("approval_id"));
        CHECK(late.text("state") == "failed");
        CHECK(late.body.at("failure").at("code").as_string() == "contract.finding_not_accepted");
        const auto again = book.pass(book.risk, path);
        REQUIRE(again.status == 202);
        REQUIRE(book.settle(again.text("approval_id")).text("state") == "effective");
        CHECK(book.sign(path).status == 201);
        book.check_verified();
    });
}

TEST_CASE("tandem verify names the first contract that was written here and signed without an approval") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        ImportBench files{database};
        REQUIRE(files.import(importing::ImportKind::contracts, "external_id,number,customer,signed_date,gross,terms\nX-1,HT-1,K-1,2026-01-05,1000.00,100% acceptance+30d\n").errors.empty());
        const std::string path = book.approved();
        REQUIRE(book.sign(path).status == 201);
        book.check_verified();
        book.bench.connection().execute("UPDATE contract_gate SET approved_hash = NULL WHERE contract_id = $1", {parse_id<ContractTag>(path.substr(contracts.size() + 1))->value});
        int broken = 0;
        for (const auto& verdict : app::verify(book.bench.workspace(), Language::en)) {
            if (verdict.broken == 0) continue;
            ++broken;
            CHECK(verdict.invariant == "R-154");
            CHECK(verdict.first == book.get(path).text("number"));
        }
        CHECK(broken == 1);
    });
}
