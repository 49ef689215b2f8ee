// How often somebody may ask: a bucket of tokens for each user, and a larger one for each network.
#pragma once
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "core/date.h"
#include "core/result.h"

namespace tandem::platform::http {

struct Request;
struct Route;

// Requests a minute. A full bucket holds one minute, so a page that asks much at once is not slowed. 0: no limit.
struct RateLimits {
    std::int64_t reads = 6000, writes = 1200;
    std::int64_t exports = 120;   // files out, files in, day-end: what costs the machine
    std::int64_t sign_ins = 300;  // public commands; only by network
};

enum class RouteClass { free, read, write, export_, sign_in };
// Public pages are free: they are files in memory.
RouteClass class_of(const Route& route);

// In memory; safe from any thread. Full buckets are forgotten when there are too many.
class RateLimiter {
public:
    explicit RateLimiter(RateLimits limits) : limits_{limits} {}

    // Without a principal counts for the network (ten times a user's figure), with one for the user. Refuses
    // http.too_many_requests (figure: seconds).
    Result<void> admit(const Route& route, const Request& request, Instant now);
    std::size_t entries();

private:
    struct Bucket { std::int64_t spent = 0, at = 0; };  // in micro-requests; spent flows back with time
    std::int64_t figure(RouteClass kind) const;
    Result<void> take(const std::string& who, std::int64_t per_minute, Instant now);

    RateLimits limits_;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace tandem::platform::http
