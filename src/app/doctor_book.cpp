// What the book itself tells: who may do what, backups, seals, clock.
#include <boost/json.hpp>

#include <algorithm>
#include <filesystem>
#include <set>

#include "app/doctor.h"
#include "audit/edge/key_rotation.h"
#include "platform/shipped.h"

namespace tandem::app {
namespace {

constexpr std::int64_t a_day = 86'400'000'000;

bool has_table(sql::Connection& connection, std::string_view name) {
    if (connection.engine() == sql::Engine::sqlite) return connection.one_integer("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1", {name}).has_value();
    return connection.one_integer("SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = CAST($1 AS TEXT)", {name}).has_value();
}

void examine_engine(sql::Connection& connection, const Report& report) {
    if (connection.engine() == sql::Engine::sqlite) {
        if (connection.one_integer("PRAGMA synchronous", {}).value_or(0) < 2) report("sync_not_full", "synchronous");
        return;
    }
    for (const std::string_view setting : {"fsync", "synchronous_commit", "full_page_writes"})
        if (connection.one_text("SELECT current_setting(CAST($1 AS TEXT))", {setting}) == "off") report("sync_not_full", std::string(setting) + " = off");
}

std::set<std::string> roles_with(std::string_view permission) {
    std::set<std::string> found;
    const auto policy = boost::json::parse(*shipped_file("policies/roles.json"));
    for (const auto& [name, role] : policy.at("roles").as_object())
        for (const auto& each : role.at("permissions").as_array())
            if (each.as_string() == permission) found.insert(std::string(name));
    return found;
}

void examine_users(sql::Connection& connection, const Report& report) {
    const auto managers = roles_with("manage_users");
    bool managed = false;
    connection.query("SELECT name, role FROM app_user WHERE disabled_at IS NULL ORDER BY name", {}, [&](const sql::Row& row) {
        managed = managed || managers.contains(std::string(row.text(1)));
        if (row.text(1) == "admin") report("admin_role_used", std::string(row.text(0)));
    });
    if (!managed) report("no_user_manager", "");
}

// Whoever administers, by any of the roles, signs in with more than a password.
void examine_second_factors(sql::Connection& connection, const Report& report) {
    if (!has_table(connection, "second_factor")) return;
    connection.query("SELECT u.name FROM app_user u WHERE u.disabled_at IS NULL AND u.role IN ('admin', 'system_admin', 'security_admin', 'audit_admin') AND NOT EXISTS "
                     "(SELECT 1 FROM second_factor f WHERE f.company_id = u.company_id AND f.user_id = u.id AND f.confirmed_at IS NOT NULL) ORDER BY u.name", {},
                     [&](const sql::Row& row) { report("second_factor_missing", std::string(row.text(0))); });
}

void examine_companies(sql::Connection& connection, Instant now, const Report& report) {
    connection.query("SELECT code, name, time_zone FROM company ORDER BY code", {}, [&](const sql::Row& row) {
        if (row.text(0) == "demo") report("demo_company", std::string(row.text(1)));
        if (!civil_day(now, std::string(row.text(2)))) report("time_zone_unknown", std::string(row.text(2)));
    });
    const auto last = connection.one_integer("SELECT MAX(at) FROM audit_entry", {});
    if (last && *last > now.micros + 60'000'000) report("clock_behind", to_string(Instant{*last}));
}

void examine_history(sql::Connection& connection, const Installation& installation, Instant now, const Report& report) {
    const auto backed_up = connection.one_integer("SELECT MAX(at) FROM audit_entry WHERE command = 'backup'", {});
    if (!backed_up || now.micros - *backed_up > installation.backup_days * a_day) report("backup_missing", backed_up ? to_string(Instant{*backed_up}) : "-");
    if (!has_table(connection, "audit_checkpoint")) return;
    if (!connection.one_integer("SELECT 1 FROM audit_checkpoint LIMIT 1", {})) report("audit_not_checkpointed", "");
    const auto since = audit::newest_key_since(connection);
    if (since && now.micros - since->micros > installation.audit_key_days * a_day) report("audit_key_old", to_string(*since));
}

void examine_personal(sql::Connection& connection, const Installation& installation, const Report& report) {
    const auto clear = connection.one_integer("SELECT COUNT(*) FROM contact WHERE (email IS NOT NULL AND email NOT LIKE 'sealed1:%') OR (phone IS NOT NULL AND phone NOT LIKE 'sealed1:%')", {});
    if (clear.value_or(0) > 0) report("contacts_in_the_clear", std::to_string(*clear));
    const bool factors = has_table(connection, "second_factor");
    const auto secrets = factors ? connection.one_integer("SELECT COUNT(*) FROM second_factor WHERE secret NOT LIKE 'sealed1:%'", {}) : std::nullopt;
    if (secrets.value_or(0) > 0) report("factors_in_the_clear", std::to_string(*secrets));
    const bool sealed = connection.one_integer("SELECT 1 FROM contact WHERE email LIKE 'sealed1:%' OR phone LIKE 'sealed1:%' LIMIT 1", {}).has_value() ||
                        (factors && connection.one_integer("SELECT 1 FROM second_factor WHERE secret LIKE 'sealed1:%' LIMIT 1", {}).has_value());
    if (sealed && !std::filesystem::exists(installation.personal_keys)) report("key_missing", installation.personal_keys);
}

}  // namespace

void examine_book(const Installation& installation, Instant now, const Report& report) {
    // Connecting would make a missing SQLite file.
    if (installation.database.starts_with("sqlite:") && !std::filesystem::exists(installation.database.substr(7))) return report("database_unreachable", installation.database);
    const auto connection = sql::connect(installation.database);
    examine_engine(*connection, report);
    const auto schema = connection->one_integer("SELECT MAX(number) FROM schema_migration", {}).value_or(0);
    if (const int newest = shipped_migrations().back().number; schema < newest) report("migrations_pending", std::to_string(schema) + " < " + std::to_string(newest));
    examine_users(*connection, report);
    examine_second_factors(*connection, report);
    examine_companies(*connection, now, report);
    examine_history(*connection, installation, now, report);
    examine_personal(*connection, installation, report);
}

}  // namespace tandem::app
