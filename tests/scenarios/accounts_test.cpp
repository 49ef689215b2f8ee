// Administering accounts over HTTP: who may, what it ends, and what no administrator can do alone.
#include "access/edge/delegations_sql.h"
#include "support/sign_in_bench.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

std::string role(const char* name) { return std::string(R"({"role":")") + name + R"("})"; }

}  // namespace

TEST_CASE("S23: who administers accounts grants nothing, who grants administers nothing, nobody raises himself") {
    on_both_engines([](const TemporaryDatabase& database) {
        SignInBench bench{database};
        const std::string system = bench.add("system", "system_admin"), security = bench.add("security", "security_admin"), li = bench.add("li", "rep");
        Browser keeper{bench}, granter{bench}, rep{bench};
        REQUIRE(keeper.sign_in("system").status == 200);
        REQUIRE(granter.sign_in("security").status == 200);
        REQUIRE(rep.sign_in("li").status == 200);

        CHECK(rep.get("/api/v1/users").code() == "auth.forbidden");
        CHECK(keeper.get("/api/v1/users").rows().size() == 3);
        CHECK(granter.get("/api/v1/users").code() == "auth.forbidden");
        CHECK(granter.get("/api/v1/role-grants").rows().size() == 3);

        CHECK(keeper.post("/api/v1/users", R"({"name":"wang","display_name":"王芳","role":"finance"})").code() == "auth.forbidden");
        const auto made = keeper.post("/api/v1/users", R"({"name":"wang","display_name":"王芳"})");
        REQUIRE(made.status == 201);
        CHECK(made.text("role") == "none");
        const std::string wang = made.text("id");
        CHECK(keeper.post("/api/v1/users", R"({"name":"wang","display_name":"又一个"})").code() == "auth.name_taken");
        CHECK(keeper.post("/api/v1/users", R"({"name":"a b","display_name":"空格"})").code() == "access.name_invalid");
        CHECK(keeper.post("/api/v1/users", R"({"name":"zhao","display_name":"赵","permissions":["view"]})").status == 422);  // S22
        CHECK(keeper.seen("PUT", "/api/v1/users/" + wang + "/role", role("finance"), 1).code() == "auth.forbidden");
        CHECK(granter.seen("PUT", "/api/v1/users/" + wang + "/role", role("emperor"), 1).code() == "access.unknown_role");
        CHECK(granter.seen("PUT", "/api/v1/users/" + wang + "/role", role("finance"), 1).text("role") == "finance");
        CHECK(granter.seen("PUT", "/api/v1/users/" + security + "/role", role("admin"), 1).code() == "access.own_role");
        CHECK(granter.post("/api/v1/users/" + li + "/disable", "").code() == "auth.forbidden");
        CHECK(granter.post("/api/v1/users/" + li + "/password-link", "").code() == "auth.forbidden");
        CHECK(keeper.remove("/api/v1/users/" + li + "/second-factor").code() == "auth.forbidden");
        CHECK(keeper.post("/api/v1/users/" + system + "/password-link", "").code() == "access.own_account");
        CHECK(keeper.seen("PATCH", "/api/v1/users/" + system, R"({"employee_id":null})", 1).code() == "access.own_account");
        CHECK(keeper.seen("PATCH", "/api/v1/users/" + li, R"({"role":"admin"})", 1).status == 422);  // S22: not here
    });
}

TEST_CASE("S23: two who change the same account: the later one is told who changed what") {
    on_both_engines([](const TemporaryDatabase& database) {
        SignInBench bench{database};
        bench.add("root", "admin");
        bench.add("boss", "admin");
        const std::string li = bench.add("li", "rep");
        Browser one{bench}, other{bench};
        REQUIRE(one.sign_in("root").status == 200);
        REQUIRE(other.sign_in("boss").status == 200);
        CHECK(one.ask_without_version("PUT", "/api/v1/users/" + li + "/role", role("manager")).code() == "access.version_needed");
        REQUIRE(one.seen("PUT", "/api/v1/users/" + li + "/role", role("manager"), 1).version() == 2);
        const auto late = other.seen("PATCH", "/api/v1/users/" + li, R"({"display_name":"李雷"})", 1);
        CHECK(late.code() == "access.changed_meanwhile");
        CHECK(late.status == 409);
        for (const char* said : {"root", "role: rep → manager"}) CHECK_MESSAGE(late.text("detail").find(said) != std::string::npos, late.text("detail"));
        CHECK(other.seen("PATCH", "/api/v1/users/" + li, R"({"display_name":"李雷"})", 2).text("display_name") == "李雷");
    });
}

TEST_CASE("S6: another role, another session; S23: the last administrator stays") {
    on_both_engines([](const TemporaryDatabase& database) {
        SignInBench bench{database};
        const std::string root = bench.add("root", "admin"), boss = bench.add("boss", "admin");
        Browser one{bench}, other{bench};
        REQUIRE(one.sign_in("root").status == 200);
        REQUIRE(other.sign_in("boss").status == 200);
        REQUIRE(one.seen("PUT", "/api/v1/users/" + boss + "/role", role("security_admin"), 1).status == 200);
        CHECK(other.get("/api/v1/me/sessions").code() == "auth.signed_out");
        REQUIRE(other.sign_in("boss").status == 200);
        CHECK(other.get("/api/v1/users").code() == "auth.forbidden");
        CHECK(one.post("/api/v1/users/" + root + "/disable", "").code() == "access.own_account");
        // root is the last who administers accounts: the other, who grants roles, cannot take that from him.
        const auto refused = other.seen("PUT", "/api/v1/users/" + root + "/role", role("rep"), 1);
        CHECK(refused.code() == "access.last_in_charge");
        CHECK(one.post("/api/v1/users/" + boss + "/disable", "").status == 200);  // root himself still grants
    });
}

TEST_CASE("S33: who is disabled is out at once: sessions, keys, links and delegations") {
    on_both_engines([](const TemporaryDatabase& database) {
        SignInBench bench{database};
        bench.add("root", "admin");
        const std::string li = bench.add("li", "rep"), wang = bench.add("wang", "rep");
        Browser admin{bench}, rep{bench}, colleague{bench};
        REQUIRE(admin.sign_in("root").status == 200);
        REQUIRE(rep.sign_in("li").status == 200);
        REQUIRE(colleague.sign_in("wang").status == 200);
        const auto key = rep.post("/api/v1/me/api-keys", R"({"label":"报表","permissions":["view"],"last_date":"2026-04-01"})");
        REQUIRE(key.status == 201);
        const std::string bearer = "Bearer " + key.text("token");
        CHECK(bench.ask("GET", "/api/v1/lookups", "", "", "Authorization", bearer).status == 200);
        REQUIRE(rep.post("/api/v1/delegations", R"({"to":")" + wang + R"(","from_date":"2026-03-02","last_date":"2026-03-06","reason":"年假"})").status == 201);

        REQUIRE(admin.post("/api/v1/users/" + li + "/disable", "").text("state") == "disabled");
        CHECK(rep.get("/api/v1/me/sessions").code() == "auth.signed_out");
        CHECK(bench.ask("GET", "/api/v1/lookups", "", "", "Authorization", bearer).code() == "auth.signed_out");
        CHECK(rep.sign_in("li").code() == "auth.wrong_credentials");
        CHECK(admin.post("/api/v1/users/" + li + "/password-link", "").code() == "access.account_disabled");
        CHECK(colleague.get("/api/v1/delegations").rows().at(0).at("state").as_string() == "ended");
        CHECK(access::delegations_on(bench.serving().connection(), bench.serving().company().id, bench.serving().today()).empty());

        REQUIRE(admin.post("/api/v1/users/" + li + "/enable", "").text("state") == "active");
        CHECK(bench.ask("GET", "/api/v1/lookups", "", "", "Authorization", bearer).code() == "auth.signed_out");  // what ended stays ended
        CHECK(rep.sign_in("li").status == 200);
        CHECK(bench.trail("user.disable", "disabled") == 1);
    });
}

TEST_CASE("S23: a key is shown once, is kept hashed, ends on its day, and never does more than its owner now") {
    on_both_engines([](const TemporaryDatabase& database) {
        SignInBench bench{database};
        bench.add("root", "admin");
        const std::string wang = bench.add("wang", "finance");
        Browser admin{bench}, finance{bench};
        REQUIRE(admin.sign_in("root").status == 200);
        REQUIRE(finance.sign_in("wang").status == 200);
        const auto make = [&](const char* permissions, const char* day) {
            return finance.post("/api/v1/me/api-keys", std::string(R"({"label":"银行接口","permissions":[)") + permissions + R"(],"last_date":")" + day + R"("})");
        };
        CHECK(make(R"("manage_users")", "2026-03-31").code() == "access.key_never");
        CHECK(make(R"("approve")", "2026-03-31").code() == "access.key_never");
        CHECK(make(R"("view_audit")", "2026-03-31").code() == "access.key_exceeds");
        CHECK(make(R"("view")", "2036-03-31").code() == "access.key_expiry");
        CHECK(make("", "2026-03-31").code() == "access.key_without_permission");
        const auto key = make(R"("view","close_periods")", "2026-03-31");
        REQUIRE(key.status == 201);
        const std::string bearer = "Bearer " + key.text("token");
        CHECK(key.text("token").starts_with("tk_"));
        CHECK(bench.kept_anywhere(key.text("token")) == 0);
        const auto with_key = [&](const char* method, const char* path, const std::string& body = {}) { return bench.ask(method, path, body, "", "Authorization", bearer); };
        CHECK(with_key("GET", "/api/v1/lookups").status == 200);
        CHECK(with_key("POST", "/api/v1/periods/2026-01/close").status == 200);
        CHECK(with_key("GET", "/api/v1/me/api-keys").code() == "auth.key_not_here");
        CHECK(with_key("PUT", "/api/v1/me/password", R"({"old_password":"a long password","new_password":"another password"})").code() == "auth.key_not_here");
        CHECK(with_key("GET", "/api/v1/users").code() == "auth.key_not_here");
        CHECK(with_key("GET", "/api/v1/reports").status == 200);
        // What decides is read by a key and changed by people alone, as are requests that wait.
        CHECK(with_key("GET", "/api/v1/policies/credit").status == 200);
        CHECK(with_key("GET", "/api/v1/approvals").status == 200);
        CHECK(with_key("POST", "/api/v1/policies/scoring", "{}").code() == "auth.key_not_here");
        CHECK(with_key("POST", "/api/v1/policy-phases/expansion", "{}").code() == "auth.key_not_here");
        CHECK(with_key("PATCH", "/api/v1/approvals/apr_0000000000001", "{}").code() == "auth.key_not_here");
        CHECK(with_key("POST", "/api/v1/policies/scoring/what-if", "{}").code() == "auth.forbidden");  // trying asks for the right alone

        // His role shrinks, and so does the key.
        REQUIRE(admin.seen("PUT", "/api/v1/users/" + wang + "/role", role("rep"), 1).status == 200);
        CHECK(with_key("GET", "/api/v1/lookups").status == 200);
        CHECK(with_key("POST", "/api/v1/periods/2026-02/close").code() == "auth.forbidden");
        bench.pass(std::chrono::hours{24 * 29});
        CHECK(with_key("GET", "/api/v1/lookups").status == 200);
        bench.pass(std::chrono::hours{24});
        CHECK(with_key("GET", "/api/v1/lookups").code() == "auth.signed_out");
    });
}

TEST_CASE("S33: a delegation is asked for and taken back; both sides see it, a third does not") {
    on_both_engines([](const TemporaryDatabase& database) {
        SignInBench bench{database};
        const std::string li = bench.add("li", "manager"), wang = bench.add("wang", "manager");
        bench.add("zhao", "rep");
        Browser away{bench}, stand_in{bench}, third{bench};
        REQUIRE(away.sign_in("li").status == 200);
        REQUIRE(stand_in.sign_in("wang").status == 200);
        REQUIRE(third.sign_in("zhao").status == 200);
        CHECK(away.get("/api/v1/colleagues").rows().size() == 2);
        const auto ask = [&](const std::string& to, const char* from, const char* last) {
            return away.post("/api/v1/delegations", R"({"to":")" + to + R"(","from_date":")" + from + R"(","last_date":")" + last + R"("})");
        };
        CHECK(ask(li, "2026-03-02", "2026-03-06").code() == "access.delegation_self");
        CHECK(ask(wang, "2026-03-01", "2026-03-06").code() == "access.delegation_dates");
        CHECK(ask(wang, "2026-03-02", "2026-06-06").code() == "access.delegation_dates");
        const auto made = ask(wang, "2026-03-02", "2026-03-06");
        REQUIRE(made.status == 201);
        CHECK(ask(wang, "2026-03-06", "2026-03-09").code() == "access.delegation_overlap");
        CHECK(stand_in.get("/api/v1/delegations").rows().at(0).at("state").as_string() == "in_force");
        CHECK(third.get("/api/v1/delegations").rows().empty());
        const auto in_force = [&] { return access::acts_for(*parse_id<UserTag>(wang), access::delegations_on(bench.serving().connection(), bench.serving().company().id, bench.serving().today()), bench.serving().today()); };
        CHECK(in_force() == std::vector{*parse_id<UserTag>(li)});
        CHECK(third.remove("/api/v1/delegations/" + made.text("id")).status == 404);
        CHECK(away.remove("/api/v1/delegations/" + made.text("id")).status == 200);
        CHECK(in_force().empty());
    });
}

TEST_CASE("S6: administrators see every session and end one") {
    on_both_engines([](const TemporaryDatabase& database) {
        SignInBench bench{database};
        bench.add("root", "admin");
        bench.add("li", "rep");
        Browser admin{bench}, rep{bench};
        REQUIRE(admin.sign_in("root").status == 200);
        REQUIRE(rep.sign_in("li").status == 200);
        const auto all = admin.get("/api/v1/sessions").rows();
        REQUIRE(all.size() == 2);
        CHECK(rep.get("/api/v1/sessions").code() == "auth.forbidden");
        const auto mine = admin.get("/api/v1/me/sessions").rows().at(0);
        CHECK(rep.remove("/api/v1/me/sessions/" + std::string(mine.at("id").as_string())).status == 404);  // another's
        for (const auto& one : all)
            if (!one.at("current").as_bool()) CHECK(admin.remove("/api/v1/sessions/" + std::string(one.at("id").as_string())).status == 200);
        CHECK(rep.get("/api/v1/me/sessions").code() == "auth.signed_out");
    });
}
