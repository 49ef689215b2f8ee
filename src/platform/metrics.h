// Counters and timings for /metrics, in the text format of Prometheus.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace tandem::platform {

class Metrics {
public:
    using Labels = std::map<std::string, std::string>;

    Metrics();
    ~Metrics();

    // tandem_http_request_seconds{method,route,status}: the route is its pattern, never a path, so that the
    // number of series stays bounded.
    void request(std::string_view method, std::string_view route, int status, double seconds);
    // A counter "tandem_<name>_total"; `help` is kept from the first call.
    void count(const std::string& name, const std::string& help, const Labels& labels = {}, double by = 1);
    // A gauge "tandem_<name>".
    void set(const std::string& name, const std::string& help, double value, const Labels& labels = {});
    // A histogram "tandem_<name>_seconds".
    void time(const std::string& name, const std::string& help, double seconds, const Labels& labels = {});

    std::string exposition() const;  // text/plain; version=0.0.4

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tandem::platform
