// A small pull reader for the XML inside spreadsheets: flat memory whatever the size of the part.
//
// It knows elements, attributes, text, CDATA, comments and the five predefined entities. Any DTD and any
// other entity is refused, so there is nothing to expand and nothing outside to fetch (trust S12).
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/byte_source.h"

namespace tandem::platform {

class XmlPull {
public:
    // `part` is named in refusals.
    XmlPull(std::unique_ptr<ByteSource> bytes, std::string part, int max_depth);

    enum class Event { start, end, text, finished };
    // file.xlsx_malformed, file.xlsx_dtd, file.xlsx_too_deep. Views live until the next call.
    Result<Event> next();

    std::string_view name() const { return name_; }  // of the element that starts or ends, without prefix
    std::string_view text() const { return text_; }
    // Of the element that starts: as written, without quotes and with entities; empty when absent. The name without prefix.
    std::string_view raw_attribute(std::string_view name) const;
    Result<std::string> attribute(std::string_view name) const;
    int depth() const { return static_cast<int>(open_.size()); }

private:
    Result<bool> fill();
    Result<std::size_t> find_from(std::size_t from, std::string_view mark);
    Result<std::size_t> tag_end();
    Result<Event> read_text();
    Result<Event> read_tag();
    Result<Event> read_end_tag(std::string_view tag);
    Result<bool> skip_or_cdata();
    Result<void> open_element(std::string_view name);
    Result<std::string_view> decoded(std::string_view raw, std::string& into) const;
    std::string_view ahead() const { return {buffer_.data() + at_, end_ - at_}; }
    tl::unexpected<Error> malformed() const;

    std::unique_ptr<ByteSource> bytes_;
    std::string part_;
    int max_depth_;
    std::vector<char> buffer_;
    std::size_t at_ = 0, end_ = 0;  // of the buffer: the next token, the filled part
    std::string_view name_, text_, attributes_;
    std::string scratch_;
    std::string open_names_;            // of the open elements, one behind the other
    std::vector<std::size_t> open_;     // where each begins
    bool closes_itself_ = false, seen_root_ = false;
};

}  // namespace tandem::platform
