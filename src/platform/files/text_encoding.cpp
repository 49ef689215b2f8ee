#include "platform/files/text_encoding.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "platform/files/utf8.h"

namespace tandem::platform {
namespace {

constexpr std::size_t piece_bytes = 256 << 10;

struct EncodingName {
    std::string_view name;
    Encoding encoding;
    const char* icu;
};
// The first name of an encoding is its own; the rest are accepted.
constexpr EncodingName names[] = {
    {"utf-8", Encoding::utf8, "UTF-8"},
    {"gb18030", Encoding::gb18030, "gb18030"},
    {"utf-16le", Encoding::utf16le, "UTF-16LE"},
    {"utf-16be", Encoding::utf16be, "UTF-16BE"},
    {"big5", Encoding::big5, "Big5"},
    {"shift_jis", Encoding::shift_jis, "Shift_JIS"},
    {"latin-1", Encoding::latin1, "ISO-8859-1"},
    {"windows-1252", Encoding::windows1252, "windows-1252"},
    {"utf8", Encoding::utf8, {}},
    {"gbk", Encoding::gb18030, {}},
    {"gb2312", Encoding::gb18030, {}},
    {"iso-8859-1", Encoding::latin1, {}},
    {"cp1252", Encoding::windows1252, {}},
};

const EncodingName& entry_of(Encoding encoding) { return *std::ranges::find(names, encoding, &EncodingName::encoding); }

tl::unexpected<Error> invalid(Encoding encoding, std::uint64_t offset) {
    return refuse("file.encoding_invalid", std::string(name_of(encoding)), {{"offset", std::to_string(offset)}});
}

// UTF-8 that is already UTF-8: checked on its way through, so that a file that changes after the
// detection is still refused.
class Utf8Text final : public ByteSource {
public:
    explicit Utf8Text(std::unique_ptr<ByteSource> bytes) : bytes_(std::move(bytes)) {}

    Result<std::size_t> read(std::span<char> into) override {
        while (true) {
            const std::size_t got = TRY(bytes_->read(into));
            if (const auto wrong = check_.feed({into.data(), got})) return invalid(Encoding::utf8, *wrong);
            if (got == 0 && !check_.complete()) return invalid(Encoding::utf8, check_.offset());
            if (!at_start_) return got;
            at_start_ = false;
            if (!std::string_view{into.data(), got}.starts_with(byte_order_mark)) return got;
            if (got == byte_order_mark.size()) continue;  // nothing but the mark so far
            std::copy(into.begin() + 3, into.begin() + static_cast<std::ptrdiff_t>(got), into.begin());
            return got - byte_order_mark.size();
        }
    }
    Result<void> rewind() override {
        check_ = {};
        at_start_ = true;
        return bytes_->rewind();
    }

private:
    std::unique_ptr<ByteSource> bytes_;
    Utf8Check check_;
    bool at_start_ = true;
};

// Everything else, by ICU, with every unmappable byte an error.
class ConvertedText final : public ByteSource {
public:
    ConvertedText(std::unique_ptr<ByteSource> bytes, Encoding encoding) : bytes_(std::move(bytes)), encoding_(encoding) {
        UErrorCode status = U_ZERO_ERROR;
        from_.reset(ucnv_open(entry_of(encoding).icu, &status));
        to_.reset(ucnv_open("UTF-8", &status));
        TANDEM_ASSERT(U_SUCCESS(status));
        ucnv_setToUCallBack(from_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
        TANDEM_ASSERT(U_SUCCESS(status));
        reset();
    }

    Result<std::size_t> read(std::span<char> into) override {
        char* out = into.data();
        while (out == into.data()) {
            if (next_ == end_ && !ended_) TRY_VOID(load());
            UErrorCode status = U_ZERO_ERROR;
            const char* before = next_;
            ucnv_convertEx(to_.get(), from_.get(), &out, into.data() + into.size(), &next_, end_, pivot_.data(), &pivot_read_,
                           &pivot_write_, pivot_.data() + pivot_.size(), false, ended_, &status);
            consumed_ += static_cast<std::uint64_t>(next_ - before);
            if (status != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(status)) return invalid(encoding_, wrong_byte());
            drop_mark(into.data(), out);
            if (out == into.data() && ended_ && next_ == end_) return std::size_t{0};
        }
        return static_cast<std::size_t>(out - into.data());
    }
    Result<void> rewind() override {
        reset();
        return bytes_->rewind();
    }

private:
    void reset() {
        ucnv_reset(from_.get());
        ucnv_reset(to_.get());
        pivot_read_ = pivot_write_ = pivot_.data();
        next_ = end_ = piece_.data();
        consumed_ = 0;
        ended_ = false;
        at_start_ = true;
    }
    Result<void> load() {
        const std::size_t got = TRY(bytes_->read(piece_));
        next_ = piece_.data();
        end_ = piece_.data() + got;
        ended_ = got == 0;
        return {};
    }
    std::uint64_t wrong_byte() const {
        char wrong[16];
        std::int8_t length = sizeof wrong;
        UErrorCode status = U_ZERO_ERROR;
        ucnv_getInvalidChars(from_.get(), wrong, &length, &status);
        return consumed_ - std::min<std::uint64_t>(consumed_, U_SUCCESS(status) && length > 0 ? static_cast<std::uint64_t>(length) : 0);
    }
    void drop_mark(char* begin, char*& out) {
        if (!at_start_ || out == begin) return;
        at_start_ = false;
        if (!std::string_view{begin, static_cast<std::size_t>(out - begin)}.starts_with(byte_order_mark)) return;
        out = std::copy(begin + byte_order_mark.size(), out, begin);
    }

    struct Close {
        void operator()(UConverter* converter) const { ucnv_close(converter); }
    };
    std::unique_ptr<ByteSource> bytes_;
    Encoding encoding_;
    std::unique_ptr<UConverter, Close> from_, to_;
    std::vector<char> piece_ = std::vector<char>(piece_bytes);
    std::array<UChar, 4096> pivot_{};
    UChar *pivot_read_ = nullptr, *pivot_write_ = nullptr;
    const char *next_ = nullptr, *end_ = nullptr;
    std::uint64_t consumed_ = 0;
    bool ended_ = false, at_start_ = true;
};

std::unique_ptr<ByteSource> text_of(std::unique_ptr<ByteSource> bytes, Encoding encoding) {
    if (encoding == Encoding::utf8) return std::make_unique<Utf8Text>(std::move(bytes));
    return std::make_unique<ConvertedText>(std::move(bytes), encoding);
}

// A source that somebody else owns.
class Borrowed final : public ByteSource {
public:
    explicit Borrowed(ByteSource& bytes) : bytes_(bytes) {}
    Result<std::size_t> read(std::span<char> into) override { return bytes_.read(into); }
    Result<void> rewind() override { return bytes_.rewind(); }

private:
    ByteSource& bytes_;
};

// Nothing when the whole source is of the encoding, else the offset of the first wrong byte.
Result<std::optional<std::string>> wrong_offset(ByteSource& source, Encoding encoding) {
    TRY_VOID(source.rewind());
    const auto text = text_of(std::make_unique<Borrowed>(source), encoding);
    std::vector<char> piece(piece_bytes);
    while (true) {
        const auto got = text->read(piece);
        if (!got && got.error().code != "file.encoding_invalid") return tl::unexpected(got.error());
        if (!got) return std::optional{got.error().figures.front().second};
        if (*got == 0) return std::optional<std::string>{};
    }
}

std::optional<Encoding> marked(std::string_view front) {
    if (front.starts_with(byte_order_mark)) return Encoding::utf8;
    if (front.starts_with("\xFF\xFE")) return Encoding::utf16le;
    if (front.starts_with("\xFE\xFF")) return Encoding::utf16be;
    if (front.starts_with("\x84\x31\x95\x33")) return Encoding::gb18030;
    return std::nullopt;
}

}  // namespace

Result<Encoding> parse_encoding(std::string_view name) {
    std::string lower{name};
    std::ranges::transform(lower, lower.begin(), [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    const auto found = std::ranges::find(names, lower, &EncodingName::name);
    if (found == std::end(names)) return refuse("file.unknown_encoding", std::string(name));
    return found->encoding;
}

std::string_view name_of(Encoding encoding) { return entry_of(encoding).name; }

Result<Encoding> detect_encoding(ByteSource& source) {
    TRY_VOID(source.rewind());
    std::array<char, 4> front{};
    const std::size_t got = TRY(source.read(front));
    if (const auto encoding = marked({front.data(), got})) {
        TRY_VOID(source.rewind());
        return *encoding;
    }
    const auto not_utf8 = TRY(wrong_offset(source, Encoding::utf8));
    const auto not_gb18030 = not_utf8 ? TRY(wrong_offset(source, Encoding::gb18030)) : std::nullopt;
    TRY_VOID(source.rewind());
    if (!not_utf8) return Encoding::utf8;
    if (!not_gb18030) return Encoding::gb18030;
    return refuse("file.encoding_unknown", {}, {{"utf8_offset", *not_utf8}, {"gb18030_offset", *not_gb18030}});
}

Result<DecodedSource> decode(std::unique_ptr<ByteSource> source, std::optional<Encoding> named) {
    const Encoding encoding = named ? *named : TRY(detect_encoding(*source));
    return DecodedSource{text_of(std::move(source), encoding), encoding};
}

Result<std::string> decode_all(std::string_view bytes, std::optional<Encoding> named) {
    const auto decoded = TRY(decode(borrowed_bytes(bytes), named));
    std::string text;
    std::vector<char> piece(piece_bytes);
    while (const std::size_t got = TRY(decoded.text->read(piece))) text.append(piece.data(), got);
    return text;
}

}  // namespace tandem::platform
