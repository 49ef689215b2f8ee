#include "platform/jose.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <memory>

namespace tandem::platform {
namespace {

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* pointer) const { Free(pointer); }
};
using KeyPointer = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using NumberPointer = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using BuilderPointer = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using ParametersPointer = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;
using KeyContextPointer = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using DigestContextPointer = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using EcSignaturePointer = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;

constexpr int least_rsa_bits = 2048;
constexpr int most_rsa_bits = 8192;  // verifying costs grow with it
constexpr std::size_t p256_bytes = 32;

const unsigned char* as_bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
NumberPointer number(std::string_view bytes) { return NumberPointer{BN_bin2bn(as_bytes(bytes), static_cast<int>(bytes.size()), nullptr)}; }

KeyPointer key_from(const char* type, OSSL_PARAM_BLD* builder) {
    const ParametersPointer parameters{OSSL_PARAM_BLD_to_param(builder)};
    const KeyContextPointer context{EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr)};
    EVP_PKEY* key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 || EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) return {};
    return KeyPointer{key};
}

KeyPointer rsa_key(const PublicKey& key) {
    const NumberPointer n = number(key.modulus), e = number(key.exponent);
    const BuilderPointer builder{OSSL_PARAM_BLD_new()};
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
    KeyPointer made = key_from("RSA", builder.get());
    if (!made || EVP_PKEY_get_bits(made.get()) < least_rsa_bits || EVP_PKEY_get_bits(made.get()) > most_rsa_bits) return {};
    return made;
}

KeyPointer p256_key(const PublicKey& key) {
    if (key.curve != "P-256" || key.x.size() != p256_bytes || key.y.size() != p256_bytes) return {};
    const std::string point = '\x04' + key.x + key.y;
    const BuilderPointer builder{OSSL_PARAM_BLD_new()};
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
    return key_from("EC", builder.get());
}

// A token carries the two numbers side by side; OpenSSL wants them in DER.
std::string der_signature(std::string_view plain) {
    if (plain.size() != 2 * p256_bytes) return {};
    const EcSignaturePointer signature{ECDSA_SIG_new()};
    ECDSA_SIG_set0(signature.get(), number(plain.substr(0, p256_bytes)).release(), number(plain.substr(p256_bytes)).release());
    unsigned char* bytes = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &bytes);
    if (size <= 0) return {};
    std::string der(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
}

bool verify(EVP_PKEY* key, bool pss, std::string_view message, std::string_view signature) {
    const DigestContextPointer context{EVP_MD_CTX_new()};
    EVP_PKEY_CTX* padding = nullptr;
    if (EVP_DigestVerifyInit(context.get(), &padding, EVP_sha256(), nullptr, key) != 1) return false;
    if (pss && (EVP_PKEY_CTX_set_rsa_padding(padding, RSA_PKCS1_PSS_PADDING) != 1 || EVP_PKEY_CTX_set_rsa_pss_saltlen(padding, RSA_PSS_SALTLEN_DIGEST) != 1)) return false;
    return EVP_DigestVerify(context.get(), as_bytes(signature), signature.size(), as_bytes(message), message.size()) == 1;
}

}  // namespace

bool signature_fits(const PublicKey& key, std::string_view algorithm, std::string_view message, std::string_view signature) {
    if (signature.empty()) return false;
    if ((algorithm == "RS256" || algorithm == "PS256") && key.type == "RSA") {
        const KeyPointer rsa = rsa_key(key);
        return rsa && verify(rsa.get(), algorithm == "PS256", message, signature);
    }
    if (algorithm == "ES256" && key.type == "EC") {
        const KeyPointer p256 = p256_key(key);
        const std::string der = der_signature(signature);
        return p256 && !der.empty() && verify(p256.get(), false, message, der);
    }
    return false;
}

std::string base64(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    text.resize(static_cast<std::size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), as_bytes(bytes), static_cast<int>(bytes.size()))));
    return text;
}

}  // namespace tandem::platform
