#include "app/demo/load_demo.h"

#include <boost/json.hpp>

#include <algorithm>

#include "app/demo/writer.h"
#include "app/server/users.h"
#include "platform/password.h"
#include "platform/shipped.h"

namespace tandem::app {
namespace {

using namespace demo;

constexpr Date demo_policy_from{std::chrono::year{2000} / 1 / 1};

Result<void> check_empty(Workspace& workspace, Date today) {
    const auto company = workspace.company().id.value;
    if (workspace.company().currency != currency("CNY")) return refuse("app.demo_needs_yuan", {}, {{"currency", std::string(workspace.company().currency.code())}});
    if (today > workspace.today()) return refuse("app.demo_day_ahead", to_string(today), {{"today", to_string(workspace.today())}});
    auto& connection = workspace.connection();
    const auto customers = connection.one_integer("SELECT COUNT(*) FROM customer WHERE company_id = $1", {company}).value_or(0);
    const auto users = connection.one_integer("SELECT COUNT(*) FROM app_user WHERE company_id = $1", {company}).value_or(0);
    const auto others = connection.one_integer("SELECT COUNT(*) FROM (SELECT id FROM audit_entry WHERE company_id = $1 LIMIT 1) AS facts", {company}).value_or(0);
    if (customers + users + others > 0) return refuse("app.demo_needs_empty_book", workspace.company().code, {{"customers", std::to_string(customers)}, {"users", std::to_string(users)}});
    return {};
}

// Who signs in under that name, by his title, and the role the program gives him. The representative, the sales manager
// and the director follow one another: the first team of the first region.
struct Seat { const char* login; const char* title; const char* role; };
constexpr std::array seats{Seat{"admin", "系统管理员", "admin"},   Seat{"finance", "应收会计", "finance"}, Seat{"risk", "风控专员", "risk"},
                           Seat{"regional", "华东销售总监", "regional_manager"}, Seat{"manager", "销售经理", "manager"}, Seat{"rep", "销售代表", "rep"},
                           Seat{"legal", "法务专员", "legal"},     Seat{"executive", "总经理", "executive"}, Seat{"auditor", "内审专员", "auditor"}};

Result<std::vector<DemoLogin>> add_logins(Workspace& workspace, const Office& office, Desks& desks) {
    std::vector<DemoLogin> logins;
    const auto& people = office.story.people.employees;
    for (const Seat& seat : seats) {
        const auto who = std::ranges::find_if(people, [&](const demo::Employee& one) { return one.title == seat.title && !one.left; });
        TANDEM_ASSERT(who != people.end());
        const EmployeeId employee = office.cast.employees[static_cast<Index>(who - people.begin())];
        const std::string login = seat.login, password = platform::random_token().substr(0, 16);
        const UserId user = TRY(server::add_user(workspace.connection(), workspace.company().id, workspace.ids(), workspace.clock().now(), {{}, login, who->name, seat.role, employee}, password));
        if (login == "rep") desks.sales = user;
        if (login == "finance") desks.finance = user;
        if (login == "risk") desks.risk = user;
        logins.push_back({login, who->name, seat.role, password});
    }
    return logins;
}

// The demo company lets everybody in with a password alone: its access policy demands no second factor of any role.
void write_access_policy(Workspace& workspace) {
    auto policy = boost::json::parse(*shipped_file("policies/access.json")).as_object();
    policy["second_factor_required_roles"] = boost::json::array{};
    policy["version"] = 2;
    policy["approver"] = "demo";
    workspace.connection().execute("INSERT INTO policy_version (company_id, name, version, effective_from_date, body, approved_by, recorded_at) VALUES ($1, 'access', 2, $2, $3, 0, $4)",
                                   {workspace.company().id.value, std::int64_t{day_number(demo_policy_from)}, boost::json::serialize(policy), workspace.clock().now().micros});
}

DemoBook book_of(const Story& story) {
    const Currency yuan = currency("CNY");
    Money billed{0, yuan}, received{0, yuan}, open{0, yuan}, overdue{0, yuan};
    const auto add = [](Money& to, Money amount) { if (amount.currency() == to.currency()) to += amount; };
    const Date year_ago = add_months(story.today, -12);
    for (const Bill& bill : story.bills)
        if (bill.date > year_ago) add(billed, bill.gross);
    for (const Receipt& receipt : story.receipts)
        if (receipt.value > year_ago && !receipt.bounced) add(received, receipt.amount);
    for (const Item& item : story.items) {
        add(open, item.open);
        if (item.due < story.today) add(overdue, item.open);
    }
    const auto size = [](const auto& list) { return static_cast<std::int64_t>(list.size()); };
    return {.first_day = story.first_day, .today = story.today,
            .counts = {{"regions", size(story.people.regions)}, {"teams", size(story.people.teams)}, {"employees", size(story.people.employees)}, {"customers", size(story.base.customers)},
                       {"contracts", size(story.deals)}, {"orders", size(story.shipments)}, {"invoices", size(story.bills)}, {"open items", size(story.items)}, {"credit notes", size(story.credits)},
                       {"receipts", size(story.receipts)}, {"settlements", size(story.settlements)}, {"calls", size(story.calls)}},
            .totals = {{"billed in twelve months", billed}, {"received in twelve months", received}, {"open today", open}, {"overdue today", overdue}}, .logins = {}, .tasks = 0};
}

}  // namespace

Result<DemoBook> load_demo(Workspace& workspace, std::uint64_t seed, Date today) {
    const Story story = make_story(seed, today);
    DemoBook book = book_of(story);
    sql::Transaction transaction{workspace.connection()};
    TRY_VOID(check_empty(workspace, today));
    Office office{workspace, story};
    write_access_policy(workspace);
    write_people(office);
    Desks desks;
    book.logins = TRY(add_logins(workspace, office, desks));
    TRY_VOID(write_events(office, desks));
    TRY_VOID(write_complaints(office, desks, Random{seed}.of("complaints"), {.latest = 5, .earliest = 330, .chance = 20}));
    TRY_VOID(write_credit(office, desks, Random{seed}.of("credit")));
    // Since the grades were given: these stand in the queue.
    TRY_VOID(write_complaints(office, desks, Random{seed}.of("new complaints"), {.latest = 0, .earliest = 2, .chance = 3}));
    TRY_VOID(write_limits(office, desks, Random{seed}.of("limits")));
    transaction.commit();

    book.tasks = TRY(write_dunning(workspace, desks, Random{seed}.of("dunning"), today));
    return book;
}

}  // namespace tandem::app
