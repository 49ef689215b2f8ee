// Request and Response: the only HTTP words the rest of the program sees.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/date.h"
#include "core/errors.h"
#include "core/result.h"
#include "platform/http/principal.h"

namespace tandem::platform::http {

// Header fields in the order they came; names compare without case.
class Headers {
public:
    using Field = std::pair<std::string, std::string>;
    std::string_view get(std::string_view name) const;  // the first value, or "" when absent
    bool has(std::string_view name) const;
    void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
    void set(std::string name, std::string value);  // replaces every field of that name
    auto begin() const { return fields_.begin(); }
    auto end() const { return fields_.end(); }
    std::size_t size() const { return fields_.size(); }

private:
    std::vector<Field> fields_;
};

// The decoded query string; a name may come more than once. Typed getters answer nothing when the name
// is absent or empty, and refuse with http.bad_parameter (subject: the name) what they cannot read.
class Query {
public:
    std::optional<std::string_view> get(std::string_view name) const;
    std::string text(std::string_view name, std::string_view otherwise = {}) const;
    std::vector<std::string_view> all(std::string_view name) const;
    Result<std::optional<Date>> date(std::string_view name) const;
    Result<std::optional<Instant>> instant(std::string_view name) const;
    Result<std::optional<std::int64_t>> integer(std::string_view name, std::int64_t from, std::int64_t to) const;
    Result<bool> flag(std::string_view name) const;             // "true" or "false"; absent is false
    Result<std::int64_t> limit(std::int64_t otherwise = 50) const;  // page size, 1 to 500
    // Refuses with http.unknown_parameter a name that is not in the list.
    Result<void> only(std::initializer_list<std::string_view> names) const;

    void add(std::string name, std::string value) { values_.emplace_back(std::move(name), std::move(value)); }
    auto begin() const { return values_.begin(); }
    auto end() const { return values_.end(); }

private:
    std::vector<std::pair<std::string, std::string>> values_;
};

// A file in the temporary folder that disappears with its last owner.
class TempFile {
public:
    explicit TempFile(std::filesystem::path path) : path_{std::move(path)} {}
    ~TempFile();
    TempFile(const TempFile&) = delete;
    TempFile& operator=(const TempFile&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

struct Request {
    std::string method;
    std::string path;  // decoded, without the query
    Query query;
    Headers headers;
    std::string body;                          // empty on an upload route
    std::shared_ptr<const TempFile> upload;    // the raw body of an upload route
    std::int64_t upload_bytes = 0;
    std::string peer;                          // "127.0.0.1"
    bool secure = false;                       // came by TLS, to this server or to a trusted proxy
    std::string id;                            // unique per request, for the log and the audit row
    std::vector<std::pair<std::string, std::string>> parameters;  // {id} of the pattern, decoded
    std::optional<Principal> principal;        // who asks; set before the handler runs

    std::string_view parameter(std::string_view name) const;  // asserts that the pattern has it
    std::string_view cookie(std::string_view name) const;     // "" when absent
    std::string_view idempotency_key() const { return headers.get("Idempotency-Key"); }
    Language language() const;   // Accept-Language; Chinese unless English is preferred
    bool accepts_gzip() const;
    bool dry_run() const { return query.get("dry_run") == "true"; }
};

// Called on a worker until it answers false; appends the next piece to `chunk`. No worker waits for a
// slow reader between two calls.
using Producer = std::function<bool(std::string& chunk)>;

struct Response {
    int status = 200;
    std::string content_type;  // "" when there is no body
    std::string body;
    Headers headers{};
    Producer producer{};       // when set, the body is what it produces, sent in chunks
};

Response json(std::string body, int status = 200);  // body: serialized JSON
Response text(std::string body, int status = 200);
Response no_content();
Response redirect(std::string location);  // 303
// An attachment; the name is encoded by RFC 6266, so a Chinese name survives and a quote cannot escape.
Response download(std::string file_name, std::string content_type, std::string body);
Response download(std::string file_name, std::string content_type, Producer producer);

bool same_word(std::string_view a, std::string_view b);  // without case, ASCII

}  // namespace tandem::platform::http
