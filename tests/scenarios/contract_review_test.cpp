// Who reviews a contract, who agrees to it, and what is accepted. R-193; trust S4.
#include <atomic>
#include <thread>

#include "support/gate_book.h"

using namespace tandem;
using namespace tandem::testing;

TEST_CASE("S4: the maker reviews nothing and agrees to nothing, in no account; nor does the reviewer agree") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        const auto twin = book.user("twin", "risk", 501);             // the maker's second account
        const auto nobody = book.user("nobody", "executive", 0);      // no employee
        const std::string path = book.submitted("200000.00");
        CHECK(book.pass(book.maker, path).code() == "contract.own_review");
        CHECK(book.pass(twin, path).code() == "contract.own_review");
        const auto held = book.pass(book.risk, path);
        REQUIRE(held.status == 202);
        const std::string approval = held.text("approval_id");
        const auto shown = book.ask(book.second, "GET", "/api/v1/approvals/" + approval);
        CHECK(json::serialize(shown.body.at("changes")).find(R"({"field":"payment_methods","old":null,"new":{"text":"bank_transfer; automatic_debit"}})") != std::string::npos);
        CHECK(book.agree(book.risk, approval).code() == "approval.self");
        CHECK(book.agree(twin, approval).code() == "approval.self");
        CHECK(book.agree(book.boss, approval).code() == "approval.level_skipped");
        CHECK(book.agree(book.second, approval).text("state") == "pending");
        CHECK(book.agree(book.maker, approval).status == 403);
        CHECK(book.agree(nobody, approval).text("state") == "effective");
        CHECK(book.status(path) == "approved");

        // Who only changed it last is a maker too, and one without an employee as well.
        const std::string other = book.draft("200000.00");
        REQUIRE(book.ask(nobody, "PUT", other, "{" + GateBook::content("210000.00", 30) + "}").status == 200);
        REQUIRE(book.post(book.maker, other + "/submit").status == 200);
        CHECK(book.pass(nobody, other).code() == "contract.own_review");
        const auto again = book.pass(book.risk, other);
        REQUIRE(again.status == 202);
        REQUIRE(book.agree(book.second, again.text("approval_id")).text("state") == "pending");
        CHECK(book.agree(nobody, again.text("approval_id")).code() == "approval.self");
        CHECK(book.agree(book.boss, again.text("approval_id")).text("state") == "effective");
    });
}

TEST_CASE("R-193: a finding that may be accepted needs the reviewer's reason; a contract sent back comes again") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        const std::string weak = R"("late_interest_daily":"0.0003","penalty_percent":"5","penalty_after_days":30,"dispute":"customer_seat")";
        const std::string path = book.draft("50000.00", 30, weak);
        CHECK(book.findings(path) == "late_interest_below_standard venue_not_ours");
        REQUIRE(book.post(book.maker, path + "/submit").status == 200);
        const auto gate = book.get(path + "/gate").body;
        json::object review = json::parse(passing_review(gate)).as_object();
        review["accepted"] = json::array{};
        CHECK(book.post(book.risk, path + "/review", json::serialize(review)).code() == "contract.finding_not_accepted");
        review["outcome"] = "return";
        CHECK(book.post(book.risk, path + "/review", json::serialize(review)).code() == "contract.reason_required");
        review["reason"] = "our seat, please";
        review["risks"] = json::array{json::object{{"kind", "set_off"}, {"severity", "high"}, {"note", "clause 7"}}};
        REQUIRE(book.post(book.risk, path + "/review", json::serialize(review)).text("status") == "returned");
        CHECK(book.get(contracts + "?status=returned").rows().size() == 1);

        REQUIRE(book.ask(book.maker, "PUT", path, "{" + GateBook::content("50000.00", 30, R"("late_interest_daily":"0.0003","penalty_percent":"5","penalty_after_days":30,"dispute":"our_seat")") + "}").status == 200);
        REQUIRE(book.post(book.maker, path + "/submit").status == 200);
        const auto held = book.pass(book.risk, path);
        REQUIRE(held.status == 202);
        REQUIRE(book.settle(held.text("approval_id")).text("state") == "effective");
        CHECK(book.history(path) == "approved submitted redrafted returned submitted made");
        const json::array reviews = book.get(path + "/gate").body.at("reviews").as_array();
        REQUIRE(reviews.size() == 2);
        CHECK(reviews[0].at("accepted").at(0).at("finding").as_string() == "late_interest_below_standard");
        CHECK(reviews[0].at("findings").as_array().size() == 1);
        CHECK(reviews[1].at("risks").at(0).at("note").as_string() == "clause 7");
        CHECK(book.sign(path).status == 201);
    });
}

TEST_CASE("R-154: one review of a contract waits for agreement at a time, also when two reviewers pass it at once") {
    on_both_engines([](const TemporaryDatabase& database) {
        GateBook book{database};
        const std::string path = book.submitted();
        const auto held = book.pass(book.risk, path);
        REQUIRE(held.status == 202);
        const auto refused = book.pass(book.second, path);
        CHECK(refused.status == 409);
        CHECK(refused.code() == "contract.review_waiting");
        CHECK(refused.text("detail").find("risk") != std::string::npos);
        REQUIRE(book.ask(book.risk, "POST", "/api/v1/approvals/" + held.text("approval_id") + "/withdraw", R"({"reason":"looked again"})").status == 200);
        REQUIRE(book.pass(book.second, path).status == 202);

        for (int round = 0; round < 6; ++round) {
            const std::string raced = book.submitted("1000.00");
            const std::string seen = book.passing(raced);
            std::atomic<int> waiting{0}, turned_away{0};
            const auto pass = [&](const http::Principal& who) {
                const auto answer = book.post(who, raced + "/review", seen);
                if (answer.status == 202) ++waiting;
                else if (answer.code() == "contract.review_waiting") ++turned_away;
            };
            std::thread one{[&] { pass(book.risk); }}, other{[&] { pass(book.second); }};
            one.join();
            other.join();
            CHECK(waiting == 1);
            CHECK(turned_away == 1);
        }
        book.check_verified();
    });
}
