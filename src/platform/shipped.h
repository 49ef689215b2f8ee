// The files the program carries with it: db/migrations and policies.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "platform/sql/migrate.h"

namespace tandem {

struct ShippedFile { std::string_view path, text; };

std::vector<ShippedFile> shipped_files(std::string_view under);          // "policies/mappings/"
std::optional<std::string_view> shipped_file(std::string_view path);     // "policies/dunning.json"
std::vector<sql::Migration> shipped_migrations();

}  // namespace tandem
