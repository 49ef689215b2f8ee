// Accounts and signing in over HTTP, by the path of a real request: who is let in, with what, and until when.
#include <unistd.h>

#include <fstream>

#include "access/edge/delegations_sql.h"
#include "app/personal_data.h"
#include "app/server/new_password.h"
#include "platform/password.h"
#include "platform/secrets/key_ring.h"
#include "platform/totp.h"
#include "support/sign_in_bench.h"

using namespace tandem;
using namespace tandem::testing;

TEST_CASE("S6: every sign-in has a session of its own, a password change ends the others, an old token is dead") {
    on_both_engines([](const TemporaryDatabase& database) {
        SignInBench bench{database};
        bench.add("li", "rep");
        Browser first{bench}, second{bench};
        REQUIRE(first.sign_in("li").status == 200);
        const std::string token = first.cookie;
        REQUIRE(first.sign_in("li").status == 200);  // signing in again in the same browser
        CHECK(first.cookie != token);
        CHECK(bench.ask("GET", "/api/v1/me/sessions", "", token).code() == "auth.signed_out");
        REQUIRE(second.sign_in("li").status == 200);
        CHECK(first.get("/api/v1/me/sessions").rows().size() == 2);

        CHECK(first.put("/api/v1/me/password", R"({"old_password":"wrong password","new_password":"another password"})").code() == "access.wrong_password");
        const std::string before = first.cookie;
        REQUIRE(first.put("/api/v1/me/password", R"({"old_password":"a long password","new_password":"another password"})").status == 200);
        CHECK(first.cookie != before);
        CHECK(first.get("/api/v1/me/sessions").rows().size() == 1);
        CHECK(second.get("/api/v1/me/sessions").code() == "auth.signed_out");
        CHECK(second.sign_in("li").code() == "auth.wrong_credentials");
        CHECK(second.sign_in("li", "another password").status == 200);

        REQUIRE(first.remove("/api/v1/me/sessions").status == 200);  // the others
        CHECK(second.get("/api/v1/me/sessions").status == 401);
        CHECK(first.get("/api/v1/me/sessions").rows().size() == 1);
    });
}

TEST_CASE("S6: a session ends after half an hour without a request and after twelve hours in any case") {
    on_both_engines([](const TemporaryDatabase& database) {
        SignInBench bench{database};
        bench.add("li", "rep");
        Browser browser{bench};
        REQUIRE(browser.sign_in("li").status == 200);
        bench.pass(std::chrono::minutes{29});
        CHECK(browser.get("/api/v1/me/sessions").status == 200);
        bench.pass(std::chrono::minutes{31});
        CHECK(browser.get("/api/v1/me/sessions").status == 401);
        REQUIRE(browser.sign_in("li").status == 200);
        for (int each = 0; each < 36; ++each) {
            bench.pass(std::chrono::minutes{20});
            CHECK(browser.get("/api/v1/me/sessions").status == 200);
        }
        bench.pass(std::chrono::minutes{1});
        CHECK(browser.get("/api/v1/me/sessions").status == 401);
    });
}

TEST_CASE("S8: wrong passwords are slowed down and leave rows; a name nobody has is not written down") {
    on_both_engines([](const TemporaryDatabase& database) {
        SignInBench bench{database};
        bench.add("li", "rep");
        Browser browser{bench};
        int evaluated = 0;
        for (int each = 0; each < 20; ++each)
            if (browser.sign_in("li", "wrong password").code() == "auth.wrong_credentials") ++evaluated;
            else CHECK(browser.last.code() == "auth.too_many_attempts");
        CHECK(evaluated == 5);
        CHECK(browser.sign_in("my secret password", "wrong password").code() == "auth.wrong_credentials");
        CHECK(bench.trail("user.sign_in", "sign_in_failed") == 6);
        CHECK(bench.trail_holds("secret password") == 0);
        bench.pass(std::chrono::minutes{16});
        CHECK(browser.sign_in("li").status == 200);
    });
}

TEST_CASE("S8: an unknown name, a disabled account and one without a password cost the same computation as a wrong password") {
    on_both_engines([](const TemporaryDatabase& database) {
        SignInBench bench{database};
        bench.add("root", "admin");
        bench.add("li", "rep");
        const std::string gone = bench.add("gone", "rep");
        Browser admin{bench}, browser{bench};
        REQUIRE(admin.sign_in("root").status == 200);
        REQUIRE(admin.post("/api/v1/users/" + gone + "/disable", "").status == 200);
        REQUIRE(admin.post("/api/v1/users", R"({"name":"new","display_name":"new","role":"rep"})").status == 201);
        std::string said;
        for (const char* name : {"li", "nobody", "gone", "new"}) {
            CAPTURE(name);
            const auto before = platform::password_checks();
            CHECK(browser.sign_in(name, "wrong password").status == 401);
            CHECK(platform::password_checks() - before == 1);
            const std::string detail = browser.last.text("detail");
            CHECK((said.empty() || said == detail));
            said = detail;
        }
    });
}

TEST_CASE("S9: a one-time link sets the password once, in time, and a reset ends what was open") {
    on_both_engines([](const TemporaryDatabase& database) {
        SignInBench bench{database};
        Browser admin{bench};
        bench.add("root", "admin");
        REQUIRE(admin.sign_in("root").status == 200);
        const auto made = admin.post("/api/v1/users", R"({"name":"li","display_name":"李雷"})");
        REQUIRE(made.status == 201);
        const std::string id = made.text("id"), first = made.link();
        CHECK(made.text("state") == "invited");
        Browser browser{bench};
        CHECK(browser.sign_in("li", "").status == 422);
        CHECK(browser.sign_in("li", "a long password").code() == "auth.wrong_credentials");  // no default password
        CHECK(browser.post("/api/v1/password", R"({"token":")" + first + R"(","password":"short"})").code() == "auth.password_too_short");
        REQUIRE(browser.post("/api/v1/password", R"({"token":")" + first + R"(","password":"a long password"})").status == 200);
        CHECK(browser.post("/api/v1/password", R"({"token":")" + first + R"(","password":"second password"})").code() == "access.link_invalid");
        REQUIRE(browser.sign_in("li").status == 200);

        const auto reset = admin.post("/api/v1/users/" + id + "/password-link", "");
        REQUIRE(reset.status == 200);
        CHECK(browser.get("/api/v1/me/sessions").status == 401);
        CHECK(browser.sign_in("li").code() == "auth.wrong_credentials");  // the old password is void
        const auto again = admin.post("/api/v1/users/" + id + "/password-link", "");
        CHECK(browser.post("/api/v1/password", R"({"token":")" + reset.link() + R"(","password":"a newer password"})").code() == "access.link_invalid");
        bench.pass(std::chrono::hours{25});
        CHECK(browser.post("/api/v1/password", R"({"token":")" + again.link() + R"(","password":"a newer password"})").code() == "access.link_invalid");
        CHECK(admin.post("/api/v1/users/" + id + "/password-link", "").status == 401);
        REQUIRE(admin.sign_in("root").status == 200);
        const auto last = admin.post("/api/v1/users/" + id + "/password-link", "");
        REQUIRE(browser.post("/api/v1/password", R"({"token":")" + last.link() + R"(","password":"a newer password"})").status == 200);
        CHECK(browser.sign_in("li", "a newer password").status == 200);
        // No token is kept anywhere in the clear.
        for (const auto& token : {first, reset.link(), again.link(), last.link()}) CHECK(bench.kept_anywhere(token) == 0);
    });
}

TEST_CASE("S10: a role that needs a second factor can only enrol, then signs in by code, each once, or by recovery code") {
    on_both_engines([](const TemporaryDatabase& database) {
        SignInBench bench{database, SignInBench::Policy::shipped};
        bench.add("wang", "finance");
        bench.add("li", "rep");
        Browser rep{bench}, browser{bench};
        REQUIRE(rep.sign_in("li").status == 200);
        CHECK(rep.get("/api/v1/users").code() == "auth.forbidden");
        REQUIRE(browser.sign_in("wang").status == 200);
        CHECK(browser.last.text("second_factor") == "needed");
        CHECK(browser.get("/api/v1/lookups").code() == "auth.second_factor_needed");
        CHECK(browser.get("/api/v1/me/sessions").code() == "auth.second_factor_needed");

        const auto begun = browser.post("/api/v1/me/second-factor", "");
        REQUIRE(begun.status == 201);
        const std::string secret = platform::from_base32(begun.text("secret"));
        CHECK(begun.text("uri") == "otpauth://totp/Tandem:wang?secret=" + begun.text("secret") + "&issuer=Tandem");
        const auto code = [&] { return platform::totp_code(secret, bench.now().micros / 30'000'000); };
        CHECK(browser.post("/api/v1/me/second-factor/confirm", R"({"code":"12345"})").code() == "auth.wrong_code");
        const std::string before = browser.cookie;
        const auto confirmed = browser.post("/api/v1/me/second-factor/confirm", R"({"code":")" + code() + R"("})");
        REQUIRE(confirmed.status == 200);
        const auto codes = confirmed.body.at("recovery_codes").as_array();
        CHECK(codes.size() == 10);
        CHECK(browser.cookie != before);
        CHECK(browser.get("/api/v1/lookups").status == 200);

        Browser other{bench};
        const auto step = [&](const std::string& typed) {
            const auto challenge = other.sign_in("wang");
            REQUIRE(challenge.status == 202);
            CHECK(other.cookie.empty());
            return other.post("/api/v1/session/second-factor", R"({"challenge":")" + challenge.text("challenge") + R"(","code":")" + typed + R"("})");
        };
        CHECK(step(code()).code() == "auth.wrong_code");  // it confirmed the enrolment: seen once
        bench.pass(std::chrono::seconds{30});
        const std::string good = code();
        CHECK(step(good).status == 200);
        CHECK(other.get("/api/v1/lookups").status == 200);
        other.cookie.clear();
        CHECK(step(good).code() == "auth.wrong_code");  // replayed
        const std::string spare{codes[0].as_string()};
        CHECK(step(spare).status == 200);
        other.cookie.clear();
        CHECK(step(spare).code() == "auth.wrong_code");
        other.cookie.clear();
        const auto challenge = other.sign_in("wang").text("challenge");
        bench.pass(std::chrono::minutes{6});
        CHECK(other.post("/api/v1/session/second-factor", R"({"challenge":")" + challenge + R"(","code":")" + code() + R"("})").code() == "auth.challenge_ended");
        CHECK(browser.get("/api/v1/me/second-factor").body.at("recovery_codes_left").as_int64() == 9);
        CHECK(browser.post("/api/v1/me/second-factor/remove", R"({"password":"a long password"})").code() == "access.factor_required");
        CHECK(bench.kept_anywhere(spare) == 0);
        CHECK(bench.kept_anywhere(begun.text("secret")) == 0);
    });
}

TEST_CASE("S6: who only found a session enrols no factor of his own: the password is asked first") {
    on_both_engines([](const TemporaryDatabase& database) {
        SignInBench bench{database, SignInBench::Policy::shipped};
        bench.add("wang", "finance");
        bench.add("li", "rep");
        Browser free{bench}, forced{bench};
        const std::string mine = "/api/v1/me/second-factor";
        REQUIRE(free.sign_in("li").status == 200);
        CHECK(free.get(mine).body.at("password_first").as_bool());
        CHECK(free.post(mine, "").status == 422);
        CHECK(free.post(mine, R"({"password":"not the password"})").code() == "access.wrong_password");
        CHECK(bench.serving().connection().one_integer("SELECT COUNT(*) FROM second_factor", {}) == 0);
        CHECK(free.post(mine, R"({"password":"a long password"})").status == 201);
        // Forced: at once without, later with.
        REQUIRE(forced.sign_in("wang").status == 200);
        CHECK_FALSE(forced.get(mine).body.at("password_first").as_bool());
        CHECK(forced.post(mine, "").status == 201);
        bench.pass(std::chrono::minutes{5});
        CHECK(forced.get(mine).body.at("password_first").as_bool());
        CHECK(forced.post(mine, "").status == 422);
        CHECK(forced.post(mine, R"({"password":"a long password"})").status == 201);
    });
}

TEST_CASE("S28: the secret of a second factor is sealed in its own row, a new key seals it again, and it goes on working") {
    on_both_engines([](const TemporaryDatabase& database) {
        SignInBench bench{database, SignInBench::Policy::shipped};
        bench.add("wang", "finance");
        bench.add("zhou", "finance");
        Browser browser{bench}, other{bench};
        REQUIRE(browser.sign_in("wang").status == 200);
        const std::string shown = browser.post("/api/v1/me/second-factor", "").text("secret");
        const auto confirm = [&] {
            bench.pass(std::chrono::seconds{30});
            const std::string code = platform::totp_code(platform::from_base32(shown), bench.now().micros / 30'000'000);
            return browser.post("/api/v1/me/second-factor/confirm", R"({"code":")" + code + R"("})");
        };
        auto& connection = bench.serving().connection();
        const auto kept = [&] { return connection.one_text("SELECT secret FROM second_factor ORDER BY user_id LIMIT 1", {}).value_or(""); };
        CHECK(kept().find(shown) == std::string::npos);
        const std::string before = kept();
        CHECK(before.starts_with("sealed1:"));
        {
            auto workspace = app::Workspace::open({.database = database.url(), .company = {}}, bench.serving().clock());
            REQUIRE(app::rotate_personal_key(*workspace, app::OlderKeys::forget).value() == 1);
        }
        CHECK(platform::sealed_with(kept()) != platform::sealed_with(before));
        // Moved to another row it does not open; in its own it does.
        REQUIRE(other.sign_in("zhou").status == 200);
        REQUIRE(other.post("/api/v1/me/second-factor", "").status == 201);
        const std::string sealed = kept();
        connection.execute("UPDATE second_factor SET secret = (SELECT o.secret FROM second_factor o WHERE o.secret <> $1)", {sealed});
        CHECK(confirm().code() == "secrets.tampered");
        connection.execute("UPDATE second_factor SET secret = $1", {sealed});
        CHECK(confirm().status == 200);
    });
}

TEST_CASE("S10: a password that is guessed first, or that has leaked, is refused wherever one is chosen") {
    on_both_engines([](const TemporaryDatabase& database) {
        SignInBench bench{database};
        bench.add("root", "admin");
        Browser admin{bench}, browser{bench};
        REQUIRE(admin.sign_in("root").status == 200);
        const auto file = std::filesystem::temp_directory_path() / ("tandem-leaked-" + std::to_string(getpid()));
        std::ofstream{file} << "zebra crossing\n";
        app::server::use_leaked_passwords(std::make_shared<const platform::LeakedPasswords>(*platform::LeakedPasswords::read(file)));
        std::filesystem::remove(file);
        const auto invited = admin.post("/api/v1/users", R"({"name":"zhangwei","display_name":"张伟"})");
        REQUIRE(invited.status == 201);
        const std::string link = R"({"token":")" + invited.link() + R"(","password":")";
        for (const auto& [password, code] : {std::pair{"zhangwei2026", "auth.password_guessable"}, {"qwerty123456", "auth.password_guessable"}, {"zebra crossing", "auth.password_leaked"}})
            CHECK(browser.post("/api/v1/password", link + password + R"("})").code() == code);
        REQUIRE(browser.post("/api/v1/password", link + R"(a long password"})").status == 200);
        REQUIRE(browser.sign_in("zhangwei").status == 200);
        for (const auto& [password, code] : {std::pair{"ZhangWei@2026", "auth.password_guessable"}, {"zebra crossing", "auth.password_leaked"}})
            CHECK(browser.put("/api/v1/me/password", std::string(R"({"old_password":"a long password","new_password":")") + password + R"("})").code() == code);
        CHECK(browser.put("/api/v1/me/password", R"({"old_password":"a long password","new_password":"zebra crossings"})").status == 200);
        app::server::use_leaked_passwords(nullptr);
        // The first administrator of a new book, too.
        bench.serving().connection().execute("DELETE FROM app_user", {});
        const std::string token = bench.serving().open_setup();
        const auto set_up = [&](const std::string& password) { return browser.post("/api/v1/setup", R"({"token":")" + token + R"(","name":"first","password":")" + password + "\"}"); };
        CHECK(set_up("first12345678").code() == "auth.password_guessable");
        CHECK(set_up("a long password").status == 201);
    });
}

TEST_CASE("S10: wrong codes are slowed down, and a right password does not clear them") {
    on_both_engines([](const TemporaryDatabase& database) {
        SignInBench bench{database};
        bench.add("wang", "finance");
        Browser browser{bench};
        REQUIRE(browser.sign_in("wang").status == 200);
        const auto begun = browser.post("/api/v1/me/second-factor", R"({"password":"a long password"})");
        const std::string secret = platform::from_base32(begun.text("secret"));
        const auto code = [&] { return platform::totp_code(secret, bench.now().micros / 30'000'000); };
        REQUIRE(browser.post("/api/v1/me/second-factor/confirm", R"({"code":")" + code() + R"("})").status == 200);
        Browser thief{bench};
        int evaluated = 0;
        for (int each = 0; each < 12; ++each) {
            const auto challenge = thief.sign_in("wang").text("challenge");
            if (thief.post("/api/v1/session/second-factor", R"({"challenge":")" + challenge + R"(","code":"000000x"})").code() == "auth.wrong_code") ++evaluated;
        }
        CHECK(evaluated == 5);
        CHECK(bench.trail("user.sign_in", "sign_in_failed") == 5);
    });
}
