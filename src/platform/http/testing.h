// For tests: a server of its own on a free port of the loopback, and a client that sends exactly its bytes.
#pragma once
#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <string>
#include <stdexcept>
#include <string_view>
#include <thread>

#include "platform/http/server.h"

namespace tandem::platform::http::testing {

class RawClient {
public:
    explicit RawClient(std::uint16_t port) : socket_{socket(AF_INET, SOCK_STREAM, 0)} {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~RawClient() { close(socket_); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    bool connected() const { return connected_; }
    // False once the server no longer takes bytes.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void shut_down_sending() { shutdown(socket_, SHUT_WR); }
    // Everything until the server closes or the time is over.
    std::string receive_all(int timeout_ms = 5000) {
        while (receive_some(timeout_ms)) {}
        return std::exchange(received_, {});
    }
    bool closed() const { return closed_; }
    // One answer with a Content-Length; "" when the server closes or is silent.
    std::string receive_one(bool without_body = false, int timeout_ms = 5000) {
        for (;;) {
            const auto head = received_.find("\r\n\r\n");
            if (head != std::string::npos) {
                std::size_t size = head + 4;
                const auto length = received_.find("Content-Length: ");
                if (!without_body && length < head) size += std::stoul(received_.substr(length + 16));
                if (received_.size() >= size) {
                    std::string one = received_.substr(0, size);
                    received_.erase(0, size);
                    return one;
                }
            }
            if (!receive_some(timeout_ms)) return {};
        }
    }

private:
    bool receive_some(int timeout_ms) {
        pollfd wait{socket_, POLLIN, 0};
        if (poll(&wait, 1, timeout_ms) != 1) return false;
        char buffer[65536];
        const ssize_t size = recv(socket_, buffer, sizeof buffer, 0);
        if (size <= 0) closed_ = true;
        if (size > 0) received_.append(buffer, static_cast<std::size_t>(size));
        return size > 0;
    }

    int socket_;
    bool connected_ = false;
    bool closed_ = false;
    std::string received_;
};

// Runs until the end of the test.
class TestServer {
public:
    using Describe = std::function<void(Router&)>;
    explicit TestServer(const Describe& describe, ServerOptions options = {}, DispatchOptions dispatch = {}) {
        describe(router_);
        REQUIRE(router_.seal());
        options.port = 0;
        options.handle_signals = false;
        if (!dispatch.identify) dispatch.identify = [](const Request&) { return Result<std::optional<Principal>>{std::nullopt}; };
        server_ = std::make_unique<Server>(router_, std::move(dispatch), std::move(options));
        const auto port = server_->listen();
        REQUIRE(port);
        port_ = *port;
        thread_ = std::jthread{[this] { server_->run(); }};
    }
    ~TestServer() { stop(); }
    void stop() {
        server_->stop();
        if (thread_.joinable()) thread_.join();
    }
    void begin_stop() { server_->stop(); }
    std::uint16_t port() const { return port_; }

    // The whole answer to the exact bytes, read until the server closes.
    std::string raw(std::string_view bytes) const {
        RawClient client{port_};
        client.send(bytes);
        client.shut_down_sending();
        return client.receive_all();
    }

private:
    Router router_;
    std::unique_ptr<Server> server_;
    std::uint16_t port_ = 0;
    std::jthread thread_;
};

inline Route open_route(std::string method, std::string pattern, Handler handler) {
    Route route;
    route.method = std::move(method);
    route.pattern = std::move(pattern);
    route.permission = Permission::public_;
    route.scope = Scope::public_;
    route.handler = std::move(handler);
    return route;
}

// One route of each kind, for the tests of the server.
inline void sample_routes(Router& router) {
    router.add(open_route("GET", "/hello", [](const Request&) { return json("\"hello\""); }));
    router.add(open_route("GET", "/api/slow", [](const Request&) {
        std::this_thread::sleep_for(std::chrono::milliseconds{300});
        return json("\"slow\"");
    }));
    router.add(open_route("GET", "/api/large", [](const Request&) { return json('"' + std::string(1 << 20, 'a') + '"'); }));
    router.add(open_route("POST", "/api/echo", [](const Request& request) { return json(request.body); }));
    Route upload = open_route("POST", "/api/upload", [](const Request& request) -> Result<Response> {
        TANDEM_ASSERT(request.body.empty() && std::filesystem::exists(request.upload->path()));
        return text(std::to_string(std::filesystem::file_size(request.upload->path())) + ' ' + std::to_string(request.upload_bytes));
    });
    upload.upload = true;
    upload.max_body = 8 << 20;
    router.add(std::move(upload));
    router.add(open_route("GET", "/api/produced", [](const Request& request) -> Result<Response> {
        const auto count = TRY(request.query.integer("pieces", 0, 1'000'000)).value_or(3);
        const bool breaks = TRY(request.query.flag("breaks"));
        return download("明细.csv", "text/csv; charset=utf-8", [at = std::int64_t{0}, count, breaks](std::string& chunk) mutable {
            if (at == count) {
                if (breaks) throw std::runtime_error("the book closed");
                return false;
            }
            chunk += "row " + std::to_string(++at) + '\n';
            return true;
        });
    }));
}

inline std::string status_line(std::string_view answer) { return std::string{answer.substr(0, answer.find("\r\n"))}; }
inline int status_of(std::string_view answer) { return answer.size() < 12 ? 0 : std::stoi(std::string{answer.substr(9, 3)}); }
inline std::string body_of(std::string_view answer) {
    const auto end = answer.find("\r\n\r\n");
    return end == std::string_view::npos ? std::string{} : std::string{answer.substr(end + 4)};
}

}  // namespace tandem::platform::http::testing
