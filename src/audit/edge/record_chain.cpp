#include "audit/edge/record_chain.h"

#include <bit>

namespace tandem::audit {
namespace {

constexpr char leaf_prefix = 0, node_prefix = 1;  // RFC 6962: a leaf can never pass for a node
constexpr char sha256_algorithm = 1;              // a later algorithm gets another number in the row

void put(std::string& into, std::int64_t value) {
    for (int shift = 56; shift >= 0; shift -= 8) into += static_cast<char>(static_cast<std::uint64_t>(value) >> shift & 0xff);
}
void put(std::string& into, std::string_view text) {
    put(into, static_cast<std::int64_t>(text.size()));
    into += text;
}
void put(std::string& into, const Digest& digest) { into.append(reinterpret_cast<const char*>(digest.data()), digest.size()); }

Digest node(const Digest& left, const Digest& right) {
    std::string bytes{node_prefix};
    put(bytes, left);
    put(bytes, right);
    return platform::sha256(bytes);
}

}  // namespace

Digest row_digest(const Digest& before, const ChainedRow& row) {
    thread_local std::string bytes;
    bytes.assign({leaf_prefix, sha256_algorithm});
    put(bytes, before);
    for (const std::int64_t number : {row.company, row.stream, row.seq, row.id, row.actor, row.at, row.request, row.object}) put(bytes, number);
    bytes += row.policy_version ? '\1' : '\0';
    put(bytes, row.policy_version.value_or(0));
    for (const std::string_view text : {row.command, row.object_kind, row.detail}) put(bytes, text);
    return platform::sha256(bytes);
}

void MerkleTree::add(const Digest& leaf) {
    Digest part = leaf;
    // As in counting in twos: every full pair becomes one part of twice the width.
    for (std::int64_t rest = size_; rest & 1; rest >>= 1) {
        part = node(parts_.back(), part);
        parts_.pop_back();
    }
    parts_.push_back(part);
    ++size_;
}

Digest MerkleTree::root() const {
    if (parts_.empty()) return platform::sha256({});
    Digest root = parts_.back();
    for (std::size_t at = parts_.size() - 1; at-- > 0;) root = node(parts_[at], root);
    return root;
}

std::string MerkleTree::text() const {
    std::string all;
    for (const Digest& part : parts_) all += platform::digest_text(part);
    return all;
}

std::optional<MerkleTree> MerkleTree::parse(std::int64_t size, std::string_view text) {
    constexpr std::size_t width = 43;
    if (size < 0 || text.size() != width * static_cast<std::size_t>(std::popcount(static_cast<std::uint64_t>(size)))) return std::nullopt;
    MerkleTree tree;
    tree.size_ = size;
    for (std::size_t at = 0; at < text.size(); at += width) {
        const auto part = platform::parse_digest(text.substr(at, width));
        if (!part) return std::nullopt;
        tree.parts_.push_back(*part);
    }
    return tree;
}

}  // namespace tandem::audit
