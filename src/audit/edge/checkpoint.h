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
};

// Signs where the chains stand; nothing when no row was added since the last checkpoint. Inside the caller's
// write transaction.
std::optional<Checkpoint> make_checkpoint(sql::Connection& connection, CompanyId company, const platform::SigningKey& key, Instant now);

// Appends the checkpoint as one line of JSON and waits for the disk. Refuses audit.anchor_file {path}.
Result<void> append_anchor(const std::filesystem::path& file, CompanyId company, const Checkpoint& checkpoint);
// The checkpoints of a company in an anchor file. Refuses audit.anchor_file {path, line}.
Result<std::vector<Checkpoint>> read_anchors(const std::filesystem::path& file, CompanyId company);

// Reads the body; nothing when it is not one.
std::optional<Checkpoint> parse_checkpoint(std::string body, std::string public_key, std::string signature);

}  // namespace tandem::audit
