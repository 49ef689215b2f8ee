// The one configuration file (tandem.toml): where this installation keeps its book, where it listens, and the
// limits of its machine. What the business decides stands in policies/. Command line before file before default.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/oidc_settings.h"
#include "app/rating_settings.h"
#include "core/result.h"
#include "platform/http/rate_limit.h"

namespace tandem::app {

inline constexpr const char* default_config_file = "data/tandem.toml";

struct Limits {
    std::int64_t upload_bytes = std::int64_t{256} << 20;  // of one imported file
    std::int64_t import_chunk_rows = 5'000;               // decided and written at once
    std::int64_t import_kept_errors = 10'000;             // shown of one import; the rest are counted
    // Assessed in one transaction of a mass run, about a sixth of a second: so long others wait to write at most, while the fixed
    // cost of a chunk stays small beside it.
    std::int64_t reassessment_chunk = 1'000;
    std::int64_t session_idle_minutes = 30;
    std::int64_t session_hours = 12;                      // from signing in, however busy
    platform::http::RateLimits rates;                     // requests a minute, by kind
};

// How JSON lines of what the server does are kept: standard error unless a file is named.
struct LogSettings {
    std::string file{};
    bool requests = true;  // a line for every answer
};

// Where the signing key of the audit trail and its anchors are: files outside the database.
struct AuditFiles {
    std::string key, anchor;            // empty: audit.key and audit-anchors.jsonl beside the book
    std::int64_t every_seconds = 60;    // a checkpoint at most this often
};

// What the file states; what it leaves out is empty, or the default of Limits.
struct Config {
    std::optional<std::string> database, company;  // database: sqlite:PATH or postgresql://…
    std::optional<std::string> address;
    std::optional<std::uint16_t> port;
    std::optional<int> workers;
    std::optional<std::string> certificate, key;   // PEM files of TLS
    bool behind_proxy = false;
    std::vector<std::string> proxies;              // addresses; empty: this machine
    std::optional<std::string> personal_key_file;  // keys of sealed personal data (platform/secrets)
    std::optional<std::string> breached_passwords;  // a file of leaked passwords (platform/leaked_passwords)
    LogSettings log;
    Limits limits;
    AuditFiles audit;
    std::vector<AllowedTarget> outgoing_allow;
    std::optional<OidcSettings> oidc;
    std::optional<RatingSettings> ratings;
};

// Refuses config.not_toml {line, reason}, config.unknown_key {line, key, known}, config.wrong_type {line, key,
// expected}, config.out_of_range {line, key, least, most}, config.bad_target {line, target}, config.missing_key {line,
// key}, config.bad_address {line, key, value}, config.no_break_glass {line}; the subject is `file`.
Result<Config> parse_config(std::string_view text, const std::string& file);

// The file named on the command line, which must be there, else the default file when there is one.
// Refuses config.unreadable, and as parse_config.
Result<Config> load_config(const std::string& named);

// The files, beside an SQLite book, or in data/ for a book on a server, where the configuration names none.
AuditFiles audit_files(const AuditFiles& stated, std::string_view database);

}  // namespace tandem::app
