#include "app/server/serving.h"

#include <algorithm>
#include <atomic>
#include <tuple>

#include "app/server/hold_follow.h"
#include "platform/password.h"
#include "platform/sql/again.h"

namespace tandem::app::server {
namespace {

std::atomic<std::uint64_t> servers_made{0};

// SQLite writes wait for each other inside the program rather than in the engine's busy loop.
constexpr std::size_t remembered_positions = 8;

// Set while a held command is done inside the transaction of another.
struct Releasing { sql::Connection& connection; const audit::Act& act; };
thread_local const Releasing* releasing = nullptr;

// A thread's connection to the book, for as long as it works for the same company; the last few are kept.
class OwnConnections {
public:
    sql::Connection& of(std::uint64_t serving, const std::string& database) {
        const auto found = std::ranges::find(kept_, serving, &Kept::serving);
        if (found != kept_.end()) return *found->connection;
        if (kept_.size() == most) kept_.erase(kept_.begin());
        kept_.push_back({serving, sql::connect(database)});
        return *kept_.back().connection;
    }

private:
    static constexpr std::size_t most = 8;
    struct Kept { std::uint64_t serving; std::unique_ptr<sql::Connection> connection; };
    std::vector<Kept> kept_;
};

}  // namespace

Serving::Serving(WorkspaceOptions options, Workspace workspace, const Clock& clock, const Limits& limits)
    : options_(std::move(options)), company_(workspace.company()), companies_{{company_.code, company_.name}}, clock_(clock), limits_(limits),
      ids_(options_.id_process ? ClockIds{clock, *options_.id_process + 1} : ClockIds{clock}), number_(++servers_made),
      loader_(company_), book_(loader_.load(workspace.connection(), today())) {
    policies_.push_back(workspace.policies());
    policies_read_at_ = clock.now();
}

Date Serving::today() const {
    const auto day = civil_day(clock_.now(), company_.time_zone);
    TANDEM_ASSERT(day.has_value());
    return *day;
}

sql::Connection& Serving::connection() {
    thread_local OwnConnections own;
    return own.of(number_, options_.database);
}

sql::Connection& Serving::committed() {
    thread_local OwnConnections own;
    return own.of(number_, options_.database);
}

const CompanyPolicies& Serving::policies() {
    constexpr std::int64_t stale_after_micros = 1'000'000;
    const std::lock_guard lock{policies_mutex_};
    const Instant now = clock_.now();
    if (now.micros - policies_read_at_.micros < stale_after_micros && now.micros >= policies_read_at_.micros) return policies_.back();
    policies_read_at_ = now;
    auto read = load_policies(committed(), company_.id, today());
    if (!read) return policies_.back();  // each version was checked before it came into the book
    const auto versions = [](const CompanyPolicies& each) { return std::tuple{each.receivable.version, each.cash.version, each.dunning.version, each.credit.version}; };
    if (versions(*read) != versions(policies_.back())) policies_.push_back(*std::move(read));
    return policies_.back();
}

BookView Serving::book() {
    // A command may ask in the middle of its transaction, and the book holds what is committed.
    sql::Connection& connection = committed();
    {
        // One refresh at a time; readers go on with the old book until it takes the lock.
        const std::lock_guard refreshing{refresh_mutex_};
        if (const Date day = today(); !loader_.is_current(connection, day)) {
            const std::unique_lock writing{book_mutex_};
            if (!loader_.refresh(connection, book_, day)) book_ = loader_.load(connection, day);
            ++book_version_;
        }
    }
    return BookView{std::shared_lock{book_mutex_}, book_};
}

std::shared_ptr<const insight::Position> Serving::position(const BookView& view, insight::AsOf as_of) {
    {
        const std::lock_guard lock{positions_mutex_};
        for (auto at = positions_.begin(); at != positions_.end(); ++at) {
            if (at->version != book_version_ || at->as_of != as_of) continue;
            positions_.splice(positions_.begin(), positions_, at);
            return positions_.front().position;
        }
    }
    auto made = std::make_shared<const insight::Position>(*view, as_of);
    const std::lock_guard lock{positions_mutex_};
    positions_.push_front({book_version_, as_of, made});
    if (positions_.size() > remembered_positions) positions_.pop_back();
    return made;
}

org::Reach Serving::reach(const http::Request& request) {
    if (request.principal && request.principal->scope >= http::Scope::company) return org::Reach::whole_company();
    return reach(request, book());
}

org::Reach Serving::reach(const http::Request& request, const BookView& view) const {
    if (!request.principal) return {};
    const http::Principal& principal = *request.principal;
    const auto over = [&](const org::Whose& whose) { return insight::reach_over(*view, whose); };
    switch (principal.scope) {
        case http::Scope::undeclared:
        case http::Scope::public_: return {};
        case http::Scope::own: return over(principal.employee);
        case http::Scope::team: return over(insight::seat_of(*view, principal.employee).team);
        case http::Scope::region: return over(insight::seat_of(*view, principal.employee).region);
        case http::Scope::company:
        case http::Scope::all: return org::Reach::whole_company();
    }
    return {};
}

http::Principal Serving::placed(http::Principal principal) {
    if (principal.scope >= http::Scope::company) return principal;
    const insight::Seat seat = insight::seat_of(*book(), principal.employee);
    principal.team = seat.team;
    principal.region = seat.region;
    principal.permissions.remove({http::Permission::import_files, http::Permission::run_day_end, http::Permission::merge_customers, http::Permission::close_periods, http::Permission::view_audit, http::Permission::administer});
    return principal;
}

std::string Serving::open_setup() {
    const std::lock_guard lock{setup_mutex_};
    std::string token = platform::random_token();
    setup_hash_ = platform::sha256_hex(token);
    return token;
}

bool Serving::setup_is_open(std::string_view token) {
    const std::lock_guard lock{setup_mutex_};
    return !setup_hash_.empty() && platform::equal_in_constant_time(setup_hash_, platform::sha256_hex(token));
}

void Serving::close_setup() {
    const std::lock_guard lock{setup_mutex_};
    setup_hash_.clear();
}

audit::Act Serving::act(const http::Request& request, std::string name) {
    return {company_.id, request.principal ? request.principal->user : UserId{}, clock_.now(), std::move(name), ids_.next()};
}

Result<http::Response> Serving::command(const http::Request& request, std::string name, const Command& command) {
    if (releasing) {
        audit::Act act = releasing->act;
        act.command = std::move(name);
        const Answer answer = TRY(command(releasing->connection, act));
        return answer_json(answer.body, answer.status);
    }
    const audit::Act act = this->act(request, std::move(name));
    const auto writing = write_lock();
    try {
        return run_until_done(request, act, command);
    } catch (const sql::Failure& failure) {
        if (failure.cause == sql::Cause::busy) return refuse("storage.busy");
        // Another server took the same key between our look and our write: its answer is there now.
        if (failure.cause != sql::Cause::unique_violation || request.idempotency_key().empty()) throw;
        return run_until_done(request, act, command);
    }
}

Result<http::Response> Serving::run_until_done(const http::Request& request, const audit::Act& act, const Command& command) {
    return sql::until_not_busy([&] { return run_once(request, act, command); }, [&] { metrics_.count("commands_again", "commands begun again because another server stood in their way"); });
}

Result<http::Response> Serving::run_once(const http::Request& request, const audit::Act& act, const Command& command) {
    sql::Connection& connection = this->connection();
    const std::string key{request.idempotency_key()};
    // Whose key it is belongs to it: another user with the same key and body has not asked this before.
    const std::string hash = platform::sha256_hex(to_string(act.actor) + " " + request.method + " " + request.path + "\n" + request.body);
    sql::Transaction transaction{connection};
    if (!key.empty() && !request.dry_run()) {
        std::optional<std::pair<std::string, Answer>> stored;
        connection.query("SELECT request_hash, status, answer FROM idempotency WHERE company_id = $1 AND key = $2", {company_.id.value, key}, [&](const sql::Row& row) {
            stored.emplace(std::string(row.text(0)), Answer{static_cast<int>(row.integer(1)), json::parse(row.text(2))});
        });
        if (stored && stored->first != hash) return refuse("http.idempotency_conflict", key);
        if (stored) return answer_json(stored->second.body, stored->second.status);
    }
    if (follow_) lock_accounts_with_holds(connection, request, act);
    const Answer answer = TRY(gate_ ? gate_(request, connection, act, command) : command(connection, act));
    if (follow_) TRY_VOID(follow_(request, connection, act));
    if (request.dry_run()) return answer_json(answer.body, answer.status);
    if (!key.empty())
        connection.execute("INSERT INTO idempotency (company_id, key, request_hash, status, answer, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)",
                           {company_.id.value, key, hash, answer.status, json::serialize(answer.body), act.at.micros});
    transaction.commit();
    return answer_json(answer.body, answer.status);
}

Result<Answer> Serving::release(const http::Request& held, const http::Handler& handler, sql::Connection& connection, const audit::Act& act) {
    const Releasing here{connection, act};
    TANDEM_ASSERT(!releasing);
    releasing = &here;
    struct End { ~End() { releasing = nullptr; } } const end;
    const http::Response response = TRY(handler(held));
    return Answer{response.status, response.body.empty() ? json::value{} : json::parse(response.body)};
}

http::Response answer_json(const json::value& body, int status) { return http::json(json::serialize(body), status); }

}  // namespace tandem::app::server
