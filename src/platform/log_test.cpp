#include "platform/log.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <boost/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace tandem;
using namespace tandem::platform;

TEST_CASE("S18: a text cannot begin a line of its own") {
    const std::string line = log_line("2026-01-05T00:00:00Z", "info", "request", {{"peer", "a\n{\"level\":\"fake\"}\r\x1b[2J\x7f"}, {"status", 200}});
    CHECK(std::ranges::none_of(line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }));
    const auto read = boost::json::parse(line).as_object();
    CHECK(read.at("level").as_string() == "info");
    CHECK(read.at("status").as_int64() == 200);
    CHECK(boost::json::parse(log_line("", "error", "failed", {{"what", std::string("\xff\xfe") + "ok"}})).at("what").as_string() == "??ok");
}

TEST_CASE("S18: of a failure only the first line is kept, because the next name the row's values") {
    CHECK(first_line("ERROR: duplicate key\nDETAIL: Key (phone)=(13812345678) already exists.") == "ERROR: duplicate key");
    CHECK(first_line(std::string(5000, 'x')).size() == 300);
}

TEST_CASE("S18: what fails apart from any request stands in the same file, one JSON a line") {
    const auto file = std::filesystem::temp_directory_path() / ("tandem_log_" + std::to_string(::getpid()));
    REQUIRE(Log::open(file.string()));
    Log::current().error("import failed", {{"what", std::string("a\nb")}});
    std::ifstream written{file};
    std::string line, more;
    std::getline(written, line);
    CHECK(boost::json::parse(line).at("event").as_string() == "import failed");
    CHECK_FALSE(std::getline(written, more));
    std::filesystem::remove(file);
    REQUIRE(Log::open({}));
}
