#include "app/config_remote.h"

#include <algorithm>

#include "access/edge/provider_json.h"
#include "platform/http/server.h"
#include "platform/mail/letter.h"

namespace tandem::app {
namespace {

// "mail.example.com:465", "[::1]:25".
std::optional<AllowedTarget> target_of(const std::string& text) {
    const auto colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size() || text.size() - colon > 6) return std::nullopt;
    int port = 0;
    for (const char digit : text.substr(colon + 1)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        port = port * 10 + (digit - '0');
    }
    const std::string host = text.substr(0, colon);
    const bool bare_ipv6 = host.find(':') != std::string::npos && (host.front() != '[' || host.back() != ']');
    if (port < 1 || port > 65535 || bare_ipv6 || host.find_first_of(" /*@") != std::string::npos) return std::nullopt;
    return AllowedTarget{host, static_cast<std::uint16_t>(port)};
}

auto into_targets(const std::string& file, std::vector<AllowedTarget>& targets) {
    return [&file, &targets](const toml::node& node, const std::string& text) -> Result<void> {
        const auto target = target_of(text);
        if (!target) return refuse("config.bad_target", file, {{"line", line_of(node)}, {"target", text}});
        targets.push_back(*target);
        return {};
    };
}

tl::unexpected<Error> bad_address(const Section& section, const char* key, const std::string& value) {
    return refuse("config.bad_address", section.file(), {{"line", section.line()}, {"key", section.path(key)}, {"value", value}});
}

// Over TLS, or on this machine itself.
enum class Query { none, any };
Result<platform::WebAddress> address_in(Section& section, const char* key, std::string& into, Query query = Query::none) {
    TRY_VOID(section.needed_text(key, into));
    const auto address = platform::parse_web_address(into);
    const bool usable = address && (query == Query::any || address->target.find('?') == std::string::npos) && access::check_encrypted(access::endpoint_of(*address));
    if (!usable) return bad_address(section, key, into);
    return *address;
}

// Takes the slash at the end away.
Result<void> check_public_url(Section& section, std::string& url) {
    const auto address = platform::parse_web_address(url);
    if (!address || address->target != "/" || !access::check_encrypted(access::endpoint_of(*address))) return bad_address(section, "public_url", url);
    if (url.ends_with('/')) url.pop_back();
    return {};
}

tl::unexpected<Error> bad_value(const Section& section, const char* key, const std::string& value, const char* expected) {
    return refuse("config.bad_value", section.file(), {{"line", section.line()}, {"key", section.path(key)}, {"value", value}, {"expected", expected}});
}

Result<platform::MailSecurity> security_in(Section& section, const std::string& host) {
    std::optional<std::string> word;
    TRY_VOID(section.text("security", word));
    const std::string named = word.value_or("starttls");
    if (named == "starttls") return platform::MailSecurity::starttls;
    if (named == "tls") return platform::MailSecurity::tls;
    // Names and letters do not travel in the clear: nothing but this machine may do without TLS.
    if (named == "none" && (host == "localhost" || platform::http::is_loopback(host))) return platform::MailSecurity::none;
    return bad_value(section, "security", named, "starttls, tls; none for this machine only");
}

}  // namespace

Result<void> read_public_url(Section& section, std::string& into) {
    std::optional<std::string> url;
    TRY_VOID(section.text("public_url", url));
    if (!url) return {};
    TRY_VOID(check_public_url(section, *url));
    into = *url;
    return {};
}

Result<void> read_mail(Section section, Config& config) {
    if (!section.written()) return {};
    MailSettings mail;
    std::optional<std::string> user, password, name, authorities;
    TRY_VOID(section.needed_text("host", mail.host));
    TRY_VOID(section.needed_text("from", mail.from));
    mail.security = TRY(security_in(section, mail.host));
    mail.port = mail.security == platform::MailSecurity::tls ? 465 : 587;
    TRY_VOID(section.integer("port", 1, 65535, [&](std::int64_t value) { mail.port = static_cast<std::uint16_t>(value); }));
    TRY_VOID(section.text("user", user));
    TRY_VOID(section.text("password_file", password));
    TRY_VOID(section.text("from_name", name));
    TRY_VOID(section.text("ca_file", authorities));
    TRY_VOID(section.integer("timeout_seconds", 1, 120, [&](std::int64_t value) { mail.timeout_seconds = value; }));
    TRY_VOID(section.done());
    if (mail.host.find_first_of(" /@[]\"\\") != std::string::npos) return bad_value(section, "host", mail.host, "a host such as mail.example.com");
    if (!platform::is_mail_address(mail.from)) return bad_value(section, "from", mail.from, "an address such as tandem@example.com");
    const std::string shown = name.value_or("");
    if (std::ranges::any_of(shown, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; })) return bad_value(section, "from_name", shown, "one line");
    if (config.public_url.empty() && config.oidc) config.public_url = config.oidc->public_url;
    if (config.public_url.empty()) return refuse("config.missing_key", section.file(), {{"line", section.line()}, {"key", "server.public_url"}});
    mail.user = user.value_or("");
    mail.password_file = password.value_or("");
    mail.from_name = shown;
    mail.ca_file = authorities.value_or("");
    config.mail = std::move(mail);
    return {};
}

Result<void> read_outgoing(Section section, Config& config) {
    TRY_VOID(section.texts("allow", into_targets(section.file(), config.outgoing_allow)));
    return section.done();
}

Result<void> read_oidc(Section section, Config& config) {
    if (!section.written()) return {};
    OidcSettings oidc;
    std::optional<std::string> secret, zh, en, claim, authorities;
    const std::string host = TRY(address_in(section, "issuer", oidc.issuer)).host;
    TRY_VOID(section.needed_text("public_url", oidc.public_url));
    TRY_VOID(check_public_url(section, oidc.public_url));
    TRY_VOID(section.needed_text("client_id", oidc.client_id));
    TRY_VOID(section.text("client_secret_file", secret));
    TRY_VOID(section.text("label_zh", zh));
    TRY_VOID(section.text("label_en", en));
    TRY_VOID(section.text("claim", claim));
    TRY_VOID(section.text("ca_file", authorities));
    std::vector<std::string> scopes;
    const auto into = [](std::vector<std::string>& list) { return [&list](const toml::node&, const std::string& text) -> Result<void> { list.push_back(text); return {}; }; };
    TRY_VOID(section.texts("scopes", into(scopes)));
    TRY_VOID(section.texts("break_glass", into(oidc.break_glass)));
    TRY_VOID(section.texts("hosts", into_targets(section.file(), oidc.hosts)));
    TRY_VOID(section.flag("require", oidc.require));
    TRY_VOID(section.flag("create_users", oidc.create_users));
    TRY_VOID(section.done());
    if (oidc.require && oidc.break_glass.empty()) return refuse("config.no_break_glass", section.file(), {{"line", section.line()}});
    oidc.client_secret_file = secret.value_or("");
    oidc.label_zh = zh.value_or(host);
    oidc.label_en = en.value_or(oidc.label_zh);
    oidc.claim = claim.value_or(oidc.claim);
    oidc.ca_file = authorities.value_or("");
    if (!scopes.empty()) oidc.scopes = std::move(scopes);
    if (std::ranges::find(oidc.scopes, "openid") == oidc.scopes.end()) oidc.scopes.insert(oidc.scopes.begin(), "openid");
    config.oidc = std::move(oidc);
    return {};
}

Result<void> read_ratings(Section section, Config& config) {
    if (!section.written()) return {};
    RatingSettings ratings;
    std::optional<std::string> token, authorities;
    TRY_VOID(section.needed_text("provider", ratings.provider));
    TRY_VOID(address_in(section, "url", ratings.url, Query::any));
    TRY_VOID(section.text("token_file", token));
    TRY_VOID(section.text("ca_file", authorities));
    TRY_VOID(section.integer("timeout_seconds", 1, 30, [&](std::int64_t value) { ratings.timeout_seconds = value; }));
    TRY_VOID(section.integer("valid_days", 1, 3660, [&](std::int64_t value) { ratings.valid_days = value; }));
    TRY_VOID(section.done());
    ratings.token_file = token.value_or("");
    ratings.ca_file = authorities.value_or("");
    config.ratings = std::move(ratings);
    return {};
}

}  // namespace tandem::app
