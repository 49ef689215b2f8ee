#include "audit/edge/trail_reads.h"

#include <array>

#include "platform/sql/listing.h"

namespace tandem::audit {

// A filter that is not set still names its parameter: PostgreSQL wants every one of them to have a type.
std::vector<TrailEntry> read_trail(sql::Connection& connection, CompanyId company, const TrailFilter& filter) {
    const auto pattern = sql::contains_pattern(filter.search);
    std::optional<std::int64_t> actor, from, until;
    if (filter.actor) actor = filter.actor->value;
    if (filter.from) from = filter.from->micros;
    if (filter.until) until = filter.until->micros;
    std::optional<std::string_view> kind;
    if (!filter.object_kind.empty()) kind = filter.object_kind;
    const std::array<sql::Param, 10> params{company.value, actor, filter.object, kind, from, until, pattern, filter.before, filter.request, filter.limit};

    sql::SqlBuilder query{"SELECT a.id, a.stream, a.seq, a.actor_id, COALESCE(u.display_name, u.name), a.at, a.command, a.request_id, a.object_kind, a.object_id, a.policy_version, a.detail, a.hash "
                          "FROM audit_entry a LEFT JOIN app_user u ON u.company_id = a.company_id AND u.id = a.actor_id WHERE a.company_id = $1"};
    query << (actor ? sql::Sql(" AND a.actor_id = $2") : sql::Sql(" AND CAST($2 AS BIGINT) IS NULL"));
    query << (filter.object ? sql::Sql(" AND a.object_id = $3") : sql::Sql(" AND CAST($3 AS BIGINT) IS NULL"));
    query << (kind ? sql::Sql(" AND a.object_kind = $4") : sql::Sql(" AND CAST($4 AS TEXT) IS NULL"));
    query << (from ? sql::Sql(" AND a.at >= $5") : sql::Sql(" AND CAST($5 AS BIGINT) IS NULL"));
    query << (until ? sql::Sql(" AND a.at < $6") : sql::Sql(" AND CAST($6 AS BIGINT) IS NULL"));
    query << (pattern ? sql::Sql(" AND (LOWER(a.command) LIKE $7 ESCAPE '!' OR LOWER(a.detail) LIKE $7 ESCAPE '!' OR LOWER(u.name) LIKE $7 ESCAPE '!' OR LOWER(u.display_name) LIKE $7 ESCAPE '!')") : sql::Sql(" AND CAST($7 AS TEXT) IS NULL"));
    query << (filter.before ? sql::Sql(" AND a.id < $8") : sql::Sql(" AND CAST($8 AS BIGINT) IS NULL"));
    query << (filter.request ? sql::Sql(" AND a.request_id = $9") : sql::Sql(" AND CAST($9 AS BIGINT) IS NULL"));
    query << " ORDER BY a.id DESC LIMIT $10";

    std::vector<TrailEntry> entries;
    connection.query(query, params, [&](const sql::Row& row) {
        entries.push_back({.id = row.integer(0), .stream = row.integer(1), .seq = row.integer(2), .actor = UserId{row.integer(3)}, .actor_name = std::string(row.text(4)), .at = Instant{row.integer(5)},
                           .command = std::string(row.text(6)), .request = row.integer(7), .object_kind = std::string(row.text(8)), .object = row.integer(9), .policy_version = row.maybe_integer(10),
                           .detail = std::string(row.text(11)), .hash = std::string(row.text(12))});
    });
    return entries;
}

std::vector<std::string> object_kinds(sql::Connection& connection, CompanyId company) {
    std::vector<std::string> kinds;
    connection.query("SELECT DISTINCT object_kind FROM audit_entry WHERE company_id = $1 ORDER BY object_kind", {company.value}, [&](const sql::Row& row) { kinds.emplace_back(row.text(0)); });
    return kinds;
}

}  // namespace tandem::audit
