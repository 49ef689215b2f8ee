// A mail as it goes over the wire (RFC 5322): plain text in UTF-8, for machines to send and people to read.
#pragma once
#include <string>
#include <string_view>

#include "core/date.h"
#include "core/result.h"

namespace tandem::platform {

struct Letter {
    std::string from_name{};  // may be empty
    std::string from, to;     // "li@example.com"
    std::string subject;
    std::string body;         // lines end in \n
    std::string message_id;   // without < and >; the same again makes it the same mail
    Instant at;
};

// One plain address: ASCII, a name of at most 64 characters, @, a host name. No display name, no quotes.
bool is_mail_address(std::string_view text);

// Head and body with CRLF. Refuses mail.header_break {field}: a control character, such as a line end, in what stands in the
// head (trust S17); mail.bad_address: the sender's or the recipient's.
Result<std::string> wire_text(const Letter& letter);

}  // namespace tandem::platform
