#include "app/server/import_mappings.h"

#include "audit/edge/trail_sql.h"
#include "importing/edge/mapping_json.h"
#include "importing/edge/shipped_mappings.h"

namespace tandem::app::server {

std::vector<importing::Mapping> kept_mappings(sql::Connection& connection, CompanyId company, std::optional<importing::ImportKind> kind) {
    const std::optional<std::string_view> wanted = kind ? std::optional{importing::describe(*kind).name} : std::nullopt;
    std::vector<importing::Mapping> mappings;
    connection.query("SELECT body FROM import_mapping WHERE company_id = $1 AND (CAST($2 AS TEXT) IS NULL OR kind = $2) ORDER BY name", {company.value, wanted}, [&](const sql::Row& row) {
        // One that an older version kept and this one cannot read any more is left out.
        if (auto mapping = importing::mapping_from_json(row.text(0))) mappings.push_back(*std::move(mapping));
    });
    return mappings;
}

Result<void> keep_mapping(sql::Connection& connection, const audit::Act& act, IdSource& ids, const importing::Mapping& mapping) {
    const std::string_view kind = importing::describe(mapping.kind).name;
    const auto other = connection.one_text("SELECT kind FROM import_mapping WHERE company_id = $1 AND name = $2 AND kind <> $3", {act.company.value, mapping.name, kind});
    if (other) return refuse("importing.mapping_name_taken", mapping.name, {{"kind", *other}});
    connection.execute("INSERT INTO import_mapping (company_id, name, kind, body, recorded_at) VALUES ($1, $2, $3, $4, $5) "
                       "ON CONFLICT (company_id, name) DO UPDATE SET body = excluded.body, recorded_at = excluded.recorded_at",
                       {act.company.value, mapping.name, kind, importing::to_json(mapping), act.at.micros});
    audit::SqlTrail trail{connection, ids, act};
    trail.record({.object_kind = "import_mapping", .object_id = 0, .topic = "import_mapping.kept"});
    trail.flush();
    return {};
}

Suggestion suggestion_for(sql::Connection& connection, CompanyId company, importing::ImportKind kind, const FileReading& reading, const ReadAs& as) {
    const auto kept = kept_mappings(connection, company, kind);
    const auto* known = importing::choose_mapping(kept, kind, reading.shape.header);
    if (!known) known = importing::choose_mapping(importing::shipped_mappings(), kind, reading.shape.header);
    Suggestion found{known ? *known : propose_mapping(kind, reading), known != nullptr};
    // The file is opened again as it was read here, not as the file that the mapping was kept from.
    found.mapping.encoding = as.encoding;
    found.mapping.sheet = as.sheet;
    found.mapping.header_row = as.header_row;
    found.mapping.delimiter.reset();
    return found;
}

}  // namespace tandem::app::server
