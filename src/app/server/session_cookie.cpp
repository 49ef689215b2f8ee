#include "app/server/session_cookie.h"

namespace tandem::app::server {
namespace {

std::string_view name_of(const http::Request& request) { return request.secure ? "__Host-tandem_session" : "tandem_session"; }

std::string cookie(const http::Request& request, const std::string& token) {
    return std::string{name_of(request)} + '=' + token + "; Path=/; HttpOnly; SameSite=Lax" + (request.secure ? "; Secure" : "");
}

}  // namespace

std::string_view session_token(const http::Request& request) { return request.cookie(name_of(request)); }

std::string session_cookie(const http::Request& request, const std::string& token) { return cookie(request, token); }

std::string no_session_cookie(const http::Request& request) { return cookie(request, {}) + "; Max-Age=0"; }

}  // namespace tandem::app::server
