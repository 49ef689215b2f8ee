// Clients that keep their connection and ask again as soon as they are answered: one thread, one epoll.
#pragma once
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tandem::bench {

struct LoadFigures {
    double per_second, p50_ms, p99_ms;
    std::size_t bytes;  // of one answer's body
};

class HttpClient {
public:
    explicit HttpClient(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) stop("connect");
    }
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;
    ~HttpClient() { close(socket_); }
    int handle() const { return socket_; }

    void ask(const std::string& request) {
        answer_.clear();
        head_ = 0;
        asked_ = std::chrono::steady_clock::now();
        if (send(socket_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size())) stop("send");
    }
    // Takes what has come; true when the answer is whole.
    bool take() {
        char piece[65536];
        const auto got = recv(socket_, piece, sizeof piece, 0);
        if (got <= 0) stop("recv");
        answer_.append(piece, static_cast<std::size_t>(got));
        if (head_ == 0) {
            const auto end = answer_.find("\r\n\r\n");
            if (end == std::string::npos) return false;
            if (!answer_.starts_with("HTTP/1.1 20")) stop(answer_.c_str());
            const auto length = answer_.find("Content-Length: ");
            if (length == std::string::npos || length > end) stop("no Content-Length");
            head_ = end + 4;
            body_ = std::strtoul(answer_.c_str() + length + 16, nullptr, 10);
        }
        return answer_.size() == head_ + body_;
    }
    double milliseconds() const { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - asked_).count(); }
    std::size_t body_size() const { return body_; }
    std::string body() const { return answer_.substr(head_); }

private:
    [[noreturn]] static void stop(const char* what) {
        std::fprintf(stderr, "HTTP: %s\n", what);
        std::exit(1);
    }
    int socket_;
    std::string answer_;
    std::size_t head_ = 0, body_ = 0;
    std::chrono::steady_clock::time_point asked_;
};

// `request(n)` is the n-th request as it goes over the wire.
inline LoadFigures load(std::uint16_t port, int clients, long requests, const std::function<std::string(long)>& request) {
    const int poll = epoll_create1(0);
    std::vector<std::unique_ptr<HttpClient>> all;
    long asked = 0;
    std::vector<double> took;
    const auto begin = std::chrono::steady_clock::now();
    for (int at = 0; at < clients; ++at) {
        all.push_back(std::make_unique<HttpClient>(port));
        epoll_event event{.events = EPOLLIN, .data = {.ptr = all.back().get()}};
        epoll_ctl(poll, EPOLL_CTL_ADD, all.back()->handle(), &event);
        all.back()->ask(request(asked++));
    }
    std::size_t bytes = 0;
    std::vector<epoll_event> events(static_cast<std::size_t>(clients));
    while (static_cast<long>(took.size()) < requests) {
        const int ready = epoll_wait(poll, events.data(), clients, 60'000);
        for (int at = 0; at < ready; ++at) {
            auto& client = *static_cast<HttpClient*>(events[static_cast<std::size_t>(at)].data.ptr);
            if (!client.take()) continue;
            took.push_back(client.milliseconds());
            bytes = std::max(bytes, client.body_size());
            client.ask(request(asked++));
        }
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    close(poll);
    std::ranges::sort(took);
    return {static_cast<double>(took.size()) / seconds, took[took.size() / 2], took[took.size() * 99 / 100], bytes};
}

}  // namespace tandem::bench
