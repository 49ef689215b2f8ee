// Checkpoints: what all chains of a company were at an instant, signed, and told to a file outside the database.
// Who can rewrite the whole database still cannot rewrite what an auditor holds. Trust S26.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/id.h"
#include "core/result.h"
#include "platform/digest.h"
#include "platform/sql/connection.h"

namespace tandem::audit {

struct StreamRoot { std::int64_t stream, size; platform::Digest root; };

struct Checkpoint {
    std::int64_t id{};          // 1, 2, 3, ... without a gap
    Instant at;
    std::string previous;       // digest of the body before; empty for the first
    std::vector<StreamRoot> streams;
    std::string body, public_key, signature;  // as stored: the signature is over the body
    std::string next_key{};     // the public key that signs from the next checkpoint on; empty: this one goes on

    const std::string& followed_by() const { return next_key.empty() ? public_key : next_key; }
};

// What a checkpoint says of keys.
enum class KeyChange {
    none,         // the key of the last checkpoint, or the one it named, signs
    hands_over,   // and names the key that comes next; signed even if no row was added
    begins_anew,  // the key before is lost: this one was named by none
};
// Signs where the chains stand; nothing when no row was added since the last checkpoint. Inside the caller's write
// transaction. Refuses audit.key_not_current {checkpoint}: the last checkpoint names another key.
Result<std::optional<Checkpoint>> make_checkpoint(sql::Connection& connection, CompanyId company, const platform::SigningKey& key, Instant now, KeyChange change = KeyChange::none, std::string next_key = {});
// The newest one; nothing when there is none, or its body is none.
std::optional<Checkpoint> last_checkpoint(sql::Connection& connection, CompanyId company);

// Appends the checkpoint as one line of JSON and waits for the disk. Refuses audit.anchor_file {path}.
Result<void> append_anchor(const std::filesystem::path& file, CompanyId company, const Checkpoint& checkpoint);
// The checkpoints of a company in an anchor file. Refuses audit.anchor_file {path, line}.
Result<std::vector<Checkpoint>> read_anchors(const std::filesystem::path& file, CompanyId company);

// Reads the body; nothing when it is not one.
std::optional<Checkpoint> parse_checkpoint(std::string body, std::string public_key, std::string signature);

}  // namespace tandem::audit
