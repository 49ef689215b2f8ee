// Whether mail leaves as the configuration file says: the server is greeted and signed in to; a test mail goes when asked for.
#include "app/doctor.h"
#include "app/mail.h"
#include "message/edge/message_policy_json.h"
#include "platform/mail/letter.h"
#include "platform/shipped.h"

namespace tandem::app {
namespace {

Result<void> send_test(const Mail& mail, const std::string& to, Instant now, Language language) {
    const auto policy = TRY(message::parse_message_policy(*shipped_file("policies/message.json")));
    const message::Text& text = policy.text("test", language);
    const message::Values values{{"company", mail.public_url}};
    const std::string wire = TRY(platform::wire_text({.from_name = mail.from_name, .from = mail.from, .to = to, .subject = message::fill(text.subject, values), .body = message::fill(text.body, values),
                                                      .message_id = "test." + std::to_string(now.micros) + "@" + mail.host(), .at = now}));
    return platform::send_mail(mail.server, mail.from, to, wire);
}

Result<void> examined(const Installation& installation, Instant now) {
    const auto mail = TRY(open_mail(*installation.config.mail, installation.config.public_url, installation.config.outgoing_allow));
    if (installation.mail_to.empty()) return platform::try_mail_server(mail->server);
    return send_test(*mail, installation.mail_to, now, installation.language);
}

}  // namespace

void examine_mail(const Installation& installation, Instant now, const Report& report) {
    if (!installation.config.mail) {
        if (!installation.mail_to.empty()) report("mail_not_set_up", installation.mail_to);
        return;
    }
    if (const auto fit = examined(installation, now); !fit) report("mail_unusable", tandem::explain(fit.error(), installation.language));
}

}  // namespace tandem::app
