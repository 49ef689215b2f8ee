#include "app/secret_file.h"

#include <sys/stat.h>

#include <fstream>

namespace tandem::app {

Result<std::string> read_secret(const std::string& file) {
    struct stat about {};
    if (::stat(file.c_str(), &about) != 0 || (about.st_mode & 077) != 0) return refuse("config.secret_file", file);
    std::ifstream in{file};
    std::string secret;
    if (!std::getline(in, secret)) return refuse("config.secret_file", file);
    if (secret.ends_with('\r')) secret.pop_back();
    if (secret.empty()) return refuse("config.secret_file", file);
    return secret;
}

}  // namespace tandem::app
