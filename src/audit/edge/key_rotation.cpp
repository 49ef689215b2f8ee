#include "audit/edge/key_rotation.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>

#include "audit/edge/trail_sql.h"

namespace tandem::audit {
namespace {

namespace fs = std::filesystem;
using platform::SigningKey;

fs::path beside(const SealFiles& files) { return files.key.string() + ".next"; }

std::vector<CompanyId> companies(sql::Connection& connection) {
    std::vector<CompanyId> all;
    connection.query("SELECT company_id FROM company ORDER BY company_id", {}, [&](const sql::Row& row) { all.push_back(CompanyId{row.integer(0)}); });
    return all;
}

// Two changes at once wait for each other.
void lock(sql::Connection& connection) { connection.query("SELECT company_id FROM company ORDER BY company_id{for_update}", {}, [](const sql::Row&) {}); }

// Every public key the stored checkpoints were signed with, oldest first.
std::vector<std::string> stored_keys(sql::Connection& connection) {
    std::vector<std::string> keys;
    connection.query("SELECT public_key, MIN(id) FROM audit_checkpoint GROUP BY public_key ORDER BY 2, 1", {}, [&](const sql::Row& row) { keys.emplace_back(row.text(0)); });
    return keys;
}

// The key beside the key file, when the last checkpoints already name it: the change can only go forward.
std::optional<SigningKey> handed_over_to(sql::Connection& connection, const SealFiles& files) {
    std::error_code ignored;
    if (!fs::exists(beside(files), ignored)) return std::nullopt;
    const auto next = SigningKey::open(beside(files));
    if (!next) return std::nullopt;  // half written: named by none
    for (const CompanyId each : companies(connection)) {
        const auto last = last_checkpoint(connection, each);
        if (last && last->followed_by() == next->public_key()) return *next;
    }
    return std::nullopt;
}

bool moved(const fs::path& from, const fs::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) return false;
    const fs::path folder = to.has_parent_path() ? to.parent_path() : fs::path{"."};
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool kept = handle >= 0 && ::fsync(handle) == 0;
    if (handle >= 0) ::close(handle);
    return kept;
}

// The act stands in every company's trail, and under the checkpoint that follows it.
void record(sql::Connection& connection, IdSource& ids, CompanyId company, Instant now, const std::string& new_key, KeyLoss loss) {
    const Act act{company, UserId{}, now, loss == KeyLoss::none ? "audit_key.rotate" : "audit_key.begin_anew", ids.next()};
    SqlTrail trail{connection, ids, act};
    const std::string detail = boost::json::serialize(boost::json::object{{"public_key", new_key}});
    trail.record({.object_kind = "audit_key", .object_id = act.request_id, .topic = "audit_key.changed", .detail = detail});
    trail.flush();
}

// Whether the key in the file is the one that signs next; then it is not lost.
bool is_current(sql::Connection& connection, const SealFiles& files) {
    std::error_code ignored;
    if (!fs::exists(files.key, ignored)) return false;
    const auto key = SigningKey::open(files.key);
    if (!key) return false;
    return std::ranges::any_of(companies(connection), [&](CompanyId each) {
        const auto last = last_checkpoint(connection, each);
        return last && last->followed_by() == key->public_key();
    });
}

}  // namespace

Result<SigningKey> hand_over(sql::Connection& connection, IdSource& ids, const SealFiles& files, Instant now, KeyLoss loss) {
    sql::Transaction transaction{connection};
    lock(connection);
    if (const auto begun = handed_over_to(connection, files)) return *begun;
    std::optional<SigningKey> old;
    std::vector<std::string> earlier = stored_keys(connection);
    if (loss == KeyLoss::none) {
        old = TRY(SigningKey::open(files.key));
        earlier = old->earlier();
        earlier.push_back(old->public_key());
    } else if (is_current(connection, files)) {
        return refuse("audit.key_not_lost", files.key.string());
    }
    const auto next = TRY(SigningKey::make(beside(files), std::move(earlier)));
    for (const CompanyId each : companies(connection)) {
        record(connection, ids, each, now, next.public_key(), loss);
        if (old) TRY_VOID(make_checkpoint(connection, each, *old, now, KeyChange::hands_over, next.public_key()));
        else TRY_VOID(make_checkpoint(connection, each, next, now, KeyChange::begins_anew));
    }
    transaction.commit();
    return next;
}

Result<void> switch_over(sql::Connection& connection, const SealFiles& files) {
    const auto next = handed_over_to(connection, files);
    if (!next) return {};  // somebody else was quicker
    for (const CompanyId each : companies(connection)) {
        const auto last = last_checkpoint(connection, each);
        if (last && last->followed_by() == next->public_key()) TRY_VOID(append_anchor(files.anchor, each, *last));
    }
    if (moved(beside(files), files.key)) return {};
    const auto placed = TRY(SigningKey::open(files.key));
    return placed.public_key() == next->public_key() ? Result<void>{} : refuse("audit.key_file", files.key.string());
}

Result<KeyChanged> change_key(sql::Connection& connection, IdSource& ids, const SealFiles& files, Instant now, KeyLoss loss) {
    KeyChanged changed;
    changed.went_through = handed_over_to(connection, files).has_value();
    std::error_code ignored;
    if (fs::exists(files.key, ignored))
        if (const auto old = SigningKey::open(files.key)) changed.before = old->public_key();
    changed.now = TRY(hand_over(connection, ids, files, now, loss)).public_key();
    TRY_VOID(switch_over(connection, files));
    return changed;
}

std::optional<Instant> newest_key_since(sql::Connection& connection) {
    std::optional<Instant> since;
    for (const CompanyId each : companies(connection)) {
        const auto last = last_checkpoint(connection, each);
        if (!last) continue;
        connection.query("SELECT body FROM audit_checkpoint WHERE company_id = $1 AND public_key = $2 ORDER BY id LIMIT 1", {each.value, last->public_key}, [&](const sql::Row& row) {
            const auto begun = parse_checkpoint(std::string(row.text(0)), {}, {});
            if (begun && (!since || begun->at < *since)) since = begun->at;
        });
    }
    return since;
}

Result<std::optional<Checkpoint>> seal(sql::Connection& connection, CompanyId company, const SealFiles& files, Instant now) {
    sql::Transaction transaction{connection};
    // A change that was broken off after its last checkpoints: from then on only the new key counts.
    if (handed_over_to(connection, files)) TRY_VOID(switch_over(connection, files));
    const auto key = TRY(SigningKey::open(files.key));
    const auto made = TRY(make_checkpoint(connection, company, key, now));
    // The anchor before the commit: an anchor of a checkpoint that was not kept is found, a lost anchor is not.
    if (made) TRY_VOID(append_anchor(files.anchor, company, *made));
    transaction.commit();
    return made;
}

}  // namespace tandem::audit
