// The whole HTTP interface over one book, without a socket: every answer is a function of the seed, because the
// clock is set by hand and the ids come from it.
#pragma once
#include <boost/json.hpp>

#include "app/server/audit_seal.h"
#include "app/server/serving.h"
#include "importing/edge/import_run.h"
#include "importing/edge/shipped_mappings.h"
#include "importing/edge/table_options.h"
#include "platform/http/dispatch.h"
#include "platform/http/url.h"
#include "support/engines.h"

namespace tandem::testing {

namespace json = boost::json;
namespace http = platform::http;

class HandClock final : public Clock {
public:
    Instant now() const override { return at; }
    Instant at;
};

class ApiBook {
public:
    struct Answered { int status; std::string body; };
    using Query = std::vector<std::pair<std::string, std::string>>;

    using AddRoutes = void (*)(http::Router&, app::server::Serving&);
    // `more` beside the routes of receivables, contracts and cash.
    ApiBook(const TemporaryDatabase& database, Instant start, std::initializer_list<AddRoutes> more = {}) : options_{.database = database.url(), .company = {}, .id_process = 1}, serving_(options_, opened(start), clock_) {
        app::server::add_report_routes(router_, serving_);
        app::server::add_item_routes(router_, serving_);
        app::server::add_customer_routes(router_, serving_);
        app::server::add_contract_routes(router_, serving_);
        app::server::add_cash_routes(router_, serving_);
        app::server::add_dunning_routes(router_, serving_);
        app::server::add_audit_routes(router_, serving_, audit_files());
        for (const AddRoutes add : more) add(router_, serving_);
        REQUIRE(router_.seal());
    }

    void import(importing::ImportKind kind, const std::string& csv) {
        clock_.at = Instant{clock_.at.micros + 1'000'000};
        auto workspace = app::Workspace::open(options_, clock_);
        REQUIRE(workspace);
        auto table = platform::open_table_in_memory(csv);
        REQUIRE(table);
        const auto mapping = importing::mapping_for(kind, (*table)->shape().header);
        REQUIRE(mapping);
        const auto outcome = importing::run_import(workspace->connection(), workspace->company(), workspace->act("import"), workspace->ids(), workspace->policies().cash, **table,
                                                   {.kind = kind, .file_name = "test.csv", .file_hash = "", .mapping = *mapping});
        REQUIRE(outcome);
        REQUIRE(outcome->errors.empty());
    }
    // A second passes before each.
    Answered ask(const std::string& method, const std::string& path, const std::string& body = {}, const Query& query = {}) {
        clock_.at = Instant{clock_.at.micros + 1'000'000};
        const auto found = router_.find(method, *http::split_path(path));
        const auto* match = std::get_if<http::Router::Match>(&found);
        REQUIRE_MESSAGE(match, method << " " << path);
        http::Request request{.method = method, .path = path, .query = {}, .headers = {}, .body = body, .upload = {}, .upload_bytes = 0, .peer = "127.0.0.1", .id = "1", .parameters = match->parameters, .principal = {}};
        for (const auto& [name, value] : query) request.query.add(name, value);
        request.headers.add("X-Tandem-Request", "1");
        request.headers.add("Content-Type", "application/json");
        request.headers.add("Accept-Language", "en-US");
        request.headers.add("Idempotency-Key", "key-" + std::to_string(clock_.at.micros));
        http::Principal asking{.user = user, .company = serving_.company().id, .employee = {}, .team = {}, .region = {}, .name = "li", .role = "finance", .permissions = {}, .scope = http::Scope::company};
        for (int each = 0; each <= static_cast<int>(http::Permission::administer); ++each) asking.permissions.add(static_cast<http::Permission>(each));
        const auto answer = http::dispatch(*match->route, request, {.identify = [&](const http::Request&) -> Result<std::optional<http::Principal>> { return asking; },
                                                                     .observe = [](const http::Request&, std::string_view, int, double) {}, .report = [](const http::Request&, std::string_view what) { MESSAGE(std::string(what)); }});
        return {answer.status, answer.body};
    }
    // Beside the book, which is a folder of its own on SQLite.
    app::AuditFiles audit_files() const {
        const auto folder = std::filesystem::temp_directory_path() / ("tandem_audit_files_" + std::to_string(getpid()) + "_" + std::to_string(serving_.company().id.value % 1'000'003));
        return {.key = (folder / "audit.key").string(), .anchor = (folder / "anchors").string()};
    }
    UserId user{1};  // who asks
    HandClock& clock() { return clock_; }
    Date today() const { return serving_.today(); }
    app::server::Serving& serving() { return serving_; }

private:
    app::Workspace opened(Instant start) {
        clock_.at = start;
        auto workspace = app::Workspace::open(options_, clock_);
        REQUIRE(workspace);
        return *std::move(workspace);
    }
    HandClock clock_;
    app::WorkspaceOptions options_;
    app::server::Serving serving_;
    http::Router router_;
};

}  // namespace tandem::testing
