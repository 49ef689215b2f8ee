#include "audit/edge/chain_check.h"

#include <algorithm>
#include <map>
#include <set>

#include "audit/edge/record_chain.h"

namespace tandem::audit {
namespace {

Error fault(const char* code, std::initializer_list<std::pair<const char*, std::int64_t>> where) {
    Error error{code, {}, {}};
    for (const auto& [name, value] : where) error.figures.emplace_back(name, std::to_string(value));
    return error;
}
void first(std::optional<Error>& of, Error error) {
    if (!of) of = std::move(error);
}

// What a checkpoint or an anchor says a stream was when it had that size.
struct Claim { std::int64_t checkpoint; Digest root; };
using Claims = std::map<std::pair<std::int64_t, std::int64_t>, std::vector<Claim>>;  // by stream and size

void claim(Claims& claims, const Checkpoint& checkpoint) {
    for (const StreamRoot& each : checkpoint.streams) claims[{each.stream, each.size}].push_back({checkpoint.id, each.root});
}

std::vector<Checkpoint> stored_checkpoints(sql::Connection& connection, CompanyId company, ChainVerdict& verdict) {
    std::vector<Checkpoint> all;
    std::string before;
    connection.query("SELECT id, body, public_key, signature FROM audit_checkpoint WHERE company_id = $1 ORDER BY id", {company.value}, [&](const sql::Row& row) {
        const std::int64_t id = ++verdict.checkpoints;
        auto checkpoint = parse_checkpoint(std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)));
        if (row.integer(0) != id || !checkpoint || checkpoint->id != id || checkpoint->previous != before) first(verdict.completeness, fault("audit.checkpoint_missing", {{"checkpoint", id}}));
        before = platform::digest_text(platform::sha256(row.text(1)));
        if (checkpoint) all.push_back(*std::move(checkpoint));
    });
    return all;
}

bool rightly_signed(const Checkpoint& checkpoint, ChainVerdict& verdict) {
    const bool right = platform::signature_is_right(checkpoint.public_key, checkpoint.body, checkpoint.signature);
    if (!right) first(verdict.authenticity, fault("audit.checkpoint_forged", {{"checkpoint", checkpoint.id}}));
    return right;
}

// The line of keys: each goes on from the one before or was named by it. A key that was replaced does not come back.
void check_keys(std::span<const Checkpoint> checkpoints, std::span<const std::string> trusted, ChainVerdict& verdict) {
    std::set<std::string_view> seen;
    std::string_view expected;
    for (const Checkpoint& each : checkpoints) {
        if (!rightly_signed(each, verdict)) continue;
        const bool may_begin = !seen.contains(each.public_key) && (trusted.empty() ? seen.empty() : std::ranges::find(trusted, each.public_key) != trusted.end());
        if (each.public_key != expected && !may_begin) first(verdict.authenticity, fault(seen.empty() ? "audit.key_foreign" : "audit.key_not_named", {{"checkpoint", each.id}}));
        seen.insert(each.public_key);
        expected = each.followed_by();
    }
}

// An anchor is what is stored, word for word, and signed with the same key.
void check_anchors(std::span<const Checkpoint> anchors, std::span<const Checkpoint> stored, ChainVerdict& verdict) {
    for (const Checkpoint& each : anchors) {
        rightly_signed(each, verdict);
        const bool kept = each.id >= 1 && each.id <= std::ssize(stored) && stored[static_cast<std::size_t>(each.id - 1)].body == each.body;
        if (!kept) first(verdict.completeness, fault("audit.anchor_unknown", {{"checkpoint", each.id}}));
        else if (stored[static_cast<std::size_t>(each.id - 1)].public_key != each.public_key) first(verdict.authenticity, fault("audit.key_foreign", {{"checkpoint", each.id}}));
    }
}

// One stream while its rows pass by.
class Walk {
public:
    Walk(const Claims& claims, ChainVerdict& verdict) : claims_(claims), verdict_(verdict) {}

    void row(const ChainedRow& row, std::string_view stored) {
        if (row.stream != stream_) begin(row.stream);
        ++verdict_.rows;
        const std::int64_t expected = tree_.size() + 1;
        if (row.seq > expected) first(verdict_.integrity, fault("audit.row_missing", {{"stream", row.stream}, {"seq", expected}}));
        if (row.seq < expected) first(verdict_.integrity, fault("audit.row_added", {{"stream", row.stream}, {"seq", row.seq}, {"id", row.id}}));
        const Digest digest = row_digest(head_, row);
        if (platform::digest_text(digest) != stored) first(verdict_.integrity, fault("audit.row_changed", {{"stream", row.stream}, {"seq", row.seq}, {"id", row.id}}));
        // Go on from what is stored: each fault is its own, not all that follows the first.
        head_ = platform::parse_digest(stored).value_or(digest);
        tree_.add(head_);
        compare();
    }
    // The streams that were walked to their end: call once after the last row.
    struct Ends { std::map<std::int64_t, std::int64_t> sizes; std::map<std::int64_t, Digest> heads; };
    Ends ends() {
        begin(none);
        return std::move(ends_);
    }

private:
    static constexpr std::int64_t none = -1;
    void begin(std::int64_t stream) {
        if (stream_ != none) {
            ends_.sizes[stream_] = tree_.size();
            ends_.heads[stream_] = head_;
        }
        stream_ = stream;
        head_ = {};
        tree_ = {};
    }
    void compare() {
        const auto found = claims_.find({stream_, tree_.size()});
        if (found == claims_.end()) return;
        const Digest root = tree_.root();
        for (const Claim& each : found->second)
            if (each.root != root) first(verdict_.completeness, fault("audit.root_differs", {{"checkpoint", each.checkpoint}, {"stream", stream_}, {"size", tree_.size()}}));
    }
    const Claims& claims_;
    ChainVerdict& verdict_;
    Ends ends_;
    std::int64_t stream_ = none;
    Digest head_{};
    MerkleTree tree_;
};

// Rows that a checkpoint, an anchor or the stream's own record says there were, and that are gone.
void check_sizes(sql::Connection& connection, CompanyId company, const Walk::Ends& ends, const Claims& claims, ChainVerdict& verdict) {
    const auto size_of = [&](std::int64_t stream) {
        const auto found = ends.sizes.find(stream);
        return found == ends.sizes.end() ? 0 : found->second;
    };
    for (const auto& [place, of] : claims)
        if (place.second > size_of(place.first)) first(verdict.completeness, fault("audit.rows_cut_off", {{"stream", place.first}, {"seq", size_of(place.first) + 1}, {"checkpoint", of.front().checkpoint}}));
    std::size_t known = 0;
    connection.query("SELECT stream, size, head FROM audit_stream WHERE company_id = $1", {company.value}, [&](const sql::Row& row) {
        known += row.integer(1) > 0;
        const auto head = ends.heads.find(row.integer(0));
        if (row.integer(1) != size_of(row.integer(0)) || (row.integer(1) > 0 && (head == ends.heads.end() || platform::digest_text(head->second) != row.text(2))))
            first(verdict.completeness, fault("audit.rows_cut_off", {{"stream", row.integer(0)}, {"seq", std::min(row.integer(1), size_of(row.integer(0))) + 1}, {"checkpoint", 0}}));
    });
    if (known != ends.sizes.size()) first(verdict.completeness, fault("audit.rows_cut_off", {{"stream", -1}, {"seq", 0}, {"checkpoint", 0}}));
}

}  // namespace

ChainVerdict check_chains(sql::Connection& connection, CompanyId company, std::span<const Checkpoint> anchors, std::span<const std::string> trusted) {
    ChainVerdict verdict;
    const auto checkpoints = stored_checkpoints(connection, company, verdict);
    verdict.anchors = static_cast<std::int64_t>(anchors.size());
    check_keys(checkpoints, trusted, verdict);
    check_anchors(anchors, checkpoints, verdict);
    Claims claims;
    for (const Checkpoint& each : checkpoints) claim(claims, each);
    for (const Checkpoint& each : anchors) claim(claims, each);

    Walk walk{claims, verdict};
    connection.query("SELECT stream, seq, id, actor_id, at, command, request_id, object_kind, object_id, policy_version, detail, hash FROM audit_entry WHERE company_id = $1 ORDER BY stream, seq", {company.value},
                     [&](const sql::Row& row) {
                         walk.row({.company = company.value, .stream = row.integer(0), .seq = row.integer(1), .id = row.integer(2), .actor = row.integer(3), .at = row.integer(4), .command = row.text(5), .request = row.integer(6),
                                   .object_kind = row.text(7), .object = row.integer(8), .policy_version = row.maybe_integer(9), .detail = row.text(10)}, row.text(11));
                     });
    check_sizes(connection, company, walk.ends(), claims, verdict);
    if (!trusted.empty() && checkpoints.empty() && verdict.rows > 0) first(verdict.authenticity, fault("audit.not_signed", {{"rows", verdict.rows}}));
    return verdict;
}

}  // namespace tandem::audit
