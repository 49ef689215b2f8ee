// People of a test's book: an account and who asks with it. Every permission, so that what is refused is refused for another reason.
#pragma once
#include "support/cash_bench.h"

namespace tandem::testing {

// Without an employee (0) the account belongs to nobody of the company.
template <class Bench>
http::Principal add_person(Bench& bench, const char* name, const char* role, std::int64_t employee) {
    const UserId id = bench.workspace().ids().template make<UserId>();
    bench.connection().execute("INSERT INTO app_user (company_id, id, name, display_name, password_hash, role, employee_id, created_at) VALUES ($1, $2, $3, $3, '', $4, $5, 1)",
                               {bench.company().value, id.value, name, role, employee == 0 ? sql::Param{nullptr} : sql::Param{employee}});
    http::Principal who{.user = id, .company = bench.company(), .employee = EmployeeId{employee}, .team = {}, .region = {}, .name = name, .role = role, .permissions = {}, .scope = http::Scope::company};
    for (int each = 0; each <= static_cast<int>(http::Permission::administer); ++each) who.permissions.add(static_cast<http::Permission>(each));
    return who;
}

}  // namespace tandem::testing
