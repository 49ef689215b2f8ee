// The cookie that carries the session. Over TLS it is __Host-…; Secure: the browser sends it back to this very host
// and by TLS alone, and no other host of the domain can plant one (trust S6). A browser that chose a company has a session of its own there.
#pragma once
#include <string>
#include <string_view>

#include "platform/http/message.h"

namespace tandem::app::server {

namespace http = platform::http;

// The company the browser looks at, or the program names; "" when neither does, or what is no code.
std::string_view chosen_company(const http::Request& request);

// The token the request brings, "" when it brings none. What came by TLS must not name a cookie that others may set.
std::string_view session_token(const http::Request& request);

// Values of Set-Cookie.
std::string session_cookie(const http::Request& request, const std::string& token);
std::string no_session_cookie(const http::Request& request);

}  // namespace tandem::app::server
