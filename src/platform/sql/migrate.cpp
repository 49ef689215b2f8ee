#include "platform/sql/migrate.h"

#include "platform/sql/statistics.h"

namespace tandem::sql {

namespace {

// Two programs may start at once. SQLite's write lock serialises them; PostgreSQL needs a lock of its own,
// because even CREATE TABLE IF NOT EXISTS races there.
void lock_migrations(Connection& connection) {
    if (connection.engine() == Engine::postgres) connection.script("SELECT pg_advisory_xact_lock(7463326)");
}

int version_inside(Connection& connection) {
    connection.script("CREATE TABLE IF NOT EXISTS schema_migration (number {int} NOT NULL, name TEXT NOT NULL, applied_at {int} NOT NULL, PRIMARY KEY (number)){end};");
    return static_cast<int>(connection.one_integer("SELECT COALESCE(MAX(number), 0) FROM schema_migration", {}).value_or(0));
}

}  // namespace

int schema_version(Connection& connection) {
    Transaction transaction{connection};
    lock_migrations(connection);
    const int version = version_inside(connection);
    transaction.commit();
    return version;
}

Migrated migrate(Connection& connection, std::span<const Migration> migrations, Instant now) {
    const int before = schema_version(connection);
    const int known = migrations.empty() ? 0 : migrations.back().number;
    if (before > known)
        throw Failure(Cause::other, "the database has schema " + std::to_string(before) + ", this program knows " + std::to_string(known) + ": use a newer program");
    for (const Migration& migration : migrations) {
        if (migration.number <= before) continue;
        Transaction transaction{connection};
        lock_migrations(connection);
        // Another program may have done it while we waited.
        if (connection.one_integer("SELECT 1 FROM schema_migration WHERE number = $1", {migration.number})) continue;
        connection.script(migration.text);
        connection.execute("INSERT INTO schema_migration (number, name, applied_at) VALUES ($1, $2, $3)", {migration.number, migration.name, now.micros});
        transaction.commit();
    }
    if (before < known) assume_large_tables(connection);
    return {before, known};
}

}  // namespace tandem::sql
