#include "audit/edge/record_chain.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <set>

using namespace tandem;
using audit::Digest;

namespace {

std::string bytes_of(const Digest& digest) { return {digest.begin(), digest.end()}; }
Digest leaf(int number) { return platform::sha256(std::string(1, '\0') + std::to_string(number)); }

// RFC 6962, section 2.1, as it is written: split at the largest power of two below the size.
Digest root_by_definition(int from, int to) {
    if (to - from == 1) return leaf(from);
    int split = 1;
    while (split * 2 < to - from) split *= 2;
    return platform::sha256('\1' + bytes_of(root_by_definition(from, from + split)) + bytes_of(root_by_definition(from + split, to)));
}

}  // namespace

TEST_CASE("the Merkle tree that grows leaf by leaf has the root of the definition, also when kept and taken up again") {
    audit::MerkleTree tree;
    CHECK(tree.root() == platform::sha256({}));
    for (int size = 1; size <= 70; ++size) {
        tree.add(leaf(size - 1));
        CHECK(tree.root() == root_by_definition(0, size));
        const auto kept = audit::MerkleTree::parse(tree.size(), tree.text());
        REQUIRE(kept.has_value());
        tree = *kept;
    }
    CHECK_FALSE(audit::MerkleTree::parse(3, tree.text()).has_value());
    CHECK_FALSE(audit::MerkleTree::parse(70, tree.text() + "A").has_value());
}

TEST_CASE("a digest changes with every field of its row, and texts cannot borrow from each other") {
    const audit::ChainedRow row{.company = 1, .stream = 2, .seq = 3, .id = 4, .actor = 5, .at = 6, .command = "receipt.record", .request = 7, .object_kind = "receipt", .object = 8, .policy_version = 9, .detail = "{}"};
    std::set<std::string> seen{bytes_of(audit::row_digest({}, row)), bytes_of(audit::row_digest(leaf(1), row))};
    const auto with = [&](auto change) {
        audit::ChainedRow other = row;
        change(other);
        CHECK(seen.insert(bytes_of(audit::row_digest({}, other))).second);
    };
    with([](auto& other) { ++other.company; });
    with([](auto& other) { ++other.stream; });
    with([](auto& other) { ++other.seq; });
    with([](auto& other) { ++other.id; });
    with([](auto& other) { ++other.actor; });
    with([](auto& other) { ++other.at; });
    with([](auto& other) { ++other.request; });
    with([](auto& other) { ++other.object; });
    with([](auto& other) { other.policy_version = 0; });
    with([](auto& other) { other.policy_version.reset(); });
    with([](auto& other) { other.detail = ""; });
    with([](auto& other) { other.command = "receipt.recordr", other.object_kind = "eceipt"; });
    with([](auto& other) { other.command = "receipt.recor", other.object_kind = "dreceipt"; });
}

TEST_CASE("a signature is right for its key and its message alone; the key file is its owner's") {
    const auto folder = std::filesystem::temp_directory_path() / ("tandem_key_" + std::to_string(reinterpret_cast<std::uintptr_t>(&leaf)));
    std::filesystem::remove_all(folder);
    const auto key = platform::SigningKey::open(folder / "audit.key");
    REQUIRE(key.has_value());
    const auto again = platform::SigningKey::open(folder / "audit.key");
    REQUIRE(again.has_value());
    CHECK(again->public_key() == key->public_key());
    const std::string signature = again->sign("message");
    CHECK(platform::signature_is_right(key->public_key(), "message", signature));
    CHECK_FALSE(platform::signature_is_right(key->public_key(), "massage", signature));
    CHECK_FALSE(platform::signature_is_right(platform::SigningKey::open(folder / "other.key")->public_key(), "message", signature));
    CHECK_FALSE(platform::signature_is_right("", "message", "x"));
    std::filesystem::permissions(folder / "audit.key", std::filesystem::perms::group_read, std::filesystem::perm_options::add);
    CHECK(platform::SigningKey::open(folder / "audit.key").error().code == "audit.key_readable_by_others");
    std::filesystem::remove_all(folder);
}
