// The key that signs checkpoints is changed: the old one signs a last checkpoint of every company that names the new
// one, and only then does the key file change. Broken off at any place, the book goes on: with the old key before the
// last checkpoints are there, and by going through with it after. ASVS V11.1.1.
#pragma once
#include <filesystem>

#include "audit/edge/checkpoint.h"
#include "core/id_source.h"

namespace tandem::audit {

// Files outside the database; all companies of a book share them.
struct SealFiles { std::filesystem::path key, anchor; };

// One checkpoint of the company, in a transaction of its own, and its anchor; nothing when no row was added. Goes through
// with a change of keys that was broken off. Refuses as SigningKey::open, make_checkpoint and append_anchor.
Result<std::optional<Checkpoint>> seal(sql::Connection& connection, CompanyId company, const SealFiles& files, Instant now);

// How the key is changed.
enum class KeyLoss { none, old_key_lost };  // lost: nobody can name the new key; those who verify are told of it

struct KeyChanged {
    std::string before, now;  // public keys; before: empty when the file was lost
    bool went_through = false;  // with a change that had been broken off, no other was begun
};
// Changes the key, for all companies. The old private key is overwritten; its public half stays in the file. With
// KeyLoss::none refuses audit.key_not_current {checkpoint}, with old_key_lost audit.key_not_lost, and as seal().
Result<KeyChanged> change_key(sql::Connection& connection, IdSource& ids, const SealFiles& files, Instant now, KeyLoss loss);

// Since when the key that signed the newest checkpoint signs; nothing when there is no checkpoint.
std::optional<Instant> newest_key_since(sql::Connection& connection);

// The steps of change_key, in their order; for tests that break off between them.
//   1. a new key beside the key file, and last checkpoints of the old key that name it, committed
//   2. their anchors, and the new key in the place of the old one
Result<platform::SigningKey> hand_over(sql::Connection& connection, IdSource& ids, const SealFiles& files, Instant now, KeyLoss loss);
Result<void> switch_over(sql::Connection& connection, const SealFiles& files);

}  // namespace tandem::audit
