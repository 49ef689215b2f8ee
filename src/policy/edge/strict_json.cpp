#include "policy/edge/strict_json.h"

#include <boost/json.hpp>

namespace tandem::policy {

namespace json = boost::json;

tl::unexpected<Error> refuse_type(std::string path, std::string expected) {
    return refuse("json.wrong_type", std::move(path), {{"expected", std::move(expected)}});
}

Result<json::value> parse_json(std::string_view text) {
    boost::system::error_code failed;
    json::value value = json::parse(text, failed);
    if (failed) return refuse("json.invalid", failed.message());
    return value;
}

Result<JsonObject> JsonObject::open(const json::value& value, std::string path) {
    if (!value.is_object()) return refuse_type(path.empty() ? "document" : std::move(path), "object");
    return JsonObject{value.get_object(), std::move(path)};
}

bool JsonObject::has(std::string_view key) const { return object_->contains(key); }

std::string JsonObject::path_of(std::string_view key) const { return path_.empty() ? std::string{key} : path_ + "." + std::string{key}; }

Result<const json::value*> JsonObject::need(std::string_view key) {
    asked_.emplace(key);
    const json::value* found = object_->if_contains(key);
    if (found == nullptr) return refuse("json.missing_key", path_of(key));
    return found;
}

Result<std::string> JsonObject::text(std::string_view key) {
    const json::value* value = TRY(need(key));
    if (!value->is_string()) return refuse_type(path_of(key), "text");
    return std::string{std::string_view{value->get_string()}};
}

Result<std::int64_t> JsonObject::integer(std::string_view key) {
    const json::value* value = TRY(need(key));
    if (!value->is_int64()) return refuse_type(path_of(key), "integer");
    return value->get_int64();
}

Result<int> JsonObject::small_integer(std::string_view key) {
    const std::int64_t value = TRY(integer(key));
    if (value < -1'000'000 || value > 1'000'000) return refuse_type(path_of(key), "integer within 1000000");
    return static_cast<int>(value);
}

Result<bool> JsonObject::boolean(std::string_view key) {
    const json::value* value = TRY(need(key));
    if (!value->is_bool()) return refuse_type(path_of(key), "true / false");
    return value->get_bool();
}

Result<Date> JsonObject::date(std::string_view key) { return parse_date(TRY(text(key))); }
Result<Rate> JsonObject::rate(std::string_view key) { return parse_rate(TRY(text(key))); }
Result<Rate> JsonObject::percent(std::string_view key) { return parse_percent(TRY(text(key))); }

Result<JsonObject> JsonObject::object(std::string_view key) { return open(*TRY(need(key)), path_of(key)); }

Result<std::reference_wrapper<const json::value>> JsonObject::value(std::string_view key) { return std::cref(*TRY(need(key))); }

Result<void> JsonObject::array(std::string_view key, const Each& each) {
    const json::value* value = TRY(need(key));
    if (!value->is_array()) return refuse_type(path_of(key), "array");
    std::size_t at = 0;
    for (const json::value& element : value->get_array()) TRY_VOID(each(element, path_of(key) + "[" + std::to_string(at++) + "]"));
    return {};
}

Result<void> JsonObject::done() const {
    for (const auto& member : *object_)
        if (!asked_.contains(std::string_view{member.key()})) return refuse("json.unknown_key", path_of(member.key()));
    return {};
}

}  // namespace tandem::policy
