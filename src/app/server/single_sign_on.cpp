#include "app/server/single_sign_on.h"

#include <algorithm>

#include "app/secret_file.h"
#include "core/errors.h"
#include "platform/digest.h"
#include "platform/http/url.h"
#include "platform/log.h"

namespace tandem::app::server {
namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t kept_for = 3'600 * second;
constexpr std::int64_t keys_at_least = 60 * second;  // unknown key ids do not make us ask all the time
constexpr std::int64_t quiet_after_failure = 10 * second;
constexpr int most_redeeming = 2;  // of the server's workers

std::string form(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
    std::string text;
    for (const auto& [name, value] : fields) text += (text.empty() ? "" : "&") + std::string(name) + '=' + platform::http::percent_encode(value);
    return text;
}

// The words providers may put into "error" (RFC 6749); anything else is not written to the log.
std::string error_word(std::string_view body) {
    const auto object = access::object_of(body);
    const std::string word = object ? access::text_of(*object, "error") : std::string{};
    const bool plain = word.size() <= 64 && std::ranges::all_of(word, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    return plain ? word : std::string{};
}

void log_failure(const std::string& what) { platform::Log::current().error("single sign-on", {{"what", platform::first_line(what)}}); }

struct Counted {
    std::atomic<int>& count;
    ~Counted() { --count; }
};

tl::unexpected<Error> unreachable() { return refuse("auth.oidc_unreachable"); }

}  // namespace

SingleSignOn::SingleSignOn(OidcSettings settings) : settings_(std::move(settings)) {
    for (const auto& each : settings_.hosts) listed_.push_back({.tls = true, .host = each.host, .port = each.port});
}

Result<std::shared_ptr<SingleSignOn>> SingleSignOn::open(OidcSettings settings) {
    std::shared_ptr<SingleSignOn> opened{new SingleSignOn{std::move(settings)}};
    if (!opened->settings_.client_secret_file.empty()) opened->secret_ = TRY(read_secret(opened->settings_.client_secret_file));
    return opened;
}

Result<std::string> SingleSignOn::authorization_url(const std::string& state, const std::string& nonce, const std::string& verifier, Instant now) {
    const auto provider = TRY(description(now));
    std::string scopes;
    for (const std::string& each : settings_.scopes) scopes += (scopes.empty() ? "" : " ") + each;
    const std::string challenge = platform::digest_text(platform::sha256(verifier));
    const std::string text = provider.authorization.text();
    return text + (text.find('?') == std::string::npos ? '?' : '&') +
           form({{"response_type", "code"}, {"client_id", settings_.client_id}, {"redirect_uri", settings_.callback()}, {"scope", scopes}, {"state", state}, {"nonce", nonce},
                 {"code_challenge", challenge}, {"code_challenge_method", "S256"}});
}

Result<access::IdClaims> SingleSignOn::redeem(const std::string& code, const std::string& verifier, const std::string& nonce, Instant now) {
    const Counted counted{redeeming_};
    if (++redeeming_ > most_redeeming) return refuse("auth.busy", {}, {{"seconds", "5"}});
    const auto provider = TRY(description(now));
    const auto answer = TRY(ask_token(provider, code, verifier));
    auto claims = access::read_id_token(answer.id_token, TRY(keys(provider, now)), settings_.claim);
    if (!claims && access::may_be_new_key(claims.error())) claims = access::read_id_token(answer.id_token, TRY(newer_keys(provider, now)), settings_.claim);
    if (!claims) return claims;
    TRY_VOID(access::check_id_token(*claims, {settings_.issuer, settings_.client_id, nonce}, now));
    if (!claims->user_name && provider.user_info && !answer.access_token.empty()) TRY_VOID(ask_user_info(provider, answer.access_token, *claims));
    return claims;
}

Result<access::ProviderDescription> SingleSignOn::description(Instant now) {
    const std::unique_lock asking{description_mutex_, std::try_to_lock};
    {
        const std::lock_guard reading{kept_mutex_};
        if (description_.value && (now.micros - description_.at.micros < kept_for || !asking)) return *description_.value;
        if (!asking || now.micros - failed_at_.micros < quiet_after_failure) return unreachable();
    }
    auto described = ask_description();
    const std::lock_guard writing{kept_mutex_};
    if (described) description_ = {*described, now};
    else failed_at_ = now;
    return described;
}

Result<access::ProviderKeys> SingleSignOn::keys(const access::ProviderDescription& provider, Instant now) {
    {
        const std::lock_guard reading{kept_mutex_};
        if (keys_.value && now.micros - keys_.at.micros < kept_for) return *keys_.value;
    }
    return newer_keys(provider, now);
}

Result<access::ProviderKeys> SingleSignOn::newer_keys(const access::ProviderDescription& provider, Instant now) {
    const std::lock_guard asking{keys_mutex_};
    {
        const std::lock_guard reading{kept_mutex_};
        if (keys_.value && now.micros - keys_.at.micros < keys_at_least) return *keys_.value;
    }
    auto read = access::parse_keys(TRY(get(provider.keys)));
    if (read) {
        const std::lock_guard writing{kept_mutex_};
        keys_ = {*read, now};
    }
    return read;
}

Result<access::ProviderDescription> SingleSignOn::ask_description() const {
    std::string address = settings_.issuer;
    if (address.ends_with('/')) address.pop_back();
    const auto parsed = platform::parse_web_address(address + "/.well-known/openid-configuration");
    TANDEM_ASSERT(parsed.has_value());
    return access::parse_description(TRY(get(*parsed)), settings_.issuer, listed_);
}

Result<access::TokenAnswer> SingleSignOn::ask_token(const access::ProviderDescription& provider, const std::string& code, const std::string& verifier) const {
    platform::WebRequest request{.method = "POST", .address = provider.token, .fields = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}},
                                 .body = form({{"grant_type", "authorization_code"}, {"code", code}, {"redirect_uri", settings_.callback()}, {"code_verifier", verifier}})};
    using platform::http::percent_encode;
    if (!secret_.empty() && provider.secret_in_header)
        request.fields.emplace_back("Authorization", "Basic " + platform::base64(percent_encode(settings_.client_id) + ":" + percent_encode(secret_)));
    else request.body += "&client_id=" + percent_encode(settings_.client_id);
    if (!secret_.empty() && !provider.secret_in_header) request.body += "&client_secret=" + percent_encode(secret_);
    const auto answer = TRY(ask(request));
    if (answer.status == 200) return access::parse_token_answer(answer.body);
    log_failure(provider.token.text() + " answers " + std::to_string(answer.status) + " " + error_word(answer.body));
    return answer.status < 500 ? refuse("auth.oidc_denied", error_word(answer.body)) : unreachable();
}

// What the ID token does not say of the user, the provider may say here.
Result<void> SingleSignOn::ask_user_info(const access::ProviderDescription& provider, const std::string& access_token, access::IdClaims& claims) const {
    const std::string text = TRY(get(*provider.user_info, access_token));
    claims.user_name = access::user_name_in_user_info(text, claims.subject, settings_.claim);
    return {};
}

Result<std::string> SingleSignOn::get(const platform::WebAddress& address, const std::string& bearer) const {
    platform::WebRequest request{.address = address, .fields = {{"Accept", "application/json"}}};
    if (!bearer.empty()) request.fields.emplace_back("Authorization", "Bearer " + bearer);
    auto answer = TRY(ask(request));
    if (answer.status == 200) return std::move(answer.body);
    log_failure(address.text() + " answers " + std::to_string(answer.status));
    return unreachable();
}

Result<platform::WebAnswer> SingleSignOn::ask(const platform::WebRequest& request) const {
    platform::WebLimits limits;
    limits.authorities = settings_.ca_file;
    limits.inside = true;  // whom we ask is checked by name: the issuer, and what the configuration lists beside it
    auto answer = platform::ask_web(request, limits);
    if (answer) return answer;
    log_failure(explain(answer.error(), Language::en));
    return unreachable();
}

}  // namespace tandem::app::server
