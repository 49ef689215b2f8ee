// tandem doctor --prod: what stands in the way of running this installation for a real company (trust S29). Looks, and
// changes nothing.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/config.h"
#include "core/errors.h"
#include "platform/clock.h"
#include "platform/sql/connection.h"

namespace tandem::app {

// How the server is, or would be, started.
struct Installation {
    std::string config_file;  // "" when there is none
    Config config;
    std::string database;
    std::string personal_keys;
    std::string address = "127.0.0.1";
    std::optional<std::string> certificate, key;
    bool behind_proxy = false;
    std::string web_folder;
    int backup_days = 7;  // a backup must be younger
    int audit_key_days = 1095;  // and the key of the audit trail; three years, the most that NIST SP 800-57 gives a key that signs
};

struct Finding {
    std::string code;     // "tls_missing"; stable
    std::string subject;  // the file, the user, the figure
};

std::vector<Finding> examine(const Installation& installation, const Clock& clock);
std::string explain(const Finding& finding, Language language);

// Parts of it, each a file of its own.
using Report = std::function<void(std::string code, std::string subject)>;
void examine_network(const Installation& installation, Instant now, const Report& report);
void examine_files(const Installation& installation, const Report& report);
void examine_book(const Installation& installation, Instant now, const Report& report);

}  // namespace tandem::app
