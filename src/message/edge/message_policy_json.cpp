#include "message/edge/message_policy_json.h"

#include "policy/edge/policy_head.h"
#include "policy/edge/policy_sql.h"
#include "policy/edge/strict_json.h"

#include <boost/json.hpp>

namespace tandem::message {
namespace {

constexpr std::pair<Language, std::string_view> languages[]{{Language::zh, "zh"}, {Language::en, "en"}};

Result<void> read_texts(policy::JsonObject object, MessagePolicy& into) {
    for (const std::string_view kind : text_kinds()) {
        auto both = TRY(object.object(kind));
        for (const auto& [language, code] : languages) {
            auto one = TRY(both.object(code));
            into.texts.push_back({.kind = std::string(kind), .language = language, .subject = TRY(one.text("subject")), .body = TRY(one.text("body"))});
            TRY_VOID(one.done());
        }
        TRY_VOID(both.done());
    }
    return object.done();
}

Result<void> read_lines(policy::JsonObject object, MessagePolicy& into) {
    for (const std::string_view kind : line_kinds()) {
        auto both = TRY(object.object(kind));
        for (const auto& [language, code] : languages) into.lines.push_back({.kind = std::string(kind), .language = language, .text = TRY(both.text(code))});
        TRY_VOID(both.done());
    }
    return object.done();
}

}  // namespace

Result<MessagePolicy> parse_message_policy(std::string_view text) {
    const auto document = TRY(policy::parse_json(text));
    auto object = TRY(policy::JsonObject::open(document));
    MessagePolicy read;
    read.version = TRY(policy::read_policy_head(object));
    TRY_VOID(object.array("retry_minutes", [&](const boost::json::value& element, const std::string& path) -> Result<void> {
        if (!element.is_int64() || element.get_int64() < 0 || element.get_int64() > 1'000'000) return policy::refuse_type(path, "integer within 1000000");
        read.retry_minutes.push_back(static_cast<int>(element.get_int64()));
        return {};
    }));
    read.remind_hours_before = TRY(object.small_integer("remind_hours_before"));
    const auto texts = TRY(object.object("texts"));
    const auto lines = TRY(object.object("lines"));
    TRY_VOID(read_texts(texts, read));
    TRY_VOID(read_lines(lines, read));
    TRY_VOID(object.done());
    return make_message_policy(std::move(read));
}

Result<MessagePolicy> load_message_policy(sql::Connection& connection, CompanyId company, Date on) {
    return parse_message_policy(policy::policy_text(connection, company, "message", on));
}

}  // namespace tandem::message
