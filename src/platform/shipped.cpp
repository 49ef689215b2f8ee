#include "platform/shipped.h"

extern "C" struct { const char *path, *begin, *end; } const shipped_files[];

namespace tandem {

std::vector<ShippedFile> shipped_files(std::string_view under) {
    std::vector<ShippedFile> found;
    for (const auto* file = ::shipped_files; file->path; ++file)
        if (std::string_view{file->path}.starts_with(under))
            found.push_back({file->path, {file->begin, static_cast<std::size_t>(file->end - file->begin)}});
    return found;
}

std::optional<std::string_view> shipped_file(std::string_view path) {
    for (const ShippedFile& file : shipped_files(path))
        if (file.path == path) return file.text;
    return std::nullopt;
}

std::vector<sql::Migration> shipped_migrations() {
    std::vector<sql::Migration> migrations;
    for (const ShippedFile& file : shipped_files("db/migrations/")) {
        const auto name = file.path.substr(file.path.rfind('/') + 1);
        migrations.push_back({std::stoi(std::string(name.substr(0, 4))), std::string(name), std::string(file.text)});
    }
    return migrations;
}

}  // namespace tandem
