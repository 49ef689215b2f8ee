#include "platform/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>

namespace tandem::platform {
namespace {

// Seconds. Fine around the promised answer times, coarse beyond.
const prometheus::Histogram::BucketBoundaries second_buckets = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

}  // namespace

struct Metrics::State {
    prometheus::Registry registry;
    std::mutex mutex;  // of the maps; the figures themselves are atomic
    std::map<std::string, prometheus::Family<prometheus::Counter>*> counters;
    std::map<std::string, prometheus::Family<prometheus::Gauge>*> gauges;
    std::map<std::string, prometheus::Family<prometheus::Histogram>*> histograms;
};

Metrics::Metrics() : state_{std::make_unique<State>()} {}
Metrics::~Metrics() = default;

void Metrics::count(const std::string& name, const std::string& help, const Labels& labels, double by) {
    const std::lock_guard lock{state_->mutex};
    auto*& family = state_->counters[name];
    if (family == nullptr) family = &prometheus::BuildCounter().Name("tandem_" + name + "_total").Help(help).Register(state_->registry);
    family->Add(labels).Increment(by);
}

void Metrics::set(const std::string& name, const std::string& help, double value, const Labels& labels) {
    const std::lock_guard lock{state_->mutex};
    auto*& family = state_->gauges[name];
    if (family == nullptr) family = &prometheus::BuildGauge().Name("tandem_" + name).Help(help).Register(state_->registry);
    family->Add(labels).Set(value);
}

void Metrics::time(const std::string& name, const std::string& help, double seconds, const Labels& labels) {
    const std::lock_guard lock{state_->mutex};
    auto*& family = state_->histograms[name];
    if (family == nullptr) family = &prometheus::BuildHistogram().Name("tandem_" + name + "_seconds").Help(help).Register(state_->registry);
    family->Add(labels, second_buckets).Observe(seconds);
}

void Metrics::request(std::string_view method, std::string_view route, int status, double seconds) {
    time("http_request", "Time from the whole request read to the answer made.", seconds,
         {{"method", std::string{method}}, {"route", std::string{route}}, {"status", std::to_string(status)}});
}

std::string Metrics::exposition() const {
    return prometheus::TextSerializer{}.Serialize(state_->registry.Collect());
}

}  // namespace tandem::platform
