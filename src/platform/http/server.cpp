#include "platform/http/server.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/strand.hpp>
#include <sys/resource.h>

#include <csignal>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "platform/http/server_answers.h"
#include "platform/http/server_connection.h"
#include "platform/http/server_requests.h"
#include "platform/password.h"

namespace tandem::platform::http {
namespace {

constexpr std::chrono::milliseconds accept_pause{50};  // when the system is out of descriptors
constexpr int backlog = 1024;

// Every connection is a descriptor; the soft limit of most systems is below what this server promises.
void raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

struct Server::State {
    State(const Router& router, DispatchOptions dispatch, ServerOptions options)
        : io{std::max(1, options.io_threads)},
          shared{router, std::move(dispatch), options, {}, asio::thread_pool{static_cast<std::size_t>(std::max(1, options.workers))}, {}, {}, {},
                 random_token().substr(0, 8) + '-'} {}

    asio::awaitable<void> accept_all();
    bool admit(const std::string& peer);
    void start(tcp::socket socket, const std::string& peer);
    void report(std::exception_ptr failure);
    void ended(Connection* connection, const std::string& peer);
    void begin_drain();

    asio::io_context io;
    asio::strand<asio::io_context::executor_type> main{io.get_executor()};  // accepting, signals and the end
    tcp::acceptor acceptor{main};
    asio::signal_set signals{main};
    asio::steady_timer drain{main};
    Shared shared;  // its workers end before the io context and the coroutines in it do
    std::mutex mutex;
    std::unordered_map<Connection*, std::weak_ptr<Connection>> connections;
    std::unordered_map<std::string, int> per_peer;
};

bool Server::State::admit(const std::string& peer) {
    const int most = is_loopback(peer) || from_proxy(shared.options, peer) ? shared.options.max_connections_from_loopback : shared.options.max_connections_per_peer;
    const std::lock_guard lock{mutex};
    if (static_cast<int>(connections.size()) >= shared.options.max_connections || per_peer[peer] >= most) return false;
    ++per_peer[peer];
    return true;
}

asio::awaitable<void> Server::State::accept_all() {
    asio::steady_timer pause{main};
    for (;;) {
        const asio::any_io_executor executor = asio::make_strand(io);
        auto [error, socket] = co_await acceptor.async_accept(executor, detail::awaiting);
        if (error == asio::error::operation_aborted || shared.stopping) co_return;
        if (error) {
            pause.expires_after(accept_pause);
            co_await pause.async_wait(detail::awaiting);
            continue;
        }
        beast::error_code gone;
        const auto remote = socket.remote_endpoint(gone);
        if (gone) continue;
        const std::string peer = remote.address().to_string();
        if (!may_answer(shared.options, peer)) continue;
        if (admit(peer)) {
            start(std::move(socket), peer);
        } else if (!shared.tls) {  // through TLS it would be noise: the connection just closes
            const Response refusal = problem({"http.too_many_connections", {}, {{"seconds", "5"}}}, Language::zh);
            socket.non_blocking(true, gone);
            socket.write_some(asio::buffer(serialize_head(refusal, {false, false, true, refusal.body.size()}) + refusal.body), gone);
        }
    }
}

void Server::State::start(tcp::socket socket, const std::string& peer) {
    beast::error_code ignored;
    socket.set_option(tcp::no_delay{true}, ignored);
    auto connection = std::make_shared<Connection>(shared, std::move(socket), peer);
    {
        const std::lock_guard lock{mutex};
        connections.emplace(connection.get(), connection);
    }
    asio::co_spawn(connection->executor(), connection->run(), [this, connection, peer](std::exception_ptr failure) {
        if (failure) report(failure);
        ended(connection.get(), peer);
    });
}

void Server::State::report(std::exception_ptr failure) {
    if (!shared.dispatch.report) return;
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& exception) {
        shared.dispatch.report(Request{}, exception.what());
    }
}

void Server::State::ended(Connection* connection, const std::string& peer) {
    const std::lock_guard lock{mutex};
    connections.erase(connection);
    const auto count = per_peer.find(peer);
    if (--count->second == 0) per_peer.erase(count);
    if (shared.stopping && connections.empty()) asio::post(main, [this] { drain.cancel(); });
}

void Server::State::begin_drain() {
    if (shared.stopping.exchange(true)) return;
    beast::error_code ignored;
    acceptor.close(ignored);
    signals.cancel(ignored);
    const std::lock_guard lock{mutex};
    if (connections.empty()) return;
    drain.expires_after(shared.options.drain_timeout);
    drain.async_wait([this](beast::error_code cancelled) {
        if (!cancelled) io.stop();
    });
    for (const auto& [key, weak] : connections)
        if (const auto connection = weak.lock()) asio::post(connection->executor(), [connection] { connection->close_if_idle(); });
}

Server::Server(const Router& router, DispatchOptions dispatch, ServerOptions options) {
    TANDEM_ASSERT(router.sealed());
    TANDEM_ASSERT(dispatch.identify != nullptr);
    state_ = std::make_unique<State>(router, std::move(dispatch), std::move(options));
}

Server::~Server() = default;

Result<std::uint16_t> Server::listen() {
    const ServerOptions& options = state_->shared.options;
    if (!may_listen(options)) return refuse("http.address_needs_tls", options.address);
    if (options.tls) state_->shared.tls = TRY(tls_context(*options.tls));
    raise_descriptor_limit();
    beast::error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) return refuse("http.address_in_use", options.address + ':' + std::to_string(options.port), {{"cause", error.message()}});
    const tcp::endpoint endpoint{address, options.port};
    state_->acceptor.open(endpoint.protocol(), error);
    if (!error) state_->acceptor.set_option(asio::socket_base::reuse_address{true}, error);
    if (!error) state_->acceptor.bind(endpoint, error);
    if (!error) state_->acceptor.listen(backlog, error);
    if (error) return refuse("http.address_in_use", options.address + ':' + std::to_string(options.port), {{"cause", error.message()}});
    return state_->acceptor.local_endpoint().port();
}

void Server::run() {
    State& state = *state_;
    if (state.shared.options.handle_signals) {
        state.signals.add(SIGINT);
        state.signals.add(SIGTERM);
        state.signals.async_wait([&state](beast::error_code cancelled, int) {
            if (!cancelled) state.begin_drain();
        });
    }
    asio::co_spawn(state.main, state.accept_all(), asio::detached);
    std::vector<std::jthread> more;
    for (int each = 1; each < state.shared.options.io_threads; ++each) more.emplace_back([&state] { state.io.run(); });
    state.io.run();
    more.clear();
    state.shared.workers.join();
}

void Server::stop() {
    asio::post(state_->main, [this] { state_->begin_drain(); });
}

}  // namespace tandem::platform::http
