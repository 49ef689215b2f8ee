#include "platform/log.h"

#include <doctest/doctest.h>

#include <boost/json.hpp>

#include <algorithm>

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
