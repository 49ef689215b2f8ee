#include "audit/edge/checkpoint.h"

#include <fcntl.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <fstream>

#include "audit/edge/record_chain.h"

namespace tandem::audit {
namespace {

namespace json = boost::json;

std::string body_of(CompanyId company, const Checkpoint& checkpoint) {
    json::array streams;
    for (const StreamRoot& each : checkpoint.streams) streams.push_back(json::array{each.stream, each.size, platform::digest_text(each.root)});
    json::object body{{"company", company.value}, {"id", checkpoint.id}, {"at", checkpoint.at.micros}, {"previous", checkpoint.previous}, {"streams", std::move(streams)}};
    if (!checkpoint.next_key.empty()) body["next_key"] = checkpoint.next_key;
    return json::serialize(body);
}

std::vector<StreamRoot> roots_now(sql::Connection& connection, CompanyId company) {
    std::vector<StreamRoot> roots;
    connection.query("SELECT stream, size, tree FROM audit_stream WHERE company_id = $1 ORDER BY stream", {company.value}, [&](const sql::Row& row) {
        const auto tree = MerkleTree::parse(row.integer(1), row.text(2));
        roots.push_back({row.integer(0), row.integer(1), tree ? tree->root() : platform::Digest{}});
    });
    return roots;
}

bool equal(const std::vector<StreamRoot>& a, const std::vector<StreamRoot>& b) {
    return std::ranges::equal(a, b, [](const StreamRoot& one, const StreamRoot& other) { return one.stream == other.stream && one.size == other.size && one.root == other.root; });
}

Result<void> cannot(const std::filesystem::path& file, std::size_t line = 0) { return refuse("audit.anchor_file", file.string(), {{"line", std::to_string(line)}}); }

}  // namespace

std::optional<Checkpoint> parse_checkpoint(std::string body, std::string public_key, std::string signature) {
    try {
        const auto object = json::parse(body).as_object();
        Checkpoint checkpoint{.id = object.at("id").as_int64(), .at = Instant{object.at("at").as_int64()}, .previous = std::string(object.at("previous").as_string()), .streams = {},
                              .body = {}, .public_key = std::move(public_key), .signature = std::move(signature)};
        for (const auto& stream : object.at("streams").as_array()) {
            const auto root = platform::parse_digest(stream.at(2).as_string());
            if (!root) return std::nullopt;
            checkpoint.streams.push_back({stream.at(0).as_int64(), stream.at(1).as_int64(), *root});
        }
        if (const auto* next = object.if_contains("next_key")) checkpoint.next_key = std::string(next->as_string());
        checkpoint.body = std::move(body);
        return checkpoint;
    } catch (const std::exception&) {
        return std::nullopt;  // a tampered body is no checkpoint
    }
}

std::optional<Checkpoint> last_checkpoint(sql::Connection& connection, CompanyId company) {
    std::optional<Checkpoint> last;
    connection.query("SELECT body, public_key, signature FROM audit_checkpoint WHERE company_id = $1 ORDER BY id DESC LIMIT 1", {company.value},
                     [&](const sql::Row& row) { last = parse_checkpoint(std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2))); });
    return last;
}

Result<std::optional<Checkpoint>> make_checkpoint(sql::Connection& connection, CompanyId company, const platform::SigningKey& key, Instant now, KeyChange change, std::string next_key) {
    Checkpoint next{.id = 1, .at = now, .previous = {}, .streams = roots_now(connection, company), .body = {}, .public_key = key.public_key(), .signature = {}, .next_key = std::move(next_key)};
    bool changed = !next.streams.empty();
    connection.query("SELECT id, body FROM audit_checkpoint WHERE company_id = $1 ORDER BY id DESC LIMIT 1", {company.value}, [&](const sql::Row& row) {
        next.id = row.integer(0) + 1;
        next.previous = platform::digest_text(platform::sha256(row.text(1)));
    });
    // A last one that cannot be read says nothing of keys; verification names it.
    if (const auto last = last_checkpoint(connection, company)) {
        if (change != KeyChange::begins_anew && last->followed_by() != next.public_key) return refuse("audit.key_not_current", {}, {{"checkpoint", std::to_string(last->id)}});
        changed = changed && !equal(last->streams, next.streams);
    }
    if (!changed && change == KeyChange::none) return std::nullopt;
    next.body = body_of(company, next);
    next.signature = key.sign(next.body);
    connection.execute("INSERT INTO audit_checkpoint (company_id, id, body, public_key, signature) VALUES ($1, $2, $3, $4, $5)", {company.value, next.id, next.body, next.public_key, next.signature});
    return next;
}

Result<void> append_anchor(const std::filesystem::path& file, CompanyId company, const Checkpoint& checkpoint) {
    const std::string line = json::serialize(json::object{{"company", company.value}, {"body", checkpoint.body}, {"public_key", checkpoint.public_key}, {"signature", checkpoint.signature}}) + "\n";
    if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
    const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
    if (handle < 0) return cannot(file);
    const bool written = ::write(handle, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(handle) == 0;
    ::close(handle);
    return written ? Result<void>{} : cannot(file);
}

Result<std::vector<Checkpoint>> read_anchors(const std::filesystem::path& file, CompanyId company) {
    std::ifstream stream{file};
    if (!stream) return tl::unexpected(cannot(file).error());
    std::vector<Checkpoint> anchors;
    std::string line;
    for (std::size_t number = 1; std::getline(stream, line); ++number) {
        boost::system::error_code error;
        const auto value = json::parse(line, error);
        const auto* object = error ? nullptr : value.if_object();
        const auto text = [&](const char* key) {
            const auto* found = object ? object->if_contains(key) : nullptr;
            return found && found->is_string() ? std::string(found->as_string()) : std::string{};
        };
        const auto* of = object ? object->if_contains("company") : nullptr;
        auto checkpoint = parse_checkpoint(text("body"), text("public_key"), text("signature"));
        if (!of || !of->is_int64() || !checkpoint) return tl::unexpected(cannot(file, number).error());
        if (of->as_int64() == company.value) anchors.push_back(*std::move(checkpoint));
    }
    return anchors;
}

}  // namespace tandem::audit
