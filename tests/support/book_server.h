// Routes of the server on a book, asked through the whole path of a request without a socket.
#pragma once
#include <boost/json.hpp>

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "app/server/serving.h"
#include "platform/http/dispatch.h"
#include "platform/http/url.h"
#include "support/cash_bench.h"

namespace tandem::testing {

namespace http = tandem::platform::http;

struct Answered {
    int status;
    boost::json::value body;
    http::Response response;
    std::string code() const { return std::string(body.at("code").as_string()); }
    std::string text(const char* key) const { return std::string(body.at(key).as_string()); }
    boost::json::array rows() const { return body.at("rows").as_array(); }
};

class BookServer {
public:
    using AddRoutes = void (*)(http::Router&, app::server::Serving&);
    BookServer(const TemporaryDatabase& database, std::initializer_list<AddRoutes> routes)
        : serving_({.database = database.url(), .company = {}}, *app::Workspace::open({.database = database.url(), .company = {}}, clock_), clock_) {
        for (const AddRoutes add : routes) add(router_, serving_);
        REQUIRE(router_.seal());
    }

    http::PermissionSet permissions{http::Permission::view, http::Permission::work_collections, http::Permission::manage_contracts, http::Permission::post_cash, http::Permission::post_receivables,
                                    http::Permission::write_off, http::Permission::close_periods, http::Permission::merge_customers, http::Permission::administer};
    UserId user{1};

    Answered get(const std::string& path) { return ask("GET", path, {}, {}); }
    Answered post(const std::string& path, const std::string& body) { return ask("POST", path, body, "key-" + std::to_string(++keys_)); }
    Answered upload(const std::string& path, const std::string& bytes, const std::string& media_type = "application/pdf") {
        const auto file = std::filesystem::temp_directory_path() / ("book-server-" + std::to_string(::getpid()) + "-" + std::to_string(++keys_));
        std::ofstream{file, std::ios::binary} << bytes;
        return ask("POST", path, {}, "key-" + std::to_string(keys_), std::make_shared<http::TempFile>(file), media_type);
    }
    Answered ask(const std::string& method, const std::string& target, const std::string& body, const std::string& key, std::shared_ptr<const http::TempFile> upload = {}, const std::string& media_type = "application/json") {
        const http::Principal principal{.user = user, .company = serving_.company().id, .employee = {}, .team = {}, .region = {}, .name = "li", .role = "finance", .permissions = permissions, .scope = http::Scope::company};
        return ask_as(principal, method, target, body, key, std::move(upload), media_type);
    }
    // May be called by several threads.
    Answered ask_as(const http::Principal& principal, const std::string& method, const std::string& target, const std::string& body, const std::string& key, std::shared_ptr<const http::TempFile> upload = {},
                    const std::string& media_type = "application/json", const std::string& seen = {}) {
        const auto question = target.find('?');
        const std::string path = target.substr(0, question);
        const auto found = router_.find(method, *http::split_path(path));
        const auto& match = std::get<http::Router::Match>(found);
        http::Request request{.method = method, .path = path, .query = {}, .headers = {}, .body = body, .upload = upload, .upload_bytes = upload ? static_cast<std::int64_t>(std::filesystem::file_size(upload->path())) : 0,
                              .peer = "127.0.0.1", .id = "1", .parameters = match.parameters, .principal = {}};
        if (question != std::string::npos) request.query = *http::parse_query(target.substr(question + 1));
        request.headers.add("X-Tandem-Request", "1");
        request.headers.add("Content-Type", media_type);
        request.headers.add("Accept-Language", "en-US");
        if (!key.empty()) request.headers.add("Idempotency-Key", key);
        if (!seen.empty()) request.headers.add("If-Match", seen);
        auto answer = http::dispatch(*match.route, request, {.identify = [&](const http::Request&) -> Result<std::optional<http::Principal>> { return principal; },
                                                             .observe = [](const http::Request&, std::string_view, int, double) {}, .report = [](const http::Request&, std::string_view what) { MESSAGE(std::string(what)); }});
        const bool json = answer.content_type.find("json") != std::string::npos;
        return {answer.status, json && !answer.body.empty() ? boost::json::parse(answer.body) : boost::json::value{}, answer};
    }
    app::server::Serving& serving() { return serving_; }
    const http::Router& router() const { return router_; }

private:
    SystemClock clock_;
    app::server::Serving serving_;
    http::Router router_;
    int keys_ = 0;
};

}  // namespace tandem::testing
