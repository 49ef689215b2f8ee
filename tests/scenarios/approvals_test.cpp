// Agreement over HTTP on both engines: what is held does nothing until its chain has agreed, and then happens once, in the
// requester's name. R-303; trust S4, S5, R7.
#include <barrier>
#include <thread>

#include "approval/edge/approval_policy_sql.h"
#include "support/approval_book.h"

using namespace tandem;
using namespace tandem::testing;

namespace { using Book = ApprovalBook; }

TEST_CASE("a write-off waits, is agreed by somebody else, and then is done once in the requester's name") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const auto before = book.bench.open(book.item);
        const std::string path = book.held("100.00");
        CHECK(book.bench.open(book.item) == before);
        CHECK(book.bench.count("SELECT COUNT(*) FROM settlement") == 0);
        CHECK(book.get(book.risk, approvals + "/count").body.at("inbox").as_int64() == 1);
        CHECK(book.get(book.maker, approvals + "/count").body.at("inbox").as_int64() == 0);
        CHECK(book.get(book.maker, approvals + "?box=sent").rows().size() == 1);
        const auto shown = book.get(book.risk, path);
        CHECK(shown.body.at("may_decide").as_bool());
        CHECK(shown.body.at("amount_minor").as_int64() == 100'00);
        CHECK(book.get(book.maker, path).body.at("may_decide").as_bool() == false);
        const auto trial = book.post(book.risk, path + "/approve?dry_run=true", R"({"content_hash":")" + book.hash(path) + "\"}");
        CHECK(trial.text("state") == "effective");
        CHECK(book.bench.open(book.item) == before);

        const auto done = book.approve(book.risk, path);
        REQUIRE(done.status == 200);
        CHECK(done.text("state") == "effective");
        CHECK(book.bench.open(book.item) == before - 100'00);
        const auto& own = book.bench.company().value;
        CHECK(book.bench.connection().one_integer("SELECT COUNT(*) FROM audit_entry WHERE company_id = $1 AND command = 'open_item.write_off' AND actor_id = $2", {own, book.maker.user.value}).value_or(0) > 0);
        CHECK(book.bench.connection().one_text("SELECT o.payload FROM outbox o WHERE o.company_id = $1 AND o.topic = 'approval.effective'", {own})->find("\"name\":\"risk\"") != std::string::npos);
        CHECK(book.get(book.risk, approvals + "?box=done").rows().size() == 1);
        // S5: an old agreement agrees to nothing more.
        CHECK(book.approve(book.risk, path).code() == "approval.not_pending");
        CHECK(book.bench.open(book.item) == before - 100'00);
        book.check_verified();
    });
}

TEST_CASE("R-303: above the threshold the executive is the second, not the first and not the only one") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const std::string path = book.held("100000.01");
        CHECK(book.approve(book.boss, path).code() == "approval.level_skipped");
        CHECK(book.approve(book.risk, path).text("state") == "pending");
        CHECK(book.bench.open(book.item) == 300'000'00);
        CHECK(book.approve(book.risk, path).code() == "approval.already_decided");
        CHECK(book.approve(book.boss, path).text("state") == "effective");
        CHECK(book.bench.open(book.item) == 300'000'00 - 100'000'01);
        book.check_verified();
    });
}

TEST_CASE("S5: two requests below the threshold are one amount above it") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        CHECK(book.write_off("60000.00").body.at("levels").as_array().size() == 1);
        const auto second = book.write_off("60000.00");
        CHECK(second.body.at("levels").as_array().size() == 2);
        CHECK(book.get(book.maker, approvals + "/" + second.text("approval_id")).body.at("counted_minor").as_int64() == 120'000'00);
    });
}

TEST_CASE("S4: self approval is refused: as maker, by a second account, as the customer's rep") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const auto twin = book.user("twin", "risk", 501), rep = book.user("rep", "manager", 504);
        book.bench.connection().execute("INSERT INTO assignment (company_id, kind, subject_id, from_date, owner_id, recorded_at) VALUES ($1, 'customer_rep', $2, 0, 504, 1)", {book.bench.company().value, book.customer.value});
        const std::string path = book.held("100.00");
        for (const http::Principal* each : std::initializer_list<const http::Principal*>{&book.maker, &twin, &rep}) {
            const auto refused = book.approve(*each, path);
            CHECK(refused.status == 403);
            CHECK(refused.code() == "approval.self");
            CHECK(book.get(*each, approvals + "/count").body.at("inbox").as_int64() == 0);
            CHECK(book.post(*each, approvals + "/approve", R"({"kind":"write_off","requests":[{"id":")" + path.substr(approvals.size() + 1) + R"(","content_hash":")" + book.hash(path) + R"("}]})").code() == "approval.self");
        }
        CHECK(book.bench.open(book.item) == 300'000'00);
    });
}

TEST_CASE("what was paid meanwhile makes the request fail with that refusal, and nothing else changes") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const std::string path = book.held("100.00");
        const auto receipt = book.bench.receive(book.customer, cny(300'000'00), day("2026-02-01"));
        REQUIRE(book.bench.allocate(receipt->id, {{book.item, cny(300'000'00)}}));
        const auto postings = book.bench.count("SELECT COUNT(*) FROM posting");
        const auto failed = book.approve(book.risk, path);
        REQUIRE(failed.status == 200);
        CHECK(failed.text("state") == "failed");
        CHECK(failed.body.at("failure").at("code").as_string().starts_with("cash."));
        CHECK(book.bench.count("SELECT COUNT(*) FROM posting") == postings);
        CHECK(book.bench.count("SELECT COUNT(*) FROM settlement") == 1);
        // A maker who may no longer write off writes nothing off.
        const auto other = book.bench.item(book.customer, "INV-2", day("2026-01-10"), cny(10'00));
        const auto held = book.post(book.maker, "/api/v1/open-items/" + to_string(other) + "/write-off", Book::write_off_body("10.00"));
        book.bench.connection().execute("UPDATE app_user SET disabled_at = 1 WHERE company_id = $1 AND id = $2", {book.bench.company().value, book.maker.user.value});
        CHECK(book.approve(book.risk, approvals + "/" + held.text("approval_id")).text("state") == "failed");
        CHECK(book.bench.open(other) == 10'00);
        book.check_verified();
    });
}

TEST_CASE("a command that would be refused is refused at once; a held one can be edited, withdrawn and rejected") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        CHECK(book.write_off("300000.01").status == 409);
        CHECK(book.bench.count("SELECT COUNT(*) FROM approval_request") == 0);
        const std::string path = book.held("100.00"), seen = book.hash(path);
        const auto edit = [&](const http::Principal& who, const std::string& hash, const std::string& amount) { return book.ask(who, "PATCH", path, R"({"content_hash":")" + hash + R"(","body":)" + Book::write_off_body(amount) + "}"); };
        CHECK(edit(book.risk, seen, "200.00").code() == "approval.not_yours");
        CHECK(edit(book.maker, "0", "200.00").code() == "approval.changed");
        CHECK(edit(book.maker, seen, "300000.01").status == 409);
        REQUIRE(edit(book.maker, seen, "200000.00").status == 200);
        CHECK(book.approve(book.risk, path, seen).code() == "approval.changed");
        CHECK(book.get(book.risk, path).body.at("level_count").as_int64() == 2);
        // S22: the state is nobody's to write.
        for (const char* body : {R"({"status":"approved"})", R"({"state":"effective"})", R"({"approved_by":"usr_1"})", R"({"level":2})"}) CHECK(book.ask(book.maker, "PATCH", path, body).status == 422);
        CHECK(book.post(book.risk, path + "/approve", R"({"content_hash":")" + book.hash(path) + R"(","state":"effective"})").status == 422);
        CHECK(book.post(book.risk, path + "/reject", R"({"content_hash":")" + book.hash(path) + "\"}").status == 422);
        CHECK(book.post(book.risk, path + "/withdraw").code() == "approval.not_yours");
        CHECK(book.post(book.risk, path + "/reject", R"({"content_hash":")" + book.hash(path) + R"(","reason":"no proof"})").text("state") == "rejected");
        const std::string another = book.held("50.00");
        CHECK(book.post(book.maker, another + "/withdraw").text("state") == "withdrawn");
        CHECK(book.approve(book.risk, another).code() == "approval.not_pending");
        CHECK(book.bench.open(book.item) == 300'000'00);
        // S1: who is not in the chain does not learn that it exists.
        CHECK(book.get(http::Principal{.user = UserId{99}, .company = book.bench.company(), .employee = {}, .team = {}, .region = {}, .name = "x", .role = "rep", .permissions = {http::Permission::view, http::Permission::signed_in}, .scope = http::Scope::own}, path).status == 404);
    });
}

TEST_CASE("credit notes, refunds, reopened months and merges wait too, and are done when agreed") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const auto through = [&](const Answered& answer, std::initializer_list<const http::Principal*> approvers, const char* kind) {
            INFO(kind);
            REQUIRE(answer.status == 202);
            CHECK(answer.text("kind") == kind);
            const std::string path = approvals + "/" + answer.text("approval_id");
            Answered last{};
            for (const auto* each : approvers) last = book.approve(*each, path);
            REQUIRE(last.status == 200);
            CHECK(last.text("state") == "effective");
        };
        through(book.post(book.maker, "/api/v1/credit-notes", R"({"customer_id":")" + to_string(book.customer) + R"(","date":"2026-02-01","amount":{"amount":"50.00","currency":"CNY"},"reason":"returned"})"), {&book.risk}, "credit_note");
        CHECK(book.bench.count("SELECT COUNT(*) FROM credit_note") == 1);
        const auto receipt = book.bench.receive(book.customer, cny(80'00), day("2026-02-01"));
        through(book.post(book.maker, "/api/v1/receipts/" + to_string(receipt->id) + "/refunds", R"({"amount":{"amount":"80.00","currency":"CNY"},"date":"2026-02-02","reason":"paid twice"})"), {&book.risk}, "refund");
        CHECK(book.bench.left(receipt->id) == 0);
        REQUIRE(book.post(book.maker, "/api/v1/periods/2026-02/close").status == 200);
        through(book.post(book.maker, "/api/v1/periods/2026-02/reopen", R"({"reason":"late invoice"})"), {&book.boss}, "period_reopen");
        const auto duplicate = book.bench.add_customer("K-2");
        through(book.post(book.maker, "/api/v1/customers/" + to_string(duplicate) + "/merge", R"({"into_id":")" + to_string(book.customer) + R"(","reason":"same"})"), {&book.risk}, "customer_merge");
        CHECK(book.bench.count("SELECT COUNT(*) FROM customer WHERE merged_into_id IS NOT NULL") == 1);
        book.check_verified();
    });
}

TEST_CASE("several are approved together only when they are of one kind, and all or none") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const std::string one = book.held("10.00"), two = book.held("20.00");
        const auto note = book.post(book.maker, "/api/v1/credit-notes", R"({"customer_id":")" + to_string(book.customer) + R"(","date":"2026-02-01","amount":{"amount":"50.00","currency":"CNY"},"reason":"returned"})");
        const std::string three = approvals + "/" + note.text("approval_id");
        const auto entry = [&](const std::string& path) { return R"({"id":")" + path.substr(approvals.size() + 1) + R"(","content_hash":")" + book.hash(path) + "\"}"; };
        CHECK(book.post(book.risk, approvals + "/approve", R"({"kind":"write_off","requests":[)" + entry(one) + "," + entry(three) + "]}").code() == "approval.mixed_kinds");
        CHECK(book.bench.open(book.item) == 300'000'00);
        CHECK(book.post(book.risk, approvals + "/approve", R"({"kind":"write_off","requests":[)" + entry(one) + "," + entry(two) + "]}").status == 200);
        CHECK(book.bench.open(book.item) == 300'000'00 - 30'00);
    });
}

TEST_CASE("the chains themselves change only when agreed, and what was asked before keeps its chain") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const std::string before = book.held("100.00");
        const auto guardian = book.user("guardian", "security_admin", 505);
        const std::string today = to_string(book.server.serving().today());
        const std::string guard = R"({"kind":"policy_change","levels":[{"roles":["executive"]}]})";
        const auto change = [&](const std::string& chains) {
            return book.post(guardian, "/api/v1/policies/approval", R"({"based_on":1,"reason":"as the board decided","effective_from":")" + today + R"(","policy":{"currency":"CNY","split_window_days":0,"limits":[],"chains":[)" + chains + "]}}");
        };
        CHECK(change(R"({"kind":"write_off","levels":[{"roles":["risk"]}]})").code() == "approval.policy_unguarded");
        CHECK(change(guard + R"(,{"kind":"write_off","levels":[{"roles":["admin"]}]})").code() == "approval.policy_admin");
        const auto held = change(guard + R"(,{"kind":"write_off","above":"1000.00","levels":[{"roles":["executive"]}]})");
        REQUIRE(held.status == 202);
        const std::string path = approvals + "/" + held.text("approval_id");
        CHECK(book.write_off("1.00").status == 202);  // not yet
        const std::string seen = book.get(guardian, path).text("content_hash");
        CHECK(book.approve(book.risk, path, seen).code() == "approval.not_an_approver");
        CHECK(book.approve(guardian, path, seen).code() == "approval.self");
        REQUIRE(book.approve(book.boss, path, seen).text("state") == "effective");
        CHECK(book.get(book.maker, "/api/v1/policies/approval").body.at("in_force").as_int64() == 2);
        CHECK(book.write_off("1000.00").status == 201);  // below the first amount now: done at once
        CHECK(book.write_off("1000.01").status == 202);
        CHECK(book.approve(book.risk, before).text("state") == "effective");
    });
}

TEST_CASE("past its deadline a request goes to the next level's people, told once") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const std::string path = book.held("150000.00");
        const auto sweep = [&] {
            const auto act = book.bench.workspace().act("day-end");
            sql::Transaction transaction{book.bench.connection()};
            const int late = approval::escalate_overdue(book.bench.connection(), act, book.bench.workspace().ids());
            transaction.commit();
            return late;
        };
        CHECK(sweep() == 0);
        book.bench.connection().execute("UPDATE approval_request SET level_since_at = level_since_at - 172800000000, deadline_at = deadline_at - 172800000000", {});
        CHECK(sweep() == 1);
        CHECK(sweep() == 0);
        CHECK(book.bench.count("SELECT COUNT(*) FROM outbox WHERE topic = 'approval.escalated'") == 1);
        CHECK(book.approve(book.boss, path).text("state") == "pending");
        CHECK(book.approve(book.boss, path).code() == "approval.already_decided");
        CHECK(book.bench.open(book.item) == 300'000'00);
    });
}

TEST_CASE("S24: fifty equal approvals at once make one effect") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const std::string path = book.held("100.00"), body = R"({"content_hash":")" + book.hash(path) + "\"}";
        std::atomic<int> good{0}, refused{0};
        std::vector<std::jthread> clients;
        for (int client = 0; client < 50; ++client)
            clients.emplace_back([&, client] {
                // Half of them are one request sent again, half are requests of their own.
                const auto answer = book.server.ask_as(book.risk, "POST", path + "/approve", body, client % 2 ? "same" : "own-" + std::to_string(client));
                ++(answer.status == 200 ? good : refused);
            });
        clients.clear();
        CHECK(good + refused == 50);
        CHECK(good >= 1);
        CHECK(book.bench.count("SELECT COUNT(*) FROM settlement") == 1);
        CHECK(book.bench.count("SELECT COUNT(*) FROM approval_decision") == 1);
        CHECK(book.bench.open(book.item) == 300'000'00 - 100'00);
    });
}

TEST_CASE("S5: an edit races an approval: nothing that was not seen is approved") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        constexpr int rounds = 1000;
        const auto item = book.bench.item(book.customer, "INV-RACE", day("2026-01-10"), cny(90'000'00));
        int approved = 0, edited = 0;
        for (int round = 0; round < rounds; ++round) {
            const auto held = book.post(book.maker, "/api/v1/open-items/" + to_string(item) + "/write-off", Book::write_off_body("1.00"));
            REQUIRE(held.status == 202);
            const std::string path = approvals + "/" + held.text("approval_id"), seen = book.hash(path);
            Answered yes{}, change{};
            {
                std::barrier together{2};
                const std::jthread approver{[&] { together.arrive_and_wait(); yes = book.approve(book.risk, path, seen); }};
                const std::jthread editor{[&] { together.arrive_and_wait(); change = book.ask(book.maker, "PATCH", path, R"({"content_hash":")" + seen + R"(","body":)" + Book::write_off_body("2.00") + "}"); }};
            }
            // Exactly one of them came first, and the other was told.
            REQUIRE((yes.status == 200) != (change.status == 200));
            if (yes.status == 200) ++approved;
            else {
                REQUIRE(yes.code() == "approval.changed");
                ++edited;
                book.post(book.maker, path + "/withdraw");
            }
        }
        MESSAGE(rounds << " races: " << approved << " approved, " << edited << " edited");
        CHECK(book.bench.open(item) == 90'000'00 - approved * 1'00);
    });
}
