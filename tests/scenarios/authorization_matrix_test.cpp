// Every route x every role x {own customer, same team, same region, other region, nobody's, unknown}: what the role's
// permissions and scope say is what the route answers (trust D1, D2, S1, S2, S34, I17). Out of scope is byte for byte the
// answer to an id that does not exist.
#include <set>

#include "cash/refund.h"
#include "document/business_object.h"
#include "dunning/promise.h"
#include "importing/edge/export.h"
#include "support/scope_cases.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

struct Person {
    std::string name;
    http::Principal principal;
    int reach;  // how many of the relations below he sees, from the first on
};
// The first target of each: seen from representative E0, who is in team T0 of region R0.
enum Relation { own, same_team, same_region, other_region, nobodys, relations };
constexpr std::array target_of{0, 1, 2, 4, ScopedBook::nobodys};

int reach_of(http::Scope scope) {
    switch (scope) {
        case http::Scope::own: return same_team;
        case http::Scope::team: return same_region;
        case http::Scope::region: return other_region;
        default: return relations;
    }
}

std::vector<Person> everybody(ScopedBook& book) {
    std::vector<Person> all;
    const std::string employee = book.targets()[0].employee;
    const auto roles = json::parse(*shipped_file("policies/roles.json")).at("roles").as_object();
    for (const auto& [role, entry] : roles) {
        const std::string name{role};
        const auto principal = book.somebody(name, employee);
        REQUIRE(http::to_string(principal.scope) == std::string_view{entry.at("scope").as_string()});
        all.push_back({name, principal, reach_of(principal.scope)});
    }
    all.push_back({"a rep without an employee", book.somebody("rep", {}), 0});
    for (const auto scope : {http::Scope::own, http::Scope::team, http::Scope::region})
        all.push_back({"any right, scope " + std::string(http::to_string(scope)), book.anything_within(scope, employee), reach_of(scope)});
    return all;
}

// Ids of every kind that were never given to anything.
Target unknown_target() {
    const std::int64_t never = 77;
    return {.code = "K77", .employee = to_string(EmployeeId{never}), .customer = to_string(CustomerId{never}), .contract = to_string(ContractId{never}), .invoice = to_string(InvoiceId{never}), .item = to_string(OpenItemId{never}),
            .receipt = to_string(ReceiptId{never}), .settlement = to_string(SettlementId{never}), .credit_note = to_string(CreditNoteId{never}), .refund = to_string(cash::RefundId{never}), .task = to_string(TaskId{never}),
            .note = to_string(document::NoteId{never}), .attachment = to_string(document::AttachmentId{never}), .contact = to_string(ContactId{never}),
            .order = to_string(OrderId{never}), .hold = to_string(credit::HoldId{never}), .security = to_string(credit::SecurityId{never}), .claim = to_string(credit::ClaimId{never}), .promise = to_string(dunning::PromiseId{never})};
}

class Matrix {
public:
    explicit Matrix(const TemporaryDatabase& database) : book_(database), people_(everybody(book_)), unknown_(unknown_target()) {}

    void run() {
        const auto known = every_route();
        std::set<std::string> asked;
        for (const auto& route : book_.router().routes()) {
            const std::string name = route.method + " " + route.pattern;
            const auto cases = known.find(name);
            const bool listed = cases != known.end();
            check(listed, name, "nobody", "the route is not in tests/support/scope_cases.h");
            if (!listed) continue;
            asked.insert(name);
            check(http::to_string(route.permission) == cases->second.permission, name, "nobody", "another permission than the table says");
            check(cases->second.cases.empty() || route.scope == http::Scope::company, name, "nobody", "rows of customers without the widest scope");
            for (const Person& person : people_) ask_all(route, name, cases->second, person);
        }
        for (const auto& [name, cases] : known) check(asked.contains(name), name, "nobody", "in the table, but no route");
        MESSAGE(passed_ << " cells passed, " << failed_ << " failed");
        CHECK(failed_ == 0);
        CHECK(passed_ >= 2'000);
    }

private:
    void check(bool right, const std::string& route, const std::string& who, const std::string& what) {
        ++(right ? passed_ : failed_);
        if (!right) MESSAGE(route << " as " << who << ": " << what);
    }

    bool may(const Person& person, std::string_view permission) const {
        if (permission == "public" || permission == "signed_in") return true;
        for (int each = 0; each <= static_cast<int>(http::Permission::administer); ++each)
            if (http::to_string(static_cast<http::Permission>(each)) == permission) return person.principal.permissions.has(static_cast<http::Permission>(each));
        return false;
    }

    void ask_all(const http::Route& route, const std::string& name, const RouteCases& cases, const Person& person) {
        if (cases.cases.empty()) {
            std::string path = cases.path.empty() ? route.pattern : cases.path;
            if (const auto id = path.find("{id}"); id != std::string::npos) path.replace(id, 4, "bat_0000000000000");
            const auto answer = book_.ask(person.principal, route.method, {path, route.method == "GET" ? "" : "{}", route.method == "GET" ? ApiBook::Query{} : ApiBook::Query{{"dry_run", "true"}}, false});
            check((answer.status == 403 && answer.body.find("auth.forbidden") != std::string::npos) != (may(person, cases.permission) && (cases.besides.empty() || may(person, cases.besides))), name, person.name, std::to_string(answer.status) + " " + answer.body);
            return;
        }
        for (const ScopeCase& one : cases.cases) {
            const auto missing = book_.ask(person.principal, route.method, one.ask(book_.targets()[0], unknown_));
            for (int relation = own; relation < relations; ++relation) {
                const Target& target = book_.targets()[static_cast<std::size_t>(target_of[static_cast<std::size_t>(relation)])];
                if (one.of_employee && target.employee.empty()) continue;
                const auto answer = book_.ask(person.principal, route.method, one.ask(book_.targets()[0], target));
                check_cell(name, cases.permission, person, one, relation, missing, answer, target);
            }
        }
    }

    // Without any id that was asked about; the questioner's own home may be one of them.
    std::string plain(const std::string& text, const Target& target) const { return book_.targets()[0].without_ids(target.without_ids(unknown_.without_ids(text))); }

    void check_cell(const std::string& name, std::string_view permission, const Person& person, const ScopeCase& one, int relation, const ScopedBook::Answered& missing, const ScopedBook::Answered& answer, const Target& target) {
        const std::string what = "relation " + std::to_string(relation) + ": " + std::to_string(answer.status) + " " + answer.body.substr(0, 300) + "\n  unknown: " + std::to_string(missing.status) + " " + missing.body.substr(0, 300);
        const bool same = answer.status == missing.status && plain(answer.body, target) == plain(missing.body, target);
        if (!may(person, permission)) return check(answer.status == 403 && same && answer.code() == "auth.forbidden", name, person.name, "without the permission, " + what);
        if (relation >= person.reach) return check(same && answer.status != 403, name, person.name, "OUT OF SCOPE, " + what);
        const bool seen = std::ranges::find(one.seen, answer.status) != one.seen.end();
        check(seen && (!same || (one.of_employee && one.unknown == ScopeCase::Unknown::empty)), name, person.name, "within scope, " + what);
    }

    ScopedBook book_;
    std::vector<Person> people_;
    Target unknown_;
    int passed_ = 0, failed_ = 0;
};

// Everything that can be read, by every way there is, with the ids of those targets.
std::vector<ScopedBook::Question> every_reading(const std::vector<Target>& around) {
    const std::string api = "/api/v1/";
    std::vector<ScopedBook::Question> all;
    for (const char* list : {"lookups", "customers", "contracts", "receipts", "credit-notes", "open-items", "invoices", "today", "alerts", "day-end", "periods", "jobs", "reports"}) all.push_back({api + list, {}, {}, false});
    for (const char* status : {"all", "overdue"}) all.push_back({api + "open-items", {}, {{"status", status}}, false});
    all.push_back({api + "today", {}, {{"owner", "all"}}, false});
    for (const char* word : {"canary", "9876543"})
        for (const char* list : {"customers", "contracts", "receipts", "credit-notes", "open-items", "invoices"}) all.push_back({api + list, {}, {{"q", word}}, false});
    for (const auto& report : insight::describe_reports())
        for (const auto variant : report.variants)
            for (const char* by : {"none", "customer", "group", "rep", "team", "region", "country", "month"}) {
                const ApiBook::Query query{{"variant", std::string(variant)}, {"by", by}, {"from", "2026-01-01"}, {"to", "2026-12-31"}};
                all.push_back({api + "reports/" + std::string(report.name), {}, query, false});
                all.push_back({api + "reports/" + std::string(report.name) + "/rows", {}, query, false});
            }
    for (const auto kind : importing::restoring_order()) all.push_back({api + "exports/" + std::string(importing::describe(kind).name), {}, {}, false});
    for (const char* list : {"open-items", "invoices", "customers", "receipts", "contracts", "credit-notes"}) all.push_back({api + "exports/" + list, {}, {{"sort", ""}, {"q", "n"}}, false});
    for (const Target& one : around)
        for (const std::string& path : {"customers/" + one.customer, "customers/" + one.customer + "/timeline", "contracts/" + one.contract, "invoices/" + one.invoice, "open-items/" + one.item, "receipts/" + one.receipt, "receipts/" + one.receipt + "/suggestions",
                                        "receipts/" + one.receipt + "/refunds", "credit-notes/" + one.credit_note, "credit-notes/" + one.credit_note + "/refunds", "attachments/" + one.attachment})
            all.push_back({api + path, {}, {}, false});
    for (const Target& one : around)
        for (const std::string& object : {one.customer, one.item, one.invoice}) {
            all.push_back({api + "notes", {}, {{"object", object}}, false});
            all.push_back({api + "attachments", {}, {{"object", object}}, false});
        }
    return all;
}

bool tells_of_canary(const std::string& answer) {
    // Not as an echo of what was asked: names and amounts that only the other representative's customer has.
    for (const char* mark : {"CANARY", "9876543.21", "987654321", "9,876,543"})
        if (answer.find(mark) != std::string::npos) return true;
    return false;
}

std::int64_t lines_of(const std::string& csv) { return std::ranges::count(csv, '\n') - 1; }

}  // namespace

TEST_CASE("S3, S34: what stands out in another region's customer is in no list, report, file or total of who may not see it") {
    on_both_engines([](const TemporaryDatabase& database) {
        ScopedBook book{database};
        const auto& targets = book.targets();
        const auto questions = every_reading(targets);
        const auto told = [&](const http::Principal& principal, bool may_know) {
            int count = 0;
            for (const auto& question : questions)
                if (tells_of_canary(book.ask(principal, "GET", question).body)) {
                    ++count;
                    std::string query;
                    for (const auto& [name, value] : question.query) query += " " + name + "=" + value;
                    if (!may_know) MESSAGE(http::to_string(principal.scope) << " reads of the canary at " << question.path << query);
                }
            return count;
        };
        for (const auto scope : {http::Scope::own, http::Scope::team, http::Scope::region}) CHECK(told(book.anything_within(scope, targets[0].employee), false) == 0);
        CHECK(told(book.somebody("rep", {}), false) == 0);
        // Who may, reads of it everywhere: the questions do find it.
        const int whole = told(book.anything_within(http::Scope::company, {}), true), its_own = told(book.anything_within(http::Scope::own, targets[4].employee), true);
        MESSAGE(questions.size() << " readings; the canary shows in " << whole << " to the company, in " << its_own << " to its own representative");
        CHECK(whole > 100);
        CHECK(its_own > 100);
    });
}

TEST_CASE("I17: who sees more sees all of what the narrower sees, and a list counts what its file holds") {
    on_both_engines([](const TemporaryDatabase& database) {
        ScopedBook book{database};
        for (int at = 0; at < ScopedBook::reps; ++at) {
            std::set<std::string> before;
            std::size_t expected = 1;
            for (const auto scope : {http::Scope::own, http::Scope::team, http::Scope::region, http::Scope::company}) {
                const auto person = book.anything_within(scope, book.targets()[static_cast<std::size_t>(at)].employee);
                const auto list = book.ask(person, "GET", {"/api/v1/customers", {}, {}, false}).json();
                std::set<std::string> now;
                for (const auto& row : list.at("rows").as_array()) now.emplace(row.at("id").as_string());
                CHECK(now.size() == (scope == http::Scope::company ? 9 : expected));
                CHECK(std::ranges::includes(now, before));
                CHECK(list.at("totals").at("count") == static_cast<std::int64_t>(now.size()));
                // Nine customers, one document of each kind for each.
                for (const char* kind : {"customers", "contracts", "invoices", "receipts", "credit-notes", "allocations"}) {
                    INFO(kind << " " << http::to_string(scope));
                    CHECK(lines_of(book.ask(person, "GET", {"/api/v1/exports/" + std::string(kind), {}, {}, false}).body) == static_cast<std::int64_t>(now.size()));
                }
                for (const char* name : {"open-items", "invoices", "receipts", "credit-notes", "contracts"}) {
                    INFO(name << " " << http::to_string(scope));
                    const auto rows = book.ask(person, "GET", {"/api/v1/" + std::string(name), {}, {{"sort", "number"}}, false}).json();
                    const std::size_t of_each = std::string_view{name} == "open-items" ? 2 : 1;  // the invoice's and the plan's
                    CHECK(rows.at("rows").as_array().size() == of_each * now.size());
                    CHECK(lines_of(book.ask(person, "GET", {"/api/v1/exports/" + std::string(name), {}, {{"sort", "number"}}, false}).body) == static_cast<std::int64_t>(of_each * now.size()));
                }
                // The report of a part is the part's: its open balance is the sum of the rows that are seen.
                std::int64_t open = 0;
                for (const auto& row : list.at("rows").as_array()) open += row.at("open_minor").as_int64();
                const auto aging = book.ask(person, "GET", {"/api/v1/reports/aging", {}, {}, false}).json();
                CHECK(aging.at("groups").at(0).at("total").at("amount_minor").as_int64() == open);
                before = std::move(now);
                expected *= 2;
            }
        }
    });
}

TEST_CASE("a customer who goes to another representative is seen by him from that day on, and no longer by the first") {
    on_both_engines([](const TemporaryDatabase& database) {
        ScopedBook book{database};
        const auto& targets = book.targets();
        const auto first = book.somebody("rep", targets[0].employee), second = book.somebody("rep", targets[5].employee);
        const auto sees = [&](const http::Principal& who) { return book.ask(who, "GET", {"/api/v1/customers/" + targets[0].customer, {}, {}, false}).status == 200; };
        CHECK((sees(first) && !sees(second)));
        book.give_customer(targets[0], targets[5].employee, Days{10});
        CHECK((sees(first) && !sees(second)));
        book.pass(Days{10});
        CHECK((!sees(first) && sees(second)));
    });
}

TEST_CASE("jobs are their starter's: another's is as unknown as none, but for who administers") {
    on_both_engines([](const TemporaryDatabase& database) {
        ScopedBook book{database};
        const auto rep = book.somebody("rep", book.targets()[0].employee), admin = book.somebody("admin", {});
        const std::string mine = book.add_job("export", 1), others = book.add_job("export", 2);
        const auto status = [&](const http::Principal& who, const std::string& job) { return book.ask(who, "GET", {"/api/v1/jobs/" + job, {}, {}, false}).status; };
        CHECK(status(rep, mine) == 200);
        CHECK(status(rep, others) == 404);
        CHECK(status(admin, others) == 200);
        CHECK(book.ask(rep, "POST", {"/api/v1/jobs/" + others + "/cancel", "{}", {}, false}).status == 404);
        CHECK(book.ask(rep, "GET", {"/api/v1/jobs", {}, {}, false}).json().at("rows").as_array().size() == 1);
    });
}

TEST_CASE("S1, S2, D1, D2: every route answers every role by permission and scope, and out of scope as if there were nothing") {
    on_both_engines([](const TemporaryDatabase& database) { Matrix{database}.run(); });
}
