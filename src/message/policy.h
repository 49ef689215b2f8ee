// The texts of messages and when they are said again (policies/message.json), as one checked value. The texts are data with
// named holes and nothing else: what is filled in is never read as a text again (trust S17).
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/errors.h"
#include "core/result.h"

namespace tandem::message {

struct Text {
    std::string kind;
    Language language{};
    std::string subject, body;
};
// One row of a list inside a body.
struct Line {
    std::string kind;
    Language language{};
    std::string text;
};

using Values = std::vector<std::pair<std::string_view, std::string>>;  // hole -> what is filled in

struct MessagePolicy {
    int version{};
    std::vector<int> retry_minutes;    // before the second try, the third, ...; then it is given up
    int remind_hours_before{};         // of a deadline
    std::vector<Text> texts;
    std::vector<Line> lines;

    const Text& text(std::string_view kind, Language language) const;
    std::string line(std::string_view kind, Language language, const Values& values) const;
};

// Fills the holes {name}. A value is one line: control characters in it become blanks.
std::string fill(std::string_view text, const Values& values);
// The same for a body, with one hole for a list of lines that were filled before.
std::string fill_body(std::string_view text, const Values& values, std::string_view hole, const std::vector<std::string>& lines);

// The kinds there are: each stands once in each language.
std::vector<std::string_view> text_kinds();
std::vector<std::string_view> line_kinds();

// Refuses message.policy_range {value, least, most}, message.unknown_hole {hole, holes} and message.subject_lines.
Result<MessagePolicy> make_message_policy(MessagePolicy policy);

}  // namespace tandem::message
