#include "access/edge/id_token_json.h"

#include <doctest/doctest.h>

#include "access/edge/provider_json.h"
#include "support/signed_token.h"

using namespace tandem;
using namespace tandem::access;
using namespace tandem::testing;

namespace {

const TestKey& rsa() {
    static const TestKey key = TestKey::rsa("r");
    return key;
}
const TestKey& ec() {
    static const TestKey key = TestKey::p256("e");
    return key;
}
std::string jwks(const json::array& keys) { return json::serialize(json::object{{"keys", keys}}); }
ProviderKeys published() { return parse_keys(jwks({rsa().jwk(), ec().jwk()})).value(); }
const json::object claims{{"iss", "https://sso.example.com"}, {"sub", "p1"}, {"aud", "tandem"}, {"exp", 2'000'000'000}, {"iat", 1'900'000'000}, {"nonce", "n"}, {"preferred_username", "li"}, {"email", "li@example.com"}};

// "believed", or the part the token fell over.
std::string read(const std::string& token, const ProviderKeys& keys = published()) {
    const auto read = read_id_token(token, keys, "preferred_username");
    return read ? "believed" : read.error().subject;
}
std::string bent(std::string token, std::size_t at) {
    token[at] = token[at] == 'A' ? 'B' : 'A';
    return token;
}

}  // namespace

TEST_CASE("a token is read when one of the provider's keys signed it, by each of the three algorithms") {
    for (const auto& [key, algorithm] : {std::pair{&rsa(), "RS256"}, {&rsa(), "PS256"}, {&ec(), "ES256"}}) {
        const auto read = read_id_token(signed_token(*key, algorithm, claims), published(), "preferred_username");
        REQUIRE_MESSAGE(read, algorithm);
        CHECK(read->issuer == "https://sso.example.com");
        CHECK(read->subject == "p1");
        CHECK(read->audience == std::vector<std::string>{"tandem"});
        CHECK(read->user_name == "li");
        CHECK(read->expires == 2'000'000'000);
    }
}

TEST_CASE("nobody else's token is read: no algorithm, the public key as a secret, an unknown key, a bent byte") {
    const std::string good = signed_token(rsa(), "RS256", claims);
    const auto first = good.find('.'), last = good.rfind('.');
    const std::string body = good.substr(first + 1, last - first - 1), signature = good.substr(last + 1);
    for (const char* algorithm : {"none", "None", "NONE", ""}) {
        CHECK(read(part({{"alg", algorithm}}) + "." + body + ".") == "alg");
        CHECK(read(part({{"alg", algorithm}, {"kid", "r"}}) + "." + body + "." + signature) == "alg");
    }
    const std::string shared = part({{"alg", "HS256"}, {"kid", "r"}}) + "." + body;
    for (const std::string& secret : {json::serialize(rsa().jwk()), std::string(rsa().jwk().at("n").as_string()), std::string{}})
        CHECK(read(shared + "." + platform::base64url(hmac_sha256(secret, shared))) == "alg");
    CHECK(read(signed_token(TestKey::rsa("other"), "RS256", claims)) == "kid");
    CHECK(read(signed_token(TestKey::rsa("r"), "RS256", claims)) == "signature");  // the right name on a wrong key
    CHECK(read(signed_token(TestKey::p256("e"), "ES256", claims)) == "signature");
    CHECK(read(bent(good, first + 20)) == "signature");
    CHECK(read(bent(good, last + 20)) == "signature");
    CHECK(read(bent(signed_token(ec(), "ES256", claims), signed_token(ec(), "ES256", claims).rfind('.') + 9)) == "signature");
    // Each algorithm is another: a signature of one is none of the other.
    const std::string as_pss = part({{"alg", "PS256"}, {"kid", "r"}}) + "." + body;
    CHECK(read(as_pss + "." + platform::base64url(rsa().sign("RS256", as_pss))) == "signature");
    const std::string as_ec = part({{"alg", "ES256"}, {"kid", "r"}}) + "." + body;
    CHECK(read(as_ec + "." + platform::base64url(rsa().sign("RS256", as_ec))) == "kid");
    CHECK(read(good.substr(0, last) + ".") == "signature");
}

TEST_CASE("what is no token is refused") {
    const std::string good = signed_token(rsa(), "RS256", claims);
    for (const std::string& token : {std::string{}, std::string{"."}, std::string{".."}, std::string{"a.b"}, good + ".x", "{}" + good, good + "=", good.substr(1), std::string(40'000, 'a') + ".a.a"})
        CHECK(read(token) == "form");
    // An extension that must be understood is one we do not know.
    const std::string message = part({{"alg", "RS256"}, {"kid", "r"}, {"crit", {"exp"}}}) + "." + part(claims);
    CHECK(read(message + "." + platform::base64url(rsa().sign("RS256", message))) == "form");
    for (const char* time : {"exp", "iat"}) {
        json::object without = claims;
        without.erase(time);
        CHECK(read(signed_token(rsa(), "RS256", without)) == time);
        without[time] = "soon";
        CHECK(read(signed_token(rsa(), "RS256", without)) == time);
        without[time] = -1;
        CHECK(read(signed_token(rsa(), "RS256", without)) == time);
    }
}

TEST_CASE("a key that is too short, off its curve or of another kind verifies nothing") {
    const TestKey short_key = TestKey::rsa("s", 1024);
    CHECK(read(signed_token(short_key, "RS256", claims), parse_keys(jwks({short_key.jwk()})).value()) == "signature");
    json::object off = ec().jwk();
    off["x"] = off.at("y");
    CHECK(read(signed_token(ec(), "ES256", claims), parse_keys(jwks({off})).value()) == "signature");
    CHECK(parse_keys(jwks({json::object{{"kty", "oct"}, {"kid", "r"}, {"k", "c2VjcmV0"}}})).value().keys.empty());
    CHECK(parse_keys("[]").error().code == "auth.oidc_provider");
    CHECK(parse_keys(R"({"keys":{}})").error().code == "auth.oidc_provider");
}

TEST_CASE("an e-mail address names a user only when the provider verified it") {
    const auto name = [](json::object with) {
        return read_id_token(signed_token(rsa(), "RS256", with), published(), "email").value().user_name;
    };
    json::object verified = claims;
    CHECK_FALSE(name(verified));
    for (const json::value& no : {json::value{false}, json::value{"true"}, json::value{1}}) {
        verified["email_verified"] = no;
        CHECK_FALSE(name(verified));
    }
    verified["email_verified"] = true;
    CHECK(name(verified) == "li@example.com");
}

TEST_CASE("S15: the provider's description is that of the issuer asked, with endpoints that may be asked") {
    const json::object described{{"issuer", "https://sso.example.com/a"}, {"authorization_endpoint", "https://sso.example.com/auth?x=1"}, {"token_endpoint", "https://sso.example.com/token"}, {"jwks_uri", "https://keys.example.com:8443/jwks"}};
    const std::vector<Endpoint> listed{{true, "keys.example.com", 8443}};
    const auto parsed = [&](const char* name, json::value value, std::string issuer = "https://sso.example.com/a") {
        json::object changed = described;
        if (*name) changed[name] = std::move(value);
        return parse_description(json::serialize(changed), issuer, listed);
    };
    REQUIRE(parsed("", nullptr));
    CHECK(parsed("", nullptr)->authorization.text() == "https://sso.example.com/auth?x=1");
    CHECK(parsed("", nullptr)->secret_in_header);
    CHECK_FALSE(parsed("token_endpoint_auth_methods_supported", {"client_secret_post"})->secret_in_header);
    for (const char* endpoint : {"authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"})
        for (const char* address : {"http://sso.example.com/x", "https://169.254.169.254/x", "https://127.0.0.1/x", "https://2130706433/x", "https://[::ffff:127.0.0.1]/x", "https://sso.example.com@evil.example/x", "https://sso.example.com:444/x", "file:///etc/passwd", "", "/x"})
            CHECK_MESSAGE(parsed(endpoint, address).error().code == "auth.oidc_provider", endpoint << " " << address);
    CHECK(parsed("issuer", "https://sso.example.com").error().code == "auth.oidc_provider");
    CHECK(parsed("issuer", "https://sso.example.com/a/").error().code == "auth.oidc_provider");
    CHECK(parsed("jwks_uri", nullptr).error().code == "auth.oidc_provider");
    CHECK(parse_description("<html>", "https://sso.example.com/a", {}).error().code == "auth.oidc_provider");
}

TEST_CASE("userinfo counts only for the same person") {
    const std::string text = R"({"sub":"p1","preferred_username":"li"})";
    CHECK(user_name_in_user_info(text, "p1", "preferred_username") == "li");
    CHECK_FALSE(user_name_in_user_info(text, "p2", "preferred_username"));
    CHECK_FALSE(user_name_in_user_info(R"({"preferred_username":"li"})", "", "preferred_username"));
}
