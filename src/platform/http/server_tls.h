// The certificate of this server and one connection's bytes, in the clear or through TLS. Included by
// server.cpp alone.
#pragma once
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <memory>
#include <optional>

#include "platform/http/server.h"
#include "platform/secrets/private_file.h"

namespace tandem::platform::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

namespace detail {

constexpr auto awaiting = asio::as_tuple(asio::use_awaitable);

inline std::string reason_of(const beast::error_code& error) { return error.message(); }

}  // namespace detail

// TLS 1.2 and 1.3 with forward secrecy and authenticated encryption only. Refuses secrets.exposed and
// http.tls_unreadable before anything listens.
inline Result<std::unique_ptr<asio::ssl::context>> tls_context(const TlsFiles& files) {
    TRY_VOID(check_private_file(files.key));
    auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    SSL_CTX* native = context->native_handle();
    beast::error_code error;
    context->use_certificate_chain_file(files.certificate.string(), error);
    if (error) return refuse("http.tls_unreadable", files.certificate.string(), {{"cause", detail::reason_of(error)}});
    context->use_private_key_file(files.key.string(), asio::ssl::context::pem, error);
    if (error) return refuse("http.tls_unreadable", files.key.string(), {{"cause", detail::reason_of(error)}});
    const bool fits = SSL_CTX_check_private_key(native) == 1;
    const bool strict = SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION) == 1 &&
                        SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL") == 1;
    if (!fits || !strict) return refuse("http.tls_unreadable", files.key.string(), {{"cause", fits ? "no cipher of TLS 1.2" : "another certificate's key"}});
    SSL_CTX_set_options(native, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    return context;
}

// One connection's bytes. The time limit is the TCP stream's in both cases.
class Transport {
public:
    Transport(tcp::socket socket, asio::ssl::context* tls) : tcp_{std::move(socket)} {
        if (tls) tls_.emplace(tcp_, *tls);
    }
    auto get_executor() { return tcp_.get_executor(); }
    tcp::socket& socket() { return tcp_.socket(); }
    void expires_after(std::chrono::milliseconds limit) { tcp_.expires_after(limit); }
    void cancel() { tcp_.cancel(); }
    void close() { tcp_.close(); }

    // True at once without TLS. A client that speaks anything else is not answered.
    asio::awaitable<bool> handshake() {
        if (!tls_) co_return true;
        auto [error] = co_await tls_->async_handshake(asio::ssl::stream_base::server, detail::awaiting);
        encrypted_ = !error;
        co_return encrypted_;
    }
    asio::awaitable<std::pair<beast::error_code, std::size_t>> read_some(asio::mutable_buffer into) {
        if (tls_) {
            auto [error, size] = co_await tls_->async_read_some(into, detail::awaiting);
            co_return std::pair{error, size};
        }
        auto [error, size] = co_await tcp_.async_read_some(into, detail::awaiting);
        co_return std::pair{error, size};
    }
    template <class Buffers>
    asio::awaitable<bool> write(const Buffers& buffers) {
        if (tls_) {
            auto [error, size] = co_await asio::async_write(*tls_, buffers, detail::awaiting);
            co_return !error;
        }
        auto [error, size] = co_await asio::async_write(tcp_, buffers, detail::awaiting);
        co_return !error;
    }
    // Tells the client that the answer is whole: without it a cut connection looks the same.
    asio::awaitable<void> say_goodbye() {
        if (!encrypted_) co_return;
        auto [ignored] = co_await tls_->async_shutdown(detail::awaiting);
    }

private:
    beast::tcp_stream tcp_;
    std::optional<asio::ssl::stream<beast::tcp_stream&>> tls_;
    bool encrypted_ = false;
};

}  // namespace tandem::platform::http
