// How a PostgreSQL is reached, by its address alone. Trust S29.
#pragma once
#include <string>

namespace tandem::sql {

// Whether every server the address names is on this machine (a socket or a loopback address), or is reached over TLS with its
// certificate and its name checked: sslmode=verify-full. An address that cannot be read is not.
bool reached_safely(const std::string& postgres_url);

}  // namespace tandem::sql
