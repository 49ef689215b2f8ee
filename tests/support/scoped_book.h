// A company of two regions, four teams and eight representatives, each with a customer and a document of every kind;
// a ninth customer belongs to nobody. Asked over the whole table of routes, as anybody, without a socket.
#pragma once
#include <boost/json.hpp>

#include <filesystem>
#include <fstream>
#include <map>

#include "app/server/server.h"
#include "app/server/serving.h"
#include "app/server/users.h"
#include "audit/edge/trail_sql.h"
#include "credit/check.h"
#include "dunning/edge/day_end_sql.h"
#include "platform/shipped.h"
#include "support/api_book.h"
#include "support/nothing_is_held.h"

namespace tandem::testing {

// A customer and what hangs on it, by id.
struct Target {
    std::string code, employee, customer, contract, invoice, item, receipt, settlement, credit_note, refund, task, note, attachment, contact, order, hold, security, claim, promise;
    // The text without what is its own: what is left must not tell one object from another.
    std::string without_ids(std::string text) const {
        for (const std::string* id : {&employee, &customer, &contract, &invoice, &item, &receipt, &settlement, &credit_note, &refund, &task, &note, &attachment, &contact, &order, &hold, &security, &claim, &promise, &code})
            for (std::size_t at = 0; !id->empty() && (at = text.find(*id, at)) != std::string::npos;) text.replace(at, id->size(), "*");
        return text;
    }
};

class ScopedBook {
public:
    struct Question { std::string path, body; ApiBook::Query query{}; bool upload = false; };
    struct Answered {
        int status;
        std::string body;
        json::value json() const { return json::parse(body); }
        std::string code() const {
            const auto value = json::parse(body);
            return value.is_object() && value.as_object().contains("code") ? std::string(value.at("code").as_string()) : std::string{};
        }
    };
    static constexpr int reps = 8, nobodys = 8;  // customer n belongs to employee n, the last to nobody

    explicit ScopedBook(const TemporaryDatabase& database) : options_{.database = database.url(), .company = {}, .id_process = 1}, serving_(options_, opened(), clock_) {
        app::server::add_all_routes(router_, serving_, {});
        REQUIRE(router_.seal());
        seed();
    }

    Answered ask(const http::Principal& principal, const std::string& method, const Question& question) {
        clock_.at = Instant{clock_.at.micros + 1'000'000};
        const auto found = router_.find(method, *http::split_path(question.path));
        const auto* match = std::get_if<http::Router::Match>(&found);
        REQUIRE_MESSAGE(match, method << " " << question.path);
        http::Request request{.method = method, .path = question.path, .query = {}, .headers = {}, .body = question.upload ? std::string{} : question.body, .upload = {}, .upload_bytes = 0, .peer = "127.0.0.1", .id = "1", .parameters = match->parameters, .principal = {}};
        if (question.upload) keep_upload(request, question.body);
        for (const auto& [name, value] : question.query) request.query.add(name, value);
        request.headers.add("X-Tandem-Request", "1");
        request.headers.add("Content-Type", question.upload ? "application/pdf" : "application/json");
        request.headers.add("Accept-Language", "en-US");
        request.headers.add("Idempotency-Key", "key-" + std::to_string(clock_.at.micros));
        auto answer = http::dispatch(*match->route, request, {.identify = [&](const http::Request&) -> Result<std::optional<http::Principal>> { return principal; },
                                                              .observe = [](const http::Request&, std::string_view, int, double) {}, .report = [](const http::Request&, std::string_view what) { MESSAGE(std::string(what)); }});
        if (answer.producer)
            while (answer.producer(answer.body)) {}
        return {answer.status, std::move(answer.body)};
    }

    // Somebody of that role, as the server itself would see him.
    http::Principal somebody(const std::string& role, const std::string& employee) {
        app::server::User user{UserId{1}, role, role, role, {}};
        if (!employee.empty()) user.employee = parse_id<EmployeeTag>(employee);
        return serving_.placed(app::server::principal_of(user, serving_.company().id));
    }
    // With every right and that scope: the routes alone decide what is seen.
    http::Principal anything_within(http::Scope scope, const std::string& employee) {
        http::Principal principal{.user = UserId{1}, .company = serving_.company().id, .employee = parse_id<EmployeeTag>(employee).value_or(EmployeeId{}), .team = {}, .region = {}, .name = "li", .role = "finance", .permissions = {}, .scope = scope};
        for (int each = 0; each <= static_cast<int>(http::Permission::administer); ++each) principal.permissions.add(static_cast<http::Permission>(each));
        return serving_.placed(principal);
    }

    const std::vector<Target>& targets() const { return targets_; }
    const http::Router& router() const { return router_; }
    app::server::Serving& serving() { return serving_; }
    std::string today() const { return to_string(serving_.today()); }

    // From that many days on the customer is that representative's; announced as an import announces it.
    void give_customer(const Target& target, const std::string& employee, Days after) {
        sql::Connection& connection = serving_.connection();
        const std::int64_t company = serving_.company().id.value, customer = parse_id<CustomerTag>(target.customer)->value;
        sql::Transaction transaction{connection};
        connection.execute("INSERT INTO assignment (company_id, kind, subject_id, from_date, owner_id, recorded_at) VALUES ($1, 'customer_rep', $2, $3, $4, $5)",
                           {company, customer, std::int64_t{day_number(serving_.today() + after)}, parse_id<EmployeeTag>(employee)->value, clock_.at.micros});
        const audit::Act act{serving_.company().id, UserId{1}, clock_.at, "test", 1};
        audit::SqlTrail trail{connection, serving_.ids(), act};
        trail.record({.object_kind = "customer", .object_id = customer, .topic = "customer.changed"});
        trail.flush();
        transaction.commit();
    }
    void pass(Days days) { clock_.at = Instant{clock_.at.micros + days.count() * 86'400'000'000}; }
    std::string add_job(const std::string& kind, std::int64_t actor) {
        const auto job = serving_.ids().make<JobId>();
        serving_.connection().execute("INSERT INTO job (company_id, id, kind, state, done_units, total_units, actor_id, created_at) VALUES ($1, $2, $3, 'running', 0, 1, $4, $5)", {serving_.company().id.value, job.value, kind, actor, clock_.at.micros});
        return to_string(job);
    }

private:
    static std::string yuan(const std::string& amount) { return R"("amount":{"amount":")" + amount + R"(","currency":"CNY"})"; }
    static std::string quoted(const char* name, const std::string& value) { return std::string{"\""} + name + "\":\"" + value + "\""; }

    app::Workspace opened() {
        clock_.at = Instant{std::int64_t{day_number(*parse_date("2026-06-30"))} * 86'400'000'000 + 14'400'000'000};
        auto workspace = app::Workspace::open(options_, clock_);
        REQUIRE(workspace);
        return *std::move(workspace);
    }
    static void keep_upload(http::Request& request, const std::string& bytes) {
        static int count = 0;
        const auto file = std::filesystem::temp_directory_path() / ("scoped-book-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
        std::ofstream{file, std::ios::binary} << bytes;
        request.upload = std::make_shared<http::TempFile>(file);
        request.upload_bytes = static_cast<std::int64_t>(bytes.size());
    }
    void import(importing::ImportKind kind, const std::string& csv) {
        auto workspace = app::Workspace::open(options_, clock_);
        REQUIRE(workspace);
        auto table = platform::open_table_in_memory(csv);
        const auto mapping = importing::mapping_for(kind, (*table)->shape().header);
        REQUIRE(mapping);
        const auto outcome = importing::run_import(workspace->connection(), workspace->company(), workspace->act("import"), workspace->ids(), workspace->policies().cash, **table, {.kind = kind, .file_name = "test.csv", .file_hash = "", .mapping = *mapping});
        REQUIRE(outcome);
        REQUIRE(outcome->errors.empty());
        clock_.at = Instant{clock_.at.micros + 1'000'000};
    }
    std::string made(const std::string& path, const std::string& body, const ApiBook::Query& query = {}, bool upload = false) {
        const auto answer = ask(anything_within(http::Scope::company, {}), "POST", {"/api/v1/" + path, body, query, upload});
        REQUIRE_MESSAGE((answer.status == 201 || answer.status == 200), path << " " << answer.body);
        const auto value = answer.json().as_object();
        return value.contains("id") ? std::string(value.at("id").as_string()) : std::string{};
    }

    void seed() {
        nothing_is_held(serving_.connection());
        std::string employees = "code,name,team,region\n", customers = "code,name,rep,customer_group,contact_name,email,phone\n", invoices = "external_id,number,customer,invoice_date,due_date,currency,gross\n",
                    contracts = "external_id,number,title,customer,signed_date,gross,terms\n";
        for (int at = 0; at <= reps; ++at) {
            const std::string n = std::to_string(at), mark = at == 4 ? "CANARY" : "Plain";
            if (at < reps) employees += "E" + n + "," + mark + "REP-" + n + ",T" + std::to_string(at / 2) + ",R" + std::to_string(at / 4) + "\n";
            customers += "K" + n + "," + mark + "NAME-" + n + "," + (at < reps ? "E" + n : "") + "," + mark + "GROUP," + mark + "CONTACT," + mark + "@" + mark + ".example,1380000000" + n + "\n";
            invoices += "x" + n + "," + mark + "INV-" + n + ",K" + n + ",2026-04-01,2026-05-01,CNY," + (at == 4 ? "9876543.21" : "1000.0" + n) + "\n";
            contracts += "c" + n + "," + mark + "HT-" + n + "," + mark + "TITLE,K" + n + ",2026-03-01,500.00,30% signing+7d; 70% acceptance+30d\n";
        }
        import(importing::ImportKind::employees, employees);
        import(importing::ImportKind::customers, customers);
        import(importing::ImportKind::invoices, invoices);
        import(importing::ImportKind::contracts, contracts);
        for (int at = 0; at <= reps; ++at) targets_.push_back(documents_of(at));
        run_day_end();
    }

    Target documents_of(int at) {
        const std::string n = std::to_string(at), mark = at == 4 ? "CANARY" : "Plain";
        sql::Connection& connection = serving_.connection();
        const auto id = [&](sql::Sql query, const std::string& key) { return connection.one_integer(query, {key}).value_or(0); };
        Target one{.code = "K" + n, .employee = {}, .customer = to_string(CustomerId{id("SELECT id FROM customer WHERE code = $1", "K" + n)}), .contract = {}, .invoice = to_string(InvoiceId{id("SELECT id FROM invoice WHERE external_id = $1", "x" + n)}),
                   .item = to_string(OpenItemId{id("SELECT o.id FROM open_item o JOIN invoice v ON v.company_id = o.company_id AND v.id = o.invoice_id WHERE v.external_id = $1", "x" + n)}),
                   .receipt = {}, .settlement = {}, .credit_note = {}, .refund = {}, .task = {}, .note = {}, .attachment = {},
                   .contact = to_string(ContactId{id("SELECT k.id FROM contact k JOIN customer c ON c.company_id = k.company_id AND c.id = k.customer_id WHERE c.code = $1", "K" + n)}), .order = {}, .hold = {}, .security = {}, .claim = {}, .promise = {}};
        if (at < reps) one.employee = to_string(EmployeeId{id("SELECT id FROM employee WHERE code = $1", "E" + n)});
        const std::string owner = quoted("customer_id", one.customer), on = quoted("date", "2026-06-10"), why = quoted("reason", mark + "REASON");
        one.contract = to_string(ContractId{id("SELECT id FROM contract WHERE external_id = $1", "c" + n)});
        one.receipt = made("receipts", "{" + owner + "," + quoted("method", "bank_transfer") + "," + quoted("value_date", "2026-06-01") + "," + quoted("reference", mark + "REF") + "," + yuan("300.00") + "}");
        made("receipts/" + one.receipt + "/allocations", R"({"lines":[{)" + quoted("item_id", one.item) + "," + yuan("100.00") + "}]}");
        one.settlement = to_string(SettlementId{connection.one_integer("SELECT id FROM settlement WHERE source_id = $1", {parse_id<ReceiptTag>(one.receipt)->value}).value_or(0)});
        one.credit_note = made("credit-notes", "{" + owner + "," + quoted("invoice_id", one.invoice) + "," + on + "," + why + "," + yuan("50.00") + "}");
        one.refund = made("receipts/" + one.receipt + "/refunds", "{" + on + "," + why + "," + yuan("10.00") + "}");
        one.note = made("notes", "{" + quoted("object", one.item) + "," + quoted("kind", "call") + "," + quoted("text", mark + "NOTE") + "}");
        one.order = made("orders", "{" + owner + "," + quoted("number", mark + "SO-" + n) + "," + quoted("date", "2026-06-20") + "," + yuan("70.00") + "}");
        one.hold = to_string(credit::HoldId{connection.one_integer("SELECT id FROM credit_hold WHERE order_id = $1", {parse_id<OrderTag>(one.order)->value}).value_or(0)});
        const std::string insured = quoted("kind", "insurance") + "," + quoted("provider", mark + "INSURER") + "," + quoted("from", "2026-01-01") + "," + quoted("valid_to", "2027-01-01") + "," + yuan("90.00");
        one.security = made("securities", "{" + owner + "," + insured + "}");
        one.claim = made("securities/" + one.security + "/claims", "{" + on + "," + why + "," + yuan("5.00") + "}");
        one.promise = made("customers/" + one.customer + "/promises", R"({"items":[")" + one.item + R"("],"promised_date":"2026-07-01",)" + quoted("note", mark + "PROMISE") + "," + yuan("20.00") + "}");
        one.attachment = made("attachments", mark + "BYTES", {{"object", one.invoice}, {"filename", mark + ".pdf"}}, true);
        return one;
    }

    void run_day_end() {
        auto workspace = app::Workspace::open(options_, clock_);
        REQUIRE(workspace);
        sql::Connection& connection = workspace->connection();
        REQUIRE(dunning::run_day_end(connection, workspace->company(), workspace->act("day-end"), workspace->ids(), clock_, app::dunning_policy_on(connection, workspace->company().id), workspace->today()));
        for (Target& one : targets_) {
            one.task = to_string(TaskId{connection.one_integer("SELECT id FROM task WHERE item_id = $1 AND done_at IS NULL AND cancelled_date IS NULL", {parse_id<OpenItemTag>(one.item)->value}).value_or(0)});
            REQUIRE(one.task != to_string(TaskId{0}));
        }
    }

    HandClock clock_;
    app::WorkspaceOptions options_;
    app::server::Serving serving_;
    http::Router router_;
    std::vector<Target> targets_;
};

}  // namespace tandem::testing
