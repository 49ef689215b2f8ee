// Every route x every role x {own customer, same team, same region, other region, nobody's, unknown}: what the role's
// permissions and scope say is what the route answers (trust D1, D2, S1, S2, S34, I17). Out of scope is byte for byte the
// answer to an id that does not exist.
#include <set>

#include "cash/refund.h"
#include "document/business_object.h"
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
            .note = to_string(document::NoteId{never}), .attachment = to_string(document::AttachmentId{never})};
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
            check((answer.status == 403 && answer.body.find("auth.forbidden") != std::string::npos) != may(person, cases.permission), name, person.name, std::to_string(answer.status) + " " + answer.body);
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

    void check_cell(const std::string& name, std::string_view permission, const Person& person, const ScopeCase& one, int relation, const ScopedBook::Answered& missing, const ScopedBook::Answered& answer, const Target& target) {
        const std::string what = "relation " + std::to_string(relation) + ": " + std::to_string(answer.status) + " " + answer.body.substr(0, 300) + "\n  unknown: " + std::to_string(missing.status) + " " + missing.body.substr(0, 300);
        const bool same = answer.status == missing.status && target.without_ids(answer.body) == unknown_.without_ids(missing.body);
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

}  // namespace

TEST_CASE("D1, D2, S1, S2: every route answers every role by permission and scope, and out of scope as if there were nothing") {
    on_both_engines([](const TemporaryDatabase& database) { Matrix{database}.run(); });
}
