// An identity provider on the loopback whose answers a test can bend: it keeps to OpenID Connect until told otherwise.
#pragma once
#include <map>
#include <mutex>
#include <optional>

#include "platform/digest.h"
#include "platform/http/url.h"
#include "support/loopback_web.h"
#include "support/signed_token.h"

namespace tandem::testing {

class LoopbackProvider {
public:
    explicit LoopbackProvider(std::int64_t seconds) : key{TestKey::rsa("first")}, seconds_{seconds}, web_{[this](const Asked& asked) { return answer(asked); }} {}

    std::string issuer() const { return web_.origin(); }
    int connections() const { return web_.connections(); }

    // What the person does at the provider's pages, by the address the browser was sent to; answers the query it brings back.
    platform::http::Query authorize(const std::string& location, json::object person) {
        const auto asked = *platform::http::parse_query(location.substr(location.find('?') + 1));
        CHECK(asked.get("response_type") == "code");
        CHECK(asked.get("code_challenge_method") == "S256");
        const std::string code = "code-" + std::to_string(++codes_);
        json::object claims{{"iss", issuer()}, {"aud", *asked.get("client_id")}, {"exp", seconds_ + 300}, {"iat", seconds_}, {"nonce", *asked.get("nonce")}};
        for (const auto& [name, value] : person) claims[name] = value;
        const std::lock_guard lock{mutex_};
        given_[code] = {std::move(claims), asked.text("code_challenge")};
        platform::http::Query back;
        back.add("code", code);
        back.add("state", asked.text("state"));
        back.add("iss", issuer());
        return back;
    }

    TestKey key;                      // the one it signs with, and publishes
    std::optional<TestKey> forger{};  // signs in its place
    std::string algorithm = "RS256";
    json::object described{};         // in place of what it would say of itself
    json::object user_info{};
    bool publishes_key = true;

private:
    struct Given {
        json::object claims;
        std::string challenge;
    };
    std::string answer(const Asked& asked) {
        const std::lock_guard lock{mutex_};
        if (asked.target == "/.well-known/openid-configuration") return web_answer(json::serialize(description()));
        if (asked.target == "/jwks") return web_answer(json::serialize(json::object{{"keys", publishes_key ? json::array{key.jwk()} : json::array{}}}));
        if (asked.target == "/userinfo") return asked.has_field("Authorization: Bearer opens") ? web_answer(json::serialize(user_info)) : web_answer("{}", "401 Unauthorized");
        if (asked.target == "/token" && asked.method == "POST") return token(*platform::http::parse_query(asked.body), asked);
        return web_answer("{}", "404 Not Found");
    }
    json::object description() const {
        json::object says{{"issuer", issuer()}, {"authorization_endpoint", issuer() + "/auth"}, {"token_endpoint", issuer() + "/token"}, {"jwks_uri", issuer() + "/jwks"}, {"userinfo_endpoint", issuer() + "/userinfo"}};
        for (const auto& [name, value] : described) says[name] = value;
        return says;
    }
    // A code counts once, with the secret, and for whom knows what the challenge was made of.
    std::string token(const platform::http::Query& form, const Asked& asked) {
        const auto given = given_.find(form.text("code"));
        const bool proved = given != given_.end() && platform::digest_text(platform::sha256(form.text("code_verifier"))) == given->second.challenge;
        if (!proved || !asked.has_field("Authorization: Basic dGFuZGVtOnMlMjA5") || form.text("grant_type") != "authorization_code") return web_answer(R"({"error":"invalid_grant"})", "400 Bad Request");
        const std::string token = signed_token(forger.value_or(key), algorithm, given->second.claims);
        given_.erase(given);
        return web_answer(json::serialize(json::object{{"id_token", token}, {"access_token", "opens"}, {"token_type", "Bearer"}}));
    }
    std::int64_t seconds_;
    int codes_ = 0;
    std::mutex mutex_;
    std::map<std::string, Given> given_;
    LoopbackWeb web_;
};

}  // namespace tandem::testing
