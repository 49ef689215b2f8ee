// Who asks, and what a route demands of them.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/id.h"
#include "core/result.h"

namespace tandem::platform::http {

// What a route lets its caller do. A route that says nothing (undeclared) keeps the server from starting.
enum class Permission {
    undeclared,
    public_,             // nobody need be signed in
    signed_in,           // any user: own session, own profile, lookups
    view,                // customers, documents, reports within the caller's scope
    work_collections,    // notes, calls, tasks done, promises
    manage_contracts,    // contracts and their dated events
    manage_orders,       // orders, deliveries, requests to release what is on hold
    assess_credit,       // statements, ratings, assessments, grades, limits, security; holds set by hand
    review_contracts,    // the checklist and clause risks before a contract is signed
    post_receivables,    // invoices, credit notes
    post_cash,           // receipts, allocations, reversals
    write_off,
    import_files,
    export_files,
    run_day_end,
    merge_customers,     // two customers that are one
    close_periods,       // accounting periods closed and opened again
    approve,             // decide requests that the chain brings to this person
    manage_users,        // 系统管理员: accounts, sessions, keys
    grant_roles,         // 安全管理员: who has which role and scope
    manage_policies,     // versions of policies, approval chains
    view_audit,          // 审计管理员: the trail and its verification
    reveal_personal,     // masked numbers in full, with a reason
    administer,          // what no role above covers: jobs of others, calendars
};

// Which rows a caller reaches, narrow to wide. `public_` is for routes without rows of the book.
enum class Scope { undeclared, public_, own, team, region, company, all };

class PermissionSet {
public:
    constexpr PermissionSet() = default;
    constexpr PermissionSet(std::initializer_list<Permission> permissions) {
        for (const Permission each : permissions) bits_ |= bit(each);
    }
    constexpr bool has(Permission permission) const { return (bits_ & bit(permission)) != 0; }
    constexpr void add(Permission permission) { bits_ |= bit(permission); }
    constexpr void remove(PermissionSet others) { bits_ &= ~others.bits_; }
    friend constexpr bool operator==(PermissionSet, PermissionSet) = default;

private:
    static constexpr std::uint32_t bit(Permission permission) { return 1U << static_cast<unsigned>(permission); }
    std::uint32_t bits_ = 0;
};

struct Principal {
    UserId user;
    CompanyId company;
    EmployeeId employee;  // none (0) for a user who is not an employee
    TeamId team;
    RegionId region;
    std::string name;     // login name
    std::string role;
    PermissionSet permissions;
    Scope scope = Scope::own;  // the widest rows this user reaches on any route
};

// The rows this principal reaches on a route of that scope: the narrower of the two.
constexpr Scope narrower(Scope route, Scope principal) { return route < principal ? route : principal; }

std::string_view to_string(Permission permission);
std::string_view to_string(Scope scope);

}  // namespace tandem::platform::http
