#include "platform/secrets/certificate.h"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdio>
#include <ctime>
#include <memory>

namespace tandem::platform {
namespace {

using File = std::unique_ptr<FILE, int (*)(FILE*)>;

tl::unexpected<Error> unusable(const std::filesystem::path& file, const char* cause) { return refuse("http.tls_unreadable", file.string(), {{"cause", cause}}); }

}  // namespace

Result<Instant> certificate_ends(const std::filesystem::path& certificate, const std::filesystem::path& key) {
    const File certificate_file{std::fopen(certificate.c_str(), "re"), &std::fclose}, key_file{std::fopen(key.c_str(), "re"), &std::fclose};
    if (!certificate_file) return unusable(certificate, "not readable");
    if (!key_file) return unusable(key, "not readable");
    const std::unique_ptr<X509, void (*)(X509*)> read{PEM_read_X509(certificate_file.get(), nullptr, nullptr, nullptr), &X509_free};
    if (!read) return unusable(certificate, "no certificate");
    const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> own{PEM_read_PrivateKey(key_file.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free};
    if (!own) return unusable(key, "no key");
    if (X509_check_private_key(read.get(), own.get()) != 1) return unusable(key, "another certificate's key");
    std::tm ends{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(read.get()), &ends) != 1) return unusable(certificate, "no end date");
    return Instant{static_cast<std::int64_t>(timegm(&ends)) * 1'000'000};
}

}  // namespace tandem::platform
