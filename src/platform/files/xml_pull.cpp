#include "platform/files/xml_pull.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "platform/files/text_encoding.h"
#include "platform/files/utf8.h"

namespace tandem::platform {
namespace {

constexpr std::size_t piece_bytes = 64 << 10;
constexpr std::size_t token_bytes = 1 << 20;  // no tag and no text of a cell is longer

constexpr std::string_view blanks = " \t\r\n";

std::string_view without_prefix(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// "65" or "x41" between "&#" and ";".
std::optional<char32_t> code_point(std::string_view digits) {
    const bool hex = digits.starts_with('x');
    if (hex) digits.remove_prefix(1);
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
    if (error != std::errc{} || end != digits.data() + digits.size() || digits.empty()) return std::nullopt;
    if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return std::nullopt;
    return value;
}

std::optional<char32_t> predefined(std::string_view entity) {
    if (entity == "amp") return U'&';
    if (entity == "lt") return U'<';
    if (entity == "gt") return U'>';
    if (entity == "quot") return U'"';
    if (entity == "apos") return U'\'';
    if (entity.starts_with('#')) return code_point(entity.substr(1));
    return std::nullopt;
}

}  // namespace

XmlPull::XmlPull(std::unique_ptr<ByteSource> bytes, std::string part, int max_depth)
    : part_(std::move(part)), max_depth_(max_depth), buffer_(piece_bytes) {
    auto text = decode(std::move(bytes), Encoding::utf8);
    bytes_ = std::move(text->text);
}

tl::unexpected<Error> XmlPull::malformed() const { return refuse("file.xlsx_malformed", part_); }

// Keeps the begun token, moved to the front, and reads behind it. False when the part has ended.
Result<bool> XmlPull::fill() {
    if (end_ - at_ > token_bytes) return malformed();
    std::memmove(buffer_.data(), buffer_.data() + at_, end_ - at_);
    end_ -= at_;
    at_ = 0;
    if (buffer_.size() < end_ + piece_bytes) buffer_.resize(end_ + piece_bytes);
    const auto got = bytes_->read(std::span{buffer_}.subspan(end_));
    if (!got && got.error().code == "file.encoding_invalid") return malformed();
    if (!got) return tl::unexpected(got.error());
    if (std::memchr(buffer_.data() + end_, '\0', *got)) return malformed();
    end_ += *got;
    return *got > 0;
}

// The offset from the token's start of `mark`, reading on as needed; the part must hold it.
Result<std::size_t> XmlPull::find_from(std::size_t from, std::string_view mark) {
    while (true) {
        const auto found = ahead().find(mark, from);
        if (found != std::string_view::npos) return found;
        from = std::max(from, ahead().size() - std::min(ahead().size(), mark.size() - 1));
        if (!TRY(fill())) return malformed();
    }
}

// The offset of the '>' that ends the tag: one inside an attribute's quotes does not.
Result<std::size_t> XmlPull::tag_end() {
    char quote = 0;
    for (std::size_t at = 1;; ++at) {
        if (at == ahead().size() && !TRY(fill())) return malformed();
        const char letter = ahead()[at];
        if (quote != 0) quote = letter == quote ? '\0' : quote;
        else if (letter == '"' || letter == '\'') quote = letter;
        else if (letter == '>') return at;
        else if (letter == '<') return malformed();
    }
}

Result<std::string_view> XmlPull::decoded(std::string_view raw, std::string& into) const {
    if (raw.find('&') == std::string_view::npos) return raw;
    into.clear();
    while (!raw.empty()) {
        const auto amp = std::min(raw.find('&'), raw.size());
        into += raw.substr(0, amp);
        raw.remove_prefix(amp);
        if (raw.empty()) break;
        const auto semicolon = raw.find(';');
        const auto point = semicolon == std::string_view::npos ? std::nullopt : predefined(raw.substr(1, semicolon - 1));
        if (!point) return malformed();
        append_utf8(into, *point);
        raw.remove_prefix(semicolon + 1);
    }
    return std::string_view{into};
}

Result<XmlPull::Event> XmlPull::next() {
    attributes_ = text_ = {};
    if (closes_itself_) {
        closes_itself_ = false;
        open_names_.resize(open_.back());
        open_.pop_back();
        return Event::end;
    }
    name_ = {};  // the views of the last event: filling the buffer moves what they saw
    while (true) {
        if (at_ == end_ && !TRY(fill())) {
            if (!open_.empty() || !seen_root_) return malformed();
            return Event::finished;
        }
        if (ahead().front() != '<') {
            const Event event = TRY(read_text());
            if (open_.empty() && text_.find_first_not_of(blanks) != std::string_view::npos) return malformed();
            if (!open_.empty()) return event;
            continue;
        }
        while (ahead().size() < 9 && TRY(fill())) {}
        const std::string_view tag = ahead();
        if (!tag.starts_with("<!") && !tag.starts_with("<?")) return read_tag();
        if (TRY(skip_or_cdata())) return Event::text;
    }
}

Result<XmlPull::Event> XmlPull::read_text() {
    std::size_t size = ahead().find('<');
    while (size == std::string_view::npos) {
        const std::size_t seen = ahead().size();
        if (!TRY(fill())) {
            size = ahead().size();
            break;
        }
        size = ahead().find('<', seen);
    }
    text_ = TRY(decoded(ahead().substr(0, size), scratch_));
    at_ += size;
    return Event::text;
}

// Passes over a comment or a processing instruction; true when it was a CDATA text.
Result<bool> XmlPull::skip_or_cdata() {
    const std::string_view tag = ahead();
    if (tag.starts_with("<!--")) {
        at_ += TRY(find_from(4, "-->")) + 3;
        return false;
    }
    if (tag.starts_with("<?")) {
        at_ += TRY(find_from(2, "?>")) + 2;
        return false;
    }
    if (!tag.starts_with("<![CDATA[")) return refuse("file.xlsx_dtd", part_);
    if (open_.empty()) return malformed();
    const std::size_t stop = TRY(find_from(9, "]]>"));
    text_ = ahead().substr(9, stop - 9);
    at_ += stop + 3;
    return true;
}

Result<XmlPull::Event> XmlPull::read_tag() {
    const std::size_t stop = TRY(tag_end());
    std::string_view tag = ahead().substr(1, stop - 1);
    at_ += stop + 1;
    if (tag.starts_with('/')) return read_end_tag(tag.substr(1));
    if (open_.empty() && seen_root_) return malformed();
    seen_root_ = true;
    closes_itself_ = tag.ends_with('/');
    if (closes_itself_) tag.remove_suffix(1);
    const auto name_size = std::min(tag.find_first_of(blanks), tag.size());
    const std::string_view name = tag.substr(0, name_size);
    if (name.empty()) return malformed();
    attributes_ = tag.substr(name_size);
    TRY_VOID(open_element(name));
    name_ = without_prefix(name);
    return Event::start;
}

Result<void> XmlPull::open_element(std::string_view name) {
    if (depth() >= max_depth_) return refuse("file.xlsx_too_deep", part_, {{"limit", std::to_string(max_depth_)}});
    open_.push_back(open_names_.size());
    open_names_ += name;
    return {};
}

Result<XmlPull::Event> XmlPull::read_end_tag(std::string_view tag) {
    while (!tag.empty() && blanks.find(tag.back()) != std::string_view::npos) tag.remove_suffix(1);
    if (open_.empty() || std::string_view{open_names_}.substr(open_.back()) != tag) return malformed();
    open_names_.resize(open_.back());
    open_.pop_back();
    name_ = without_prefix(tag);
    return Event::end;
}

std::string_view XmlPull::raw_attribute(std::string_view name) const {
    std::string_view left = attributes_;
    while (true) {
        const auto begin = left.find_first_not_of(blanks);
        if (begin == std::string_view::npos) return {};
        left.remove_prefix(begin);
        const auto equals = left.find('=');
        if (equals == std::string_view::npos) return {};
        std::string_view found = left.substr(0, equals);
        found = without_prefix(found.substr(0, found.find_first_of(blanks)));
        const auto open = left.find_first_of("\"'", equals);
        if (open == std::string_view::npos) return {};
        const auto close = left.find(left[open], open + 1);
        if (close == std::string_view::npos) return {};
        if (found == name) return left.substr(open + 1, close - open - 1);
        left.remove_prefix(close + 1);
    }
}

Result<std::string> XmlPull::attribute(std::string_view name) const {
    std::string scratch;
    return std::string(TRY(decoded(raw_attribute(name), scratch)));
}

}  // namespace tandem::platform
