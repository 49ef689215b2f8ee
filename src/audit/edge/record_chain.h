// The audit log as a chain: every row holds the digest of itself and of the row before it in its stream, and the
// rows of a stream are the leaves of a Merkle tree (RFC 6962), whose root a checkpoint signs. Trust S26.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/digest.h"

namespace tandem::audit {

using platform::Digest;

// One row as it is stored; texts belong to the caller.
struct ChainedRow {
    std::int64_t company{}, stream{}, seq{}, id{}, actor{}, at{};
    std::string_view command;
    std::int64_t request{};
    std::string_view object_kind;
    std::int64_t object{};
    std::optional<std::int64_t> policy_version{};
    std::string_view detail{};  // empty and absent are the same
};

// Every field with its length, so that no two rows are written alike; then SHA-256 with the leaf prefix.
Digest row_digest(const Digest& before, const ChainedRow& row);

// The Merkle tree of a stream, by the roots of its full parts: grows by one leaf at a time in a few hashes.
class MerkleTree {
public:
    void add(const Digest& leaf);
    std::int64_t size() const { return size_; }
    Digest root() const;  // the digest of nothing for an empty tree

    std::string text() const;  // as it is kept between two commands
    static std::optional<MerkleTree> parse(std::int64_t size, std::string_view text);

private:
    std::int64_t size_ = 0;
    std::vector<Digest> parts_;  // one for each bit of size_, widest first
};

// Which stream the ids of this process write to: processes never wait for each other's chain.
constexpr std::int64_t stream_of(std::int64_t id) { return (id >> 12) & 1023; }

}  // namespace tandem::audit
