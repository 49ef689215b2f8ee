// An identity provider's keys, and tokens signed, or wrongly signed, with them.
#pragma once
#include <doctest/doctest.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include <boost/json.hpp>

#include <memory>
#include <string>

#include "platform/password.h"

namespace tandem::testing {

namespace json = boost::json;

class TestKey {
public:
    static TestKey rsa(std::string id, unsigned bits = 2048) { return TestKey{EVP_RSA_gen(bits), std::move(id)}; }
    static TestKey p256(std::string id) { return TestKey{EVP_EC_gen("P-256"), std::move(id)}; }

    std::string id() const { return id_; }
    json::object jwk() const {
        json::object key{{"kid", id_}, {"use", "sig"}};
        if (is_rsa()) {
            key["kty"] = "RSA";
            key["n"] = number(OSSL_PKEY_PARAM_RSA_N);
            key["e"] = number(OSSL_PKEY_PARAM_RSA_E);
        } else {
            key["kty"] = "EC";
            key["crv"] = "P-256";
            key["x"] = number(OSSL_PKEY_PARAM_EC_PUB_X, 32);
            key["y"] = number(OSSL_PKEY_PARAM_EC_PUB_Y, 32);
        }
        return key;
    }
    std::string sign(const std::string& algorithm, const std::string& message) const {
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
        EVP_PKEY_CTX* padding = nullptr;
        REQUIRE(EVP_DigestSignInit(context.get(), &padding, EVP_sha256(), nullptr, key_.get()) == 1);
        if (algorithm == "PS256") {
            EVP_PKEY_CTX_set_rsa_padding(padding, RSA_PKCS1_PSS_PADDING);
            EVP_PKEY_CTX_set_rsa_pss_saltlen(padding, RSA_PSS_SALTLEN_DIGEST);
        }
        std::string signature(1024, '\0');
        std::size_t size = signature.size();
        REQUIRE(EVP_DigestSign(context.get(), bytes(signature), &size, reinterpret_cast<const unsigned char*>(message.data()), message.size()) == 1);
        signature.resize(size);
        return is_rsa() ? signature : plain(signature);
    }

private:
    TestKey(EVP_PKEY* key, std::string id) : key_{key, EVP_PKEY_free}, id_{std::move(id)} { REQUIRE(key); }
    bool is_rsa() const { return EVP_PKEY_get_base_id(key_.get()) == EVP_PKEY_RSA; }
    static unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
    std::string number(const char* name, int size = 0) const {
        BIGNUM* value = nullptr;
        REQUIRE(EVP_PKEY_get_bn_param(key_.get(), name, &value) == 1);
        std::string text(static_cast<std::size_t>(size ? size : BN_num_bytes(value)), '\0');
        BN_bn2binpad(value, bytes(text), static_cast<int>(text.size()));
        BN_free(value);
        return platform::base64url(text);
    }
    static std::string plain(const std::string& der) {
        const auto* at = reinterpret_cast<const unsigned char*>(der.data());
        const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> signature{d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())), ECDSA_SIG_free};
        std::string both(64, '\0');
        BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), bytes(both), 32);
        BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), bytes(both) + 32, 32);
        return both;
    }
    std::shared_ptr<EVP_PKEY> key_;
    std::string id_;
};

inline std::string part(const json::object& object) { return platform::base64url(json::serialize(object)); }

inline std::string signed_token(const TestKey& key, const std::string& algorithm, const json::object& claims) {
    const std::string message = part({{"alg", algorithm}, {"kid", key.id()}, {"typ", "JWT"}}) + "." + part(claims);
    return message + "." + platform::base64url(key.sign(algorithm, message));
}

inline std::string hmac_sha256(const std::string& secret, const std::string& message) {
    std::string mac(32, '\0');
    unsigned size = 32;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), reinterpret_cast<const unsigned char*>(message.data()), message.size(), reinterpret_cast<unsigned char*>(mac.data()), &size);
    return mac;
}

}  // namespace tandem::testing
