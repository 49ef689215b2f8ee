#include "app/server/body.h"

#include <algorithm>

namespace tandem::app::server {
namespace json = boost::json;

Result<Body> Body::parse(const platform::http::Request& request) {
    boost::system::error_code error;
    json::value value = json::parse(request.body.empty() ? "{}" : request.body, error);
    if (error) return refuse("http.malformed_json", error.message());
    if (!value.is_object()) return refuse("http.invalid_body");
    return Body{std::move(value.as_object())};
}

const json::value* Body::raw(const char* key) {
    asked_.emplace_back(key);
    return object_.if_contains(key);
}

void Body::wrong(const char* key, Error error) { errors_.push_back({path_of(key), std::move(error)}); }

void Body::adopt(Body& part) {
    part.whole();
    errors_.insert(errors_.end(), part.errors_.begin(), part.errors_.end());
}

std::string Body::text_or(const char* key, std::string otherwise) {
    const auto* value = raw(key);
    if (!value || value->is_null()) return otherwise;
    if (value->is_string()) return std::string(value->as_string());
    wrong(key, {"http.wrong_type", key, {{"expected", "text"}}});
    return otherwise;
}

std::string Body::text(const char* key) {
    const auto before = errors_.size();
    std::string value = text_or(key);
    if (errors_.size() == before && value.find_first_not_of(" \t\r\n") == std::string::npos) wrong(key, {"http.field_required", key, {}});
    return value;
}

std::optional<Date> Body::maybe_date(const char* key) {
    const std::string value = text_or(key);
    if (value.empty()) return std::nullopt;
    const auto date = parse_date(value);
    if (!date) wrong(key, date.error());
    return date ? std::optional{*date} : std::nullopt;
}

Date Body::date(const char* key) {
    const auto before = errors_.size();
    const auto value = maybe_date(key);
    if (!value && errors_.size() == before) wrong(key, {"http.field_required", key, {}});
    return value.value_or(Date{});
}

std::optional<Money> Body::maybe_money(const char* key) {
    const auto* value = raw(key);
    if (!value || value->is_null()) return std::nullopt;
    const auto* object = value->if_object();
    const auto* amount = object ? object->if_contains("amount") : nullptr;
    const auto* code = object ? object->if_contains("currency") : nullptr;
    if (!amount || !amount->is_string() || !code || !code->is_string() || object->size() != 2) {
        wrong(key, {"http.wrong_type", key, {{"expected", R"({"amount":"1234.50","currency":"CNY"})"}}});
        return std::nullopt;
    }
    const auto currency = parse_currency(std::string(code->as_string()));
    if (!currency) { wrong(key, currency.error()); return std::nullopt; }
    const auto money = parse_decimal(std::string(amount->as_string()), *currency);
    if (!money) { wrong(key, money.error()); return std::nullopt; }
    return *money;
}

Money Body::money(const char* key) {
    const auto before = errors_.size();
    const auto value = maybe_money(key);
    if (!value && errors_.size() == before) wrong(key, {"http.field_required", key, {}});
    return value.value_or(Money{0, Currency{}});
}

std::optional<std::int64_t> Body::maybe_integer(const char* key) {
    const auto* value = raw(key);
    if (!value || value->is_null()) return std::nullopt;
    if (value->is_int64()) return value->as_int64();
    wrong(key, {"http.wrong_type", key, {{"expected", "integer"}}});
    return std::nullopt;
}

bool Body::flag_or(const char* key, bool otherwise) {
    const auto* value = raw(key);
    if (!value || value->is_null()) return otherwise;
    if (value->is_bool()) return value->as_bool();
    wrong(key, {"http.wrong_type", key, {{"expected", "true / false"}}});
    return otherwise;
}

std::vector<Body> Body::list(const char* key) {
    std::vector<Body> parts;
    const auto* value = raw(key);
    if (!value || !value->is_array() || value->as_array().empty()) {
        wrong(key, {"http.field_required", key, {}});
        return parts;
    }
    std::size_t number = 0;
    for (const auto& each : value->as_array()) {
        const std::string path = path_of(key) + "[" + std::to_string(number++) + "]";
        if (each.is_object()) parts.emplace_back(each.as_object(), path);
        else errors_.push_back({path, {"http.wrong_type", path, {{"expected", "object"}}}});
    }
    return parts;
}

bool Body::whole() {
    for (const auto& [key, value] : object_)
        if (std::ranges::find(asked_, std::string(key)) == asked_.end()) {
            errors_.push_back({path_of(std::string(key).c_str()), {"http.unknown_field", std::string(key), {}}});
            asked_.emplace_back(key);
        }
    return errors_.empty();
}

}  // namespace tandem::app::server
