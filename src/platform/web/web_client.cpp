#include "platform/web/web_client.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <exception>
#include <stdexcept>

namespace tandem::platform {
namespace {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
namespace beast_http = boost::beast::http;
using asio::use_awaitable;
using asio::ip::tcp;

constexpr std::uint32_t longest_head = 16 * 1024;

bool may_be_a_server(const asio::ip::address& address) {
    if (address.is_unspecified() || address.is_multicast()) return false;
    if (address.is_v6() && address.to_v6().is_v4_mapped()) return may_be_a_server(asio::ip::address{asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6())});
    if (address.is_v6()) return !address.to_v6().is_link_local();
    const auto bytes = address.to_v4().to_bytes();
    return !(bytes[0] == 169 && bytes[1] == 254) && bytes[0] != 0 && bytes[0] < 240;
}

bool is_inside(const asio::ip::address_v4& address) {
    const auto bytes = address.to_bytes();
    const auto starts = [&](int first, int second, int bits_of_second) { return bytes[0] == first && (bytes[1] >> (8 - bits_of_second)) == (second >> (8 - bits_of_second)); };
    return address.is_loopback() || bytes[0] == 0 || bytes[0] == 10 || starts(172, 16, 4) || starts(192, 168, 8) || starts(169, 254, 8) || starts(100, 64, 2) || starts(198, 18, 7) || (starts(192, 0, 8) && bytes[2] == 0);
}

bool is_inside(const asio::ip::address& address) {
    if (address.is_v4()) return is_inside(address.to_v4());
    const auto six = address.to_v6();
    const auto bytes = six.to_bytes();
    const auto four_at = [&](std::size_t at) { return is_inside(asio::ip::address_v4{{bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]}}); };
    const bool zeros = std::ranges::all_of(bytes.begin(), bytes.begin() + 10, [](auto byte) { return byte == 0; });
    if (six.is_loopback() || six.is_link_local() || (bytes[0] & 0xfe) == 0xfc || (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0xc0)) return true;
    if (zeros && (six.is_v4_mapped() || (bytes[10] == 0 && bytes[11] == 0))) return four_at(12);
    if (bytes[0] == 0x20 && bytes[1] == 0x02) return four_at(2);  // 6to4
    return bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == 0xff && bytes[3] == 0x9b && four_at(12);  // NAT64
}

struct Inside {
    std::string address;
};

template <class Stream>
asio::awaitable<WebAnswer> exchange(Stream& stream, const WebRequest& request, const WebLimits& limits) {
    beast_http::request<beast_http::string_body> message{beast_http::string_to_verb(request.method), request.address.target, 11};
    message.set(beast_http::field::host, request.address.host_and_port());
    message.set(beast_http::field::user_agent, "Tandem/" TANDEM_VERSION);
    message.set(beast_http::field::connection, "close");
    for (const auto& [name, value] : request.fields) message.set(name, value);
    message.body() = request.body;
    message.prepare_payload();
    co_await beast_http::async_write(stream, message, use_awaitable);
    boost::beast::flat_buffer buffer;
    beast_http::response_parser<beast_http::string_body> answer;
    answer.header_limit(longest_head);
    answer.body_limit(limits.answer_bytes);
    co_await beast_http::async_read(stream, buffer, answer, use_awaitable);
    co_return WebAnswer{static_cast<int>(answer.get().result_int()), std::move(answer.get().body())};
}

ssl::context verifying_context(const std::string& authorities) {
    ssl::context context{ssl::context::tls_client};
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    context.set_verify_mode(ssl::verify_peer);
    context.set_default_verify_paths();
    if (!authorities.empty()) context.load_verify_file(authorities);
    return context;
}

asio::awaitable<WebAnswer> ask(asio::io_context& io, const WebRequest& request, const WebLimits& limits) {
    tcp::resolver resolver{io};
    // Resolved once: these very addresses are looked at, and connected to.
    const auto found = co_await resolver.async_resolve(request.address.host, std::to_string(request.address.port), use_awaitable);
    for (const auto& entry : found)
        if (!may_be_a_server(entry.endpoint().address())) throw std::runtime_error("the name leads to " + entry.endpoint().address().to_string() + ", which no server has");
    for (const auto& entry : found)
        if (!limits.inside && is_inside(entry.endpoint().address())) throw Inside{entry.endpoint().address().to_string()};
    tcp::socket socket{io};
    co_await asio::async_connect(socket, found, use_awaitable);
    if (!request.address.tls) co_return co_await exchange(socket, request, limits);
    ssl::context context = verifying_context(limits.authorities);
    ssl::stream<tcp::socket> stream{std::move(socket), context};
    stream.set_verify_callback(ssl::host_name_verification{request.address.host});
    if (SSL_set_tlsext_host_name(stream.native_handle(), request.address.host.c_str()) != 1) throw std::runtime_error("the host cannot be named to TLS");
    co_await stream.async_handshake(ssl::stream_base::client, use_awaitable);
    co_return co_await exchange(stream, request, limits);
}

}  // namespace

bool may_be_a_server(const std::string& ip_address) {
    boost::system::error_code failed;
    const auto address = asio::ip::make_address(ip_address, failed);
    return !failed && may_be_a_server(address);
}

bool is_inside(const std::string& ip_address) {
    boost::system::error_code failed;
    const auto address = asio::ip::make_address(ip_address, failed);
    return failed || is_inside(address);
}

namespace {

Error refusal_of(std::exception_ptr failed, const std::string& subject, const WebLimits& limits) {
    try {
        std::rethrow_exception(failed);
    } catch (const Inside& inside) {
        return {"outgoing.inside", subject, {{"address", inside.address}}};
    } catch (const boost::system::system_error& error) {
        if (error.code() == beast_http::error::body_limit) return {"outgoing.too_large", subject, {{"bytes", std::to_string(limits.answer_bytes)}}};
        return {"outgoing.failed", subject, {{"reason", error.what()}}};
    } catch (const std::exception& exception) {
        return {"outgoing.failed", subject, {{"reason", exception.what()}}};
    }
}

}  // namespace

Result<WebAnswer> ask_web(const WebRequest& request, const WebLimits& limits) {
    const std::string subject = request.address.host_and_port();
    Result<WebAnswer> answer = refuse("outgoing.failed", subject, {{"reason", "no answer in " + std::to_string(limits.time.count()) + " ms"}});
    try {
        asio::io_context io;
        asio::co_spawn(io, ask(io, request, limits), [&](std::exception_ptr failed, WebAnswer brought) {
            if (failed) answer = tl::unexpected<Error>(refusal_of(failed, subject, limits));
            else answer = std::move(brought);
        });
        io.run_for(limits.time);
    } catch (const std::exception& exception) {
        return refuse("outgoing.failed", subject, {{"reason", exception.what()}});
    }
    return answer;
}

}  // namespace tandem::platform
