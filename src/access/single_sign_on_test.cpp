#include "access/single_sign_on.h"

#include <doctest/doctest.h>

#include <array>

using namespace tandem;
using namespace tandem::access;

namespace {

const Endpoint issuer{true, "sso.example.com", 443};
std::string why(const Result<void>& decision) { return decision ? "" : std::string(decision.error().code); }
std::string entry(const std::optional<LocalAccount>& linked, const std::optional<LocalAccount>& named, const std::optional<std::string>& name = "li", bool may_create = false) {
    const auto decided = decide_entry(linked, named, name, may_create);
    if (!decided) return std::string(decided.error().code);
    return *decided == Entry::sign_in ? "sign in" : *decided == Entry::link_and_sign_in ? "link" : "create";
}
const LocalAccount li{UserId{1}, "li"}, wang{UserId{2}, "wang"};
LocalAccount disabled(LocalAccount account) {
    account.able = false;
    return account;
}

}  // namespace

TEST_CASE("S15: what the provider's description names is asked only on the issuer's host and port or a listed one") {
    const std::array listed{Endpoint{true, "keys.example.com", 8443}};
    CHECK(check_endpoint(issuer, issuer, {}));
    CHECK(check_endpoint({true, "keys.example.com", 8443}, issuer, listed));
    for (const Endpoint& stranger : {Endpoint{true, "keys.example.com", 443}, {true, "169.254.169.254", 443}, {true, "127.0.0.1", 443}, {true, "sso.example.com", 8443}, {true, "sso.example.com.evil.example", 443}})
        CHECK(why(check_endpoint(stranger, issuer, listed)) == "auth.oidc_provider");
    CHECK(why(check_endpoint({false, "sso.example.com", 443}, issuer, {})) == "auth.oidc_provider");
    CHECK(why(check_endpoint({false, "localhost", 80}, issuer, std::array{Endpoint{true, "localhost", 80}})) == "auth.oidc_provider");
}

TEST_CASE("plain http goes to this very machine and nowhere else") {
    for (const char* host : {"localhost", "127.0.0.1", "::1"}) CHECK(check_encrypted({false, host, 80}));
    for (const char* host : {"sso.example.com", "10.0.0.5", "127.0.0.2", "localhost.example.com"}) CHECK_FALSE(check_encrypted({false, host, 80}));
    CHECK(check_encrypted({true, "10.0.0.5", 443}));
}

TEST_CASE("one goes on to a page of this host, never elsewhere") {
    CHECK(return_path("/receivables?customer=cus_1&as_of=2026-01-01") == "/receivables?customer=cus_1&as_of=2026-01-01");
    for (const char* elsewhere : {"", "https://example.com/", "//example.com", "/\\example.com", "\\\\example.com", "javascript:alert(1)", "receivables", "/a\r\nSet-Cookie: x=1", "/a b", "/api/v1/session/oidc", "/\t/example.com"})
        CHECK(return_path(elsewhere) == "/");
    CHECK(return_path("/" + std::string(2'000, 'a')) == "/");
}

TEST_CASE("a linked person enters his account, whatever his name became") {
    CHECK(entry(li, std::nullopt) == "sign in");
    CHECK(entry(li, wang, "wang") == "sign in");
    CHECK(entry(li, std::nullopt, std::nullopt) == "sign in");
    CHECK(entry(disabled(li), std::nullopt) == "auth.oidc_disabled");
    CHECK(entry(disabled(li), wang, "wang") == "auth.oidc_disabled");
}

TEST_CASE("on the first time the user name decides, and only an account that is free and able is linked") {
    CHECK(entry(std::nullopt, li) == "link");
    CHECK(entry(std::nullopt, disabled(li)) == "auth.oidc_disabled");
    LocalAccount taken = li;
    taken.linked_elsewhere = true;
    CHECK(entry(std::nullopt, taken) == "auth.oidc_other_identity");
    CHECK(entry(std::nullopt, std::nullopt) == "auth.oidc_no_account");
    CHECK(entry(std::nullopt, std::nullopt, std::nullopt) == "auth.oidc_no_name");
    CHECK(entry(std::nullopt, std::nullopt, "") == "auth.oidc_no_name");
    CHECK(entry(std::nullopt, std::nullopt, "li", true) == "create");
    CHECK(entry(std::nullopt, disabled(li), "li", true) == "auth.oidc_disabled");
    CHECK(entry(std::nullopt, std::nullopt, std::nullopt, true) == "auth.oidc_no_name");
}

TEST_CASE("the provider's second factor counts only by a word the policy accepts") {
    AccessPolicy policy;
    CHECK_FALSE(provider_asked_second_factor({"mfa", "otp"}, policy));
    policy.provider_second_factors = {"mfa"};
    CHECK(provider_asked_second_factor({"pwd", "mfa"}, policy));
    CHECK_FALSE(provider_asked_second_factor({"pwd"}, policy));
    CHECK_FALSE(provider_asked_second_factor({}, policy));
}

TEST_CASE("where single sign-on is required a password opens the named accounts alone") {
    const std::array kept{std::string{"rescue"}};
    CHECK(check_password_allowed("rescue", true, kept));
    CHECK(why(check_password_allowed("li", true, kept)) == "auth.password_off");
    CHECK(check_password_allowed("li", false, {}));
}
