#include "platform/sql/statistics.h"

#include <map>
#include <utility>

namespace tandem::sql {
namespace {

struct Index {
    bool unique = false;
    std::vector<std::string> columns;
};

// Table and index name; the primary key goes by the table's name.
std::map<std::pair<std::string, std::string>, Index> all_indexes(Connection& connection) {
    std::map<std::pair<std::string, std::string>, Index> indexes;
    connection.query("SELECT t.name, CASE l.origin WHEN 'pk' THEN t.name ELSE l.name END, l.\"unique\", i.name "
                     "FROM sqlite_schema t, pragma_index_list(t.name) l, pragma_index_info(l.name) i WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, l.name, i.seqno",
                     {}, [&](const Row& row) {
                         Index& index = indexes[{std::string(row.text(0)), std::string(row.text(1))}];
                         index.unique = row.integer(2) != 0;
                         index.columns.emplace_back(row.text(3));
                     });
    return indexes;
}

// "rows rows-per-value-of-the-first-column rows-per-value-of-the-first-two ...": all rows are of one
// company, a handful share what follows it, one has the whole of a unique key.
std::string statistics_of(const Index& index) {
    constexpr const char* many = "1000000";
    constexpr const char* handful = "10";
    std::string text = many;
    for (std::size_t at = 0; at < index.columns.size(); ++at) {
        const bool whole_key = index.unique && at + 1 == index.columns.size();
        text += ' ';
        text += whole_key ? "1" : at == 0 && index.columns[at] == "company_id" ? many : handful;
    }
    return text;
}

}  // namespace

void assume_large_tables(Connection& connection) {
    if (connection.engine() != Engine::sqlite) return;
    Transaction transaction{connection};
    connection.script("ANALYZE schema_migration");  // makes the table of statistics
    connection.execute("DELETE FROM sqlite_stat1", {});
    for (const auto& [names, index] : all_indexes(connection))
        connection.execute("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ($1, $2, $3)", {names.first, names.second, statistics_of(index)});
    connection.script("ANALYZE sqlite_schema");  // reads them into this connection; others read them when they open
    transaction.commit();
}

void count_small_tables(Connection& connection, std::int64_t rows) {
    if (connection.engine() != Engine::postgres) return;
    std::string tables;
    connection.query("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = CAST('public' AS regnamespace) AND reltuples < $1", {rows},
                     [&](const Row& row) { (tables += tables.empty() ? "" : ", ") += row.text(0); });
    if (!tables.empty()) connection.script("ANALYZE " + tables);
}

}  // namespace tandem::sql
