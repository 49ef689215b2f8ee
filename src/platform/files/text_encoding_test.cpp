#include "platform/files/text_encoding.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <unicode/ucnv.h>

#include <vector>

#include "platform/files/utf8.h"

using namespace tandem;
using namespace tandem::platform;

namespace {

std::string code_of(const Result<std::string>& decoded) { return decoded ? "decoded " + *decoded : std::string(decoded.error().code); }

// Random characters of all planes that are characters.
std::string random_text() {
    std::string text;
    for (const auto seed : *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::arbitrary<std::uint32_t>())) {
        const std::uint32_t ranges[][2] = {{0x20, 0x7F}, {0xA0, 0x250}, {0x4E00, 0x5000}, {0x3400, 0x3500}, {0x1F600, 0x1F640}, {0x20000, 0x20100}};
        const auto& range = ranges[seed % std::size(ranges)];
        append_utf8(text, range[0] + (seed / 7) % (range[1] - range[0]));
    }
    return text;
}

std::string encoded(const std::string& utf8, const char* charset) {
    std::string out(utf8.size() * 6 + 64, '\0');
    UErrorCode status = U_ZERO_ERROR;
    const auto size = ucnv_convert(charset, "UTF-8", out.data(), static_cast<std::int32_t>(out.size()), utf8.data(), static_cast<std::int32_t>(utf8.size()), &status);
    RC_ASSERT(U_SUCCESS(status));
    out.resize(static_cast<std::size_t>(size));
    return out;
}

// Hands out the bytes in pieces of a given size, as a slow upload does.
class Dripping final : public ByteSource {
public:
    Dripping(std::string bytes, std::size_t piece) : bytes_(std::move(bytes)), piece_(piece) {}
    Result<std::size_t> read(std::span<char> into) override {
        const std::size_t size = std::min({piece_, into.size(), bytes_.size() - at_});
        std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(at_), size, into.begin());
        at_ += size;
        return size;
    }
    Result<void> rewind() override {
        at_ = 0;
        return {};
    }

private:
    std::string bytes_;
    std::size_t piece_, at_ = 0;
};

std::string drained(ByteSource& text) {
    std::string all;
    std::vector<char> piece(64);
    while (true) {
        const auto got = text.read(piece);
        RC_ASSERT(got.has_value());
        if (*got == 0) return all;
        all.append(piece.data(), *got);
    }
}

}  // namespace

TEST_CASE("byte order marks decide and vanish") {
    CHECK(decode_all("\xEF\xBB\xBF" "客户") == "客户");
    CHECK(decode_all(std::string_view{"\xFF\xFE" "A\0" "\x2D\x4E", 6}) == "A中");
    CHECK(decode_all(std::string_view{"\xFE\xFF" "\0A" "\x4E\x2D", 6}) == "A中");
    CHECK(decode_all("\x84\x31\x95\x33" "A\xD6\xD0") == "A中");
    CHECK(decode_all("\xEF\xBB\xBF") == "");
    CHECK(decode_all("") == "");
}

TEST_CASE("without a mark: strict UTF-8, else strict GB18030") {
    CHECK(decode_all("客户,金额") == "客户,金额");
    CHECK(decode_all("\xBF\xCD\xBB\xA7") == "客户");
    CHECK(decode_all("\x82\x35\x8F\x33") == "\xE9\xBE\xA6");  // four bytes: U+9FA6
    CHECK(decode_all("\x95\x32\x82\x36") == "𠀀");            // four bytes beyond the basic plane
    auto source = borrowed_bytes("\xBF\xCD\xBB\xA7");
    CHECK(detect_encoding(*source) == Encoding::gb18030);
}

TEST_CASE("what is neither is refused with the byte of each") {
    const auto refused = decode_all("caf\xE9,12");
    REQUIRE(!refused);
    CHECK(refused.error().code == "file.encoding_unknown");
    CHECK(refused.error().figures == std::vector<std::pair<std::string, std::string>>{{"utf8_offset", "4"}, {"gb18030_offset", "3"}});
    CHECK(code_of(decode_all("\xC3\xA9t\xE9 \xFF")) == "file.encoding_unknown");
}

TEST_CASE("UTF-8 is strict: overlong, surrogate, too high, cut off") {
    for (const std::string_view wrong : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "a\xE5\xAE", "\x80"}) {
        CAPTURE(wrong);
        CHECK(code_of(decode_all(wrong, Encoding::utf8)) == "file.encoding_invalid");
    }
}

TEST_CASE("a named encoding is obeyed, and still strict") {
    CHECK(decode_all("caf\xE9", Encoding::latin1) == "café");
    CHECK(decode_all("\x80 5", Encoding::windows1252) == "€ 5");
    const auto refused = decode_all("ab\xBF\xCD\xFF", Encoding::gb18030);
    REQUIRE(!refused);
    CHECK(refused.error().code == "file.encoding_invalid");
    CHECK(refused.error().figures.front().second == "4");
    CHECK(code_of(decode_all("ab\xBF", Encoding::gb18030)) == "file.encoding_invalid");
    CHECK(*parse_encoding("GBK") == Encoding::gb18030);
    CHECK(parse_encoding("ebcdic").error().code == "file.unknown_encoding");
}

TEST_CASE("a wrong byte far down decides: detection reads the whole file") {
    std::string file(3 << 20, 'a');
    file += "\xBF\xCD\xBB\xA7";
    CHECK(decode_all(file) == std::string(3 << 20, 'a') + "客户");
}

TEST_CASE("property: any text in any encoding comes back, whatever the pieces") {
    const auto held = rc::check([] {
        const std::string text = random_text();
        const auto piece = *rc::gen::inRange<std::size_t>(1, 9);
        for (const auto& [encoding, charset] : {std::pair{Encoding::gb18030, "gb18030"}, {Encoding::utf16le, "UTF-16LE"}, {Encoding::utf16be, "UTF-16BE"}}) {
            auto decoded = decode(std::make_unique<Dripping>(encoded(text, charset), piece), encoding);
            RC_ASSERT(drained(*decoded->text) == text);
        }
        auto plain = decode(std::make_unique<Dripping>(text, piece));
        RC_ASSERT(drained(*plain->text) == text);
    });
    CHECK(held);
}

TEST_CASE("property: the UTF-8 check agrees with ICU on random bytes") {
    const auto held = rc::check([] {
        const auto bytes = *rc::gen::container<std::string>(rc::gen::elementOf(std::string{"aZ\x80\x8F\x90\x9F\xA0\xBF\xC1\xC2\xE0\xED\xEF\xF0\xF4\xF5"}));
        UErrorCode status = U_ZERO_ERROR;
        std::vector<UChar> out(bytes.size() + 8);
        UConverter* utf8 = ucnv_open("UTF-8", &status);
        ucnv_setToUCallBack(utf8, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
        ucnv_toUChars(utf8, out.data(), static_cast<std::int32_t>(out.size()), bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
        ucnv_close(utf8);
        Utf8Check check;
        RC_ASSERT((!check.feed(bytes) && check.complete()) == bool(U_SUCCESS(status)));
    });
    CHECK(held);
}
