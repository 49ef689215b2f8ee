// A web server of one test on a free port of the loopback: one answer a connection.
#pragma once
#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace tandem::testing {

struct Asked {
    std::string method, target, head, body;
    bool has_field(const std::string& line) const { return head.find("\r\n" + line + "\r\n") != std::string::npos; }
};

inline std::string web_answer(const std::string& body, const std::string& status = "200 OK", const std::string& more = {}) {
    return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n" + more + "\r\n" + body;
}

class LoopbackWeb {
public:
    // The bytes to send back. Called on the server's thread.
    using Answer = std::function<std::string(const Asked&)>;
    explicit LoopbackWeb(Answer answer) : answer_{std::move(answer)}, listener_{socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        REQUIRE(bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(listen(listener_, 8) == 0);
        REQUIRE(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
        port_ = ntohs(address.sin_port);
        thread_ = std::jthread{[this](const std::stop_token& stop) { run(stop); }};
    }
    ~LoopbackWeb() {
        thread_.request_stop();
        thread_.join();
        close(listener_);
    }
    std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }
    std::uint16_t port() const { return port_; }
    int connections() const { return connections_; }

private:
    void run(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            pollfd wait{listener_, POLLIN, 0};
            if (poll(&wait, 1, 20) != 1) continue;
            const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            ++connections_;
            const std::string bytes = answer_(receive(client));
            send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            // Who answers nothing keeps the line open until the other side gives up.
            if (bytes.empty()) receive_until_closed(client);
            close(client);
        }
    }
    static Asked receive(int client) {
        std::string all;
        for (char buffer[4096];;) {
            if (const auto end = all.find("\r\n\r\n"); end != std::string::npos) {
                const auto length = all.find("Content-Length: ");
                const std::size_t body = length < end ? std::stoul(all.substr(length + 16)) : 0;
                if (all.size() >= end + 4 + body) {
                    const auto first = all.find(' '), second = all.find(' ', first + 1);
                    return {all.substr(0, first), all.substr(first + 1, second - first - 1), all.substr(0, end + 2), all.substr(end + 4)};
                }
            }
            const ssize_t size = recv(client, buffer, sizeof buffer, 0);
            if (size <= 0) return {};
            all.append(buffer, static_cast<std::size_t>(size));
        }
    }
    static void receive_until_closed(int client) {
        char buffer[256];
        while (recv(client, buffer, sizeof buffer, 0) > 0) {}
    }
    Answer answer_;
    int listener_;
    std::uint16_t port_ = 0;
    std::atomic<int> connections_{0};
    std::jthread thread_;
};

}  // namespace tandem::testing
