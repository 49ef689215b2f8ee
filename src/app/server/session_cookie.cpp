#include "app/server/session_cookie.h"

#include "org/company.h"

namespace tandem::app::server {
namespace {

std::string name_of(const http::Request& request) {
    const std::string name = request.secure ? "__Host-tandem_session" : "tandem_session";
    const std::string_view company = chosen_company(request);
    return company.empty() ? name : name + '_' + std::string{company};
}

std::string cookie(const http::Request& request, const std::string& token) {
    return name_of(request) + '=' + token + "; Path=/; HttpOnly; SameSite=Lax" + (request.secure ? "; Secure" : "");
}

}  // namespace

std::string_view chosen_company(const http::Request& request) {
    const std::string_view named = request.headers.get("X-Tandem-Company");
    const std::string_view code = named.empty() ? request.cookie("tandem_company") : named;
    return org::is_company_code(code) ? code : std::string_view{};
}

std::string_view session_token(const http::Request& request) { return request.cookie(name_of(request)); }

std::string session_cookie(const http::Request& request, const std::string& token) { return cookie(request, token); }

std::string no_session_cookie(const http::Request& request) { return cookie(request, {}) + "; Max-Age=0"; }

}  // namespace tandem::app::server
