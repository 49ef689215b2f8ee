// The web application: embedded in the program, or from a folder during development.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/result.h"
#include "platform/http/message.h"
#include "platform/web_bundle.h"

namespace tandem::platform::http {

class StaticFiles {
public:
    // The embedded table, ended by a null path.
    static StaticFiles embedded(const WebFile* table);
    // The files that stand in the folder now; a later request can name no other. Refuses with
    // http.no_web_folder.
    static Result<StaticFiles> folder(const std::filesystem::path& root);

    // /assets/* for a year, index.html revalidated by ETag, an unknown path without a file ending answers
    // index.html (the application's own routes), an unknown file http.not_found. Handles If-None-Match.
    Result<Response> serve(const Request& request) const;

    bool has(std::string_view path) const;

private:
    struct File {
        std::string_view packed;         // gzip, embedded
        std::filesystem::path on_disk;   // or a file of the folder
        std::string type;
        std::string etag;
    };
    Response answer(const File& file, const Request& request, bool immutable) const;
    std::map<std::string, File, std::less<>> files_;
};

}  // namespace tandem::platform::http
