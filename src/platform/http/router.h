// The one table of routes: deny by default (trust D1). A route without permission and scope, or twice the
// same, and seal() refuses: the server does not start.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/result.h"
#include "platform/http/message.h"
#include "platform/http/principal.h"
#include "platform/http/url.h"

namespace tandem::platform::http {

// A refusal becomes problem+json in the caller's language; an exception becomes http.internal (500).
using Handler = std::function<Result<Response>(const Request&)>;

inline constexpr std::int64_t default_max_body = 1 << 20;

struct Route {
    std::string method{};     // GET POST PUT PATCH DELETE; GET also answers HEAD
    std::string pattern{};    // "/api/v1/customers/{id}"; a last "{path*}" takes the rest
    Permission permission = Permission::undeclared;
    Scope scope = Scope::undeclared;
    bool money = false;       // a money command: 400 without Idempotency-Key
    bool upload = false;      // raw body of any type, spooled to a file; otherwise a body must be JSON
    std::int64_t max_body = default_max_body;  // bytes; 413 beyond
    Handler handler{};
};

class Router {
public:
    void add(Route route);

    // Checks the whole table. Refuses with http.bad_route_table; the subject lists every fault.
    Result<void> seal();
    bool sealed() const { return sealed_; }

    struct Match {
        const Route* route;
        std::vector<std::pair<std::string, std::string>> parameters;
    };
    struct MethodNotAllowed { std::string allow; };  // "GET, HEAD, OPTIONS"
    struct NotFound {};
    using Found = std::variant<Match, MethodNotAllowed, NotFound>;

    // The segments come from split_path (url.h). Literal segments win over parameters; "/api" is never taken
    // by a "{path*}". HEAD finds the GET route.
    Found find(std::string_view method, const std::vector<std::string>& segments) const;
    // Every method the path answers, for OPTIONS; empty when the path is unknown.
    std::string allowed(const std::vector<std::string>& segments) const;

    const std::vector<Route>& routes() const { return routes_; }

private:
    struct Segment {
        enum class Kind { literal, parameter, rest } kind;
        std::string text;
    };
    using Pattern = std::vector<Segment>;
    static Pattern parse(std::string_view pattern);
    static bool fits(const Pattern& pattern, const std::vector<std::string>& segments);
    std::vector<std::size_t> candidates(const std::vector<std::string>& segments) const;

    std::vector<Route> routes_;
    std::vector<Pattern> patterns_;
    bool sealed_ = false;
};

}  // namespace tandem::platform::http
