#include "access/export_limit.h"

namespace tandem::access {

std::int64_t export_rows_a_day(const AccessPolicy& policy, std::string_view role) {
    const auto own = policy.export_rows_of_roles.find(role);
    return own == policy.export_rows_of_roles.end() ? policy.export_rows_of_others : own->second;
}

Result<void> check_export(std::int64_t done, std::int64_t rows, std::int64_t limit, Date today, std::int64_t seconds_left) {
    if (rows <= limit - done) return {};
    return refuse("access.export_limit", {}, {{"rows", std::to_string(rows)}, {"done", std::to_string(done)}, {"limit", std::to_string(limit)}, {"day", to_string(today + Days{1})}, {"seconds", std::to_string(seconds_left)}});
}

}  // namespace tandem::access
