#include "platform/http/static_files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "platform/http/gzip.h"
#include "platform/http/url.h"
#include "platform/password.h"

namespace tandem::platform::http {
namespace {

constexpr std::size_t largest_file = 64 << 20;

std::string type_of(const std::filesystem::path& path) {
    struct Kind { std::string_view ending; std::string_view type; };
    static constexpr std::array<Kind, 12> kinds = {{
        {".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"}, {".css", "text/css; charset=utf-8"},
        {".json", "application/json; charset=utf-8"}, {".yaml", "application/yaml; charset=utf-8"},
        {".svg", "image/svg+xml; charset=utf-8"}, {".txt", "text/plain; charset=utf-8"},
        {".webmanifest", "application/manifest+json; charset=utf-8"}, {".map", "application/json; charset=utf-8"},
        {".png", "image/png"}, {".ico", "image/x-icon"}, {".woff2", "font/woff2"},
    }};
    const auto found = std::ranges::find(kinds, path.extension().string(), &Kind::ending);
    return std::string{found == kinds.end() ? "application/octet-stream" : found->type};
}

std::string etag_of(std::string_view bytes) { return '"' + sha256_hex(bytes).substr(0, 20) + '"'; }

std::string read_whole(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

bool wants_page(const Request& request, std::string_view path) {
    const std::string_view last = path.substr(path.rfind('/') + 1);
    return last.find('.') == std::string_view::npos || request.headers.get("Accept").find("text/html") != std::string_view::npos;
}

}  // namespace

StaticFiles StaticFiles::embedded(const WebFile* table) {
    StaticFiles files;
    for (const WebFile* file = table; file->path != nullptr; ++file) {
        const std::string_view packed{reinterpret_cast<const char*>(file->begin), static_cast<std::size_t>(file->end - file->begin)};
        files.files_.emplace(file->path, File{packed, {}, file->type, etag_of(packed)});
    }
    return files;
}

Result<StaticFiles> StaticFiles::folder(const std::filesystem::path& root) {
    if (!std::filesystem::is_regular_file(root / "index.html")) return refuse("http.no_web_folder", root.string());
    StaticFiles files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{root}) {
        if (!entry.is_regular_file() || entry.is_symlink()) continue;
        files.files_.emplace('/' + entry.path().lexically_relative(root).generic_string(), File{{}, entry.path(), type_of(entry.path()), {}});
    }
    return files;
}

bool StaticFiles::has(std::string_view path) const { return files_.contains(path); }

Result<Response> StaticFiles::serve(const Request& request) const {
    const std::string_view path = request.path == "/" ? std::string_view{"/index.html"} : std::string_view{request.path};
    const bool asset = path.starts_with("/assets/");
    auto file = files_.find(path);
    if (file == files_.end() && !asset && wants_page(request, path)) file = files_.find("/index.html");
    if (file == files_.end()) return refuse("http.not_found");
    return answer(file->second, request, asset);
}

Response StaticFiles::answer(const File& file, const Request& request, bool immutable) const {
    const bool embedded = file.on_disk.empty();
    Response response{200, file.type, embedded ? std::string{} : read_whole(file.on_disk)};
    const std::string etag = embedded ? file.etag : etag_of(response.body);
    response.headers.set("ETag", etag);
    response.headers.set("Cache-Control", immutable && embedded ? "public, max-age=31536000, immutable" : "no-cache");
    if (request.headers.get("If-None-Match") == etag) {
        response.status = 304;
        response.body.clear();
        return response;
    }
    if (!embedded) return response;
    response.headers.add("Vary", "Accept-Encoding");
    if (request.accepts_gzip()) {
        response.body = file.packed;
        response.headers.set("Content-Encoding", "gzip");
    } else {
        auto plain = gunzip(file.packed, largest_file);
        TANDEM_ASSERT(plain.has_value());
        response.body = std::move(*plain);
    }
    return response;
}

}  // namespace tandem::platform::http
