// Who has left the house: what he asked for, where he would have agreed, and whom he let stand in for him. Trust S33.
#include "access/edge/delegations_sql.h"
#include "support/approval_book.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

void disable(ApprovalBook& book, const http::Principal& who) {
    REQUIRE(book.bench.connection().execute("UPDATE app_user SET disabled_at = 1 WHERE company_id = $1 AND id = $2", {who.company.value, who.user.value}) == 1);
}
std::int64_t waiting_for(ApprovalBook& book, const http::Principal& who) { return book.get(who, approvals + "/count").body.at("inbox").as_int64(); }
Answered reject(ApprovalBook& book, const http::Principal& who, const std::string& path, const std::string& hash) {
    return book.post(who, path + "/reject", R"({"content_hash":")" + hash + R"(","reason":"the requester has left"})");
}

}  // namespace

TEST_CASE("S33: what somebody asked before leaving stays in sight and can be rejected; agreed to, it fails and changes nothing") {
    on_both_engines([](const TemporaryDatabase& database) {
        ApprovalBook book{database};
        const std::string first = book.held("100.00"), second = book.held("200.00");
        const std::string first_hash = book.hash(first), second_hash = book.hash(second);
        disable(book, book.maker);
        CHECK(waiting_for(book, book.risk) == 2);
        CHECK(book.get(book.risk, first).body.at("may_decide").as_bool());
        CHECK(reject(book, book.risk, first, first_hash).text("state") == "rejected");
        const auto agreed = book.approve(book.risk, second, second_hash);
        REQUIRE(agreed.status == 200);
        CHECK(agreed.text("state") == "failed");
        CHECK(agreed.body.at("failure").at("code").as_string() == "auth.signed_out");
        CHECK(book.bench.open(book.item) == 300'000'00);
        CHECK(book.bench.count("SELECT COUNT(*) FROM settlement") == 0);
        CHECK(waiting_for(book, book.risk) == 0);
        book.check_verified();
    });
}

TEST_CASE("S33: a level whose only approver has left goes to the next level's people at once, who still agree once each") {
    on_both_engines([](const TemporaryDatabase& database) {
        ApprovalBook book{database};
        const std::string path = book.held("150000.00"), hash = book.hash(path);
        CHECK(waiting_for(book, book.boss) == 0);
        disable(book, book.risk);
        CHECK(waiting_for(book, book.boss) == 1);
        const auto shown = book.get(book.boss, path);
        CHECK(shown.body.at("escalated").as_bool());
        CHECK(!shown.body.at("overdue").as_bool());
        CHECK(!shown.body.at("nobody_left").as_bool());
        CHECK(book.approve(book.boss, path, hash).text("state") == "pending");
        CHECK(book.approve(book.boss, path, hash).code() == "approval.already_decided");
        // One person is not two levels: nobody is left, and the requester is told so.
        CHECK(book.get(book.maker, path).body.at("nobody_left").as_bool());
        const auto second = book.user("second", "executive", 505);
        CHECK(!book.get(book.maker, path).body.at("nobody_left").as_bool());
        CHECK(book.approve(second, path, hash).text("state") == "effective");
        CHECK(book.bench.open(book.item) == 150'000'00);
        book.check_verified();
    });
}

TEST_CASE("S33: a last level that nobody is left at says so and waits; whoever gets the role decides") {
    on_both_engines([](const TemporaryDatabase& database) {
        ApprovalBook book{database};
        const std::string path = book.held("100.00"), hash = book.hash(path);
        CHECK(!book.get(book.maker, path).body.at("nobody_left").as_bool());
        disable(book, book.risk);
        CHECK(book.get(book.maker, path).body.at("nobody_left").as_bool());
        CHECK(book.approve(book.boss, path, hash).code() == "approval.not_an_approver");
        // The requester's second account is nobody else.
        book.user("twin", "risk", 501);
        CHECK(book.get(book.maker, path).body.at("nobody_left").as_bool());
        const auto successor = book.user("successor", "risk", 506);
        CHECK(!book.get(book.maker, path).body.at("nobody_left").as_bool());
        CHECK(book.approve(successor, path, hash).text("state") == "effective");
    });
}

TEST_CASE("S33: a delegation ends with whoever gave it") {
    on_both_engines([](const TemporaryDatabase& database) {
        ApprovalBook book{database};
        const auto deputy = book.user("deputy", "legal", 507), other = book.user("other", "risk", 508);
        const std::string path = book.held("100.00"), hash = book.hash(path);
        auto& connection = book.bench.connection();
        const Date today = book.server.serving().today();
        connection.execute("INSERT INTO delegation (company_id, id, from_user_id, to_user_id, from_date, last_date, reason, created_by, recorded_at) VALUES ($1, 1, $2, $3, $4, $5, 'leave', $2, 1)",
                           {book.bench.company().value, book.risk.user.value, deputy.user.value, std::int64_t{day_number(today)}, std::int64_t{day_number(today) + 5}});
        CHECK(waiting_for(book, deputy) == 1);
        disable(book, book.risk);
        CHECK(waiting_for(book, deputy) == 0);
        CHECK(book.approve(deputy, path, hash).status >= 400);
        CHECK(waiting_for(book, other) == 1);
        CHECK(book.bench.open(book.item) == 300'000'00);
    });
}
