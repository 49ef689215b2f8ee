// What files and folders let others see.
#include <sys/stat.h>

#include <filesystem>

#include "app/doctor.h"
#include "app/secret_file.h"
#include "platform/leaked_passwords.h"
#include "platform/secrets/private_file.h"

namespace tandem::app {
namespace {

namespace fs = std::filesystem;

bool lets_others_in(const fs::path& folder) {
    struct stat state {};
    return stat(folder.c_str(), &state) == 0 && S_ISDIR(state.st_mode) && (state.st_mode & (S_IRWXO | S_IWGRP)) != 0;
}

fs::path folder_of(const fs::path& file) { return file.parent_path().empty() ? fs::path(".") : file.parent_path(); }

bool same_folder(const fs::path& a, const fs::path& b) {
    std::error_code missing;
    return fs::equivalent(folder_of(a), folder_of(b), missing) && !missing;
}

}  // namespace

void examine_files(const Installation& installation, const Report& report) {
    if (!installation.config_file.empty() && platform::others_may_read(installation.config_file)) report("config_exposed", installation.config_file);
    if (!installation.personal_keys.empty() && platform::others_may_read(installation.personal_keys)) report("key_exposed", installation.personal_keys);
    for (const std::string& secret : {installation.config.oidc ? installation.config.oidc->client_secret_file : std::string{}, installation.config.ratings ? installation.config.ratings->token_file : std::string{},
                                      installation.config.mail ? installation.config.mail->password_file : std::string{}})
        if (!secret.empty() && !read_secret(secret)) report("secret_file_unusable", secret);
    const std::string list = installation.config.breached_passwords.value_or("");
    if (list.empty() || !platform::LeakedPasswords::read(list)) report("breached_passwords_missing", list.empty() ? "-" : list);
    if (!installation.database.starts_with("sqlite:")) return;
    const fs::path book = installation.database.substr(7);
    for (const char* part : {"", "-wal"})
        if (platform::others_may_read(book.string() + part)) report("database_exposed", book.string() + part);
    if (lets_others_in(folder_of(book))) report("data_folder_exposed", folder_of(book).string());
    if (fs::exists(installation.personal_keys) && same_folder(installation.personal_keys, book)) report("key_beside_book", installation.personal_keys);
}

}  // namespace tandem::app
