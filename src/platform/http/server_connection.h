// One connection of the server. Included by server.cpp alone: the only unit that sees Beast and Asio.
#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/http/server.h"
#include "platform/http/server_tls.h"
#include "platform/http/spool.h"
#include "platform/http/wire.h"

namespace tandem::platform::http {

// What the connections share.
struct Shared {
    const Router& router;
    DispatchOptions dispatch;
    ServerOptions options;
    std::unique_ptr<asio::ssl::context> tls;  // none: plain HTTP
    asio::thread_pool workers;
    std::atomic<int> queued{0};
    std::atomic<bool> stopping{false};
    std::atomic<std::uint64_t> requests{0};
    std::string run_id;  // makes request ids unique across restarts
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Shared& shared, tcp::socket socket, std::string peer);

    asio::awaitable<void> run();
    // On the connection's executor: ends the wait for a next request; a request in flight goes on.
    void close_if_idle();
    auto executor() { return stream_.get_executor(); }

private:
    enum class Next { another, close };

    asio::awaitable<std::optional<std::string>> read_head_block();
    asio::awaitable<Next> one_request(std::string block);
    Result<std::vector<std::string>> read_target(const Head& head, Request& request) const;
    asio::awaitable<Next> matched_request(const Head& head, const Router::Match& match, Request& request);
    asio::awaitable<Result<void>> read_body(const Head& head, const Route& route, Request& request);
    asio::awaitable<Result<void>> receive(const Head& head, std::int64_t limit, std::optional<Spool>& spool, std::string& body);
    asio::awaitable<bool> fill(std::chrono::milliseconds timeout);
    asio::awaitable<Next> refuse_and_close(Error error, const Request& request);
    asio::awaitable<Next> send(const Request& request, const Response& response, bool http_1_1, bool keep_alive);
    asio::awaitable<bool> send_produced(const Request& request, const Producer& producer, bool chunked);
    asio::awaitable<bool> write(std::string_view first, std::string_view second);
    asio::awaitable<void> on_worker(std::function<void()> work);
    asio::awaitable<void> linger();
    Request make_request(const Head& head) const;

    Shared& shared_;
    Transport stream_;
    std::string peer_;
    std::string pending_;  // bytes received and not yet used
    std::array<char, 8192> input_{};
    bool idle_ = true;     // no whole head has come: nothing is lost by closing
    bool timed_out_ = false;
    bool unread_ = false;  // the client may still be sending what nobody will read
};

}  // namespace tandem::platform::http
