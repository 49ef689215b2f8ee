#include "access/accounts.h"

#include <doctest/doctest.h>

#include <vector>

#include "access/edge/roles_json.h"

using namespace tandem;
using namespace tandem::access;

namespace {

const UserId li{1}, wang{2}, zhao{3};
std::string_view why(const Result<void>& decision) { return decision ? std::string_view{} : decision.error().code; }

}  // namespace

TEST_CASE("S23: only who may grant roles gives one, never to himself, and only one that exists") {
    const Roles& roles = shipped_roles();
    CHECK(check_grant(li, roles.at("security_admin"), wang, "finance", roles));
    CHECK(why(check_grant(li, roles.at("system_admin"), wang, "rep", roles)) == "auth.forbidden");
    CHECK(why(check_grant(li, roles.at("finance"), wang, "rep", roles)) == "auth.forbidden");
    CHECK(why(check_grant(li, roles.at("security_admin"), li, "admin", roles)) == "access.own_role");
    CHECK(why(check_grant(li, roles.at("admin"), wang, "emperor", roles)) == "access.unknown_role");
}

TEST_CASE("S23: the three administrators exclude each other and all business") {
    const Roles& roles = shipped_roles();
    for (const char* name : {"system_admin", "security_admin", "audit_admin"}) {
        for (const char* business : {"view", "post_cash", "post_receivables", "approve", "write_off", "reveal_personal", "import_files"}) CHECK_MESSAGE(!roles.at(name).may(business), name << " " << business);
        for (const char* other : {"system_admin", "security_admin", "audit_admin"})
            for (const std::string& permission : roles.at(name).permissions)
                if (std::string_view{name} != other && permission != "signed_in") CHECK_MESSAGE(!roles.at(other).may(permission), name << " " << permission << " " << other);
    }
    CHECK(roles.at(no_role).permissions == Permissions{"signed_in"});
}

TEST_CASE("S23: the last one who administers accounts, and the last one who grants roles, cannot vanish") {
    const Roles& roles = shipped_roles();
    const std::vector<Account> separated{{li, "system_admin", true}, {wang, "security_admin", true}, {zhao, "finance", true}};
    CHECK(why(check_someone_in_charge(separated, {li, "system_admin", false}, roles)) == "access.last_in_charge");
    CHECK(why(check_someone_in_charge(separated, {wang, "rep", true}, roles)) == "access.last_in_charge");
    CHECK(check_someone_in_charge(separated, {zhao, "finance", false}, roles));

    const std::vector<Account> invited_only{{li, "admin", true}, {wang, "admin", false}};
    CHECK(why(check_someone_in_charge(invited_only, {li, "admin", false}, roles)) == "access.last_in_charge");
    const std::vector<Account> two{{li, "admin", true}, {wang, "admin", true}};
    CHECK(check_someone_in_charge(two, {li, "admin", false}, roles));
}

TEST_CASE("a login name has no blanks, and nobody disables or links himself") {
    CHECK(check_login_name("li.lei"));
    CHECK(check_login_name("李雷"));
    for (const char* bad : {"", "l", "li lei", "li\nlei", "li\tlei"}) CHECK(why(check_login_name(bad)) == "access.name_invalid");
    CHECK(why(check_login_name(std::string(65, 'x'))) == "access.name_invalid");
    CHECK(why(check_other_account(li, li)) == "access.own_account");
    CHECK(check_other_account(li, wang));
}
