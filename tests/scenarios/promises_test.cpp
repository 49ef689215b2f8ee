// A promise to pay from the telephone call to the credit file: what it holds back, what a broken one brings about, and that
// nobody promises twice. R-221, R-141.
#include "app/payment_record.h"
#include "app/reassessment.h"
#include "app/verify.h"
#include "credit/edge/scoring_model_json.h"
#include "dunning/edge/day_end_sql.h"
#include "platform/shipped.h"
#include "support/api_book.h"
#include "support/book_server.h"

using namespace tandem;
using namespace tandem::testing;
using importing::ImportKind;

namespace {

const Date monday = *parse_date("2026-06-01");
std::string text(const json::value& of, const char* key) { return std::string(of.at(key).as_string()); }

// One customer with two items, 20 and 5 days overdue on the Monday.
class Book {
public:
    explicit Book(const TemporaryDatabase& database) : api(database, noon(monday), {app::server::add_promise_routes}) {
        api.import(ImportKind::employees, "code,name\nE1,Rep\n");
        api.import(ImportKind::customers, "code,name,rep\nK1,One,E1\nK2,Two,E1\n");
        api.import(ImportKind::invoices, "external_id,number,customer,invoice_date,due_date,currency,gross\n1,OLD,K1,2026-04-12,2026-05-12,CNY,1000.00\n2,NEW,K1,2026-04-27,2026-05-27,CNY,500.00\n3,HERS,K2,2026-04-27,2026-05-27,CNY,70.00\n");
        customer = to_string(CustomerId{number("SELECT id FROM customer WHERE code = 'K1'")});
    }
    static Instant noon(Date day) { return Instant{(std::int64_t{day_number(day)} * 24 + 4) * 3'600'000'000}; }  // in Shanghai
    std::int64_t number(sql::Sql query) { return api.serving().connection().one_integer(query, {}).value_or(0); }
    std::string item(const std::string& of) { return to_string(OpenItemId{api.serving().connection().one_integer("SELECT id FROM open_item WHERE number = $1", {of}).value_or(0)}); }

    struct Answered {
        int status;
        json::value body;
        std::string code() const { return text(body, "code"); }
    };
    Answered ask(const std::string& method, const std::string& path, const std::string& body = {}, const ApiBook::Query& query = {}) {
        const auto answer = api.ask(method, "/api/v1/" + path, body, query);
        return {answer.status, json::parse(answer.body)};
    }
    Answered promise(const std::string& items, const std::string& amount, Date by) {
        return ask("POST", "customers/" + customer + "/promises", R"({"items":[)" + items + R"(],"amount":{"amount":")" + amount + R"(","currency":"CNY"},"promised_date":")" + to_string(by) + R"(","channel":"phone","note":"said Li"})");
    }
    std::string quoted(const std::string& of) { return "\"" + item(of) + "\""; }
    // The state of the newest promise.
    std::string state() { return text(ask("GET", "promises").body.at("rows").at(0), "state"); }
    std::string pay(const std::string& of, const std::string& amount, Date on) {
        const std::string money = R"("amount":{"amount":")" + amount + R"(","currency":"CNY"})";
        const auto receipt = ask("POST", "receipts", R"({"customer_id":")" + customer + R"(","method":"bank_transfer","value_date":")" + to_string(on) + "\"," + money + "}");
        REQUIRE(receipt.status == 201);
        REQUIRE(ask("POST", "receipts/" + text(receipt.body, "id") + "/allocations", R"({"lines":[{"item_id":")" + item(of) + "\"," + money + "}]}").status == 201);
        return text(receipt.body, "id");
    }
    void go_to(Date day) { api.clock().at = noon(day); }
    // Every evening up to that of the day.
    void close(Date day) {
        api.clock().at = Instant{noon(day).micros + std::int64_t{8} * 3'600'000'000};
        auto& serving = api.serving();
        const audit::Act act{serving.company().id, UserId{}, api.clock().now(), "day-end", serving.ids().next()};
        REQUIRE(dunning::run_day_end(serving.connection(), serving.company(), act, serving.ids(), serving.clock(), app::dunning_policy_on(serving.connection(), serving.company().id), day));
    }
    // What stands on the list of the day for an item, the most pressing first.
    std::vector<std::string> tasks(const std::string& of) {
        std::vector<std::string> actions;
        const auto list = ask("GET", "today", {}, {{"owner", "all"}}).body;
        for (const auto& row : list.at("rows").as_array())
            if (text(row, "number") == of && row.at("done_at").is_null()) actions.push_back(text(row, "action"));
        return actions;
    }
    bool asks(const std::string& of, std::string_view action) { return std::ranges::count(tasks(of), action) > 0; }
    credit::PaymentHistory history() { return app::load_payment_records(api.serving().connection(), api.serving().company().id, api.today(), *parse_id<CustomerTag>(customer)).at(*parse_id<CustomerTag>(customer)); }
    void check_verified() {
        auto workspace = app::Workspace::open(api.serving().options(), api.clock());
        REQUIRE(workspace);
        for (const auto& verdict : app::verify(*workspace, Language::en)) {
            INFO(verdict.invariant << " " << verdict.says << ": " << verdict.first);
            CHECK(verdict.broken == 0);
        }
    }
    ApiBook api;
    std::string customer;
};

using Actions = std::vector<std::string>;

}  // namespace

TEST_CASE("a promise holds the ladder; broken, it is a task above all else, and the demands go on at the item's age") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        book.close(monday);  // the first run: 1000.00 is 20 days overdue
        REQUIRE(book.asks("OLD", "reminder_letter"));
        const Date saturday = monday + Days{5};
        const auto made = book.promise(book.quoted("OLD"), "1000.00", saturday);
        REQUIRE_MESSAGE(made.status == 201, json::serialize(made.body));
        CHECK(text(made.body, "state") == "open");
        CHECK(text(made.body, "last_date") == to_string(saturday + Days{2}));
        CHECK(text(made.body.at("items").at(0), "number") == "OLD");
        // Nothing is demanded meanwhile; the other item goes on.
        CHECK_FALSE(book.asks("OLD", "reminder_letter"));
        book.close(saturday + Days{2});
        CHECK(std::ranges::none_of(book.tasks("OLD"), [](const std::string& action) { return action.ends_with("letter") || action == "promise_broken"; }));
        CHECK(book.asks("NEW", "reminder_letter"));
        CHECK(book.state() == "open");
        CHECK(book.history().promises_due == 0);

        book.close(saturday + Days{3});
        CHECK(book.state() == "broken");
        const auto list = book.ask("GET", "today", {}, {{"owner", "all"}}).body;
        const auto& first = list.at("rows").at(0);
        CHECK(text(first, "action") == "promise_broken");
        CHECK(text(first, "number") == "OLD");
        CHECK(first.at("reason").at("points").at("promise").as_int64() == 1000);
        CHECK(text(first, "text").starts_with("Promised 1000.00 CNY by 2026-06-06, paid 0.00. "));
        CHECK(text(first, "owner") == "Rep");
        CHECK(book.asks("OLD", "reminder_letter"));  // what rested is back
        CHECK(book.history().promises_due == 1);
        CHECK(book.history().promises_broken == 1);
        // Once: not again on the next day.
        book.close(saturday + Days{4});
        CHECK(std::ranges::count(book.tasks("OLD"), "promise_broken") == 1);
        CHECK(book.number("SELECT COUNT(*) FROM task WHERE action = 'promise_broken'") == 1);
        CHECK(book.number("SELECT COUNT(*) FROM outbox WHERE topic = 'dunning.promise_broken'") == 1);
        book.check_verified();
    });
}

TEST_CASE("money in the tolerance keeps it; a reversal judges it anew; a part is not enough") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const Date saturday = monday + Days{5};
        REQUIRE(book.promise(book.quoted("OLD") + "," + book.quoted("NEW"), "1500.00", saturday).status == 201);
        book.go_to(saturday + Days{2});
        book.pay("NEW", "500.00", saturday + Days{2});
        CHECK(book.state() == "open");
        const auto receipt = book.pay("OLD", "1000.00", saturday + Days{2});
        CHECK(book.state() == "kept");
        book.close(saturday + Days{3});
        CHECK(book.number("SELECT COUNT(*) FROM task WHERE action = 'promise_broken'") == 0);
        CHECK(book.history().promises_broken == 0);
        book.go_to(saturday + Days{10});
        REQUIRE(book.ask("POST", "receipts/" + receipt + "/reverse", R"({"reason":"returned by the bank","date":")" + to_string(saturday + Days{10}) + "\"}").status == 200);
        CHECK(book.state() == "partly_kept");
        CHECK(book.history().promises_broken == 1);
        book.close(saturday + Days{10});
        CHECK(book.tasks("OLD").front() == "promise_broken");
        CHECK(book.tasks("NEW").empty());
        const auto row = book.ask("GET", "promises").body.at("rows").at(0);
        CHECK(row.at("paid_minor").as_int64() == 500'00);
        CHECK(text(row, "failed_date") == to_string(saturday + Days{10}));
        book.check_verified();
    });
}

TEST_CASE("what was paid on the morning of the promise is not counted for it, what is posted later is") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        book.go_to(monday);
        book.pay("OLD", "300.00", monday);
        REQUIRE(book.promise(book.quoted("OLD"), "700.00", monday + Days{5}).status == 201);
        CHECK(book.ask("GET", "promises").body.at("rows").at(0).at("paid_minor").as_int64() == 0);
        book.go_to(monday + Days{1});
        book.pay("OLD", "700.00", monday - Days{1});  // at the bank on Sunday, in the book on Tuesday
        CHECK(book.state() == "kept");
    });
}

TEST_CASE("one promise an item at a time; withdrawn, the way is free, and it is nobody's broken word") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        const auto made = book.promise(book.quoted("OLD"), "1000.00", monday + Days{5});
        REQUIRE(made.status == 201);
        CHECK(book.promise(book.quoted("OLD"), "10.00", monday + Days{9}).code() == "dunning.promise_item_taken");
        CHECK(book.promise(book.quoted("HERS"), "70.00", monday + Days{5}).code() == "dunning.promise_item_unknown");
        CHECK(book.promise(book.quoted("NEW"), "500.01", monday + Days{5}).code() == "dunning.promise_amount");
        CHECK(book.promise(book.quoted("NEW"), "500.00", monday + Days{31}).code() == "dunning.promise_too_far");
        CHECK(book.promise("\"itm_0000000000001\"", "1.00", monday).code() == "dunning.promise_item_unknown");
        CHECK(book.promise("", "1.00", monday).code() == "dunning.promise_items");
        const std::string path = "promises/" + text(made.body, "id") + "/withdraw";
        CHECK(book.ask("POST", path, R"({"reason":" "})").status == 422);
        const auto withdrawn = book.ask("POST", path, R"({"reason":"misheard"})");
        CHECK(text(withdrawn.body, "state") == "withdrawn");
        CHECK(text(withdrawn.body, "withdraw_reason") == "misheard");
        CHECK(book.ask("POST", path, R"({"reason":"misheard"})").code() == "dunning.promise_not_open");
        CHECK(book.ask("POST", "promises/pms_0000000000001/withdraw", R"({"reason":"x"})").code() == "dunning.unknown_promise");
        REQUIRE(book.promise(book.quoted("OLD"), "900.00", monday + Days{1}).status == 201);
        book.go_to(monday + Days{10});
        CHECK(book.history().promises_due == 1);
        // Lists: by state, by promised date, by customer; the record stands beside.
        const auto list = book.ask("GET", "promises").body;
        CHECK(list.at("counts").at("broken").as_int64() == 1);
        CHECK(list.at("counts").at("withdrawn").as_int64() == 1);
        CHECK(list.at("record").at("fell_due").as_int64() == 1);
        CHECK(list.at("record").at("rate_bp").as_int64() == 0);
        CHECK(list.at("totals").at("amounts").at(0).at("amount_minor").as_int64() == 1900'00);
        CHECK(book.ask("GET", "promises", {}, {{"state", "broken"}}).body.at("rows").as_array().size() == 1);
        CHECK(book.ask("GET", "promises", {}, {{"from", to_string(monday + Days{2})}}).body.at("rows").as_array().size() == 1);
        CHECK(book.ask("GET", "customers/" + book.customer + "/promises").body.at("rows").as_array().size() == 2);
        const auto page = book.ask("GET", "promises", {}, {{"limit", "1"}}).body;
        const auto next = book.ask("GET", "promises", {}, {{"limit", "1"}, {"cursor", text(page, "next_cursor")}}).body;
        CHECK(text(next.at("rows").at(0), "id") != text(page.at("rows").at(0), "id"));
        CHECK(next.at("next_cursor").is_null());
        CHECK(book.ask("GET", "promises", {}, {{"state", "reset"}}).code() == "http.bad_parameter");
        book.check_verified();
    });
}

TEST_CASE("from the work list: done as promised is the promise itself, in one transaction") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        book.close(monday);
        const auto list = book.ask("GET", "today", {}, {{"owner", "all"}}).body;
        const auto& rows = list.at("rows").as_array();
        const auto found = std::ranges::find_if(rows, [](const json::value& row) { return text(row, "number") == "OLD" && text(row, "action") == "reminder_letter"; });
        REQUIRE(found != rows.end());
        const std::string done = "tasks/" + text(*found, "id") + "/done";
        CHECK(book.ask("POST", done, R"({"outcome":"promised"})").code() == "dunning.promise_figures_missing");
        CHECK(book.ask("POST", done, R"({"outcome":"promised","promised_date":"2026-05-31"})").code() == "dunning.promise_date_past");
        CHECK(book.ask("POST", done, R"({"outcome":"called","promised_date":"2026-06-05"})").status == 422);
        CHECK(book.number("SELECT COUNT(*) FROM promise") + book.number("SELECT COUNT(*) FROM task WHERE done_at IS NOT NULL") == 0);
        const std::string body = R"({"outcome":"promised","promised_date":"2026-06-05","channel":"visit","note":"met Li"})";
        REQUIRE(book.ask("POST", done, body).status == 200);
        REQUIRE(book.ask("POST", done, body).status == 200);  // the same once more
        CHECK(book.number("SELECT COUNT(*) FROM promise") == 1);
        const auto row = book.ask("GET", "promises").body.at("rows").at(0);
        CHECK(row.at("amount_minor").as_int64() == 1000'00);
        CHECK(text(row, "channel") == "visit");
        CHECK(text(row, "note") == "met Li");
        CHECK(book.tasks("OLD") == Actions{"level-2"});  // what our own people are told stays
    });
}

TEST_CASE("the same request twice makes one promise") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        BookServer server{database, {app::server::add_promise_routes}};
        const auto customer = bench.add_customer("K");
        const auto item = bench.item(customer, "INV", bench.workspace().today() - Days{40}, cny(100'00));
        const std::string body = R"({"items":[")" + to_string(item) + R"("],"amount":{"amount":"100.00","currency":"CNY"},"promised_date":")" + to_string(bench.workspace().today()) + "\"}", path = "/api/v1/customers/" + to_string(customer) + "/promises";
        const auto first = server.ask("POST", path, body, "one"), again = server.ask("POST", path, body, "one");
        CHECK(first.status == 201);
        CHECK(again.body == first.body);
        CHECK(bench.count("SELECT COUNT(*) FROM promise") == 1);
        CHECK(bench.count("SELECT COUNT(*) FROM audit_entry WHERE object_kind = 'promise'") == 1);
        CHECK(server.ask("POST", path, body, "two").code() == "dunning.promise_item_taken");
        server.permissions = {http::Permission::view};
        CHECK(server.ask("POST", path, body, "three").status == 403);
        CHECK(server.get("/api/v1/promises").rows().size() == 1);
    });
}

TEST_CASE("R-404: a promise broken since the assessment is a reason to look again, and counts against the customer") {
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database};
        auto& serving = book.api.serving();
        const auto basis = [&] { return app::assessment_basis(serving.connection(), serving.company(), book.api.today()).value(); };
        const CustomerId customer = *parse_id<CustomerTag>(book.customer);
        const auto why = [&]() -> std::string {
            const auto now = basis();
            for (const auto& due : app::due_for_assessment(serving.connection(), serving.company().id, now, org::Reach::whole_company()))
                if (due.customer == customer) return std::string(code_of(due.why));
            return {};
        };
        const auto assess = [&] {
            const auto now = basis();
            const audit::Act act{serving.company().id, UserId{1}, book.api.clock().now(), "assess", serving.ids().next()};
            sql::Transaction transaction{serving.connection()};
            const auto due = app::due_for_assessment(serving.connection(), serving.company().id, now, org::Reach::whole_company());
            app::reassess(serving.connection(), serving.company(), {serving.ids(), act, 0}, now, due);
            transaction.commit();
        };
        const auto promises_factor = [&] {
            const auto values = app::values_of(serving.connection(), serving.company().id, basis(), customer);
            return *std::ranges::find(values, "broken_promises", &credit::FactorValue::factor);
        };
        book.go_to(monday);
        CHECK(promises_factor().gap == credit::Gap::absent);
        REQUIRE(book.promise(book.quoted("OLD"), "1000.00", monday + Days{5}).status == 201);
        CHECK(why() == "never");
        book.go_to(monday + Days{7});
        assess();
        CHECK(why().empty());
        book.go_to(monday + Days{8});
        CHECK(why() == "promise_broken");
        CHECK(promises_factor().number == credit::Ratio{1, 1});
        assess();
        CHECK(why().empty());
        book.check_verified();
    });
}
