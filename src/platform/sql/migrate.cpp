#include "platform/sql/migrate.h"

namespace tandem::sql {

int schema_version(Connection& connection) {
    connection.script("CREATE TABLE IF NOT EXISTS schema_migration (number {int} NOT NULL, name TEXT NOT NULL, applied_at {int} NOT NULL, PRIMARY KEY (number)){end};");
    return static_cast<int>(connection.one_integer("SELECT COALESCE(MAX(number), 0) FROM schema_migration", {}).value_or(0));
}

Migrated migrate(Connection& connection, std::span<const Migration> migrations, Instant now) {
    const int before = schema_version(connection);
    const int known = migrations.empty() ? 0 : migrations.back().number;
    if (before > known)
        throw Failure(Cause::other, "the database has schema " + std::to_string(before) + ", this program knows " + std::to_string(known) + ": use a newer program");
    for (const Migration& migration : migrations) {
        if (migration.number <= before) continue;
        Transaction transaction{connection};
        // Two programs may start at once: the second waits for the lock and finds the work done.
        if (connection.engine() == Engine::postgres) connection.script("LOCK TABLE schema_migration IN EXCLUSIVE MODE");
        if (connection.one_integer("SELECT 1 FROM schema_migration WHERE number = $1", {migration.number})) continue;
        connection.script(migration.text);
        connection.execute("INSERT INTO schema_migration (number, name, applied_at) VALUES ($1, $2, $3)", {migration.number, migration.name, now.micros});
        transaction.commit();
    }
    return {before, known};
}

}  // namespace tandem::sql
