#include "app/mail.h"

#include "app/secret_file.h"

namespace tandem::app {

Result<std::shared_ptr<const Mail>> open_mail(const MailSettings& settings, const std::string& public_url, const std::vector<AllowedTarget>& allowed) {
    auto mail = std::make_shared<Mail>();
    mail->from = settings.from;
    mail->from_name = settings.from_name;
    mail->public_url = public_url;
    platform::WebAddress target;
    target.host = settings.host;
    target.port = settings.port;
    mail->server = {.host = settings.host, .port = settings.port, .security = settings.security, .user = settings.user, .authorities = settings.ca_file, .greeting = mail->host(),
                    .inside = allows(allowed, target), .time = std::chrono::seconds{settings.timeout_seconds}};
    if (!settings.password_file.empty()) mail->server.password = TRY(read_secret(settings.password_file));
    return mail;
}

}  // namespace tandem::app
