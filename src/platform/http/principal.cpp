#include "platform/http/principal.h"

namespace tandem::platform::http {

std::string_view to_string(Permission permission) {
    switch (permission) {
        case Permission::undeclared: return "undeclared";
        case Permission::public_: return "public";
        case Permission::signed_in: return "signed_in";
        case Permission::view: return "view";
        case Permission::work_collections: return "work_collections";
        case Permission::manage_contracts: return "manage_contracts";
        case Permission::manage_orders: return "manage_orders";
        case Permission::assess_credit: return "assess_credit";
        case Permission::review_contracts: return "review_contracts";
        case Permission::post_receivables: return "post_receivables";
        case Permission::post_cash: return "post_cash";
        case Permission::write_off: return "write_off";
        case Permission::import_files: return "import_files";
        case Permission::export_files: return "export_files";
        case Permission::run_day_end: return "run_day_end";
        case Permission::merge_customers: return "merge_customers";
        case Permission::close_periods: return "close_periods";
        case Permission::approve: return "approve";
        case Permission::manage_users: return "manage_users";
        case Permission::grant_roles: return "grant_roles";
        case Permission::manage_policies: return "manage_policies";
        case Permission::view_audit: return "view_audit";
        case Permission::reveal_personal: return "reveal_personal";
        case Permission::administer: return "administer";
    }
    return "";
}

std::string_view to_string(Scope scope) {
    switch (scope) {
        case Scope::undeclared: return "undeclared";
        case Scope::public_: return "public";
        case Scope::own: return "own";
        case Scope::team: return "team";
        case Scope::region: return "region";
        case Scope::company: return "company";
        case Scope::all: return "all";
    }
    return "";
}

}  // namespace tandem::platform::http
