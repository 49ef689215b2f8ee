// Imports: a file is uploaded, mapped, checked and then booked whole, or not at all; a booked one can be undone.
#include <algorithm>

#include "app/server/body.h"
#include "app/server/import_desk.h"
#include "app/server/import_export.h"
#include "app/server/import_json.h"
#include "app/server/import_mappings.h"
#include "importing/edge/failed_rows.h"
#include "importing/edge/mapping_json.h"
#include "importing/edge/undo.h"
#include "importing/words.h"
#include "platform/http/cursor.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

constexpr std::size_t longest_name = 200;

Result<BatchId> path_id(const http::Request& request) {
    const auto id = parse_id<BatchTag>(request.parameter("id"));
    if (!id) return refuse("importing.unknown_batch", std::string(request.parameter("id")));
    return *id;
}

// An upload on the desk, else the batch it became.
Result<json::object> import_of(Serving& serving, ImportDesk& desk, const http::Request& request, BatchId id) {
    if (const auto upload = desk.find(id, request.principal->user)) {
        const Standing standing = desk.standing(*upload);
        if (standing.state != ImportState::done || standing.finding) return import_json(*upload, standing, request.language());
    }
    return batch_json(serving.connection(), serving.company().id, id);
}

// The name without the folders that some browsers send; only ever shown, never opened.
std::string bare_name(std::string_view name) {
    const auto slash = name.find_last_of("/\\");
    return std::string(importing::first_bytes(slash == std::string_view::npos ? name : name.substr(slash + 1), longest_name));
}

Result<http::Response> upload(Serving& serving, ImportDesk& desk, const http::Request& request) {
    TRY_VOID(request.query.only({"kind", "filename", "encoding", "sheet", "header_row"}));
    const auto kind = TRY(importing::parse_import_kind(request.query.text("kind")));
    const std::string name = bare_name(request.query.text("filename"));
    if (name.empty()) return refuse("http.bad_parameter", "filename", {{"value", ""}});
    if (!request.upload || request.upload_bytes == 0) return refuse("file.empty");
    const ReadAs as{request.query.text("encoding"), request.query.text("sheet"), TRY(request.query.integer("header_row", 1, 1000)).value_or(1)};

    sql::Connection& connection = serving.connection();
    const CompanyId company = serving.company().id;
    const UserId user = request.principal->user;
    KeptFile file = TRY(KeptFile::keep(request.upload->path()));
    FileReading reading = TRY(read_file(file, as, TRY(upload_limits(connection, company, serving.today()))));
    Suggestion suggestion = suggestion_for(connection, company, kind, reading, as);
    const auto known = suggestion.known ? std::optional{suggestion.mapping} : std::nullopt;
    const auto display_name = connection.one_text("SELECT display_name FROM app_user WHERE company_id = $1 AND id = $2", {company.value, user.value});
    std::string hash = file.sha256();
    const auto kept = std::shared_ptr<Upload>(new Upload{.id = serving.ids().make<BatchId>(), .user = user, .user_name = display_name.value_or(request.principal->name), .kind = kind, .file_name = name,
                                                         .file_hash = std::move(hash), .at = serving.clock().now(), .file = std::move(file), .reading = std::move(reading), .suggestion = std::move(suggestion)});
    TRY_VOID(desk.add(kept, known));
    return answer_json(upload_json(*kept, kept->suggestion), 201);
}

Result<http::Response> list(Serving& serving, ImportDesk& desk, const http::Request& request) {
    TRY_VOID(request.query.only({"limit", "cursor"}));
    const auto limit = TRY(request.query.limit());
    std::optional<BatchId> before;
    if (const auto cursor = request.query.get("cursor")) before = BatchId{std::get<std::int64_t>(TRY(http::decode_cursor("imports", *cursor)).at(0))};
    auto found = batches_json(serving.connection(), serving.company().id, before, limit + 1);
    for (const auto& upload : desk.all(request.principal->user)) {
        if (before && upload->id >= *before) continue;
        const Standing standing = desk.standing(*upload);
        if (standing.state != ImportState::done || standing.finding) found.push_back({upload->id, import_json(*upload, standing, request.language())});
    }
    std::ranges::sort(found, std::greater{}, &ImportedBatch::id);
    const bool more = found.size() > static_cast<std::size_t>(limit);
    if (more) found.resize(static_cast<std::size_t>(limit));
    json::array rows;
    for (auto& each : found) {
        each.body["errors"] = json::array{};
        rows.push_back(std::move(each.body));
    }
    return answer_json(json::object{{"rows", std::move(rows)}, {"next_cursor", more ? json::value(http::encode_cursor("imports", {found.back().id.value})) : json::value(nullptr)}});
}

Result<http::Response> one(Serving& serving, ImportDesk& desk, const http::Request& request) {
    return answer_json(TRY(import_of(serving, desk, request, TRY(path_id(request)))));
}

// What the file holds, for the mapping step: as the upload answered, with the mapping set since then.
Result<http::Response> columns(Serving&, ImportDesk& desk, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    const auto id = TRY(path_id(request));
    const auto upload = desk.find(id, request.principal->user);
    if (!upload) return refuse("importing.unknown_batch", to_string(id));
    const auto mapping = desk.standing(*upload).mapping;
    return answer_json(upload_json(*upload, mapping ? Suggestion{*mapping, upload->suggestion.known} : upload->suggestion));
}

// The mapping of the body, fitting the kind, the company and the columns of the file.
Result<importing::Mapping> mapping_of(Serving& serving, const Upload& upload, const json::object& body) {
    auto mapping = TRY(importing::mapping_from_json(json::serialize(body)));
    const auto name = [](importing::ImportKind kind) { return std::string(importing::describe(kind).name); };
    if (mapping.kind != upload.kind) return refuse("importing.mapping_of_other_kind", mapping.name, {{"kind", name(upload.kind)}, {"mapping", name(mapping.kind)}});
    if (!mapping.company.empty() && mapping.company != serving.company().code) return refuse("importing.other_company", mapping.company, {{"company", serving.company().code}});
    const auto limits = TRY(upload_limits(serving.connection(), serving.company().id, serving.today()));
    const auto table = TRY(platform::open_table(upload.file.path(), TRY(options_of(mapping, upload.reading, limits))));
    // Constants that their fields cannot take are refused here too.
    TRY(importing::RowReader::make(mapping, table->shape().header, serving.company().currency));
    return mapping;
}

Result<http::Response> set_mapping(Serving& serving, ImportDesk& desk, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    const auto id = TRY(path_id(request));
    const auto upload = desk.find(id, request.principal->user);
    if (!upload) return refuse("importing.unknown_batch", to_string(id));
    boost::system::error_code error;
    json::value body = json::parse(request.body, error);
    if (error) return refuse("http.malformed_json", {}, {{"cause", error.message()}});
    if (!body.is_object()) return refuse("http.wrong_type", "mapping", {{"expected", "object"}});
    const auto* remember = body.as_object().if_contains("remember");
    if (remember && !remember->is_bool()) return refuse("http.wrong_type", "remember", {{"expected", "true, false"}});
    const bool remembered = remember && remember->as_bool();
    body.as_object().erase("remember");
    auto mapping = TRY(mapping_of(serving, *upload, body.as_object()));
    if (!remembered) {
        TRY_VOID(desk.set_mapping(id, upload->user, std::move(mapping)));
        return answer_json(TRY(import_of(serving, desk, request, id)));
    }
    if (mapping.name.empty()) mapping.name = upload->file_name;
    return serving.command(request, "import_mapping.keep", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        TRY_VOID(keep_mapping(connection, act, serving.ids(), mapping));
        TRY_VOID(desk.set_mapping(id, upload->user, mapping));
        return Answer{200, TRY(import_of(serving, desk, request, id))};
    });
}

Result<http::Response> check(Serving& serving, ImportDesk& desk, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    const auto id = TRY(path_id(request));
    TRY_VOID(desk.check(id, request.principal->user));
    return answer_json(TRY(import_of(serving, desk, request, id)), 202);
}

// Safe to repeat: an upload becomes one batch of the same id, and a second commit answers how it stands.
Result<http::Response> commit(Serving& serving, ImportDesk& desk, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    const auto id = TRY(path_id(request));
    const auto begun = desk.commit(id, request.principal->user);
    if (!begun && begun.error().code != "importing.unknown_batch") return tl::unexpected<Error>(begun.error());
    json::object body = TRY(import_of(serving, desk, request, id));
    if (!begun && body.at("state").as_string() == name_of(ImportState::undone)) return refuse("importing.already_undone", to_string(id));
    return answer_json(body, 202);
}

// Safe to repeat too: what is undone stays undone.
Result<http::Response> undo(Serving& serving, ImportDesk& desk, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    const auto id = TRY(path_id(request));
    Body body = TRY(Body::parse(request));
    const std::string reason = body.text("reason");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const auto act = serving.act(request, "import.undo");
    {
        const auto writing = serving.write_lock();
        const auto undone = importing::undo_batch(serving.connection(), serving.company(), act, serving.ids(), id, reason);
        if (!undone && undone.error().code != "importing.already_undone") return tl::unexpected<Error>(undone.error());
    }
    return answer_json(TRY(import_of(serving, desk, request, id)));
}

Result<http::Response> cancel(Serving& serving, ImportDesk& desk, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    const auto id = TRY(path_id(request));
    json::object body = TRY(import_of(serving, desk, request, id));
    TRY_VOID(desk.cancel(id, request.principal->user));
    return answer_json(body);
}

Result<http::Response> failed_rows(Serving& serving, ImportDesk& desk, const http::Request& request) {
    TRY_VOID(request.query.only({"format"}));
    if (const auto format = request.query.text("format", "csv"); format != "csv") return refuse("http.bad_parameter", "format", {{"value", format}});
    const auto id = TRY(path_id(request));
    const auto upload = desk.find(id, request.principal->user);
    const Standing standing = upload ? desk.standing(*upload) : Standing{};
    if (!upload || !standing.mapping || !standing.finding || standing.finding->errors.empty()) {
        TRY(import_of(serving, desk, request, id));
        return refuse("importing.no_failed_rows", std::string(request.parameter("id")));
    }
    const auto limits = TRY(upload_limits(serving.connection(), serving.company().id, serving.today()));
    const auto table = TRY(platform::open_table(upload->file.path(), TRY(options_of(*standing.mapping, upload->reading, limits))));
    auto spool = TRY(http::Spool::open({}));
    TRY(importing::write_failed_rows(*table, standing.finding->errors, request.language(), [&](std::string_view bytes) { return spool.append(bytes); }));
    const std::string stem = upload->file_name.substr(0, upload->file_name.rfind('.'));
    return send_file(stem + (request.language() == Language::zh ? "-问题行.csv" : "-failed-rows.csv"), "text/csv; charset=utf-8", spool.finish());
}

Result<http::Response> kinds(Serving&, ImportDesk&, const http::Request&) { return answer_json(kinds_json()); }

Result<http::Response> mappings(Serving& serving, ImportDesk&, const http::Request& request) {
    TRY_VOID(request.query.only({"kind"}));
    std::optional<importing::ImportKind> kind;
    if (const auto named = request.query.get("kind")) kind = TRY(importing::parse_import_kind(*named));
    json::array all;
    for (const auto& mapping : kept_mappings(serving.connection(), serving.company().id, kind)) all.push_back(json::parse(importing::to_json(mapping)));
    return answer_json(all);
}

}  // namespace

void add_import_routes(http::Router& router, Serving& serving) {
    const auto desk = std::make_shared<ImportDesk>(serving);  // lives as long as its routes
    using Handle = Result<http::Response> (*)(Serving&, ImportDesk&, const http::Request&);
    enum class Kind { plain, money, upload };
    const auto add = [&](const char* method, const std::string& path, Handle handle, Kind kind = Kind::plain) {
        router.add({.method = method, .pattern = "/api/v1/" + path, .permission = Permission::import_files, .scope = Scope::company, .money = kind == Kind::money, .upload = kind == Kind::upload,
                    .max_body = kind == Kind::upload ? serving.limits().upload_bytes : http::default_max_body, .handler = [&serving, desk, handle](const http::Request& request) { return handle(serving, *desk, request); }});
    };
    add("POST", "imports", upload, Kind::upload);
    add("GET", "imports", list);
    add("GET", "imports/{id}", one);
    add("GET", "imports/{id}/columns", columns);
    add("PUT", "imports/{id}/mapping", set_mapping);
    add("POST", "imports/{id}/check", check);
    add("POST", "imports/{id}/commit", commit, Kind::money);
    add("POST", "imports/{id}/undo", undo, Kind::money);
    add("POST", "imports/{id}/cancel", cancel);
    add("GET", "imports/{id}/failed-rows", failed_rows);
    add("GET", "import-kinds", kinds);
    add("GET", "import-mappings", mappings);
    add_export_routes(router, serving);
}

}  // namespace tandem::app::server
