// Serving: what every route works with. Reading goes to the calling thread's own connection and to the book
// in memory; writing is one transaction with its idempotency row, then the book is brought up to date.
#pragma once
#include <boost/json.hpp>

#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>

#include "app/config.h"
#include "app/workspace.h"
#include "insight/definition.h"
#include "insight/edge/book_loader.h"
#include "insight/reach.h"
#include "insight/report.h"
#include "platform/http/guard.h"
#include "platform/http/message.h"
#include "platform/http/router.h"
#include "platform/metrics.h"

namespace tandem::credit { class RatingSource; }
namespace tandem::app { struct Mail; }

namespace tandem::app::server {

namespace http = platform::http;
namespace json = boost::json;

// The book while somebody reads it: it does not change before this is gone.
class BookView {
public:
    BookView(std::shared_lock<std::shared_mutex> lock, const insight::Book& book) : lock_(std::move(lock)), book_(&book) {}
    const insight::Book& operator*() const { return *book_; }
    const insight::Book* operator->() const { return book_; }

private:
    std::shared_lock<std::shared_mutex> lock_;
    const insight::Book* book_;
};

// What a command answers: its status and JSON body. Stored with the idempotency key, in the transaction.
struct Answer {
    int status = 200;
    json::value body;
};
class SingleSignOn;
using Command = std::function<Result<Answer>(sql::Connection&, const audit::Act&)>;
// What stands before every command, inside its transaction: it does the command, or holds it back and answers that.
using Gate = std::function<Result<Answer>(const http::Request&, sql::Connection&, const audit::Act&, const Command&)>;
// What a command that was done brings about, inside its transaction.
using Follow = std::function<Result<void>(const http::Request&, sql::Connection&, const audit::Act&)>;

struct CompanyName { std::string code, name; };

class Serving {
public:
    Serving(WorkspaceOptions options, Workspace workspace, const Clock& clock, const Limits& limits = {});

    const org::Company& company() const { return company_; }
    // All that this server serves, this one among them.
    const std::vector<CompanyName>& companies() const { return companies_; }
    void stands_beside(std::vector<CompanyName> all) { companies_ = std::move(all); }
    // What is in force today; a version agreed to, or begun at midnight, is seen within a second. Stays valid as long as this.
    const CompanyPolicies& policies();
    insight::Policies report_policies() {
        const CompanyPolicies& now = policies();
        return {now.receivable, now.cash, now.dunning};
    }
    IdSource& ids() { return ids_; }
    const Clock& clock() const { return clock_; }
    Date today() const;
    const WorkspaceOptions& options() const { return options_; }
    const Limits& limits() const { return limits_; }
    platform::Metrics& metrics() { return metrics_; }
    http::LoginThrottle& throttle() { return throttle_; }
    SingleSignOn* single_sign_on() { return single_sign_on_.get(); }  // null: not set up
    void use(std::shared_ptr<SingleSignOn> single_sign_on) { single_sign_on_ = std::move(single_sign_on); }
    credit::RatingSource* rating_source() { return rating_source_.get(); }  // null: nobody is asked
    void ask_ratings_of(std::shared_ptr<credit::RatingSource> source) { rating_source_ = std::move(source); }
    std::shared_ptr<const Mail> mail() const { return mail_; }  // null: no mail leaves
    void use_mail(std::shared_ptr<const Mail> mail) { mail_ = std::move(mail); }

    // The one-time link by which a book without users gets its first administrator; gone once used.
    std::string open_setup();
    bool setup_is_open(std::string_view token);
    void close_setup();

    // The calling thread's connection. Reads need no transaction unless several must agree.
    sql::Connection& connection();

    // The book with everything committed before the call.
    BookView book();
    // What was open on a day; the last few are remembered. Only while `view` is held.
    std::shared_ptr<const insight::Position> position(const BookView& view, insight::AsOf as_of);

    // Whose customers the request's user sees on this route (trust D2): every reading function asks for it. With a view
    // it fits the places of that book; without one it serves for ids and SQL.
    org::Reach reach(const http::Request& request);
    org::Reach reach(const http::Request& request, const BookView& view) const;
    // The user with the team and region of today. Who sees less than the company may do nothing that is the whole
    // company's: imports, the day-end run, periods, merges, the audit trail.
    http::Principal placed(http::Principal principal);

    // Runs a command in one write transaction as the request's user. With an Idempotency-Key the first
    // answer is stored and given again; the same key with another body is http.idempotency_conflict.
    // ?dry_run=true rolls back at the end. Bring what the command wrote through bulk writers to a flush. `command` may run
    // more than once, when another server stands in its way: what it captures stays as it was. storage.busy at last.
    Result<http::Response> command(const http::Request& request, std::string name, const Command& command);
    void guard_with(Gate gate) { gate_ = std::move(gate); }
    // What follows from every command that was done, before it is committed: documents on hold are looked at again.
    void follow_with(Follow follow) { follow_ = std::move(follow); }
    // Does a command that was held back, in the open transaction of whoever releases it and in the name of `act`: no gate,
    // no idempotency row, no commit. `handler` is its route's; the book in memory stays as it was before the transaction.
    static Result<Answer> release(const http::Request& held, const http::Handler& handler, sql::Connection& connection, const audit::Act& act);
    // For commands that are long or own their transaction (imports, day-end): serialised with the others.
    std::unique_lock<std::mutex> write_lock() { return std::unique_lock{writing_}; }
    std::unique_lock<std::mutex> try_write_lock() { return std::unique_lock{writing_, std::try_to_lock}; }
    audit::Act act(const http::Request& request, std::string name);

private:
    sql::Connection& committed();  // the calling thread's second connection: what is committed, in the middle of a command too
    Result<http::Response> run_once(const http::Request& request, const audit::Act& act, const Command& command);
    Result<http::Response> run_until_done(const http::Request& request, const audit::Act& act, const Command& command);

    WorkspaceOptions options_;
    org::Company company_;
    std::vector<CompanyName> companies_;
    std::mutex policies_mutex_;
    std::deque<CompanyPolicies> policies_;  // the last is in force; the ones before are kept for who still reads them
    Instant policies_read_at_{};
    const Clock& clock_;
    Limits limits_;
    Gate gate_;
    Follow follow_;
    ClockIds ids_;
    platform::Metrics metrics_;
    http::LoginThrottle throttle_;
    std::shared_ptr<SingleSignOn> single_sign_on_;
    std::shared_ptr<credit::RatingSource> rating_source_;
    std::shared_ptr<const Mail> mail_;
    std::uint64_t number_;  // tells this server's thread-local connections from another's

    std::shared_mutex book_mutex_;
    insight::BookLoader loader_;
    insight::Book book_;
    std::uint64_t book_version_ = 0;
    std::mutex refresh_mutex_;
    std::mutex positions_mutex_;
    struct Remembered { std::uint64_t version; insight::AsOf as_of; std::shared_ptr<const insight::Position> position; };
    std::list<Remembered> positions_;
    std::mutex writing_;
    std::mutex setup_mutex_;
    std::string setup_hash_;
};

http::Response answer_json(const json::value& body, int status = 200);

// Route tables, one a capability.
void add_session_routes(http::Router& router, Serving& serving);
void add_oidc_routes(http::Router& router, Serving& serving);
void add_lookup_routes(http::Router& router, Serving& serving);
void add_report_routes(http::Router& router, Serving& serving);
void add_item_routes(http::Router& router, Serving& serving);
void add_customer_routes(http::Router& router, Serving& serving);
void add_contract_routes(http::Router& router, Serving& serving);
void add_cash_routes(http::Router& router, Serving& serving);
void add_refund_routes(http::Router& router, Serving& serving);
void add_order_routes(http::Router& router, Serving& serving);
void add_limit_routes(http::Router& router, Serving& serving);
// Also has documents on hold looked at again after every command of all routes of `router`.
void add_hold_routes(http::Router& router, Serving& serving);
void add_dunning_routes(http::Router& router, Serving& serving);
void add_promise_routes(http::Router& router, Serving& serving);
void add_import_routes(http::Router& router, Serving& serving);
void add_merge_routes(http::Router& router, Serving& serving);
void add_document_routes(http::Router& router, Serving& serving);
void add_message_routes(http::Router& router, Serving& serving);
void add_personal_routes(http::Router& router, Serving& serving);
// Also puts the gate before the commands of all other routes of `router`.
void add_approval_routes(http::Router& router, Serving& serving);
void add_policy_routes(http::Router& router, Serving& serving);
void add_policy_phase_routes(http::Router& router, Serving& serving);
void add_policy_effect_routes(http::Router& router, Serving& serving);
void add_what_if_routes(http::Router& router, Serving& serving);
void add_period_routes(http::Router& router, Serving& serving);
void add_platform_routes(http::Router& router, Serving& serving);

}  // namespace tandem::app::server
