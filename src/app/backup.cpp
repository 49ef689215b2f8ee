#include "app/backup.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "app/workspace.h"
#include "platform/password.h"

namespace tandem::app {
namespace {

namespace fs = std::filesystem;

struct Column { std::string name; enum class Kind { integer, text, bytes } kind; };
struct Table { std::string name; std::vector<Column> columns; };

// The tables in the order of their creation: parents before children. Asked of the SQLite side, which every copy has.
std::vector<Table> tables_of(sql::Connection& sqlite) {
    std::vector<Table> tables;
    sqlite.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migration' ORDER BY rowid", {},
                 [&](const sql::Row& row) { tables.push_back({std::string(row.text(0)), {}}); });
    for (Table& table : tables)
        sqlite.query("SELECT name, type FROM pragma_table_info($1)", {table.name}, [&](const sql::Row& row) {
            const auto kind = row.text(1) == "INTEGER" ? Column::Kind::integer : row.text(1) == "BLOB" ? Column::Kind::bytes : Column::Kind::text;
            table.columns.push_back({std::string(row.text(0)), kind});
        });
    return tables;
}

std::string joined(const Table& table) {
    std::string names;
    for (const Column& column : table.columns) (names += names.empty() ? "" : ", ") += column.name;
    return names;
}

// Attachments hold bytes, which bulk writers do not take; they are few.
std::int64_t copy_bytes(sql::Connection& from, sql::Connection& into, const Table& table) {
    std::int64_t rows = 0;
    from.query("SELECT " + joined(table) + " FROM " + table.name, std::span<const sql::Param>{}, [&](const sql::Row& row) {
        std::vector<std::string> kept;
        kept.reserve(table.columns.size());
        std::vector<sql::Param> params;
        std::string places;
        for (std::size_t at = 0; at < table.columns.size(); ++at) {
            const int column = static_cast<int>(at);
            places += (at ? ", $" : "$") + std::to_string(at + 1);
            if (table.columns[at].kind == Column::Kind::integer) params.emplace_back(row.integer(column));
            else if (table.columns[at].kind == Column::Kind::text) params.emplace_back(std::string_view{kept.emplace_back(row.text(column))});
            else params.emplace_back(sql::Bytes{reinterpret_cast<const unsigned char*>(kept.emplace_back(row.bytes(column)).data()), kept.back().size()});
        }
        into.execute("INSERT INTO " + table.name + " (" + joined(table) + ") VALUES (" + places + ")", params);
        ++rows;
    });
    return rows;
}

std::int64_t copy(sql::Connection& from, sql::Connection& into, const Table& table) {
    for (const Column& column : table.columns)
        if (column.kind == Column::Kind::bytes) return copy_bytes(from, into, table);
    std::vector<std::string_view> names;
    for (const Column& column : table.columns) names.push_back(column.name);
    const auto bulk = into.bulk(table.name, std::span<const std::string_view>{names});
    constexpr std::int64_t at_once = 10'000;
    std::int64_t rows = 0;
    from.query("SELECT " + joined(table) + " FROM " + table.name, std::span<const sql::Param>{}, [&](const sql::Row& row) {
        for (std::size_t at = 0; at < table.columns.size(); ++at) {
            const int column = static_cast<int>(at);
            if (row.is_null(column)) bulk->add_null();
            else if (table.columns[at].kind == Column::Kind::integer) bulk->add(row.integer(column));
            else bulk->add(row.text(column));
        }
        bulk->end_row();
        if (++rows % at_once == 0) bulk->flush();
    });
    bulk->flush();
    return rows;
}

Copied copy_all(sql::Connection& from, sql::Connection& into, const std::vector<Table>& tables) {
    Copied copied;
    const sql::Snapshot snapshot{from};
    sql::Transaction transaction{into};
    for (const Table& table : tables) {
        copied.rows += copy(from, into, table);
        ++copied.tables;
    }
    transaction.commit();
    return copied;
}

std::string checksum(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return platform::sha256_hex(bytes.str());
}

}  // namespace

Result<Copied> backup(sql::Connection& from, const std::string& file, const Clock& clock) {
    if (fs::exists(file)) return refuse("app.backup_exists", file);
    const fs::path unfinished = file + ".unfinished";
    fs::remove(unfinished);
    Copied copied;
    {
        const auto into = open_migrated("sqlite:" + unfinished.string(), clock);
        copied = copy_all(from, *into, tables_of(*into));
        // One file, without a write-ahead log beside it.
        into->script("PRAGMA journal_mode=DELETE;");
    }
    const std::string sum = checksum(unfinished);
    std::ofstream{file + ".sha256"} << sum << "  " << fs::path(file).filename().string() << '\n';
    fs::rename(unfinished, file);
    return copied;
}

Result<Copied> restore(const std::string& file, const std::string& database, const Clock& clock) {
    std::string sum;
    std::ifstream{file + ".sha256"} >> sum;
    if (!fs::exists(file) || sum.empty()) return refuse("app.backup_unreadable", file, {{"checksum", file + ".sha256"}});
    if (checksum(file) != sum) return refuse("app.backup_damaged", file);
    const auto into = open_migrated(database, clock);
    if (into->one_integer("SELECT COUNT(*) FROM company", {}).value_or(0) > 0) return refuse("app.restore_needs_empty", database);
    // Work on a copy: an older backup is brought to today's schema without touching the file itself.
    const fs::path working = fs::temp_directory_path() / ("tandem-restore-" + platform::random_token());
    fs::copy_file(file, working);
    Copied copied;
    {
        const auto from = open_migrated("sqlite:" + working.string(), clock);
        copied = copy_all(*from, *into, tables_of(*from));
    }
    for (const char* part : {"", "-wal", "-shm"}) fs::remove(working.string() + part);
    return copied;
}

}  // namespace tandem::app
