// Mail, set up: where it goes to and whose name it bears. Trust S15: this machine and private addresses are connected to only
// when [outgoing] allow names exactly that host and port.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "app/allowed_target.h"
#include "app/mail_settings.h"
#include "core/result.h"

namespace tandem::app {

struct Mail {
    platform::MailServer server;
    std::string from, from_name;
    std::string public_url;  // where browsers reach Tandem, without a slash at the end
    std::string host() const { return from.substr(from.find('@') + 1); }  // of the sender
};

// Reads the password; connects to nobody yet. Refuses config.secret_file.
Result<std::shared_ptr<const Mail>> open_mail(const MailSettings& settings, const std::string& public_url, const std::vector<AllowedTarget>& allowed);

}  // namespace tandem::app
