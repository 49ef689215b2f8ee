// Brings a database to the schema this program knows, one numbered file a transaction.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "core/date.h"
#include "platform/sql/connection.h"

namespace tandem::sql {

struct Migration { int number; std::string name; std::string text; };

struct Migrated { int from; int to; };

// Throws Failure when the database is newer than the program.
Migrated migrate(Connection& connection, std::span<const Migration> migrations, Instant now);
int schema_version(Connection& connection);  // 0: an empty database

}  // namespace tandem::sql
