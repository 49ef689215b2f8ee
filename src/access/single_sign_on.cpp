#include "access/single_sign_on.h"

#include <algorithm>

namespace tandem::access {
namespace {

constexpr std::size_t longest_path = 2'000;

tl::unexpected<Error> refuse_provider(std::string reason) { return refuse("auth.oidc_provider", {}, {{"reason", std::move(reason)}}); }

}  // namespace

bool is_loopback(std::string_view host) { return host == "localhost" || host == "127.0.0.1" || host == "::1"; }

Result<void> check_encrypted(const Endpoint& endpoint) {
    if (endpoint.tls || is_loopback(endpoint.host)) return {};
    return refuse_provider("http to " + endpoint.host);
}

Result<void> check_endpoint(const Endpoint& endpoint, const Endpoint& issuer, std::span<const Endpoint> listed) {
    TRY_VOID(check_encrypted(endpoint));
    if (issuer.tls && !endpoint.tls) return refuse_provider("http to " + endpoint.host);
    const auto same_place = [&](const Endpoint& known) { return known.host == endpoint.host && known.port == endpoint.port; };
    if (same_place(issuer) || std::ranges::any_of(listed, same_place)) return {};
    return refuse_provider("oidc.hosts: " + endpoint.host + ":" + std::to_string(endpoint.port));
}

std::string return_path(std::string_view asked) {
    const bool plain = std::ranges::all_of(asked, [](char c) { return c > ' ' && c != '\\' && c != 0x7f; });
    const bool page = asked.starts_with('/') && !asked.starts_with("//") && !asked.starts_with("/api/");
    return plain && page && asked.size() <= longest_path ? std::string{asked} : "/";
}

Result<Entry> decide_entry(const std::optional<LocalAccount>& linked, const std::optional<LocalAccount>& named, const std::optional<std::string>& user_name, bool may_create) {
    if (linked && !linked->able) return refuse("auth.oidc_disabled");
    if (linked) return Entry::sign_in;
    if (!user_name || user_name->empty()) return refuse("auth.oidc_no_name");
    if (!named) return may_create ? Result<Entry>{Entry::create} : refuse("auth.oidc_no_account");
    if (!named->able) return refuse("auth.oidc_disabled");
    if (named->linked_elsewhere) return refuse("auth.oidc_other_identity");
    return Entry::link_and_sign_in;
}

bool provider_asked_second_factor(const std::set<std::string, std::less<>>& methods, const AccessPolicy& policy) {
    return std::ranges::any_of(policy.provider_second_factors, [&](const std::string& accepted) { return methods.contains(accepted); });
}

Result<void> check_password_allowed(std::string_view user_name, bool single_sign_on_required, std::span<const std::string> break_glass) {
    if (!single_sign_on_required || std::ranges::find(break_glass, user_name) != break_glass.end()) return {};
    return refuse("auth.password_off");
}

}  // namespace tandem::access
