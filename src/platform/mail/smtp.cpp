#include "platform/mail/smtp.h"

#include <curl/curl.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "platform/web/web_client.h"

namespace tandem::platform {
namespace {

struct Talk {
    const MailServer& server;
    std::string_view left{};  // of the text that is still to be sent
    std::string reply{};      // the server's last no
    std::string inside{};     // an address that must not be connected to
};

std::size_t give(char* to, std::size_t size, std::size_t count, void* talk) {
    std::string_view& left = static_cast<Talk*>(talk)->left;
    const std::size_t bytes = std::min(size * count, left.size());
    std::memcpy(to, left.data(), bytes);
    left.remove_prefix(bytes);
    return bytes;
}

// Every line the server says; the last no is kept.
std::size_t hear(char* said, std::size_t size, std::size_t count, void* talk) {
    std::string line{said, size * count};
    while (!line.empty() && static_cast<unsigned char>(line.back()) < 0x20) line.pop_back();
    if (!line.empty() && (line.front() == '4' || line.front() == '5')) static_cast<Talk*>(talk)->reply = line.substr(0, 300);
    return size * count;
}

// The very address the name led to: what is looked at is what is connected to.
curl_socket_t open_socket(void* talk, curlsocktype, curl_sockaddr* address) {
    auto& of = *static_cast<Talk*>(talk);
    std::array<char, NI_MAXHOST> text{};
    const bool named = getnameinfo(&address->addr, address->addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) == 0;
    const std::string ip = named ? text.data() : "";
    if (!may_be_a_server(ip) || (!of.server.inside && is_inside(ip))) {
        of.inside = ip;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// Set-up of the library, once in the program and before its first thread asks.
void begin_library() {
    static const CURLcode begun = curl_global_init(CURL_GLOBAL_DEFAULT);
    TANDEM_ASSERT(begun == CURLE_OK);
}

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

void prepare(CURL* curl, const MailServer& server, Talk& talk) {
    const std::string bare = server.host.find(':') == std::string::npos || server.host.starts_with('[') ? server.host : '[' + server.host + ']';
    const std::string url = std::string(server.security == MailSecurity::tls ? "smtps://" : "smtp://") + bare + ':' + std::to_string(server.port) + '/' + server.greeting;
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(server.time.count()));
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(std::max<std::int64_t>(1, server.time.count() / 1000)));
    curl_easy_setopt(curl, CURLOPT_USE_SSL, server.security == MailSecurity::none ? CURLUSESSL_NONE : CURLUSESSL_ALL);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    if (!server.authorities.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, server.authorities.c_str());
    if (!server.user.empty()) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, server.user.c_str());
        curl_easy_setopt(curl, CURLOPT_PASSWORD, server.password.c_str());
    }
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &talk);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &talk);
}

Result<void> outcome(CURL* curl, CURLcode code, const Talk& talk) {
    if (code == CURLE_OK) return {};
    const std::string subject = talk.server.host + ":" + std::to_string(talk.server.port);
    if (!talk.inside.empty()) return refuse("outgoing.inside", subject, {{"address", talk.inside}});
    if (code == CURLE_LOGIN_DENIED) return refuse("mail.sign_in", subject, {{"reply", talk.reply.empty() ? curl_easy_strerror(code) : talk.reply}});
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    const bool spoke = !talk.reply.empty() && code != CURLE_OPERATION_TIMEDOUT && code != CURLE_USE_SSL_FAILED && code != CURLE_PEER_FAILED_VERIFICATION;
    if (spoke && status >= 500) return refuse("mail.refused", subject, {{"reply", talk.reply}});
    if (spoke && status >= 400) return refuse("mail.deferred", subject, {{"reply", talk.reply}});
    return refuse("mail.unreachable", subject, {{"reason", curl_easy_strerror(code)}});
}

}  // namespace

Result<void> send_mail(const MailServer& server, const std::string& from, const std::string& to, const std::string& wire) {
    begin_library();
    const Handle curl{curl_easy_init(), curl_easy_cleanup};
    TANDEM_ASSERT(curl != nullptr);
    Talk talk{.server = server, .left = wire};
    prepare(curl.get(), server, talk);
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients{curl_slist_append(nullptr, ("<" + to + ">").c_str()), curl_slist_free_all};
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, ("<" + from + ">").c_str());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl.get(), CURLOPT_READDATA, &talk);
    curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
    return outcome(curl.get(), curl_easy_perform(curl.get()), talk);
}

Result<void> try_mail_server(const MailServer& server) {
    begin_library();
    const Handle curl{curl_easy_init(), curl_easy_cleanup};
    TANDEM_ASSERT(curl != nullptr);
    Talk talk{.server = server};
    prepare(curl.get(), server, talk);
    curl_easy_setopt(curl.get(), CURLOPT_CONNECT_ONLY, 1L);
    return outcome(curl.get(), curl_easy_perform(curl.get()), talk);
}

}  // namespace tandem::platform
