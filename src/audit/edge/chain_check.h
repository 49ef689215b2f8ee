// Whether the audit log is what was written: three questions, each answered by its first fault. Trust S26, I14.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "audit/edge/checkpoint.h"

namespace tandem::audit {

struct ChainVerdict {
    std::int64_t rows = 0, checkpoints = 0, anchors = 0;
    std::optional<Error> integrity;     // audit.row_changed, audit.row_missing, audit.row_added {stream, seq, id}
    std::optional<Error> completeness;  // audit.rows_cut_off, audit.checkpoint_missing, audit.anchor_unknown, audit.root_differs
    std::optional<Error> authenticity;  // audit.checkpoint_forged, audit.key_foreign, audit.key_not_named, audit.not_signed
    bool whole() const { return !integrity && !completeness && !authenticity; }
};

// Walks every chain once, inside the caller's transaction or snapshot. `anchors` come from outside the database. Keys follow each other: a checkpoint counts when its
// key is the one before, or was named by the one before. `trusted`, when given, are the public keys with which such a line may begin. Without both a rewritten
// database can only be found by what its author forgot.
ChainVerdict check_chains(sql::Connection& connection, CompanyId company, std::span<const Checkpoint> anchors, std::span<const std::string> trusted);

}  // namespace tandem::audit
