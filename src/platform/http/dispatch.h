// The one path of every request: same-origin guard, who asks, permission, idempotency key, handler.
// Whatever fails on the way refuses (fail closed); nothing reaches a handler undecided.
#pragma once
#include <functional>
#include <optional>

#include "core/result.h"
#include "platform/http/message.h"
#include "platform/http/principal.h"
#include "platform/http/router.h"

namespace tandem::platform::http {

struct DispatchOptions {
    // Who asks, from the session cookie. Nothing: not signed in. A refusal ends the request.
    std::function<Result<std::optional<Principal>>(const Request&)> identify;
    // Whose routes answer, where one server holds several sets of the same patterns; empty: the server's own.
    std::function<const Router&(const Request&)> routes{};
    // How many may ask: called once before it is known who asks, and once more with the principal. A refusal
    // ends the request.
    std::function<Result<void>(const Route&, const Request&)> limit{};
    // Called after every answer with the route's pattern ("" when none matched) and the seconds it took;
    // for metrics and the log. Never with bodies or cookies.
    std::function<void(const Request&, std::string_view pattern, int status, double seconds)> observe;
    // Called with the text of an exception that became http.internal. Goes to the log, never to the client.
    std::function<void(const Request&, std::string_view what)> report;
};

// auth.signed_out, auth.forbidden, or nothing to object.
Result<void> authorize(const Route& route, const std::optional<Principal>& principal);

// Answers a matched request. Every Response carries X-Request-Id; JSON above 1 KiB is compressed when accepted.
Response dispatch(const Route& route, Request& request, const DispatchOptions& options);

}  // namespace tandem::platform::http
