#include "app/server/password_mail.h"

#include "access/edge/access_policy_json.h"
#include "access/single_sign_on.h"
#include "app/mail.h"
#include "app/server/account_trail.h"
#include "app/server/body.h"
#include "app/server/single_sign_on.h"
#include "app/server/users.h"
#include "message/edge/message_policy_json.h"
#include "message/edge/outbox_sql.h"
#include "message/edge/recipients_sql.h"
#include "platform/password.h"

namespace tandem::app::server {
namespace {

// Whether this account gets a link by its own word.
bool may_ask(Serving& serving, sql::Connection& connection, const User& user, Instant now) {
    const SingleSignOn* sso = serving.single_sign_on();
    if (sso && !access::check_password_allowed(user.name, sso->settings().require, sso->settings().break_glass)) return false;
    return !access::has_good_link(connection, serving.company().id, user.id, now);
}

}  // namespace

Result<std::string> mail_password_link(Serving& serving, sql::Connection& connection, const audit::Act& act, UserId user, const access::NewLink& link) {
    const auto mail = serving.mail();
    if (!mail) return std::string{};
    const auto found = message::recipients(connection, act.company, std::span{&user, 1});
    if (found.empty() || found.front().account_address.empty()) return std::string{};
    const message::Recipient& to = found.front();
    const auto policy = TRY(message::load_message_policy(connection, act.company, serving.today()));
    const message::Text& text = policy.text("password_link", to.language);
    // The token stands after the #: no server on the way reads it out of the address.
    const message::Values values{{"name", to.name}, {"account", to.account}, {"expires", civil_minute(link.expires_at, serving.company().time_zone)},
                                 {"link", mail->public_url + "/welcome?company=" + serving.company().code + "#" + link.token}};
    TRY(message::put(connection, act.company, serving.ids(),
                     {.key = "password_link/" + to_string(user) + "/" + platform::sha256_hex(link.token), .kind = "password_link", .to_user = user, .address = to.account_address, .language = to.language,
                      .subject = message::fill(text.subject, values), .body = message::fill(text.body, values), .secret = true},
                     act.at));
    return to.account_address;
}

Result<http::Response> forgotten_password(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const std::string name = body.text("name");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(without_key(request), "user.forgot_password", [&](sql::Connection& connection, const audit::Act& asked) -> Result<Answer> {
        const Answer same{202, json::object{{"by_mail", serving.mail() != nullptr}}};
        const auto id = user_named(connection, asked.company, name);
        const auto user = id ? find_user(connection, asked.company, *id) : std::nullopt;
        if (!serving.mail() || !user || !may_ask(serving, connection, *user, asked.at)) return same;
        audit::Act act = asked;
        act.actor = user->id;
        const auto found = message::recipients(connection, act.company, std::span{&user->id, 1});
        if (found.empty() || found.front().account_address.empty()) return same;
        const auto policy = TRY(access::load_access_policy(connection, act.company, serving.today()));
        const auto link = access::make_password_link(connection, act.company, user->id, user->id, access::LinkKind::reset, policy, act.at);
        TRY(mail_password_link(serving, connection, act, user->id, link));
        note(connection, serving, act, "user", user->id.value, "user.password_link_asked", {{"peer", request.peer}});
        return same;
    });
}

}  // namespace tandem::app::server
