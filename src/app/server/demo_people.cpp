#include "app/server/demo_people.h"

#include "app/server/users.h"
#include "platform/http/url.h"

namespace tandem::app::server {

std::optional<http::Principal> DemoPeople::named(const char* name) {
    const auto id = user_named(serving_.connection(), serving_.company().id, name);
    const auto user = id ? find_user(serving_.connection(), serving_.company().id, *id) : std::nullopt;
    return user ? std::optional{serving_.placed(principal_of(*user, serving_.company().id))} : std::nullopt;
}

std::vector<CustomerId> DemoPeople::customers_of(EmployeeId rep, std::int64_t most) {
    std::vector<CustomerId> all;
    serving_.connection().query("SELECT c.id FROM customer c JOIN assignment a ON a.company_id = c.company_id AND a.kind = 'customer_rep' AND a.subject_id = c.id AND a.voided_at IS NULL AND a.until_date IS NULL "
                                "WHERE c.company_id = $1 AND a.owner_id = $2 AND c.voided_at IS NULL AND c.merged_into_id IS NULL ORDER BY c.code LIMIT $3",
                                {serving_.company().id.value, rep.value, most}, [&](const sql::Row& row) { all.push_back(CustomerId{row.integer(0)}); });
    return all;
}

Result<json::value> DemoPeople::call(const http::Principal& who, const char* method, const std::string& path, const std::string& body) {
    http::Request request;
    request.method = method;
    request.path = path;
    request.headers.add("Idempotency-Key", "demo-" + deed_ + "-" + std::to_string(++calls_));
    request.body = body;
    request.principal = who;
    const auto found = router_.find(request.method, *http::split_path(path));
    const auto* match = std::get_if<http::Router::Match>(&found);
    TANDEM_ASSERT(match);
    request.parameters = match->parameters;
    const auto answer = TRY(match->route->handler(request));
    TANDEM_ASSERT(answer.status < 400);
    return json::parse(answer.body);
}

}  // namespace tandem::app::server
