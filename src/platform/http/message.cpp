#include "platform/http/message.h"

#include <algorithm>
#include <charconv>
#include <system_error>

#include "platform/http/url.h"

namespace tandem::platform::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// The parts of a list such as "zh-CN, en;q=0.8": word and weight in thousandths.
template <class Visit>
void for_each_preference(std::string_view list, Visit visit) {
    while (!list.empty()) {
        const auto comma = list.find(',');
        std::string_view item = trim(list.substr(0, comma));
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
        int weight = 1000;
        if (const auto semicolon = item.find(';'); semicolon != std::string_view::npos) {
            const std::string_view quality = trim(item.substr(semicolon + 1));
            item = trim(item.substr(0, semicolon));
            if (quality.starts_with("q=0")) {
                weight = 0;
                int unit = 100;
                for (const char c : quality.substr(3)) {
                    if (c >= '0' && c <= '9') {
                        weight += (c - '0') * unit;
                        unit /= 10;
                    }
                }
            }
        }
        if (!item.empty()) visit(item, weight);
    }
}

tl::unexpected<Error> bad_parameter(std::string_view name, std::string_view value) {
    return refuse("http.bad_parameter", std::string{name}, {{"value", std::string{value.substr(0, 80)}}});
}

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

std::string_view Headers::get(std::string_view name) const {
    const auto found = std::ranges::find_if(fields_, [&](const Field& field) { return same_word(field.first, name); });
    return found == fields_.end() ? std::string_view{} : std::string_view{found->second};
}

bool Headers::has(std::string_view name) const {
    return std::ranges::any_of(fields_, [&](const Field& field) { return same_word(field.first, name); });
}

void Headers::set(std::string name, std::string value) {
    std::erase_if(fields_, [&](const Field& field) { return same_word(field.first, name); });
    add(std::move(name), std::move(value));
}

std::optional<std::string_view> Query::get(std::string_view name) const {
    for (const auto& [each, value] : values_)
        if (each == name && !value.empty()) return std::string_view{value};
    return std::nullopt;
}

std::string Query::text(std::string_view name, std::string_view otherwise) const {
    return std::string{get(name).value_or(otherwise)};
}

std::vector<std::string_view> Query::all(std::string_view name) const {
    std::vector<std::string_view> found;
    for (const auto& [each, value] : values_)
        if (each == name) found.push_back(value);
    return found;
}

Result<std::optional<Date>> Query::date(std::string_view name) const {
    const auto value = get(name);
    if (!value) return std::nullopt;
    const auto date = parse_date(*value);
    if (!date) return bad_parameter(name, *value);
    return *date;
}

Result<std::optional<Instant>> Query::instant(std::string_view name) const {
    const auto value = get(name);
    if (!value) return std::nullopt;
    const auto instant = parse_instant(*value);
    if (!instant) return bad_parameter(name, *value);
    return *instant;
}

Result<std::optional<std::int64_t>> Query::integer(std::string_view name, std::int64_t from, std::int64_t to) const {
    const auto value = get(name);
    if (!value) return std::nullopt;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), number);
    if (error != std::errc{} || end != value->data() + value->size() || number < from || number > to)
        return bad_parameter(name, *value);
    return number;
}

Result<bool> Query::flag(std::string_view name) const {
    const auto value = get(name);
    if (!value || *value == "false") return false;
    if (*value == "true") return true;
    return bad_parameter(name, *value);
}

Result<std::int64_t> Query::limit(std::int64_t otherwise) const {
    return TRY(integer("limit", 1, 500)).value_or(otherwise);
}

Result<void> Query::only(std::initializer_list<std::string_view> names) const {
    for (const auto& [name, value] : values_)
        if (std::ranges::find(names, name) == names.end()) return refuse("http.unknown_parameter", name);
    return {};
}

TempFile::~TempFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

std::string_view Request::parameter(std::string_view name) const {
    const auto found = std::ranges::find(parameters, name, [](const auto& each) { return std::string_view{each.first}; });
    TANDEM_ASSERT(found != parameters.end());
    return found->second;
}

std::string_view Request::cookie(std::string_view name) const {
    for (const auto& [field, value] : headers) {
        if (!same_word(field, "Cookie")) continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            const auto semicolon = rest.find(';');
            const std::string_view pair = trim(rest.substr(0, semicolon));
            rest = semicolon == std::string_view::npos ? std::string_view{} : rest.substr(semicolon + 1);
            if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
                return pair.substr(name.size() + 1);
        }
    }
    return {};
}

Language Request::language() const {
    int zh = 0;
    int en = 0;
    for_each_preference(headers.get("Accept-Language"), [&](std::string_view word, int weight) {
        const std::string_view primary = word.substr(0, word.find('-'));
        if (same_word(primary, "zh")) zh = std::max(zh, weight);
        if (same_word(primary, "en")) en = std::max(en, weight);
    });
    return en > zh ? Language::en : Language::zh;
}

bool Request::accepts_gzip() const {
    int named = -1;
    int any = 0;
    for_each_preference(headers.get("Accept-Encoding"), [&](std::string_view word, int weight) {
        if (same_word(word, "gzip")) named = weight;
        if (word == "*") any = weight;
    });
    return named >= 0 ? named > 0 : any > 0;
}

Response json(std::string body, int status) { return {status, "application/json; charset=utf-8", std::move(body)}; }

Response text(std::string body, int status) { return {status, "text/plain; charset=utf-8", std::move(body)}; }

Response no_content() { return {204, {}, {}}; }

Response redirect(std::string location) {
    Response response{303, {}, {}};
    response.headers.set("Location", std::move(location));
    return response;
}

Response download(std::string file_name, std::string content_type, std::string body) {
    std::string plain;
    for (const char c : file_name) {
        const bool safe = c > ' ' && c < 0x7f && std::string_view{"\"\\/;%"}.find(c) == std::string_view::npos;
        plain += safe ? c : '_';
    }
    Response response{200, std::move(content_type), std::move(body)};
    response.headers.set("Content-Disposition",
                         "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encode(file_name));
    return response;
}

Response download(std::string file_name, std::string content_type, Producer producer) {
    Response response = download(std::move(file_name), std::move(content_type), std::string{});
    response.producer = std::move(producer);
    return response;
}

}  // namespace tandem::platform::http
