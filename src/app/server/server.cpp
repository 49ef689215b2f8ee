#include "app/server/routes_assessments.h"
#include "app/server/server.h"

#include "app/demo/load_demo.h"
#include "app/server/account_trail.h"
#include "app/server/audit_seal.h"
#include "app/server/companies.h"
#include "app/server/demo_contracts.h"
#include "app/server/demo_orders.h"
#include "app/server/demo_requests.h"
#include "app/server/identify.h"
#include "app/server/message_sender.h"
#include "app/server/new_password.h"
#include "app/server/serving.h"
#include "app/server/session_cookie.h"
#include "app/server/single_sign_on.h"
#include "app/server/users.h"
#include "platform/http/server.h"
#include "platform/http/static_files.h"
#include "platform/log.h"

namespace tandem::app::server {
namespace {

void add_pages(http::Router& router, const http::StaticFiles& pages) {
    router.add({.method = "GET", .pattern = "/{path*}", .permission = http::Permission::public_, .scope = http::Scope::public_, .handler = [&pages](const http::Request& request) { return pages.serve(request); }});
    router.add({.method = "GET", .pattern = "/", .permission = http::Permission::public_, .scope = http::Scope::public_, .handler = [&pages](const http::Request& request) { return pages.serve(request); }});
    // The description of the interface and its reader come with the pages.
    const auto served_as = [&pages](const char* path) {
        return [&pages, path](const http::Request& request) { http::Request file = request; file.path = path; return pages.serve(file); };
    };
    router.add({.method = "GET", .pattern = "/api/docs", .permission = http::Permission::public_, .scope = http::Scope::public_, .handler = served_as("/api/docs/index.html")});
    router.add({.method = "GET", .pattern = "/api/docs/{path*}", .permission = http::Permission::public_, .scope = http::Scope::public_, .handler = [&pages](const http::Request& request) { return pages.serve(request); }});
    router.add({.method = "GET", .pattern = "/api/v1/openapi.json", .permission = http::Permission::public_, .scope = http::Scope::public_, .handler = served_as("/openapi.json")});
}

// A new book becomes the demo company; a book that holds anything is left alone. Whether it was filled.
Result<bool> fill_with_demo(Workspace& workspace, const std::function<void(const std::string&)>& say) {
    const auto rows = workspace.connection().one_integer("SELECT (SELECT COUNT(*) FROM customer WHERE company_id = $1) + (SELECT COUNT(*) FROM app_user WHERE company_id = $1)", {workspace.company().id.value});
    if (rows.value_or(0) > 0) return false;
    say("filling the new book with a demo company ...");
    const DemoBook demo = TRY(load_demo(workspace, demo_seed, workspace.today()));
    say("sign in as one of these (each password is shown this once):");
    for (const DemoLogin& login : demo.logins) say("  " + login.name + std::string(login.name.size() < 12 ? 12 - login.name.size() : 1, ' ') + login.password + "    " + login.display_name);
    return true;
}

http::ServerOptions server_options(const ServeOptions& options) {
    http::ServerOptions out;
    out.address = options.address;
    out.port = options.port;
    out.workers = options.workers;
    out.tls = options.tls;
    out.behind_proxy = options.behind_proxy;
    if (!options.proxies.empty()) out.proxies = options.proxies;
    return out;
}

std::string reachable_at(const ServeOptions& options, std::uint16_t port) {
    const bool here = http::is_loopback(options.address) && options.address != "::1";
    const std::string host = here ? "localhost" : options.address.find(':') == std::string::npos ? options.address : '[' + options.address + ']';
    return (options.tls ? "https://" : "http://") + host + ':' + std::to_string(port);
}

// One line an answer: who, which route, how it ended and how long it took; never the address typed, because names
// and numbers stand in it.
void log_answer(const platform::Log& log, const http::Request& request, std::string_view pattern, int status, double seconds) {
    log.info("request", {{"request_id", request.id}, {"user_id", request.principal ? to_string(request.principal->user) : std::string{}}, {"method", request.method},
                         {"route", std::string{pattern}}, {"status", status}, {"ms", static_cast<std::int64_t>(seconds * 1000)}});
}

}  // namespace

void add_all_routes(http::Router& router, Serving& serving, const AuditFiles& audit) {
    add_session_routes(router, serving);
    add_oidc_routes(router, serving);
    add_audit_routes(router, serving, audit);
    add_lookup_routes(router, serving);
    add_user_routes(router, serving);
    add_profile_routes(router, serving);
    add_key_routes(router, serving);
    add_delegation_routes(router, serving);
    add_report_routes(router, serving);
    add_item_routes(router, serving);
    add_customer_routes(router, serving);
    add_contract_routes(router, serving);
    add_cash_routes(router, serving);
    add_refund_routes(router, serving);
    add_order_routes(router, serving);
    add_limit_routes(router, serving);
    add_hold_routes(router, serving);
    add_assessment_routes(router, serving);
    add_reassessment_routes(router, serving);
    add_credit_file_routes(router, serving);
    add_complaint_routes(router, serving);
    add_rating_fetch_routes(router, serving);
    add_credit_quality_routes(router, serving);
    add_dunning_routes(router, serving);
    add_promise_routes(router, serving);
    add_import_routes(router, serving);
    add_merge_routes(router, serving);
    add_document_routes(router, serving);
    add_message_routes(router, serving);
    add_personal_routes(router, serving);
    add_period_routes(router, serving);
    add_approval_routes(router, serving);
    add_policy_routes(router, serving);
    add_policy_phase_routes(router, serving);
    add_policy_effect_routes(router, serving);
    add_what_if_routes(router, serving);
    add_platform_routes(router, serving);
}

Result<void> serve(const ServeOptions& options, const Clock& clock, const std::function<void(const std::string& line)>& say) {
    if (!options.breached_passwords.empty()) use_leaked_passwords(std::make_shared<const platform::LeakedPasswords>(TRY(platform::LeakedPasswords::read(options.breached_passwords))));
    bool filled = false;
    if (options.demo == ServeOptions::Demo::when_empty) {
        Workspace workspace = TRY(Workspace::open(options.workspace, clock));
        filled = TRY(fill_with_demo(workspace, say));
    }
    const Companies companies = TRY(Companies::open(options, clock));
    const auto pages = options.web_folder.empty() ? http::StaticFiles::embedded(web_bundle) : TRY(http::StaticFiles::folder(options.web_folder));

    const platform::Log log = TRY(platform::Log::open(options.log.file));
    http::RateLimiter limiter{options.limits.rates};
    for (const auto& house : companies.all()) {
        add_all_routes(house->router, house->serving, options.audit);
        add_pages(house->router, pages);
        TRY_VOID(house->router.seal());
        if (filled) {
            TRY_VOID(ask_for_agreement(house->serving, house->router));
            TRY_VOID(bring_contracts_under_way(house->serving, house->router));
            TRY_VOID(take_orders(house->serving, house->router));
        }
    }

    const http::DispatchOptions dispatch{
        .identify = [&](const http::Request& request) { return identify(companies.of(request).serving, request); },
        .routes = [&](const http::Request& request) -> const http::Router& { return companies.of(request).router; },
        .limit = [&](const http::Route& route, const http::Request& request) { return limiter.admit(route, request, clock.now()); },
        .observe = [&](const http::Request& request, std::string_view pattern, int status, double seconds) {
            companies.of(request).serving.metrics().request(request.method, pattern, status, seconds);
            if (options.log.requests) log_answer(log, request, pattern, status, seconds);
        },
        .report = [&](const http::Request& request, std::string_view what) { log.error("failed", {{"request_id", request.id}, {"method", request.method}, {"what", platform::first_line(what)}}); }};
    http::Server server{companies.all().front()->router, dispatch, server_options(options)};
    const std::string at = reachable_at(options, TRY(server.listen()));
    say("Tandem " TANDEM_VERSION " is ready on " + at);
    std::vector<std::unique_ptr<AuditSeal>> seals;
    std::vector<std::unique_ptr<MessageSender>> senders;
    for (const auto& house : companies.all()) {
        const std::string code = companies.all().size() > 1 ? "?company=" + house->serving.company().code : "";
        if (house->needs_setup) say("set up the first administrator at " + at + "/setup" + code + "#" + house->serving.open_setup() + " (this link works once)");
        seals.push_back(std::make_unique<AuditSeal>(house->serving, options.audit, [&](const std::string& why) { log.error("no audit checkpoint", {{"what", platform::first_line(why)}}); }));
        if (house->serving.mail()) senders.push_back(std::make_unique<MessageSender>(house->serving, house->router, [&](const std::string& why) { log.error("message", {{"what", platform::first_line(why)}}); }));
    }
    server.run();
    return {};
}

}  // namespace tandem::app::server
