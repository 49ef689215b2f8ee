// The server: routes, pages and the book, until a signal ends it.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "app/config.h"
#include "app/workspace.h"
#include "platform/http/router.h"
#include "platform/http/server.h"

namespace tandem::app::server {

namespace http = platform::http;

class Serving;

struct ServeOptions {
    WorkspaceOptions workspace;
    std::uint16_t port = 8080;      // 0 picks a free one
    std::string address = "127.0.0.1";
    int workers = 4;
    Limits limits;
    std::optional<http::TlsFiles> tls;
    bool behind_proxy = false;
    std::vector<std::string> proxies;  // empty: this machine
    LogSettings log;
    std::string web_folder;         // development: pages from this folder in place of the embedded ones
    AuditFiles audit;               // key and anchors of the audit trail
    std::optional<OidcSettings> oidc;  // single sign-on
    std::optional<RatingSettings> ratings;      // who is asked for ratings
    std::optional<MailSettings> mail;           // by whom mail leaves
    std::string public_url;                     // for links in mail
    std::vector<AllowedTarget> outgoing_allow;  // inside targets that may be asked
    std::string breached_passwords;    // a file of leaked passwords; empty: none
    enum class Demo { no, when_empty } demo = Demo::no;
};

// Every route of the interface; the pages come beside them.
void add_all_routes(platform::http::Router& router, Serving& serving, const AuditFiles& audit);

// Says where it listens and how to sign in, then serves. Refuses what Workspace::open and the server refuse.
Result<void> serve(const ServeOptions& options, const Clock& clock, const std::function<void(const std::string& line)>& say);

}  // namespace tandem::app::server
