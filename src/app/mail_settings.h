// The mail server and the sender as the configuration file states them ([mail]).
#pragma once
#include <cstdint>
#include <string>

#include "platform/mail/smtp.h"

namespace tandem::app {

struct MailSettings {
    std::string host;
    std::uint16_t port = 587;
    platform::MailSecurity security = platform::MailSecurity::starttls;
    std::string user{}, password_file{};  // empty: no signing in
    std::string from;                     // "tandem@example.com"
    std::string from_name{};
    std::string ca_file{};                // PEM: certificate authorities beside the system's
    std::int64_t timeout_seconds = 20;
};

}  // namespace tandem::app
