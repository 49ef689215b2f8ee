#include "message/policy.h"

#include <algorithm>
#include <array>

namespace tandem::message {
namespace {

struct Known {
    std::string_view kind, holes;  // the holes with a blank after each
};
constexpr std::array known_texts{Known{"approval_waits", "name count requests link "}, Known{"approval_decided", "name count requests link "}, Known{"password_link", "name account link expires "},
                                 Known{"test", "company "}};
constexpr std::array known_lines{Known{"approval_arrived", "what requester asked deadline link "}, Known{"approval_due", "what requester asked deadline link "},
                                 Known{"approval_passed_on", "what requester asked deadline link "}, Known{"approval_effective", "what asked decider reason "},
                                 Known{"approval_rejected", "what asked decider reason "}, Known{"approval_failed", "what asked decider reason "}};

std::string one_line(std::string_view value) {
    std::string out{value};
    std::ranges::replace_if(out, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
    return out;
}

// Calls `hole` for each {name} and `plain` for what stands between.
template <class Plain, class Hole>
void walk(std::string_view text, Plain&& plain, Hole&& hole) {
    while (!text.empty()) {
        const auto open = text.find('{');
        const auto close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) return plain(text);
        plain(text.substr(0, open));
        hole(text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
    }
}

Result<void> check_holes(std::string_view kind, std::string_view text, std::string_view holes) {
    std::string unknown;
    walk(text, [](std::string_view) {}, [&](std::string_view name) {
        const std::string word = std::string(name) + " ";
        const auto at = name.empty() ? std::string_view::npos : holes.find(word);
        if (at == std::string_view::npos || (at != 0 && holes[at - 1] != ' ')) unknown = name;
    });
    if (!unknown.empty() || text.find("{}") != std::string_view::npos) return refuse("message.unknown_hole", std::string(kind), {{"hole", "{" + unknown + "}"}, {"holes", std::string(holes)}});
    return {};
}

template <class Kinds>
std::string_view holes_of(const Kinds& kinds, std::string_view kind) { return std::ranges::find(kinds, kind, &Known::kind)->holes; }

Result<void> check_figures(const MessagePolicy& policy) {
    const auto range = [](const char* field, int value, int least, int most) -> Result<void> {
        if (value >= least && value <= most) return {};
        return refuse("message.policy_range", field, {{"value", std::to_string(value)}, {"least", std::to_string(least)}, {"most", std::to_string(most)}});
    };
    TRY_VOID(range("retry_minutes", static_cast<int>(policy.retry_minutes.size()), 0, 20));
    for (const int minutes : policy.retry_minutes) TRY_VOID(range("retry_minutes", minutes, 1, 7 * 24 * 60));
    return range("remind_hours_before", policy.remind_hours_before, 1, 7 * 24);
}

}  // namespace

const Text& MessagePolicy::text(std::string_view kind, Language language) const {
    const auto found = std::ranges::find_if(texts, [&](const Text& each) { return each.kind == kind && each.language == language; });
    TANDEM_ASSERT(found != texts.end());
    return *found;
}

std::string MessagePolicy::line(std::string_view kind, Language language, const Values& values) const {
    const auto found = std::ranges::find_if(lines, [&](const Line& each) { return each.kind == kind && each.language == language; });
    TANDEM_ASSERT(found != lines.end());
    return fill(found->text, values);
}

std::vector<std::string_view> text_kinds() {
    std::vector<std::string_view> all;
    for (const Known& each : known_texts) all.push_back(each.kind);
    return all;
}
std::vector<std::string_view> line_kinds() {
    std::vector<std::string_view> all;
    for (const Known& each : known_lines) all.push_back(each.kind);
    return all;
}

std::string fill(std::string_view text, const Values& values) {
    return fill_body(text, values, {}, {});
}

std::string fill_body(std::string_view text, const Values& values, std::string_view hole, const std::vector<std::string>& lines) {
    std::string out;
    walk(text, [&](std::string_view plain) { out += plain; }, [&](std::string_view name) {
        if (!hole.empty() && name == hole) {
            for (const std::string& line : lines) (out += &line == &lines.front() ? "" : "\n") += line;
            return;
        }
        const auto value = std::ranges::find(values, name, &Values::value_type::first);
        TANDEM_ASSERT(value != values.end());  // the policy was checked
        out += one_line(value->second);
    });
    return out;
}

Result<MessagePolicy> make_message_policy(MessagePolicy policy) {
    TRY_VOID(check_figures(policy));
    for (const Text& each : policy.texts) {
        if (std::ranges::any_of(each.subject, [](char c) { return static_cast<unsigned char>(c) < 0x20; })) return refuse("message.subject_lines", each.kind);
        TRY_VOID(check_holes(each.kind, each.subject, holes_of(known_texts, each.kind)));
        TRY_VOID(check_holes(each.kind, each.body, holes_of(known_texts, each.kind)));
    }
    for (const Line& each : policy.lines) TRY_VOID(check_holes(each.kind, each.text, holes_of(known_lines, each.kind)));
    return policy;
}

}  // namespace tandem::message
