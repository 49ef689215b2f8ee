// Notes and attachments on customers, contracts, invoices, open items, receipts and credit notes.
#include <fstream>
#include <sstream>

#include "app/server/body.h"
#include "app/server/serving.h"
#include "document/edge/attachments_sql.h"
#include "document/edge/notes_sql.h"
#include "platform/http/cursor.h"
#include "platform/http/url.h"

namespace tandem::app::server {
namespace {

using document::AttachmentTag;
using document::BusinessObject;
using document::NoteTag;
using http::Permission;
using http::Scope;

// What every list of the kind is asked with: ?object=inv_...
Result<BusinessObject> asked_object(const http::Request& request) { return document::parse_object(request.query.text("object")); }

json::value text_or_null(std::string_view text) { return text.empty() ? json::value(nullptr) : json::value(text); }

// Who wrote it and when, whether the caller may void it, and that it was.
template <class Row>
void add_authorship(json::object& out, const Row& row, const http::Request& request) {
    out["author"] = text_or_null(row.author_name);
    out["at"] = to_string(row.at);
    out["mine"] = row.author == request.principal->user;
    out["voided_at"] = row.voided_at ? json::value(to_string(*row.voided_at)) : json::value(nullptr);
    out["void_reason"] = text_or_null(row.void_reason);
}

// ---- notes
Result<http::Response> notes(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"object", "limit", "cursor"}));
    const auto object = TRY(asked_object(request));
    const auto limit = TRY(request.query.limit());
    std::optional<document::NoteId> before;
    if (const auto cursor = request.query.get("cursor")) before = document::NoteId{std::get<std::int64_t>(TRY(http::decode_cursor("notes", *cursor)).at(0))};
    const auto found = TRY(document::notes_on(serving.connection(), serving.company().id, serving.reach(request), object, before, limit + 1));
    const bool more = found.size() > static_cast<std::size_t>(limit);
    json::array rows;
    for (std::size_t at = 0; at < found.size() && at < static_cast<std::size_t>(limit); ++at) {
        json::object row{{"id", to_string(found[at].id)}, {"kind", found[at].kind}, {"text", found[at].text}};
        add_authorship(row, found[at], request);
        rows.push_back(std::move(row));
    }
    return answer_json(json::object{{"rows", std::move(rows)}, {"next_cursor", more ? json::value(http::encode_cursor("notes", {found[static_cast<std::size_t>(limit) - 1].id.value})) : json::value(nullptr)}});
}

Result<http::Response> write_note(Serving& serving, const http::Request& request, Body& body, const BusinessObject& object) {
    const auto kind = document::parse_note_kind(body.text("kind"));
    const std::string text = body.text("text");
    if (!kind) body.wrong("kind", {"http.wrong_type", "kind", {{"expected", "note, call, visit"}}});
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const org::Reach reach = serving.reach(request);
    return serving.command(request, "note.add", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        const auto id = TRY(document::add_note(connection, act, serving.ids(), reach, object, *kind, text));
        return Answer{201, json::object{{"id", to_string(id)}}};
    });
}

Result<http::Response> add_note(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const auto object = TRY(document::parse_object(body.text_or("object")));
    return write_note(serving, request, body, object);
}

Result<http::Response> add_customer_note(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const auto object = TRY(document::parse_object(request.parameter("id")));
    if (object.kind != document::ObjectKind::customer) return refuse("document.unknown_object", std::string(request.parameter("id")));
    return write_note(serving, request, body, object);
}

// Voids what the path names: a note or an attachment.
template <class Tag>
Result<http::Response> void_written(Serving& serving, const http::Request& request, const char* command, std::string_view unknown,
                                    Result<void> (*run)(sql::Connection&, const audit::Act&, IdSource&, const org::Reach&, Id<Tag>, const std::string&)) {
    const auto id = parse_id<Tag>(request.parameter("id"));
    if (!id) return refuse(unknown, std::string(request.parameter("id")));
    Body body = TRY(Body::parse(request));
    const std::string reason = body.text("reason");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const org::Reach reach = serving.reach(request);
    return serving.command(request, command, [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        TRY_VOID(run(connection, act, serving.ids(), reach, *id, reason));
        return Answer{200, json::object{{"id", to_string(*id)}}};
    });
}

Result<http::Response> void_note(Serving& serving, const http::Request& request) {
    return void_written<NoteTag>(serving, request, "note.void", "document.unknown_note", document::void_note);
}

// ---- attachments
Result<http::Response> attachments(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"object"}));
    const auto object = TRY(asked_object(request));
    json::array rows;
    for (const auto& one : TRY(document::attachments_on(serving.connection(), serving.company().id, serving.reach(request), object))) {
        json::object row{{"id", to_string(one.id)}, {"file_name", one.file_name}, {"media_type", one.media_type}, {"bytes", one.bytes}, {"sha256", one.content_hash}};
        add_authorship(row, one, request);
        rows.push_back(std::move(row));
    }
    return answer_json(json::object{{"rows", std::move(rows)}});
}

Result<http::Response> attach(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"object", "filename"}));
    const auto object = TRY(asked_object(request));
    const org::Reach reach = serving.reach(request);
    TRY_VOID(document::check_object(serving.connection(), serving.company().id, reach, object));
    const std::string file_name = TRY(document::file_name_of(request.query.text("filename")));
    TRY_VOID(document::check_attachment(request.upload ? request.upload_bytes : 0));
    std::ostringstream content;
    content << std::ifstream{request.upload->path(), std::ios::binary}.rdbuf();
    const std::string bytes = std::move(content).str();
    if (static_cast<std::int64_t>(bytes.size()) != request.upload_bytes) throw std::runtime_error("an uploaded file could not be read");
    return serving.command(request, "attachment.add", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        const auto attached = TRY(document::attach(connection, act, serving.ids(), reach, object, {file_name, document::media_type_of(request.headers.get("Content-Type")), bytes}));
        return Answer{attached.is_new ? 201 : 200, json::object{{"id", to_string(attached.id)}, {"file_name", file_name}}};
    });
}

// Bytes to keep, not a page to show: never inline, never guessed at, and without rights should a browser open it anyway.
Result<http::Response> download(Serving& serving, const http::Request& request) {
    const auto id = parse_id<AttachmentTag>(request.parameter("id"));
    if (!id) return refuse("document.unknown_attachment", std::string(request.parameter("id")));
    auto file = TRY(document::load_attachment(serving.connection(), serving.company().id, serving.reach(request), *id));
    http::Response response = http::download(std::move(file.file_name), std::move(file.media_type), std::move(file.content));
    response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
    response.headers.set("X-Content-Type-Options", "nosniff");
    return response;
}

Result<http::Response> void_attachment(Serving& serving, const http::Request& request) {
    return void_written<AttachmentTag>(serving, request, "attachment.void", "document.unknown_attachment", document::void_attachment);
}

}  // namespace

void add_document_routes(http::Router& router, Serving& serving) {
    using Handle = Result<http::Response> (*)(Serving&, const http::Request&);
    enum class Body { json, file };
    const auto add = [&](const char* method, const char* pattern, Permission permission, Handle handle, Body body = Body::json) {
        router.add({.method = method, .pattern = pattern, .permission = permission, .scope = Scope::company, .upload = body == Body::file,
                    .max_body = body == Body::file ? document::largest_attachment : http::default_max_body, .handler = [&serving, handle](const http::Request& request) { return handle(serving, request); }});
    };
    add("GET", "/api/v1/notes", Permission::view, notes);
    add("POST", "/api/v1/notes", Permission::work_collections, add_note);
    add("POST", "/api/v1/customers/{id}/notes", Permission::work_collections, add_customer_note);
    add("POST", "/api/v1/notes/{id}/void", Permission::work_collections, void_note);
    add("GET", "/api/v1/attachments", Permission::view, attachments);
    add("POST", "/api/v1/attachments", Permission::work_collections, attach, Body::file);
    add("GET", "/api/v1/attachments/{id}", Permission::view, download);
    add("POST", "/api/v1/attachments/{id}/void", Permission::work_collections, void_attachment);
}

}  // namespace tandem::app::server
