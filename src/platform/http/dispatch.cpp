#include "platform/http/dispatch.h"

#include <algorithm>
#include <chrono>
#include <exception>

#include "platform/http/guard.h"
#include "platform/http/gzip.h"
#include "platform/http/problem.h"

namespace tandem::platform::http {
namespace {

constexpr std::size_t smallest_worth_compressing = 1024;
constexpr std::size_t largest_worth_compressing = 64 << 20;

bool changes_something(const Request& request) {
    return request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS";
}

bool is_json(std::string_view content_type) {
    std::string_view type = content_type.substr(0, content_type.find(';'));
    while (type.ends_with(' ')) type.remove_suffix(1);
    return same_word(type, "application/json");
}

Result<void> check_idempotency_key(const Request& request) {
    const std::string_view key = request.idempotency_key();
    const bool printable = std::ranges::all_of(key, [](char c) { return c > ' ' && c < 0x7f; });
    if (key.empty() || key.size() > 128 || !printable) return refuse("http.idempotency_key_missing");
    return {};
}

Result<Response> answer(const Route& route, Request& request, const DispatchOptions& options) {
    if (changes_something(request)) TRY_VOID(check_same_origin(request));
    if (options.limit) TRY_VOID(options.limit(route, request));
    if (route.permission != Permission::public_) request.principal = TRY(options.identify(request));
    TRY_VOID(authorize(route, request.principal));
    if (request.principal) request.principal->scope = narrower(route.scope, request.principal->scope);
    if (options.limit && request.principal) TRY_VOID(options.limit(route, request));
    const std::string_view type = request.headers.get("Content-Type");
    if (!route.upload && !request.body.empty() && !is_json(type)) return refuse("http.not_json", std::string{type});
    if (route.money) TRY_VOID(check_idempotency_key(request));
    return route.handler(request);
}

bool worth_compressing(const Response& response) {
    const bool textual = response.content_type.starts_with("text/") || response.content_type.find("json") != std::string::npos;
    return textual && response.body.size() > smallest_worth_compressing && response.body.size() < largest_worth_compressing &&
           !response.producer && !response.headers.has("Content-Encoding");
}

}  // namespace

Result<void> authorize(const Route& route, const std::optional<Principal>& principal) {
    if (route.permission == Permission::public_) return {};
    if (!principal) return refuse("auth.signed_out");
    if (route.permission == Permission::signed_in || principal->permissions.has(route.permission)) return {};
    return refuse("auth.forbidden", std::string{to_string(route.permission)});
}

Response dispatch(const Route& route, Request& request, const DispatchOptions& options) {
    const auto began = std::chrono::steady_clock::now();
    Response response;
    try {
        auto result = answer(route, request, options);
        response = result ? std::move(*result) : problem(result.error(), request.language());
        if (worth_compressing(response)) {
            response.headers.add("Vary", "Accept-Encoding");
            if (request.accepts_gzip()) {
                response.body = gzip(response.body);
                response.headers.set("Content-Encoding", "gzip");
            }
        }
    } catch (const std::exception& exception) {
        if (options.report) options.report(request, exception.what());
        response = problem(Error{"http.internal", request.id, {}}, request.language());
    }
    response.headers.set("X-Request-Id", request.id);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    if (options.observe) options.observe(request, route.pattern, response.status, took.count());
    return response;
}

}  // namespace tandem::platform::http
