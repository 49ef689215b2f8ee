#include "platform/totp.h"

#include <doctest/doctest.h>

#include <set>

using namespace tandem::platform;

TEST_CASE("S10: codes are those of RFC 6238, appendix B (its eight digits end with our six)") {
    const std::string secret = "12345678901234567890";
    struct Vector { std::int64_t seconds; const char* code; };
    for (const Vector& one : {Vector{59, "287082"}, Vector{1111111109, "081804"}, Vector{1111111111, "050471"}, Vector{1234567890, "005924"},
                              Vector{2000000000, "279037"}, Vector{20000000000, "353130"}})
        CHECK_MESSAGE(totp_code(secret, one.seconds / 30) == one.code, one.seconds);
    CHECK(totp_code("another secret 12345", 1) != totp_code(secret, 1));
}

TEST_CASE("a secret is typed in as RFC 4648 writes it, and read back") {
    CHECK(base32("") == "");
    CHECK(base32("f") == "MY");
    CHECK(base32("foobar") == "MZXW6YTBOI");
    CHECK(base32("12345678901234567890") == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    for (const char* text : {"", "f", "fo", "foo", "foob", "fooba", "foobar"}) CHECK(from_base32(base32(text)) == text);
    const std::string secret = random_secret();
    CHECK(secret.size() == 20);
    CHECK(from_base32(base32(secret)) == secret);
    CHECK(random_secret() != secret);
}

TEST_CASE("recovery codes differ and have none of the letters that look alike") {
    std::set<std::string> codes;
    for (int each = 0; each < 200; ++each) {
        const std::string code = random_recovery_code();
        CHECK(code.size() == 11);
        CHECK(code[5] == '-');
        CHECK(code.find_first_of("ilo01") == std::string::npos);
        codes.insert(code);
    }
    CHECK(codes.size() == 200);
}
