// Policies over HTTP on both engines: a new version waits for agreement, begins on its day, is refused when it cannot be read
// or when somebody was faster, and leaves what was decided before as it was.
#include <chrono>
#include <set>
#include <thread>

#include "app/policies.h"
#include "policy/edge/policy_sql.h"
#include "support/approval_book.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

const std::string policies = "/api/v1/policies/";

// Policies are written by the guardian of the rules and agreed to by the boss.
struct Book : ApprovalBook {
    explicit Book(const TemporaryDatabase& database) : ApprovalBook(database), guardian(user("guardian", "security_admin", 504)) {}
    Answered of(const std::string& name) { return get(guardian, policies + name); }
    // The figures of the latest version.
    boost::json::object figures(const std::string& name) { return of(name).body.at("versions").at(0).at("policy").as_object(); }
    Answered change(const std::string& name, const boost::json::object& figures, std::int64_t based_on, Date from) {
        return post(guardian, policies + name, boost::json::serialize(boost::json::object{{"based_on", based_on}, {"effective_from", to_string(from)}, {"reason", "decided by the board"}, {"policy", figures}}));
    }
    Answered agree(const Answered& held) {
        REQUIRE(held.status == 202);
        return approve(boss, approvals + "/" + held.text("approval_id"));
    }
    Date today() { return server.serving().today(); }

    http::Principal guardian;
};

boost::json::object with_bands(boost::json::object figures, int last) {
    figures["aging"].as_object()["due_last_days"] = boost::json::array{7, 15, last};
    return figures;
}

}  // namespace

TEST_CASE("every shipped policy is listed, can be opened, and is in force") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const auto rows = book.get(book.boss, "/api/v1/policies").rows();
        CHECK(rows.size() == app::policy_names().size());
        for (const auto& row : rows) {
            const auto one = book.of(std::string(row.at("name").as_string()));
            CHECK(one.body.at("in_force") == row.at("in_force").at("version"));
            CHECK(one.body.at("versions").at(0).at("shipped").as_bool());
        }
        CHECK(book.of("weather").code() == "policy.unknown");
    });
}

TEST_CASE("a change waits, shows each figure old and new, begins when agreed, and the running server follows it") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        REQUIRE(book.server.serving().policies().receivable.version == 1);
        const auto held = book.change("receivable", with_bands(book.figures("receivable"), 45), 1, book.today());
        REQUIRE(held.status == 202);
        const auto asked = book.get(book.boss, approvals + "/" + held.text("approval_id"));
        bool shown = false;
        for (const auto& each : asked.body.at("changes").as_array())
            shown = shown || (each.at("field") == "policy_figure" && each.at("path") == "aging.due_last_days" && each.at("old").at("text") == "7, 15, 30" && each.at("new").at("text") == "7, 15, 45");
        CHECK(shown);
        CHECK(book.of("receivable").body.at("in_force").as_int64() == 1);
        CHECK(book.agree(held).text("state") == "effective");
        const auto now = book.of("receivable");
        CHECK(now.body.at("in_force").as_int64() == 2);
        const auto& changes = now.body.at("versions").at(0).at("changes").as_array();
        REQUIRE(changes.size() == 1);
        CHECK(changes[0].at("path") == "aging.due_last_days");
        // Within a second or so; what was handed out before stays readable.
        const auto& before = book.server.serving().policies();
        for (int tries = 0; tries < 100 && book.server.serving().policies().receivable.version == 1; ++tries) std::this_thread::sleep_for(std::chrono::milliseconds{100});
        CHECK(book.server.serving().policies().receivable.version == 2);
        CHECK(before.receivable.version >= 1);
    });
}

TEST_CASE("a version of a later day waits for that day, and the past keeps its figures") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        REQUIRE(book.agree(book.change("receivable", with_bands(book.figures("receivable"), 60), 1, book.today() + Days{3})).text("state") == "effective");
        const auto now = book.of("receivable");
        CHECK(now.body.at("in_force").as_int64() == 1);
        CHECK(now.body.at("latest").as_int64() == 2);
        const auto on = [&](Date day) { return app::load_policies(book.bench.connection(), book.bench.company(), day)->receivable.version; };
        CHECK(on(book.today() + Days{2}) == 1);
        CHECK(on(book.today() + Days{3}) == 2);
        CHECK(on(day("2020-01-01")) == 1);
    });
}

TEST_CASE("what cannot be read, was overtaken, lies in the past or changes nothing is refused before anybody is asked") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const auto figures = book.figures("receivable");
        CHECK(book.change("receivable", figures, 1, book.today()).code() == "policy.nothing_changed");
        CHECK(book.change("receivable", with_bands(figures, 45), 7, book.today()).code() == "policy.changed_since");
        CHECK(book.change("receivable", with_bands(figures, 45), 1, book.today() - Days{1}).code() == "policy.in_past");
        auto unknown = with_bands(figures, 45);
        unknown["colour"] = "red";
        CHECK(book.change("receivable", unknown, 1, book.today()).code() == "json.unknown_key");
        CHECK(book.change("receivable", with_bands(figures, 3), 1, book.today()).status == 422);  // bands must rise
        CHECK(book.bench.count("SELECT COUNT(*) FROM approval_request") == 0);
        CHECK(book.bench.count("SELECT COUNT(*) FROM policy_version") == 0);
        REQUIRE(book.agree(book.change("receivable", with_bands(figures, 45), 1, book.today())).text("state") == "effective");
        CHECK(book.change("receivable", with_bands(figures, 60), 1, book.today() + Days{1}).code() == "policy.changed_since");
        CHECK(book.change("receivable", with_bands(figures, 60), 2, book.today()).code() == "policy.begins_before_last");
    });
}

TEST_CASE("two changes from the same version: the second to be agreed fails, and says so") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const auto figures = book.figures("receivable");
        const auto one = book.change("receivable", with_bands(figures, 45), 1, book.today()), other = book.change("receivable", with_bands(figures, 60), 1, book.today());
        CHECK(book.agree(one).text("state") == "effective");
        const auto late = book.agree(other);
        CHECK(late.text("state") == "failed");
        CHECK(late.body.at("failure").at("code") == "policy.changed_since");
        CHECK(book.of("receivable").body.at("latest").as_int64() == 2);
    });
}

TEST_CASE("S4: who writes a policy does not agree to it") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const auto held = book.change("cash", [&] { auto figures = book.figures("cash"); figures["bill_counts_at"] = "receipt"; return figures; }(), 1, book.today());
        REQUIRE_MESSAGE(held.status == 202, boost::json::serialize(held.body));
        CHECK(book.approve(book.guardian, approvals + "/" + held.text("approval_id")).code() == "approval.self");
        CHECK(book.of("cash").body.at("latest").as_int64() == 1);
    });
}

namespace {

const std::string phases = "/api/v1/policy-phases";

boost::json::object seen(Book& book) { return book.get(book.guardian, phases).body.at("based_on").as_object(); }
Answered enter(Book& book, const std::string& code, const boost::json::object& based_on, Date from) {
    return book.post(book.guardian, phases + "/" + code, boost::json::serialize(boost::json::object{{"based_on", based_on}, {"effective_from", to_string(from)}, {"reason", "the market turned"}}));
}
std::string in_force(Book& book) {
    for (const auto& row : book.get(book.boss, phases).rows())
        if (row.at("in_force").as_bool()) return std::string(row.at("code").as_string());
    return {};
}

}  // namespace

TEST_CASE("R-419: a phase of the cycle changes several policies together, by one agreement, and back") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        CHECK(in_force(book) == "normal");
        const auto held = enter(book, "tight", seen(book), book.today());
        REQUIRE_MESSAGE(held.status == 202, boost::json::serialize(held.body));
        std::set<std::string> named;
        const auto asked = book.get(book.boss, approvals + "/" + held.text("approval_id"));
        for (const auto& each : asked.body.at("changes").as_array())
            if (each.at("field") == "policy_figure") named.insert(std::string(each.at("policy").as_string()) + " " + std::string(each.at("path").as_string()));
        CHECK(named.contains("credit without_grade"));
        CHECK(named.contains("dunning alerts[level-2].days"));
        CHECK(in_force(book) == "normal");
        CHECK(book.agree(held).text("state") == "effective");
        CHECK(in_force(book) == "tight");
        const auto tight = app::load_policies(book.bench.connection(), book.bench.company(), book.today()).value();
        CHECK(tight.credit.without_grade == credit::WithoutGrade::refuse);
        CHECK(tight.credit.version == 2);
        CHECK(tight.dunning.version == 2);
        REQUIRE(book.agree(enter(book, "normal", seen(book), book.today() + Days{9})).text("state") == "effective");
        CHECK(in_force(book) == "tight");  // until that day
        CHECK(book.get(book.boss, phases).rows().at(1).at("begins") == boost::json::value(to_string(book.today() + Days{9})));
        const auto after = app::load_policies(book.bench.connection(), book.bench.company(), book.today() + Days{9}).value();
        CHECK(after.credit.without_grade == credit::WithoutGrade::cash_only);
        CHECK(after.credit.version == 3);
        CHECK(app::load_policies(book.bench.connection(), book.bench.company(), book.today() + Days{8})->credit.version == 2);
    });
}

TEST_CASE("R-419: who may propose every policy that a switch moves may propose the switch") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        auto risk = book.user("assessor", "risk", 505), outsider = book.user("outsider", "rep", 506);
        risk.permissions = {http::Permission::signed_in, http::Permission::view, http::Permission::assess_credit};
        outsider.permissions = {http::Permission::signed_in, http::Permission::view, http::Permission::work_collections};
        const auto send = [&](const http::Principal& who, const char* code) {
            return book.post(who, phases + "/" + code, boost::json::serialize(boost::json::object{{"based_on", seen(book)}, {"effective_from", to_string(book.today())}, {"reason", "the market turned"}}));
        };
        const auto may = [&](const http::Principal& who) {
            std::map<std::string, bool> rows;
            for (const auto& row : book.get(who, phases).rows()) rows[std::string(row.at("code").as_string())] = row.at("may_enter").as_bool();
            return rows;
        };
        CHECK(may(risk) == std::map<std::string, bool>{{"expansion", true}, {"normal", true}, {"tight", false}});  // tight moves the alerts too
        CHECK(may(book.guardian).at("tight"));
        CHECK(may(outsider) == std::map<std::string, bool>{{"expansion", false}, {"normal", false}, {"tight", false}});
        CHECK(send(risk, "tight").code() == "auth.forbidden");
        CHECK(send(outsider, "expansion").code() == "auth.forbidden");
        const auto held = send(risk, "expansion");
        REQUIRE_MESSAGE(held.status == 202, boost::json::serialize(held.body));
        CHECK(book.agree(held).text("state") == "effective");
        CHECK(in_force(book) == "expansion");
    });
}

TEST_CASE("a phase that is in force, unknown or overtaken is refused, and nothing of it is kept") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        CHECK(enter(book, "normal", seen(book), book.today()).code() == "policy.nothing_changed");
        CHECK(enter(book, "boom", seen(book), book.today()).code() == "policy.phase_unknown");
        CHECK(enter(book, "tight", {}, book.today()).code() == "policy.changed_since");
        CHECK(enter(book, "tight", seen(book), book.today() - Days{1}).code() == "policy.in_past");
        // The dunning policy was changed since the phases were looked at: nothing of the switch may stay, not even the credit policy.
        const auto before = seen(book);
        auto dunning = book.figures("dunning");
        dunning["ladder"].as_object()["quiet_days"] = 2;
        REQUIRE(book.agree(book.change("dunning", dunning, 1, book.today())).text("state") == "effective");
        CHECK(enter(book, "tight", before, book.today() + Days{1}).code() == "policy.changed_since");
        CHECK(book.bench.count("SELECT COUNT(*) FROM policy_version WHERE name = 'credit'") == 0);
        CHECK(enter(book, "tight", seen(book), book.today() + Days{1}).status == 202);
    });
}

TEST_CASE("a cycle that names what is not there, or makes a policy that cannot be read, is refused") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const auto with = [&](const char* policy, const char* path, boost::json::value value) {
            auto cycle = book.figures("cycle");
            for (auto& phase : cycle["phases"].as_array()) phase.at("figures").as_array().push_back(boost::json::object{{"policy", policy}, {"path", path}, {"value", value}});
            return book.change("cycle", cycle, 1, book.today()).code();
        };
        CHECK(with("weather", "rain", 1) == "policy.unknown");
        CHECK(with("credit", "grades[Z].tone", "mild") == "policy.figure_unknown");
        CHECK(with("credit", "grades[A].tone", "loud") == "policy.unknown_code");
        CHECK(with("cycle", "in_force", "tight") == "policy.unknown");
    });
}

TEST_CASE("R-412: a version's effect is turnover, overdue rate and loss in equal spans before and after it began") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const Date today = book.today(), begins = today - Days{9};
        // The version of ten days ago: 100 billed before it; 400 after it, of which 50 are given up today.
        auto figures = with_bands(book.figures("receivable"), 45);
        figures["version"] = 2;
        policy::insert_policy(book.bench.connection(), book.bench.company(), "receivable", {.version = 2, .effective_from = begins, .body = boost::json::serialize(figures), .reason = "r", .proposed_by = {}, .recorded_at = {}}, book.guardian.user);
        book.bench.issue(book.customer, "E-1", begins - Days{1}, cny(100'00), cny(0));
        const auto late = book.bench.issue(book.customer, "E-2", begins, cny(150'00), cny(0));
        book.bench.issue(book.customer, "E-3", today, cny(250'00), cny(0));
        REQUIRE(book.bench.write_off(late.item, cny(50'00)).has_value());
        const auto rows = book.get(book.boss, policies + "receivable/effect").rows();
        REQUIRE(rows.size() == 1);
        const auto& row = rows.at(0);
        CHECK(row.at("days").as_int64() == 10);
        CHECK_FALSE(row.at("whole").as_bool());
        CHECK(row.at("before").at("to") == boost::json::value(to_string(begins - Days{1})));
        REQUIRE(row.at("currencies").as_array().size() == 1);
        const auto& before = row.at("currencies").at(0).at("before");
        const auto& after = row.at("currencies").at(0).at("after");
        const std::int64_t old_item = 300'000'00;  // the book's own, overdue for months
        CHECK(before.at("billed_minor").as_int64() == 100'00);
        CHECK(before.at("written_off_minor").as_int64() == 0);
        CHECK(before.at("open_minor").as_int64() == old_item + 100'00);
        CHECK(before.at("overdue_minor").as_int64() == old_item);
        CHECK(after.at("billed_minor").as_int64() == 400'00);
        CHECK(after.at("written_off_minor").as_int64() == 50'00);
        CHECK(after.at("open_minor").as_int64() == old_item + 450'00);
        CHECK(after.at("overdue_bp").as_int64() == 9985);  // 300,000 of 300,450
        CHECK(book.get(book.boss, policies + "receivable/effect?days=3").rows().at(0).at("whole").as_bool());
        CHECK(book.get(book.boss, policies + "receivable/effect?days=0").status == 400);
        CHECK(book.get(book.boss, policies + "cash/effect").rows().empty());
        CHECK(book.get(book.boss, policies + "weather/effect").code() == "policy.unknown");
    });
}
