// The log: one JSON object a line, so that no text inside can begin a line of its own (trust S18).
#pragma once
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "core/result.h"

namespace spdlog { class logger; }

namespace tandem::platform {

using LogField = std::pair<std::string_view, std::variant<std::string, std::int64_t>>;

// {"at":…,"level":…,"event":…, fields…} without a line end. Control characters are escaped; a text that is not
// UTF-8 keeps its ASCII alone.
std::string log_line(std::string_view at, std::string_view level, std::string_view event, std::initializer_list<LogField> fields);

// What a library says of a failure, fit for the log: its first line, at most 300 bytes. PostgreSQL names the values
// of a row in the lines after it.
std::string first_line(std::string_view what);

// Never hand over a password, a token, a cookie, a query or a body.
class Log {
public:
    // To the file, or to standard error when none is named. Refuses platform.log_unwritable.
    static Result<Log> open(const std::string& file);
    // The one opened last, for what fails apart from any request.
    static Log current();
    void info(std::string_view event, std::initializer_list<LogField> fields) const;
    void error(std::string_view event, std::initializer_list<LogField> fields) const;

private:
    explicit Log(std::shared_ptr<spdlog::logger> to) : to_{std::move(to)} {}
    std::shared_ptr<spdlog::logger> to_;
};

}  // namespace tandem::platform
