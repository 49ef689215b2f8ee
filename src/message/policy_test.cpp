#include "message/policy.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "message/edge/message_policy_json.h"

using namespace tandem;
using namespace tandem::message;

namespace {

MessagePolicy shipped() {
    std::ostringstream text;
    text << std::ifstream{"policies/message.json"}.rdbuf();
    return *parse_message_policy(text.str());
}

}  // namespace

TEST_CASE("holes are filled once: what is filled in is never read as a text, and stays one line") {
    CHECK(fill("{a} and {b}", {{"a", "{b}"}, {"b", "2"}}) == "{b} and 2");
    CHECK(fill("x {a}", {{"a", "1\r\nBcc: y\t"}}) == "x 1  Bcc: y ");
    CHECK(fill("open { brace", {}) == "open { brace");
    CHECK(fill_body("<{rows}>", {}, "rows", {"one", "{two}"}) == "<one\n{two}>");
}

TEST_CASE("a text that is missing or unknown is refused by its place") {
    std::ostringstream text;
    text << std::ifstream{"policies/message.json"}.rdbuf();
    std::string other = text.str();
    other.replace(other.find("\"approval_waits\""), 16, "\"spam\"");
    const auto refused = parse_message_policy(other);
    CHECK(refused.error().code == "json.missing_key");
    CHECK(refused.error().subject == "texts.approval_waits");
}

TEST_CASE("the shipped texts are complete in both languages") {
    const MessagePolicy policy = shipped();
    CHECK(policy.text("approval_waits", Language::zh).subject.find("{count}") != std::string::npos);
    CHECK(policy.retry_minutes.size() == 6);
}

TEST_CASE("a text with a hole nobody fills or a subject of two lines is refused") {
    const auto code = [](auto change) {
        MessagePolicy policy = shipped();
        change(policy);
        return std::string(make_message_policy(policy).error().code);
    };
    CHECK(code([](auto& policy) { policy.texts.front().body += "{amount}"; }) == "message.unknown_hole");
    CHECK(code([](auto& policy) { policy.texts.front().body += "{unt}"; }) == "message.unknown_hole");
    CHECK(code([](auto& policy) { policy.lines.front().text += "{}"; }) == "message.unknown_hole");
    CHECK(code([](auto& policy) { policy.texts.front().subject += "\r\nBcc: x"; }) == "message.subject_lines");
    CHECK(code([](auto& policy) { policy.retry_minutes.push_back(0); }) == "message.policy_range");
    CHECK(code([](auto& policy) { policy.remind_hours_before = 0; }) == "message.policy_range");
}
