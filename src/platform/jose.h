// Signatures of tokens that others sign (JWS, RFC 7515 and 7518): RS256, PS256 and ES256, by OpenSSL.
#pragma once
#include <string>
#include <string_view>

namespace tandem::platform {

// A public key as JWKS publishes it; the parts are bytes, big-endian.
struct PublicKey {
    std::string type;               // "RSA" or "EC"
    std::string modulus, exponent;  // RSA
    std::string curve, x, y;        // EC: "P-256"
};

// Whether `signature` is the key's over the message by that algorithm. False too for an algorithm that is not one of the
// three, for one that does not belong to the type of the key, for RSA below 2048 bits, and for a point off the curve.
bool signature_fits(const PublicKey& key, std::string_view algorithm, std::string_view message, std::string_view signature);

std::string base64(std::string_view bytes);  // with padding: HTTP's Basic

}  // namespace tandem::platform
