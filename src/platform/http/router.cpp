#include "platform/http/router.h"

#include <algorithm>
#include <array>
#include <map>

namespace tandem::platform::http {
namespace {

constexpr std::array<std::string_view, 5> methods = {"GET", "POST", "PUT", "PATCH", "DELETE"};

// "/a/{id}" and "/a/{name}" take the same paths, so they are one key.
std::string shape(const Route& route) {
    std::string key = route.method + ' ';
    bool inside = false;
    for (const char c : route.pattern) {
        if (c == '}') inside = false;
        if (!inside || c == '*') key += c;
        if (c == '{') inside = true;
    }
    return key;
}

std::string fault_of(const Route& route) {
    if (std::ranges::find(methods, route.method) == methods.end()) return "unknown method";
    if (!route.pattern.starts_with('/')) return "pattern without a leading slash";
    if (route.permission == Permission::undeclared) return "no permission";
    if (route.scope == Scope::undeclared) return "no scope";
    if ((route.permission == Permission::public_) && route.scope != Scope::public_) return "public with rows of a scope";
    if (route.permission > Permission::signed_in && route.scope == Scope::public_) return "rows without a scope";
    if (route.money && route.method == "GET") return "a money command by GET";
    if (route.max_body < 0) return "negative body limit";
    if (!route.handler) return "no handler";
    const auto star = route.pattern.find("*}");
    if (star != std::string::npos && star + 2 != route.pattern.size()) return "{path*} not at the end";
    return {};
}

void append_method(std::string& list, std::string_view method) {
    if (!list.empty()) list += ", ";
    list += method;
}

}  // namespace

void Router::add(Route route) {
    TANDEM_ASSERT(!sealed_);
    patterns_.push_back(parse(route.pattern));
    routes_.push_back(std::move(route));
}

Result<void> Router::seal() {
    std::string faults;
    std::map<std::string, int> seen;
    for (const Route& route : routes_) {
        std::string fault = fault_of(route);
        if (fault.empty() && ++seen[shape(route)] > 1) fault = "twice the same";
        if (fault.empty()) continue;
        if (!faults.empty()) faults += "; ";
        faults += route.method + ' ' + route.pattern + ": " + fault;
    }
    if (!faults.empty()) return refuse("http.bad_route_table", faults);
    sealed_ = true;
    return {};
}

Router::Pattern Router::parse(std::string_view pattern) {
    Pattern segments;
    if (pattern.starts_with('/')) pattern.remove_prefix(1);
    for (;;) {
        const auto slash = pattern.find('/');
        const std::string_view part = pattern.substr(0, slash);
        if (part.starts_with('{') && part.ends_with("*}"))
            segments.push_back({Segment::Kind::rest, std::string{part.substr(1, part.size() - 3)}});
        else if (part.starts_with('{') && part.ends_with('}'))
            segments.push_back({Segment::Kind::parameter, std::string{part.substr(1, part.size() - 2)}});
        else
            segments.push_back({Segment::Kind::literal, std::string{part}});
        if (slash == std::string_view::npos) return segments;
        pattern.remove_prefix(slash + 1);
    }
}

bool Router::fits(const Pattern& pattern, const std::vector<std::string>& segments) {
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const Segment& expected = pattern[at];
        if (expected.kind == Segment::Kind::rest)
            return !(at == 0 && !segments.empty() && segments[0] == "api");
        if (at >= segments.size()) return false;
        if (expected.kind == Segment::Kind::literal && expected.text != segments[at]) return false;
        if (expected.kind == Segment::Kind::parameter && segments[at].empty()) return false;
    }
    return pattern.size() == segments.size();
}

// The routes that take the path, of the most literal pattern only: "/a/latest" hides "/a/{id}".
std::vector<std::size_t> Router::candidates(const std::vector<std::string>& segments) const {
    std::vector<std::size_t> best;
    const auto more_literal = [&](const Pattern& a, const Pattern& b) {
        return std::ranges::lexicographical_compare(a, b, {}, &Segment::kind, &Segment::kind);
    };
    for (std::size_t each = 0; each < patterns_.size(); ++each) {
        if (!fits(patterns_[each], segments)) continue;
        if (!best.empty() && more_literal(patterns_[each], patterns_[best.front()])) best.clear();
        if (best.empty() || !more_literal(patterns_[best.front()], patterns_[each])) best.push_back(each);
    }
    return best;
}

Router::Found Router::find(std::string_view method, const std::vector<std::string>& segments) const {
    const std::string_view wanted = method == "HEAD" ? "GET" : method;
    const auto fitting = candidates(segments);
    if (fitting.empty()) return NotFound{};
    for (const std::size_t each : fitting) {
        if (routes_[each].method != wanted) continue;
        Match match{&routes_[each], {}};
        for (std::size_t at = 0; at < patterns_[each].size(); ++at) {
            const Segment& segment = patterns_[each][at];
            if (segment.kind == Segment::Kind::literal) continue;
            std::string value = at < segments.size() ? segments[at] : std::string{};
            if (segment.kind == Segment::Kind::rest)
                for (std::size_t further = at + 1; further < segments.size(); ++further) value += '/' + segments[further];
            match.parameters.emplace_back(segment.text, std::move(value));
        }
        return match;
    }
    return MethodNotAllowed{allowed(segments)};
}

std::string Router::allowed(const std::vector<std::string>& segments) const {
    const auto fitting = candidates(segments);
    if (fitting.empty()) return {};
    std::string list;
    for (const std::string_view method : methods) {
        const bool answers = std::ranges::any_of(fitting, [&](std::size_t each) { return routes_[each].method == method; });
        if (!answers) continue;
        append_method(list, method);
        if (method == "GET") append_method(list, "HEAD");
    }
    append_method(list, "OPTIONS");
    return list;
}

}  // namespace tandem::platform::http
