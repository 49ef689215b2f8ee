#include "access/second_factor.h"

#include <algorithm>

namespace tandem::access {
namespace {

constexpr std::int64_t step_micros = 30 * 1'000'000;

}  // namespace

std::int64_t totp_step(Instant now) { return now.micros / step_micros; }

std::optional<std::int64_t> accepted_step(Instant now, std::int64_t last_used, const std::function<bool(std::int64_t)>& fits) {
    const std::int64_t present = totp_step(now);
    std::optional<std::int64_t> found;
    // Every step is compared, found or not: the time taken tells nothing.
    for (const std::int64_t step : {present - 1, present, present + 1})
        if (fits(step) && step > last_used) found = step;
    return found;
}

std::string plain_code(std::string_view typed) {
    std::string plain;
    for (const char c : typed) {
        if (c == ' ' || c == '-') continue;
        plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return plain;
}

bool is_totp_code(std::string_view plain) {
    return plain.size() == 6 && std::ranges::all_of(plain, [](char c) { return c >= '0' && c <= '9'; });
}

SecondFactor second_factor_of(std::string_view role, bool enrolled, const AccessPolicy& policy) {
    if (enrolled) return SecondFactor::on;
    return policy.second_factor_required_roles.contains(role) ? SecondFactor::needed : SecondFactor::off;
}

std::string_view to_string(SecondFactor state) {
    switch (state) {
        case SecondFactor::off: return "off";
        case SecondFactor::needed: return "needed";
        case SecondFactor::on: return "on";
    }
    return "";
}

bool asks_password_first(Password password, SecondFactor state, Instant signed_in, Instant now, const AccessPolicy& policy) {
    if (password == Password::none) return false;
    const bool just_signed_in = now.micros - signed_in.micros < std::int64_t{policy.challenge_minutes} * 60'000'000;
    return state != SecondFactor::needed || !just_signed_in;
}

}  // namespace tandem::access
