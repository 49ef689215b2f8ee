// Handing a mail to a server over SMTP. Trust S15: the server's address is looked at before it is connected to, and beyond
// this machine nothing is said without TLS.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>

#include "core/result.h"

namespace tandem::platform {

// starttls and tls: without it nothing is said, not even the greeting's answer with a name and password.
enum class MailSecurity { starttls, tls, none };

struct MailServer {
    std::string host;
    std::uint16_t port{};
    MailSecurity security = MailSecurity::starttls;
    std::string user{}, password{};  // empty: no signing in
    std::string authorities{};       // PEM file of certificate authorities beside the system's
    std::string greeting{};          // how we name ourselves (EHLO)
    bool inside = false;             // loopback and private addresses too: only for a target that the configuration names
    std::chrono::milliseconds time{20'000};  // from resolving the name to the last answer
};

// Envelope and text as wire_text made it. Success is the server's OK after the last line. Refuses mail.refused {reply}: a
// lasting no (5xx), the recipient's or the text's; mail.deferred {reply}: not now (4xx); mail.sign_in {reply};
// mail.unreachable {reason}: no connection, no certificate, no TLS, no answer in time; outgoing.inside {address}.
Result<void> send_mail(const MailServer& server, const std::string& from, const std::string& to, const std::string& wire);

// Connects, greets and signs in, and sends nothing. Refuses as send_mail.
Result<void> try_mail_server(const MailServer& server);

}  // namespace tandem::platform
