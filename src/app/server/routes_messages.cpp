// Mails as the administrator of the system sees them, and what each person settles about his own. A body is shown to nobody:
// it was written to somebody else.
#include "app/mail.h"
#include "app/server/account_trail.h"
#include "app/server/body.h"
#include "message/edge/outbox_sql.h"
#include "message/edge/recipients_sql.h"
#include "platform/http/cursor.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;
using message::MessageId;
using message::MessageTag;

json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }
json::value instant_or_null(const std::optional<Instant>& at) { return at ? json::value(to_string(*at)) : json::value(nullptr); }

json::object message_json(const message::Kept& one, Language language) {
    json::value error = nullptr;
    if (!one.error.empty()) {
        const json::value kept = json::parse(one.error);
        error = json::object{{"code", kept.at("code")}, {"detail", kept.at(language == Language::zh ? "zh" : "en")}};
    }
    return {{"id", to_string(one.id)}, {"kind", one.kind}, {"to", text_or_null(one.to_name)}, {"address", one.address}, {"subject", one.subject}, {"about", text_or_null(one.about)}, {"state", message::code_of(one.state)},
            {"attempts", one.attempts}, {"error", std::move(error)}, {"recorded_at", to_string(one.recorded_at)}, {"next_try_at", instant_or_null(one.next_try_at)}, {"sent_at", instant_or_null(one.sent_at)},
            {"may_resend", message::check_resend(one.state, one.has_body).has_value()}, {"may_cancel", message::check_cancel(one.state).has_value()}};
}

json::value setup_json(Serving& serving) {
    const auto mail = serving.mail();
    if (!mail) return nullptr;
    return json::object{{"server", mail->server.host + ":" + std::to_string(mail->server.port)}, {"from", mail->from}};
}

Result<http::Response> list(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"state", "limit", "cursor"}));
    std::optional<message::State> state;
    if (const auto code = request.query.text("state"); !code.empty()) {
        state = message::parse_state(code);
        if (!state) return refuse("http.bad_parameter", "state", {{"value", code}});
    }
    const auto limit = TRY(request.query.limit());
    std::optional<MessageId> before;
    if (const auto cursor = request.query.get("cursor")) before = MessageId{std::get<std::int64_t>(TRY(http::decode_cursor("messages", *cursor)).at(0))};
    auto found = TRY(message::list_messages(serving.connection(), serving.company().id, state, before, limit + 1));
    json::value next = nullptr;
    if (static_cast<std::int64_t>(found.size()) > limit) {
        found.pop_back();
        next = http::encode_cursor("messages", {found.back().id.value});
    }
    json::array rows;
    for (const auto& each : found) rows.push_back(message_json(each, request.language()));
    return answer_json(json::object{{"rows", std::move(rows)}, {"next_cursor", std::move(next)}, {"mail", setup_json(serving)}});
}

template <class Work>
Result<http::Response> on_message(Serving& serving, const http::Request& request, const char* name, Work work) {
    const auto id = parse_id<MessageTag>(request.parameter("id"));
    if (!id) return refuse("message.unknown", std::string(request.parameter("id")));
    return serving.command(request, name, [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        TRY_VOID(work(connection, act, *id));
        note(connection, serving, act, "message", id->value, name);
        return Answer{200, json::object{{"id", to_string(*id)}}};
    });
}

Result<http::Response> resend(Serving& serving, const http::Request& request) {
    return on_message(serving, request, "message.resend", [](sql::Connection& connection, const audit::Act& act, MessageId id) { return message::resend(connection, act.company, id, act.at); });
}
Result<http::Response> cancel(Serving& serving, const http::Request& request) {
    return on_message(serving, request, "message.cancel", [](sql::Connection& connection, const audit::Act& act, MessageId id) { return message::cancel(connection, act.company, id); });
}

json::object wishes_json(Serving& serving, sql::Connection& connection, UserId user) {
    const auto found = message::recipients(connection, serving.company().id, std::span{&user, 1});
    const message::Recipient mine = found.empty() ? message::Recipient{} : found.front();
    return {{"mail", serving.mail() != nullptr}, {"address", text_or_null(mine.address)}, {"language", mine.language == Language::zh ? "zh" : "en"}, {"reminders", !mine.off}};
}

Result<http::Response> my_wishes(Serving& serving, const http::Request& request) { return answer_json(wishes_json(serving, serving.connection(), request.principal->user)); }

Result<http::Response> change_wishes(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const std::string language = body.text("language");
    const bool reminders = body.flag_or("reminders", true);
    if (language != "zh" && language != "en" && !language.empty()) body.wrong("language", {"http.wrong_type", "language", {{"expected", "zh / en"}}});
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, "user.mail_wishes", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        message::set_mail_wishes(connection, act.company, act.actor, language == "en" ? Language::en : Language::zh, !reminders);
        note(connection, serving, act, "user", act.actor.value, "user.mail_wishes_changed", {{"language", language}, {"reminders", reminders}});
        return Answer{200, wishes_json(serving, connection, act.actor)};
    });
}

}  // namespace

void add_message_routes(http::Router& router, Serving& serving) {
    const auto add = [&](const char* method, const char* pattern, Permission permission, Scope scope, Result<http::Response> (*work)(Serving&, const http::Request&)) {
        router.add({.method = method, .pattern = pattern, .permission = permission, .scope = scope, .handler = [&serving, work](const http::Request& request) { return work(serving, request); }});
    };
    add("GET", "/api/v1/messages", Permission::administer, Scope::company, list);
    add("POST", "/api/v1/messages/{id}/resend", Permission::administer, Scope::company, resend);
    add("POST", "/api/v1/messages/{id}/cancel", Permission::administer, Scope::company, cancel);
    add("GET", "/api/v1/me/mail", Permission::signed_in, Scope::own, my_wishes);
    add("PUT", "/api/v1/me/mail", Permission::signed_in, Scope::own, change_wishes);
}

}  // namespace tandem::app::server
