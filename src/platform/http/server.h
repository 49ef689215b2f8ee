// The HTTP/1.1 server. Beast and Asio stay behind server.cpp.
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "platform/http/dispatch.h"
#include "platform/http/router.h"
#include "platform/http/wire.h"

namespace tandem::platform::http {

struct TlsFiles {
    std::filesystem::path certificate;  // PEM, the whole chain
    std::filesystem::path key;          // PEM; not readable by others
};

struct ServerOptions {
    std::string address = "127.0.0.1";  // beyond this machine only with tls or behind_proxy: http.address_needs_tls
    std::uint16_t port = 8080;          // 0 picks a free one
    int io_threads = 1;
    int workers = 4;
    int queue = 256;                    // requests waiting for a worker; more get 503 with Retry-After
    int max_connections = 4096;
    int max_connections_per_peer = 64;
    int max_connections_from_loopback = 4096;  // a reverse proxy on this machine is one peer
    HeadLimits head;                    // 16 KiB, 100 fields
    std::chrono::milliseconds header_timeout{10'000};  // from the first byte to the empty line
    std::chrono::milliseconds idle_timeout{60'000};    // between two requests of a connection
    std::chrono::milliseconds body_grace{10'000};      // a body may be slower than the rate for this long
    std::int64_t min_body_rate = 1024;                 // bytes per second
    std::chrono::milliseconds write_timeout{30'000};   // for every 64 KiB that leaves
    std::chrono::milliseconds drain_timeout{10'000};   // at shutdown, for requests in flight
    std::filesystem::path spool_folder;                // uploads; "" means the system's temporary folder
    std::optional<TlsFiles> tls;        // none: plain HTTP
    bool behind_proxy = false;          // the proxies speak TLS and name the client in X-Forwarded-For and -Proto
    std::vector<std::string> proxies = {"127.0.0.1", "::1"};  // the addresses whose word is taken
    bool handle_signals = true;                        // SIGINT and SIGTERM call stop()
};

bool is_loopback(std::string_view address);
bool from_proxy(const ServerOptions& options, std::string_view peer);
// May listen there, and may answer this peer: beyond this machine nothing travels in the clear.
bool may_listen(const ServerOptions& options);
bool may_answer(const ServerOptions& options, std::string_view peer);

class Server {
public:
    // The router must be sealed and outlive the server.
    Server(const Router& router, DispatchOptions dispatch, ServerOptions options);
    ~Server();

    // Binds and listens; the port that was picked. Refuses with http.address_needs_tls, http.address_in_use,
    // and what the certificate and its key are refused for.
    Result<std::uint16_t> listen();
    // Serves until stop() or a signal, then finishes the requests in flight.
    void run();
    // From any thread: accept no more, close idle connections, finish what is in flight.
    void stop();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tandem::platform::http
