// What one connection does with a request. Included by server.cpp alone.
#pragma once
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <charconv>

#include "platform/http/problem.h"
#include "platform/http/server_connection.h"
#include "platform/http/url.h"

namespace tandem::platform::http {

namespace detail {

constexpr std::size_t slice = 64 * 1024;             // what has to leave within one write timeout
constexpr std::int64_t chunk_allowance = 16 * 1024;  // chunk headers beyond 16 bytes for each byte of body
constexpr std::size_t most_lingering = 256 * 1024;

inline Error too_large(std::int64_t limit) { return {"http.body_too_large", {}, {{"limit", std::to_string(limit)}}}; }

inline std::string hex(std::size_t number) {
    std::array<char, 16> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number, 16).ptr;
    return {text.data(), end};
}

}  // namespace detail

inline Connection::Connection(Shared& shared, tcp::socket socket, std::string peer)
    : shared_{shared}, stream_{std::move(socket), shared.tls.get()}, peer_{std::move(peer)} {}

inline void Connection::close_if_idle() {
    if (idle_) stream_.cancel();
}

inline asio::awaitable<void> Connection::run() {
    stream_.expires_after(shared_.options.header_timeout);
    const bool agreed = co_await stream_.handshake();
    if (!agreed) co_return stream_.close();
    Next next = Next::another;
    while (next == Next::another && !shared_.stopping) {
        auto block = co_await read_head_block();
        if (!block) break;
        next = co_await one_request(std::move(*block));
    }
    co_await linger();
}

// Receives more into pending_. False when the peer has closed or the time is over; then the stream is closed.
inline asio::awaitable<bool> Connection::fill(std::chrono::milliseconds timeout) {
    stream_.expires_after(timeout);
    const auto [error, size] = co_await stream_.read_some(asio::buffer(input_));
    timed_out_ = error == beast::error::timeout;
    pending_.append(input_.data(), size);
    co_return !error;
}

inline asio::awaitable<std::optional<std::string>> Connection::read_head_block() {
    idle_ = true;
    if (pending_.empty()) {
        const bool more = co_await fill(shared_.options.idle_timeout);
        if (!more) co_return std::nullopt;
    }
    const auto deadline = std::chrono::steady_clock::now() + shared_.options.header_timeout;
    std::size_t seen = 0;
    Error fault{"http.bad_request", "line ending", {}};
    for (;;) {
        const auto end = pending_.find("\r\n\r\n", seen < 3 ? 0 : seen - 3);
        if (end != std::string::npos && end + 4 <= shared_.options.head.bytes) {
            std::string block = pending_.substr(0, end + 4);
            pending_.erase(0, end + 4);
            idle_ = false;
            co_return block;
        }
        if (has_bare_line_feed(pending_, seen)) break;
        seen = pending_.size();
        if (seen >= shared_.options.head.bytes) {
            fault = head_too_large(shared_.options.head);
            break;
        }
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0 || shared_.stopping) co_return std::nullopt;
        const bool more = co_await fill(left);
        if (!more) co_return std::nullopt;
    }
    const Request unread;
    co_await refuse_and_close(std::move(fault), unread);
    co_return std::nullopt;
}

inline Request Connection::make_request(const Head& head) const {
    Request request;
    request.method = head.method;
    request.headers = head.headers;
    request.peer = peer_;
    request.id = shared_.run_id + detail::hex(++shared_.requests);
    request.secure = shared_.tls != nullptr;
    if (!from_proxy(shared_.options, peer_)) return request;
    // Only what the proxy itself wrote is believed: the last name, and its word on how the client came.
    const std::string_view forwarded = head.headers.get("X-Forwarded-For");
    const std::string_view last = forwarded.substr(forwarded.rfind(',') + 1);
    if (!last.empty()) request.peer = last.substr(std::min(last.find_first_not_of(' '), last.size()));
    const std::string_view scheme = head.headers.get("X-Forwarded-Proto");
    request.secure = scheme.empty() || same_word(scheme, "https");
    return request;
}

// The path's segments; fills in path and query.
inline Result<std::vector<std::string>> Connection::read_target(const Head& head, Request& request) const {
    const std::string_view target = head.target;
    const auto mark = target.find('?');
    auto query = parse_query(mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1));
    if (!query) return refuse("http.bad_request", "query");
    request.query = std::move(*query);
    auto segments = TRY(split_path(target.substr(0, mark)));
    for (const std::string& segment : segments) request.path += '/' + segment;
    return segments;
}

inline asio::awaitable<Connection::Next> Connection::one_request(std::string block) {
    const auto head = parse_head(block, shared_.options.head);
    Request request = make_request(head.value_or(Head{}));
    if (!head) co_return co_await refuse_and_close(head.error(), request);
    const bool keep_alive = head->keep_alive && !head->has_body();  // an unmatched request's body stays unread
    Response response;
    if (head->target == "*") {
        response = no_content();
        response.headers.set("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    } else if (const auto segments = read_target(*head, request); !segments) {
        response = problem(segments.error(), request.language());
    } else if (const std::string allowed = shared_.router.allowed(*segments); head->method == "OPTIONS" && !allowed.empty()) {
        response = no_content();
        response.headers.set("Allow", allowed);
    } else {
        const Router& router = shared_.dispatch.routes ? shared_.dispatch.routes(request) : shared_.router;
        const auto found = router.find(head->method, *segments);
        if (const auto* match = std::get_if<Router::Match>(&found)) co_return co_await matched_request(*head, *match, request);
        if (const auto* other = std::get_if<Router::MethodNotAllowed>(&found)) {
            response = problem({"http.method_not_allowed", request.path, {{"method", request.method}, {"allow", other->allow}}}, request.language());
            response.headers.set("Allow", other->allow);
        } else {
            response = problem({"http.not_found", {}, {}}, request.language());
        }
    }
    response.headers.set("X-Request-Id", request.id);
    if (shared_.dispatch.observe) shared_.dispatch.observe(request, "", response.status, 0);
    unread_ = head->has_body();
    co_return co_await send(request, response, head->http_1_1, keep_alive);
}

inline asio::awaitable<Connection::Next> Connection::matched_request(const Head& head, const Router::Match& match, Request& request) {
    request.parameters = match.parameters;
    if (head.has_body()) {
        auto body = co_await read_body(head, *match.route, request);
        if (!body) co_return co_await refuse_and_close(body.error(), request);
    }
    Response response;
    if (shared_.queued.fetch_add(1) >= shared_.options.queue) {
        --shared_.queued;
        response = problem({"http.overloaded", {}, {{"seconds", "1"}}}, request.language());
        if (shared_.dispatch.observe) shared_.dispatch.observe(request, match.route->pattern, response.status, 0);
    } else {
        co_await on_worker([&] {
            --shared_.queued;
            response = dispatch(*match.route, request, shared_.dispatch);
        });
    }
    co_return co_await send(request, response, head.http_1_1, head.keep_alive);
}

inline asio::awaitable<Result<void>> Connection::read_body(const Head& head, const Route& route, Request& request) {
    if (head.content_length > route.max_body) co_return tl::unexpected(detail::too_large(route.max_body));
    std::optional<Spool> spool;
    if (route.upload) {
        auto opened = Spool::open(shared_.options.spool_folder);
        if (!opened) co_return tl::unexpected(std::move(opened).error());
        spool.emplace(std::move(*opened));
    }
    if (head.expects_continue && pending_.empty()) {
        const bool written = co_await write("HTTP/1.1 100 Continue\r\n\r\n", {});
        if (!written) co_return refuse("http.timeout");
    }
    auto received = co_await receive(head, route.max_body, spool, request.body);
    if (!received || !spool) co_return received;
    request.upload_bytes = spool->size();
    request.upload = spool->finish();
    co_return Result<void>{};
}

inline asio::awaitable<Result<void>> Connection::receive(const Head& head, std::int64_t limit, std::optional<Spool>& spool, std::string& body) {
    ChunkDecoder decoder;
    std::int64_t received = 0;
    std::int64_t overhead = 0;
    std::string piece;
    const auto began = std::chrono::steady_clock::now();
    while (head.chunked ? !decoder.done() : received < head.content_length) {
        if (pending_.empty()) {
            const bool more = co_await fill(shared_.options.body_grace);
            if (!more && timed_out_) co_return refuse("http.timeout");
            if (!more) co_return refuse("http.bad_request", "unfinished body");
        }
        piece.clear();
        auto used = Result<std::size_t>{pending_.size()};
        if (head.chunked) {
            used = decoder.feed(pending_, piece);
            if (!used) co_return tl::unexpected(std::move(used).error());
        } else {
            used = std::min(pending_.size(), static_cast<std::size_t>(head.content_length - received));
            piece.assign(pending_, 0, *used);
        }
        pending_.erase(0, *used);
        received += static_cast<std::int64_t>(piece.size());
        overhead += static_cast<std::int64_t>(*used - piece.size());
        if (received > limit) co_return tl::unexpected(detail::too_large(limit));
        if (overhead > 16 * received + detail::chunk_allowance) co_return refuse("http.bad_request", "chunk");
        if (spool) {
            auto kept = spool->append(piece);
            if (!kept) co_return kept;
        } else {
            body += piece;
        }
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
        if (took > shared_.options.body_grace && received * 1000 < shared_.options.min_body_rate * took.count()) co_return refuse("http.timeout");
    }
    co_return Result<void>{};
}

}  // namespace tandem::platform::http
