#include "access/id_token.h"

#include <doctest/doctest.h>

using namespace tandem;
using namespace tandem::access;

namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t noon = 1'800'000'000;  // seconds
const Instant now{noon * second};
const ExpectedToken expected{"https://sso.example.com", "tandem", "n-1"};

IdClaims good() {
    IdClaims claims{.issuer = "https://sso.example.com", .subject = "person-1", .nonce = "n-1", .audience = {"tandem"}, .expires = noon + 300, .issued = noon - 2};
    return claims;
}

// The claim a token fell over; empty: it is believed.
template <class Bend>
std::string fell(Bend bend, Instant at = now) {
    IdClaims claims = good();
    bend(claims);
    const auto checked = check_id_token(claims, expected, at);
    if (checked) return {};
    CHECK(checked.error().code == "auth.oidc_token");
    return checked.error().subject;
}

const std::vector<KeyFacts> keys{{"a", "RSA", "", "sig"}, {"b", "EC", "ES256", ""}, {"c", "RSA", "PS256", "sig"}, {"d", "RSA", "", "enc"}};
std::string chosen(const std::string& algorithm, const std::string& key, const std::vector<KeyFacts>& among = keys) {
    const auto at = choose_key({algorithm, key}, among);
    return at ? std::to_string(*at) : at.error().subject;
}

}  // namespace

TEST_CASE("a token of this provider, for us, for this sign-in and in time is believed") {
    CHECK(fell([](IdClaims&) {}).empty());
    CHECK(fell([](IdClaims& claims) { claims.audience = {"other", "tandem"}; claims.authorized_party = "tandem"; }).empty());
}

TEST_CASE("a token of another provider, for another program or of another sign-in is not") {
    CHECK(fell([](IdClaims& claims) { claims.issuer = "https://sso.example.com/"; }) == "iss");
    CHECK(fell([](IdClaims& claims) { claims.subject.clear(); }) == "sub");
    CHECK(fell([](IdClaims& claims) { claims.subject = std::string(256, 'x'); }) == "sub");
    CHECK(fell([](IdClaims& claims) { claims.audience = {"other"}; }) == "aud");
    CHECK(fell([](IdClaims& claims) { claims.audience.clear(); }) == "aud");
    CHECK(fell([](IdClaims& claims) { claims.audience = {"tandem", "other"}; }) == "azp");
    CHECK(fell([](IdClaims& claims) { claims.authorized_party = "other"; }) == "azp");
    CHECK(fell([](IdClaims& claims) { claims.nonce = "n-2"; }) == "nonce");
    CHECK(fell([](IdClaims& claims) { claims.nonce.clear(); }) == "nonce");
    IdClaims without = good();
    without.nonce.clear();
    CHECK_FALSE(check_id_token(without, {"https://sso.example.com", "tandem", ""}, now));  // nothing is not a nonce
}

TEST_CASE("clocks may differ by a minute and no more") {
    const auto expires = [](std::int64_t at) { return [at](IdClaims& claims) { claims.expires = at; }; };
    CHECK(fell(expires(noon - 59)).empty());
    CHECK(fell(expires(noon - 60)) == "exp");
    const auto issued = [](std::int64_t at) { return [at](IdClaims& claims) { claims.issued = at; }; };
    CHECK(fell(issued(noon + 60)).empty());
    CHECK(fell(issued(noon + 61)) == "iat");
    const auto from = [](std::int64_t at) { return [at](IdClaims& claims) { claims.not_before = at; }; };
    CHECK(fell(from(noon + 60)).empty());
    CHECK(fell(from(noon + 61)) == "nbf");
    CHECK(fell([](IdClaims&) {}, Instant{(noon + 400) * second}) == "exp");
}

TEST_CASE("only three algorithms are taken; none and those of a shared secret never") {
    CHECK(chosen("RS256", "a") == "0");
    CHECK(chosen("ES256", "b") == "1");
    CHECK(chosen("PS256", "c") == "2");
    for (const char* algorithm : {"none", "None", "", "HS256", "HS512", "RS1", "RS512", "ES256K", "EdDSA"}) CHECK(chosen(algorithm, "a") == "alg");
}

TEST_CASE("the key is the one the header names, of the right type, and the only one that fits") {
    CHECK(chosen("RS256", "z") == "kid");
    CHECK(chosen("ES256", "a") == "kid");   // an RSA key
    CHECK(chosen("RS256", "c") == "kid");   // said to be for PS256 alone
    CHECK(chosen("RS256", "d") == "kid");   // for encryption
    CHECK(chosen("ES256", "") == "1");
    CHECK(chosen("RS256", "") == "0");
    CHECK(chosen("RS256", "", {{"a", "RSA", "", ""}, {"b", "RSA", "", ""}}) == "kid");
    CHECK(chosen("RS256", "", {}) == "kid");
}
