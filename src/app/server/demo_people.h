// The people of the demo company at work: what they ask goes through the routes, as from their browsers.
#pragma once
#include "app/server/serving.h"

namespace tandem::app::server {

class DemoPeople {
public:
    // `deed` tells the idempotency keys of one kind of work from those of another.
    DemoPeople(Serving& serving, const http::Router& router, std::string deed) : serving_(serving), router_(router), deed_(std::move(deed)) {}

    std::optional<http::Principal> named(const char* name);  // none: the demo has no such login
    // The first customers of the representative, by code.
    std::vector<CustomerId> customers_of(EmployeeId rep, std::int64_t most);
    Result<json::value> call(const http::Principal& who, const char* method, const std::string& path, const std::string& body = {});

private:
    Serving& serving_;
    const http::Router& router_;
    std::string deed_;
    int calls_ = 0;
};

}  // namespace tandem::app::server
