#include "platform/log.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <boost/json.hpp>

#include <chrono>

#include "core/date.h"
#include "platform/http/url.h"

namespace tandem::platform {
namespace {

std::string readable(std::string_view text) {
    if (http::is_utf8(text)) return std::string{text};
    std::string ascii;
    for (const char c : text) ascii += static_cast<unsigned char>(c) < 0x80 ? c : '?';
    return ascii;
}

std::string now() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return to_string(Instant{std::chrono::duration_cast<std::chrono::microseconds>(since).count()});
}

}  // namespace

std::string log_line(std::string_view at, std::string_view level, std::string_view event, std::initializer_list<LogField> fields) {
    boost::json::object line{{"at", at}, {"level", level}, {"event", event}};
    for (const auto& [name, value] : fields) {
        if (const auto* number = std::get_if<std::int64_t>(&value)) line[name] = *number;
        else line[name] = readable(std::get<std::string>(value));
    }
    std::string text = boost::json::serialize(line);
    // JSON may leave DEL as it is; a terminal need not see it.
    std::erase(text, '\x7f');
    return text;
}

std::string first_line(std::string_view what) { return std::string{what.substr(0, std::min<std::size_t>(what.find_first_of("\r\n"), 300))}; }

Result<Log> Log::open(const std::string& file) {
    try {
        spdlog::sink_ptr sink;
        if (file.empty()) sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
        else sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file);
        auto logger = std::make_shared<spdlog::logger>("tandem", std::move(sink));
        logger->set_pattern("%v");
        logger->flush_on(spdlog::level::info);
        spdlog::set_default_logger(logger);
        return Log{std::move(logger)};
    } catch (const spdlog::spdlog_ex& failure) {
        return refuse("platform.log_unwritable", file, {{"cause", failure.what()}});
    }
}

Log Log::current() { return Log{spdlog::default_logger()}; }

void Log::info(std::string_view event, std::initializer_list<LogField> fields) const { to_->info("{}", log_line(now(), "info", event, fields)); }

void Log::error(std::string_view event, std::initializer_list<LogField> fields) const { to_->error("{}", log_line(now(), "error", event, fields)); }

}  // namespace tandem::platform
