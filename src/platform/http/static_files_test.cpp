#include "platform/http/static_files.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

#include "platform/http/gzip.h"

using namespace tandem;
using namespace tandem::platform::http;

namespace {

const std::string page = gzip("<!doctype html><title>双轮</title>");
const std::string script = gzip("console.log(1)");

const unsigned char* bytes(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); }

const WebFile table[] = {
    {"/assets/app-1a2b.js", bytes(script), bytes(script) + script.size(), "text/javascript; charset=utf-8"},
    {"/index.html", bytes(page), bytes(page) + page.size(), "text/html; charset=utf-8"},
    {nullptr, nullptr, nullptr, nullptr},
};

Request get(std::string path, std::vector<std::pair<std::string, std::string>> fields = {}) {
    Request request;
    request.method = "GET";
    request.path = std::move(path);
    for (auto& [name, value] : fields) request.headers.add(std::move(name), std::move(value));
    return request;
}

}  // namespace

TEST_CASE("assets are kept for a year, the page is revalidated, both leave the program as they are packed") {
    const auto files = StaticFiles::embedded(table);
    const auto asset = files.serve(get("/assets/app-1a2b.js", {{"Accept-Encoding", "gzip"}}));
    REQUIRE(asset);
    CHECK(asset->body == script);
    CHECK(asset->headers.get("Content-Encoding") == "gzip");
    CHECK(asset->headers.get("Cache-Control") == "public, max-age=31536000, immutable");
    CHECK(asset->content_type == "text/javascript; charset=utf-8");

    const auto index = files.serve(get("/"));
    REQUIRE(index);
    CHECK(index->body == "<!doctype html><title>双轮</title>");
    CHECK_FALSE(index->headers.has("Content-Encoding"));
    CHECK(index->headers.get("Cache-Control") == "no-cache");
    const std::string etag{index->headers.get("ETag")};
    CHECK(files.serve(get("/index.html", {{"If-None-Match", etag}}))->status == 304);
    CHECK(files.serve(get("/index.html", {{"If-None-Match", "\"other\""}}))->status == 200);
}

TEST_CASE("the application's own routes answer the page; an unknown file does not") {
    const auto files = StaticFiles::embedded(table);
    CHECK(files.serve(get("/customers/cus_1"))->content_type == "text/html; charset=utf-8");
    CHECK(files.serve(get("/contracts/HT-2026.03", {{"Accept", "text/html,*/*"}}))->content_type == "text/html; charset=utf-8");
    CHECK(files.serve(get("/assets/app-0000.js", {{"Accept", "text/html"}})).error().code == "http.not_found");
    CHECK(files.serve(get("/favicon.ico", {{"Accept", "image/*"}})).error().code == "http.not_found");
}

TEST_CASE("S13: a folder serves the files that stood in it, and nothing beside or behind a link") {
    const auto root = std::filesystem::temp_directory_path() / ("tandem-web-" + std::to_string(getpid()));
    std::filesystem::create_directories(root / "web" / "assets");
    std::ofstream{root / "secret.txt"} << "secret";
    CHECK(StaticFiles::folder(root / "web").error().code == "http.no_web_folder");
    std::ofstream{root / "web" / "index.html"} << "page";
    std::ofstream{root / "web" / "assets" / "a.css"} << "a{}";
    std::filesystem::create_symlink(root / "secret.txt", root / "web" / "link.txt");
    const auto files = StaticFiles::folder(root / "web");
    REQUIRE(files);
    CHECK(files->serve(get("/"))->body == "page");
    CHECK(files->serve(get("/assets/a.css"))->content_type == "text/css; charset=utf-8");
    CHECK(files->serve(get("/assets/a.css"))->headers.get("Cache-Control") == "no-cache");
    CHECK_FALSE(files->serve(get("/link.txt")));
    CHECK_FALSE(files->serve(get("/../secret.txt")));
    CHECK_FALSE(files->has("/../secret.txt"));
    std::filesystem::remove_all(root);
}
