#include "platform/http/rate_limit.h"

#include <algorithm>

#include "platform/http/guard.h"
#include "platform/http/router.h"

namespace tandem::platform::http {
namespace {

constexpr std::int64_t minute = 60'000'000;
constexpr std::int64_t one_request = 1'000'000;
constexpr std::int64_t users_of_a_network = 10;
constexpr std::size_t most_buckets = 100'000;

// What has flowed back since, computed without overflow: a minute empties any bucket.
std::int64_t left_over(std::int64_t spent, std::int64_t since, std::int64_t per_minute) {
    if (since >= minute) return 0;
    return std::max<std::int64_t>(0, spent - std::max<std::int64_t>(0, since) * per_minute / 60);
}

}  // namespace

RouteClass class_of(const Route& route) {
    const bool reads = route.method == "GET";
    switch (route.permission) {
        case Permission::public_: return reads ? RouteClass::free : RouteClass::sign_in;
        case Permission::export_files:
        case Permission::import_files:
        case Permission::run_day_end: return RouteClass::export_;
        default: return reads ? RouteClass::read : RouteClass::write;
    }
}

std::int64_t RateLimiter::figure(RouteClass kind) const {
    switch (kind) {
        case RouteClass::free: return 0;
        case RouteClass::read: return limits_.reads;
        case RouteClass::write: return limits_.writes;
        case RouteClass::export_: return limits_.exports;
        case RouteClass::sign_in: return limits_.sign_ins;
    }
    return 0;
}

Result<void> RateLimiter::admit(const Route& route, const Request& request, Instant now) {
    const RouteClass kind = class_of(route);
    const std::int64_t per_minute = figure(kind);
    if (per_minute == 0) return {};
    const std::string suffix = '/' + std::to_string(static_cast<int>(kind));
    if (request.principal) return take("u" + std::to_string(request.principal->user.value) + suffix, per_minute, now);
    return take("n" + peer_network(request.peer) + suffix, kind == RouteClass::sign_in ? per_minute : per_minute * users_of_a_network, now);
}

Result<void> RateLimiter::take(const std::string& who, std::int64_t per_minute, Instant now) {
    const std::lock_guard lock{mutex_};
    if (buckets_.size() >= most_buckets) std::erase_if(buckets_, [&](const auto& each) { return now.micros - each.second.at >= minute; });
    if (buckets_.size() >= most_buckets) buckets_.clear();
    Bucket& bucket = buckets_[who];
    bucket = {left_over(bucket.spent, now.micros - bucket.at, per_minute), now.micros};
    const std::int64_t missing = bucket.spent + one_request - per_minute * one_request;
    if (missing > 0) {
        const std::int64_t per_second = std::max<std::int64_t>(1, per_minute * one_request / 60);
        return refuse("http.too_many_requests", {}, {{"seconds", std::to_string((missing + per_second - 1) / per_second)}});
    }
    bucket.spent += one_request;
    return {};
}

std::size_t RateLimiter::entries() {
    const std::lock_guard lock{mutex_};
    return buckets_.size();
}

}  // namespace tandem::platform::http
