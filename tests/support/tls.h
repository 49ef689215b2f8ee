// A certificate made for the test, and a client that speaks TLS to the loopback.
#pragma once
#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace tandem::testing {

// server.pem and server.key (mode 0600) in a folder of their own, valid for the days given.
class SelfSigned {
public:
    explicit SelfSigned(long days = 365) {
        static int count = 0;
        folder_ = std::filesystem::temp_directory_path() / ("tandem-tls-" + std::to_string(getpid()) + '-' + std::to_string(++count));
        std::filesystem::create_directories(folder_);
        EVP_PKEY* key = EVP_EC_gen("P-256");
        X509* certificate = X509_new();
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate), -86400);
        X509_gmtime_adj(X509_getm_notAfter(certificate), days * 86400);
        X509_set_pubkey(certificate, key);
        X509_NAME* name = X509_get_subject_name(certificate);
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
        X509_set_issuer_name(certificate, name);
        X509_sign(certificate, key, EVP_sha256());
        FILE* out = std::fopen(this->certificate().c_str(), "w");
        PEM_write_X509(out, certificate);
        std::fclose(out);
        out = std::fopen(this->key().c_str(), "w");
        PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
        std::fclose(out);
        chmod(this->key().c_str(), 0600);
        X509_free(certificate);
        EVP_PKEY_free(key);
    }
    ~SelfSigned() { std::filesystem::remove_all(folder_); }
    SelfSigned(const SelfSigned&) = delete;
    SelfSigned& operator=(const SelfSigned&) = delete;
    std::string certificate() const { return (folder_ / "server.pem").string(); }
    std::string key() const { return (folder_ / "server.key").string(); }

private:
    std::filesystem::path folder_;
};

struct TlsAnswer {
    bool agreed = false;   // the handshake came about
    std::string protocol;  // "TLSv1.3"
    std::string bytes;     // everything until the server said goodbye
    bool whole = false;    // the server said goodbye: nothing was cut off
};

// One request; protocols from `least` to `most` (TLS1_2_VERSION …), 0 for any.
inline TlsAnswer ask_tls(std::uint16_t port, const std::string& request, int least = 0, int most = 0, const char* ciphers = nullptr) {
    TlsAnswer answer;
    SSL_CTX* context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_security_level(context, 0);  // the client would take anything: the server must refuse
    SSL_CTX_set_min_proto_version(context, least);
    SSL_CTX_set_max_proto_version(context, most);
    if (ciphers) REQUIRE(SSL_CTX_set_cipher_list(context, ciphers) == 1);
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    timeval patience{5, 0};
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    SSL* tls = SSL_new(context);
    SSL_set_fd(tls, socket);
    answer.agreed = SSL_connect(tls) == 1;
    if (answer.agreed) {
        answer.protocol = SSL_get_version(tls);
        SSL_write(tls, request.data(), static_cast<int>(request.size()));
        char buffer[16384];
        for (int size; (size = SSL_read(tls, buffer, sizeof buffer)) > 0;) answer.bytes.append(buffer, static_cast<std::size_t>(size));
        answer.whole = (SSL_get_shutdown(tls) & SSL_RECEIVED_SHUTDOWN) != 0;
    }
    SSL_free(tls);
    close(socket);
    SSL_CTX_free(context);
    return answer;
}

}  // namespace tandem::testing
