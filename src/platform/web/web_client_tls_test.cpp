// What a certificate must be before anything is said to a server.
#include <doctest/doctest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "platform/web/web_client.h"
#include "support/loopback_web.h"

using namespace tandem;
using namespace tandem::platform;

namespace {

namespace fs = std::filesystem;
template <class T, auto Free>
using Owned = std::unique_ptr<T, decltype([](T* pointer) { Free(pointer); })>;

// A certificate that signs itself, for "localhost", good from now to `until` seconds from now.
struct SelfSigned {
    explicit SelfSigned(long until = 3'600) : key{EVP_EC_gen("P-256")}, certificate{X509_new()}, file{fs::temp_directory_path() / ("tls-test-" + std::to_string(::getpid()) + ".pem")} {
        X509* x509 = certificate.get();
        X509_set_version(x509, X509_VERSION_3);
        ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
        X509_gmtime_adj(X509_getm_notBefore(x509), -7'200);
        X509_gmtime_adj(X509_getm_notAfter(x509), until);
        X509_set_pubkey(x509, key.get());
        X509_NAME* name = X509_get_subject_name(x509);
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
        X509_set_issuer_name(x509, name);
        const Owned<X509_EXTENSION, X509_EXTENSION_free> hosts{X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost")};
        REQUIRE(X509_add_ext(x509, hosts.get(), -1) == 1);
        REQUIRE(X509_sign(x509, key.get(), EVP_sha256()) > 0);
        const Owned<FILE, fclose> out{fopen(file.c_str(), "w")};
        REQUIRE(PEM_write_X509(out.get(), x509) == 1);
    }
    ~SelfSigned() { fs::remove(file); }
    Owned<EVP_PKEY, EVP_PKEY_free> key;
    Owned<X509, X509_free> certificate;
    fs::path file;
};

// Answers one request over TLS and counts those that were said.
class TlsServer {
public:
    explicit TlsServer(const SelfSigned& self, int newest = TLS1_3_VERSION) : context_{SSL_CTX_new(TLS_server_method())}, listener_{socket(AF_INET, SOCK_STREAM, 0)} {
        SSL_CTX_use_certificate(context_.get(), self.certificate.get());
        SSL_CTX_use_PrivateKey(context_.get(), self.key.get());
        SSL_CTX_set_security_level(context_.get(), 0);  // an old server
        SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context_.get(), newest);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        REQUIRE(bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(listen(listener_, 1) == 0);
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port = ntohs(address.sin_port);
        thread_ = std::jthread{[this] { serve_once(); }};
    }
    ~TlsServer() {
        thread_.join();
        close(listener_);
    }
    std::uint16_t port = 0;
    std::atomic<int> heard{0};

private:
    void serve_once() {
        const int client = accept(listener_, nullptr, nullptr);
        const Owned<SSL, SSL_free> line{SSL_new(context_.get())};
        SSL_set_fd(line.get(), client);
        char buffer[4096];
        if (SSL_accept(line.get()) == 1 && SSL_read(line.get(), buffer, sizeof buffer) > 0) {
            ++heard;
            const std::string answer = testing::web_answer("over TLS");
            SSL_write(line.get(), answer.data(), static_cast<int>(answer.size()));
            SSL_shutdown(line.get());
        }
        close(client);
    }
    Owned<SSL_CTX, SSL_CTX_free> context_;
    int listener_;
    std::jthread thread_;
};

Result<WebAnswer> ask(const std::string& host, TlsServer& server, const std::string& authorities) {
    return ask_web({.address = *parse_web_address("https://" + host + ":" + std::to_string(server.port) + "/")}, {.authorities = authorities, .inside = true});
}

}  // namespace

TEST_CASE("a server is believed when an authority we know signed its certificate for the name we asked") {
    const SelfSigned self;
    TlsServer server{self};
    const auto answer = ask("localhost", server, self.file.string());
    REQUIRE_MESSAGE(answer, answer.error().figures.front().second);
    CHECK(answer->body == "over TLS");
}

TEST_CASE("S15: an unknown authority, another name, an old certificate or old TLS hears nothing of us") {
    const auto hears = [](const SelfSigned& self, const std::string& host, const std::string& authorities, int newest = TLS1_3_VERSION) {
        TlsServer server{self, newest};
        CHECK_FALSE(ask(host, server, authorities));
        return server.heard.load();
    };
    const SelfSigned self;
    CHECK(hears(self, "localhost", "") == 0);
    CHECK(hears(self, "127.0.0.1", self.file.string()) == 0);
    CHECK(hears(self, "localhost", self.file.string(), TLS1_1_VERSION) == 0);
    const SelfSigned ended{-3'600};
    CHECK(hears(ended, "localhost", ended.file.string()) == 0);
}
