#include "access/edge/factors_sql.h"

#include "access/second_factor.h"
#include "platform/password.h"
#include "platform/secrets/personal.h"
#include "platform/totp.h"

namespace tandem::access {
namespace {

constexpr int recovery_codes = 10;

struct Kept {
    std::string secret;  // as it is stored
    bool confirmed = false;
    std::int64_t last_step = 0;
};

// Locked until the transaction ends: a code is counted once, however many ask at the same time.
std::optional<Kept> kept_factor(sql::Connection& connection, CompanyId company, UserId user) {
    std::optional<Kept> kept;
    connection.query("SELECT secret, confirmed_at, last_step FROM second_factor WHERE company_id = $1 AND user_id = $2 {for_update}", {company.value, user.value},
                     [&](const sql::Row& row) { kept = Kept{std::string(row.text(0)), !row.is_null(1), row.integer(2)}; });
    return kept;
}

// Refuses auth.wrong_code for a code that fits no step, or one seen before.
Result<std::int64_t> step_of(CompanyId company, UserId user, const Kept& kept, const std::string& plain, Instant now) {
    if (!is_totp_code(plain)) return refuse("auth.wrong_code", "code");
    const std::string secret = platform::from_base32(TRY(open_factor_secret(company, user, kept.secret)));
    const auto step = accepted_step(now, kept.last_step, [&](std::int64_t each) { return platform::equal_in_constant_time(platform::totp_code(secret, each), plain); });
    if (!step) return refuse("auth.wrong_code", "code");
    return *step;
}

}  // namespace

platform::Cell factor_cell(CompanyId company, UserId user) { return {"second_factor", company.value, user.value, "secret"}; }

Result<std::string> open_factor_secret(CompanyId company, UserId user, std::string_view stored) { return platform::unseal_personal(stored, factor_cell(company, user)); }

bool has_second_factor(sql::Connection& connection, CompanyId company, UserId user) {
    return connection.one_integer("SELECT 1 FROM second_factor WHERE company_id = $1 AND user_id = $2 AND confirmed_at IS NOT NULL", {company.value, user.value}).has_value();
}

Result<std::string> begin_factor(sql::Connection& connection, CompanyId company, UserId user, Instant now) {
    const auto kept = kept_factor(connection, company, user);
    if (kept && kept->confirmed) return refuse("access.factor_on");
    const std::string secret = platform::base32(platform::random_secret());
    connection.execute("INSERT INTO second_factor (company_id, user_id, secret, recorded_at, last_step) VALUES ($1, $2, $3, $4, 0) "
                       "ON CONFLICT (company_id, user_id) DO UPDATE SET secret = excluded.secret, recorded_at = excluded.recorded_at",
                       {company.value, user.value, TRY(platform::seal_personal(secret, factor_cell(company, user))), now.micros});
    return secret;
}

Result<void> confirm_factor(sql::Connection& connection, CompanyId company, UserId user, const std::string& code, Instant now) {
    const auto kept = kept_factor(connection, company, user);
    if (!kept) return refuse("access.factor_off");
    if (kept->confirmed) return refuse("access.factor_on");
    const std::int64_t step = TRY(step_of(company, user, *kept, plain_code(code), now));
    connection.execute("UPDATE second_factor SET confirmed_at = $3, last_step = $4 WHERE company_id = $1 AND user_id = $2", {company.value, user.value, now.micros, step});
    return {};
}

Result<void> use_factor(sql::Connection& connection, CompanyId company, UserId user, const std::string& code, Instant now) {
    const auto kept = kept_factor(connection, company, user);
    if (!kept || !kept->confirmed) return refuse("access.factor_off");
    const std::string plain = plain_code(code);
    if (is_totp_code(plain)) {
        const std::int64_t step = TRY(step_of(company, user, *kept, plain, now));
        connection.execute("UPDATE second_factor SET last_step = $3 WHERE company_id = $1 AND user_id = $2", {company.value, user.value, step});
        return {};
    }
    const auto used = connection.execute("UPDATE recovery_code SET used_at = $4 WHERE company_id = $1 AND user_id = $2 AND code_hash = $3 AND used_at IS NULL",
                                         {company.value, user.value, platform::sha256_hex(plain), now.micros});
    if (used == 0) return refuse("auth.wrong_code", "code");
    return {};
}

std::vector<std::string> renew_recovery_codes(sql::Connection& connection, CompanyId company, UserId user, Instant now) {
    connection.execute("DELETE FROM recovery_code WHERE company_id = $1 AND user_id = $2", {company.value, user.value});
    std::vector<std::string> codes;
    const auto rows = connection.bulk("recovery_code", {"company_id", "user_id", "code_hash", "recorded_at"});
    while (codes.size() < recovery_codes) {
        codes.push_back(platform::random_recovery_code());
        rows->add(company.value).add(user.value).add(std::string_view{platform::sha256_hex(plain_code(codes.back()))}).add(now.micros);
        rows->end_row();
    }
    rows->flush();
    return codes;
}

std::int64_t recovery_codes_left(sql::Connection& connection, CompanyId company, UserId user) {
    return connection.one_integer("SELECT COUNT(*) FROM recovery_code WHERE company_id = $1 AND user_id = $2 AND used_at IS NULL", {company.value, user.value}).value_or(0);
}

void remove_factor(sql::Connection& connection, CompanyId company, UserId user) {
    connection.execute("DELETE FROM recovery_code WHERE company_id = $1 AND user_id = $2", {company.value, user.value});
    connection.execute("DELETE FROM second_factor WHERE company_id = $1 AND user_id = $2", {company.value, user.value});
}

}  // namespace tandem::access
