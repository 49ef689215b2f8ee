#include <array>
#include <charconv>

#include "app/server/audit_seal.h"
#include "app/server/serving.h"
#include "audit/edge/chain_check.h"
#include "audit/edge/trail_reads.h"
#include "platform/civil_time.h"
#include "platform/http/cursor.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

// The prefix with which an object's id is written, so that the page can lead to it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> prefixes{{{"receipt", "rcp"}, {"invoice", "inv"}, {"contract", "ctr"}, {"customer", "cus"}, {"open_item", "itm"}, {"credit_note", "crn"},
                                                                                  {"settlement", "stl"}, {"user", "usr"}, {"task", "tsk"}, {"import_batch", "bat"}, {"order", "ord"}}};

std::string object_text(std::string_view kind, std::int64_t id) {
    for (const auto& [name, prefix] : prefixes)
        if (name == kind) return id_text(prefix, id);
    return std::to_string(id);
}
std::optional<std::int64_t> object_value(std::string_view text) {
    for (const auto& [name, prefix] : prefixes)
        if (const auto value = id_value(prefix, text)) return value;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

json::object entry_json(const audit::TrailEntry& entry) {
    json::value detail = nullptr;
    if (!entry.detail.empty()) {
        boost::system::error_code error;
        detail = json::parse(entry.detail, error);
        if (error) detail = entry.detail;
    }
    return {{"id", std::to_string(entry.id)}, {"stream", entry.stream}, {"seq", entry.seq}, {"at", to_string(entry.at)},
            {"actor", entry.actor ? json::value(json::object{{"id", to_string(entry.actor)}, {"name", entry.actor_name}}) : json::value(nullptr)},
            {"command", entry.command}, {"request", std::to_string(entry.request)}, {"object_kind", entry.object_kind}, {"object_id", object_text(entry.object_kind, entry.object)},
            {"policy_version", entry.policy_version ? json::value(*entry.policy_version) : json::value(nullptr)}, {"detail", std::move(detail)}, {"hash", entry.hash}};
}

Result<http::Response> trail(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"q", "actor", "object", "kind", "request", "from", "to", "limit", "cursor"}));
    audit::TrailFilter filter;
    filter.search = request.query.text("q");
    filter.object_kind = request.query.text("kind");
    if (const auto actor = request.query.text("actor"); !actor.empty()) filter.actor = parse_id<UserTag>(actor).value_or(UserId{-1});
    if (const auto object = request.query.text("object"); !object.empty()) filter.object = object_value(object).value_or(-1);
    if (const auto of = request.query.text("request"); !of.empty()) filter.request = object_value(of).value_or(-1);
    if (const auto from = TRY(request.query.date("from"))) filter.from = day_begins(*from, serving.company().time_zone);
    if (const auto to = TRY(request.query.date("to"))) filter.until = day_begins(*to + Days{1}, serving.company().time_zone);
    const auto limit = TRY(request.query.limit());
    filter.limit = limit + 1;
    if (const auto cursor = request.query.get("cursor")) filter.before = std::get<std::int64_t>(TRY(http::decode_cursor("audit", *cursor)).at(0));
    auto found = audit::read_trail(serving.connection(), serving.company().id, filter);
    json::value next = nullptr;
    if (static_cast<std::int64_t>(found.size()) > limit) {
        found.pop_back();
        next = http::encode_cursor("audit", {found.back().id});
    }
    json::array rows, kinds;
    for (const auto& entry : found) rows.push_back(entry_json(entry));
    for (auto& kind : audit::object_kinds(serving.connection(), serving.company().id)) kinds.emplace_back(std::move(kind));
    return answer_json(json::object{{"rows", std::move(rows)}, {"next_cursor", std::move(next)}, {"kinds", std::move(kinds)}});
}

json::value fault_json(const std::optional<Error>& fault, Language language) {
    if (!fault) return nullptr;
    return json::object{{"code", fault->code}, {"detail", explain(*fault, language)}};
}

Result<http::Response> verify(Serving& serving, const AuditFiles& files, const http::Request& request) {
    const auto key = TRY(platform::SigningKey::open(files.key));
    std::vector<audit::Checkpoint> anchors;
    if (std::filesystem::exists(files.anchor)) anchors = TRY(audit::read_anchors(files.anchor, serving.company().id));
    const sql::Snapshot snapshot{serving.connection()};
    // Who holds the key file knows the keys before this one too.
    std::vector<std::string> ours = key.earlier();
    ours.push_back(key.public_key());
    const auto verdict = audit::check_chains(serving.connection(), serving.company().id, anchors, ours);
    return answer_json(json::object{{"whole", verdict.whole()}, {"rows", verdict.rows}, {"checkpoints", verdict.checkpoints}, {"anchors", verdict.anchors},
                                    {"integrity", fault_json(verdict.integrity, request.language())}, {"completeness", fault_json(verdict.completeness, request.language())},
                                    {"authenticity", fault_json(verdict.authenticity, request.language())}, {"public_key", key.public_key()}});
}

}  // namespace

void add_audit_routes(http::Router& router, Serving& serving, const AuditFiles& files) {
    router.add({.method = "GET", .pattern = "/api/v1/audit", .permission = Permission::view_audit, .scope = Scope::company, .handler = [&serving](const http::Request& request) { return trail(serving, request); }});
    router.add({.method = "GET", .pattern = "/api/v1/audit/verify", .permission = Permission::view_audit, .scope = Scope::company,
                .handler = [&serving, files](const http::Request& request) { return verify(serving, files, request); }});
}

}  // namespace tandem::app::server
