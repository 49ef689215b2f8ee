#include "platform/mail/letter.h"

#include <doctest/doctest.h>

using namespace tandem;
using namespace tandem::platform;

namespace {

Letter letter() { return {.from_name = "双轮", .from = "tandem@example.com", .to = "li@example.com", .subject = "你好", .body = "第一行\n.\n", .message_id = "k@example.com", .at = Instant{1'795'408'320'000'000}}; }
std::string head_of(const std::string& wire) { return wire.substr(0, wire.find("\r\n\r\n")); }

}  // namespace

TEST_CASE("the head says who, to whom, when and that a machine wrote it; a body of any text stands in short lines") {
    const std::string wire = *wire_text(letter());
    CHECK(head_of(wire) == "Date: Mon, 23 Nov 2026 04:32:00 +0000\r\nFrom: =?UTF-8?B?5Y+M6L2u?= <tandem@example.com>\r\nTo: <li@example.com>\r\nSubject: =?UTF-8?B?5L2g5aW9?=\r\nMessage-ID: <k@example.com>\r\n"
                           "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64");
    CHECK(wire.ends_with("\r\n\r\n56ys5LiA6KGMDQouDQo=\r\n"));
}

TEST_CASE("S17: a line break, a NUL or another control character in the head is refused, field by field") {
    for (const char* bad : {"a\r\nBcc: x@example.com", "a\nb", "a\rb", "a\x7f"}) {
        for (const auto member : {&Letter::subject, &Letter::from_name, &Letter::message_id, &Letter::from, &Letter::to}) {
            Letter one = letter();
            one.*member = bad;
            CHECK(wire_text(one).error().code == "mail.header_break");
        }
    }
    Letter nul = letter();
    nul.subject = std::string("a\0b", 3);
    CHECK(wire_text(nul).error().code == "mail.header_break");
}

TEST_CASE("RFC 2047: long and foreign subjects become words of at most 75 characters that break between characters") {
    Letter one = letter();
    one.subject.clear();
    for (int at = 0; at < 40; ++at) one.subject += "审批é";
    const std::string head = head_of(*wire_text(one));
    for (std::size_t from = 0; from < head.size();) {
        const auto end = std::min(head.find("\r\n", from), head.size());
        CHECK(end - from <= 78);
        from = end + 2;
    }
    CHECK(head.find("\r\n =?UTF-8?B?") != std::string::npos);
    one.subject = "[Tandem] plain";
    CHECK(wire_text(one)->find("Subject: [Tandem] plain\r\n") != std::string::npos);
    one.subject = "=?UTF-8?Q?x?=";
    CHECK(wire_text(one)->find("Subject: =?UTF-8?B?PT9VVEYtOD9RP3g/PQ==?=\r\n") != std::string::npos);
}

TEST_CASE("a sender's name with marks is quoted") {
    Letter one = letter();
    one.from_name = "Tandem \"AR\", Ltd.";
    CHECK(wire_text(one)->find("From: \"Tandem \\\"AR\\\", Ltd.\" <tandem@example.com>\r\n") != std::string::npos);
    one.from_name.clear();
    CHECK(wire_text(one)->find("From: <tandem@example.com>\r\n") != std::string::npos);
}

TEST_CASE("an address is one plain address") {
    for (const char* good : {"li@example.com", "a.b+c@sub.example.com", "x@localhost"}) CHECK_MESSAGE(is_mail_address(good), good);
    for (const char* bad : {"", "li", "@example.com", "li@", "li@a b", "<li@example.com>", "li@example.com,x@example.com", "li@exa\nmple.com", "a..b@example.com", ".a@example.com", "li@-x", "王@example.com", "\"a b\"@example.com", "li@example.com>"})
        CHECK_MESSAGE(!is_mail_address(bad), bad);
}
