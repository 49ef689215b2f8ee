#include "app/server/import_export.h"

#include <algorithm>
#include <array>
#include <fstream>

#include "access/edge/access_policy_json.h"
#include "access/edge/export_count_sql.h"
#include "access/export_limit.h"
#include "app/server/import_export_columns.h"
#include "audit/edge/trail_sql.h"
#include "importing/edge/export.h"
#include "platform/civil_time.h"
#include "platform/http/dispatch.h"

namespace tandem::app::server {
namespace {

// A list in memory is sorted anew for every page; one that is read from its key on costs what its rows cost, up to a sheet of XLSX.
constexpr std::int64_t most_rows_in_memory = 50'000, most_rows_by_key = 1'000'000;
std::int64_t most_rows_of(std::string_view list) { return list == "reassessment-lines" ? most_rows_by_key : most_rows_in_memory; }
constexpr const char* xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr const char* csv_type = "text/csv; charset=utf-8";

bool sees_personal(const http::Request& request) { return request.principal && request.principal->permissions.has(http::Permission::reveal_personal); }

http::Query without_format(const http::Query& query) {
    http::Query rest;
    for (const auto& [name, value] : query)
        if (name != "format" && !value.empty()) rest.add(name, value);
    return rest;
}

// Asks the route of the list itself, page by page, as the same user: a list and its export cannot differ.
Result<std::int64_t> write_list(const http::Router& router, const http::Request& request, const http::Query& filters, platform::TableWriter& writer) {
    const std::string name{request.parameter("kind")};
    const auto columns = columns_of(name);
    const auto found = router.find("GET", {"api", "v1", name});
    const auto* match = std::get_if<http::Router::Match>(&found);
    if (columns.empty() || !match) return refuse("importing.unknown_kind", name);
    TRY_VOID(http::authorize(*match->route, request.principal));
    TRY_VOID(write_titles(columns, request.language(), writer));
    std::int64_t rows = 0;
    json::value cursor;
    do {
        http::Request page = request;
        page.parameters = match->parameters;
        page.query = filters;
        page.query.add("limit", "500");
        if (cursor.is_string()) page.query.add("cursor", std::string{cursor.as_string()});
        const auto body = json::parse(TRY(match->route->handler(page)).body);
        for (const auto& row : body.at("rows").as_array()) TRY_VOID(write_row(columns, row, writer));
        rows += static_cast<std::int64_t>(body.at("rows").as_array().size());
        if (rows > most_rows_of(name)) return refuse("importing.export_too_large", name, {{"limit", std::to_string(most_rows_of(name))}});
        cursor = body.at("next_cursor");
    } while (cursor.is_string());
    TRY_VOID(writer.finish());
    return rows;
}

Result<std::int64_t> write_rows(const http::Router& router, Serving& serving, const http::Request& request, platform::TableWriter& writer) {
    const http::Query filters = without_format(request.query);
    const auto kind = importing::parse_import_kind(request.parameter("kind"));
    // Who may see personal data whole gets it whole; the export's audit row says so.
    const auto personal = sees_personal(request) ? importing::Personal::whole : importing::Personal::masked;
    if (kind && filters.begin() == filters.end())
        return importing::export_kind(serving.connection(), serving.company().id, serving.reach(request), *kind, writer, personal);
    return write_list(router, request, filters, writer);
}

void note(Serving& serving, const audit::Act& act, const char* topic, const json::object& detail) {
    audit::SqlTrail trail{serving.connection(), serving.ids(), act};
    const std::string text = json::serialize(detail);
    trail.record({.object_kind = "export", .object_id = act.request_id, .topic = topic, .detail = text});
    trail.flush();
}

// Until midnight where the company is, rounded up.
std::int64_t seconds_left(Serving& serving) {
    const std::int64_t wait = day_begins(serving.today() + Days{1}, serving.company().time_zone).micros - serving.clock().now().micros;
    return std::max<std::int64_t>(1, (wait + 999'999) / 1'000'000);
}

// Counts the rows of a finished file and records it, or refuses it (access.export_limit) and records that. Counted in the
// transaction that decides: of two files made at once the second sees the first.
Result<void> record(Serving& serving, const http::Request& request, std::int64_t rows) {
    sql::Connection& connection = serving.connection();
    const Date today = serving.today();
    const std::int64_t limit = access::export_rows_a_day(TRY(access::load_access_policy(connection, serving.company().id, today)), request.principal->role);
    const std::string kind{request.parameter("kind")};
    const auto writing = serving.write_lock();
    std::int64_t done = 0;
    Result<void> allowed;
    {
        const auto act = serving.act(request, "export " + kind);
        sql::Transaction transaction{connection};
        done = access::add_exported(connection, act.company, act.actor, today, rows);
        allowed = access::check_export(done, rows, limit, today, seconds_left(serving));
        if (allowed) {
            note(serving, act, "export.made", {{"kind", kind}, {"rows", rows}, {"personal", sees_personal(request) ? "whole" : "masked"}});
            transaction.commit();
            return {};
        }
    }
    sql::Transaction transaction{connection};
    note(serving, serving.act(request, "export.refuse"), "export.limit_reached", {{"kind", kind}, {"rows", rows}, {"done", done}, {"limit", limit}});
    transaction.commit();
    return allowed;
}

Result<http::Response> export_file(const http::Router& router, Serving& serving, const http::Request& request) {
    const auto format = request.query.text("format", "csv");
    if (format != "csv" && format != "xlsx") return refuse("http.bad_parameter", "format", {{"value", format}});
    const bool xlsx = format == "xlsx";
    auto spool = TRY(http::Spool::open({}));
    const auto file = spool.finish();
    const auto writer = xlsx ? TRY(platform::xlsx_writer(file->path(), std::string(request.parameter("kind"))))
                             : platform::csv_writer(TRY(platform::file_sink(file->path())), {.mark = platform::CsvStyle::Mark::byte_order_mark});
    const std::int64_t rows = TRY(write_rows(router, serving, request, *writer));
    TRY_VOID(record(serving, request, rows));
    return send_file(std::string(request.parameter("kind")) + "-" + to_string(serving.today()) + "." + format, xlsx ? xlsx_type : csv_type, file);
}

}  // namespace

http::Response send_file(std::string name, std::string content_type, std::shared_ptr<const http::TempFile> file) {
    const auto in = std::make_shared<std::ifstream>(file->path(), std::ios::binary);
    return http::download(std::move(name), std::move(content_type), [in, file](std::string& chunk) {
        std::array<char, 65536> piece;
        in->read(piece.data(), piece.size());
        chunk.append(piece.data(), static_cast<std::size_t>(in->gcount()));
        if (in->bad()) throw std::runtime_error("a finished file could not be read");
        return !in->eof();
    });
}

void add_export_routes(http::Router& router, Serving& serving) {
    router.add({.method = "GET", .pattern = "/api/v1/exports/{kind}", .permission = http::Permission::export_files, .scope = http::Scope::company,
                .handler = [&router, &serving](const http::Request& request) { return export_file(router, serving, request); }});
}

}  // namespace tandem::app::server
