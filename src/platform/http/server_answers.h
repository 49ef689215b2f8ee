// How one connection answers. Included by server.cpp alone.
#pragma once
#include "platform/http/server_requests.h"

namespace tandem::platform::http {

// After a fault of framing nothing on the connection can be trusted any more.
inline asio::awaitable<Connection::Next> Connection::refuse_and_close(Error error, const Request& request) {
    unread_ = true;
    Response response = problem(error, request.language());
    if (!request.id.empty()) response.headers.set("X-Request-Id", request.id);
    if (shared_.dispatch.observe) shared_.dispatch.observe(request, "", response.status, 0);
    co_return co_await send(request, response, true, false);
}

inline asio::awaitable<Connection::Next> Connection::send(const Request& request, const Response& response, bool http_1_1, bool keep_alive) {
    const bool produced = static_cast<bool>(response.producer);
    const bool chunked = produced && http_1_1;
    const bool stays = keep_alive && !shared_.stopping && !(produced && !http_1_1);
    const std::string head = serialize_head(response, {stays, chunked, !produced, response.body.size(), request.secure});
    const bool without_body = request.method == "HEAD" || response.status == 204 || response.status == 304;
    bool sent = co_await write(head, without_body || produced ? std::string_view{} : std::string_view{response.body});
    if (sent && produced && !without_body) sent = co_await send_produced(request, response.producer, chunked);
    co_return sent && stays ? Next::another : Next::close;
}

// A failure half-way closes the connection without the last chunk, so the reader knows that it is not whole.
inline asio::awaitable<bool> Connection::send_produced(const Request& request, const Producer& producer, bool chunked) {
    bool more = true;
    while (more) {
        std::string piece;
        std::string failure;
        co_await on_worker([&] {
            try {
                while (more && piece.size() < detail::slice) more = producer(piece);
            } catch (const std::exception& exception) {
                failure = exception.what();
                if (shared_.dispatch.report) shared_.dispatch.report(request, failure);
                failure += '.';
            }
        });
        if (!failure.empty()) co_return false;
        if (piece.empty()) continue;
        if (chunked) piece = detail::hex(piece.size()) + "\r\n" + piece + "\r\n";
        const bool written = co_await write(piece, {});
        if (!written) co_return false;
    }
    if (!chunked) co_return true;
    co_return co_await write("0\r\n\r\n", {});
}

inline asio::awaitable<bool> Connection::write(std::string_view first, std::string_view second) {
    while (!first.empty() || !second.empty()) {
        const std::string_view a = first.substr(0, detail::slice);
        const std::string_view b = second.substr(0, detail::slice - a.size());
        const std::array<asio::const_buffer, 2> buffers = {asio::buffer(a), asio::buffer(b)};
        stream_.expires_after(shared_.options.write_timeout);
        const bool written = co_await stream_.write(buffers);
        if (!written) co_return false;
        first.remove_prefix(a.size());
        second.remove_prefix(b.size());
    }
    co_return true;
}

// Runs the work on a worker and comes back to this connection's executor.
inline asio::awaitable<void> Connection::on_worker(std::function<void()> work) {
    auto start = [this, &work](auto handler) {
        auto guard = asio::make_work_guard(stream_.get_executor());  // the io threads stay while nothing else waits
        asio::post(shared_.workers, [&work, guard = std::move(guard), handler = std::move(handler)]() mutable {
            work();
            asio::post(guard.get_executor(), std::move(handler));
        });
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>&, void()>(start, asio::use_awaitable);
}

// Says that no more comes and reads on for a moment: closing with unread bytes would reset the connection
// and the client would lose the answer.
inline asio::awaitable<void> Connection::linger() {
    beast::error_code ignored;
    stream_.expires_after(std::chrono::seconds{1});
    co_await stream_.say_goodbye();
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.expires_after(std::chrono::seconds{1});
    std::size_t discarded = 0;
    while (unread_ && discarded < detail::most_lingering) {
        const auto [error, size] = co_await stream_.read_some(asio::buffer(input_));
        if (error) break;
        discarded += size;
    }
    stream_.close();
}

}  // namespace tandem::platform::http
