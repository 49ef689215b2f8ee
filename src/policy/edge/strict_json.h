// Reading JSON strictly: every key is asked for by name and type; a key nobody asked for is refused.
#pragma once
#include <boost/json/fwd.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/date.h"
#include "core/money.h"
#include "core/result.h"

namespace tandem::policy {

Result<boost::json::value> parse_json(std::string_view text);  // json.invalid

// One object being read. Refusals name the full path, such as "parts[1].percent":
// json.missing_key, json.wrong_type, json.unknown_key, and what the value's own type refuses.
class JsonObject {
public:
    static Result<JsonObject> open(const boost::json::value& value, std::string path = {});

    bool has(std::string_view key) const;
    Result<std::string> text(std::string_view key);
    Result<std::int64_t> integer(std::string_view key);
    Result<int> small_integer(std::string_view key);  // within +-1,000,000
    Result<bool> boolean(std::string_view key);
    Result<Date> date(std::string_view key);     // "2026-03-31"
    Result<Rate> rate(std::string_view key);     // "0.0005"
    Result<Rate> percent(std::string_view key);  // "30"
    Result<JsonObject> object(std::string_view key);
    Result<std::reference_wrapper<const boost::json::value>> value(std::string_view key);  // of any type

    // Calls `each(element, "path[3]")` for every element of an array; stops at the first refusal.
    using Each = std::function<Result<void>(const boost::json::value&, const std::string& path)>;
    Result<void> array(std::string_view key, const Each& each);

    // A key that may be absent: object.optional("label", &JsonObject::text).
    template <class T>
    Result<std::optional<T>> optional(std::string_view key, Result<T> (JsonObject::*read)(std::string_view)) {
        if (!has(key)) return std::optional<T>{};
        return std::optional<T>{TRY((this->*read)(key))};
    }

    void ignore(std::string_view key) { asked_.emplace(key); }  // "$schema": for editors, not for us
    Result<void> done() const;                                  // json.unknown_key
    std::string path_of(std::string_view key) const;

private:
    JsonObject(const boost::json::object& object, std::string path) : object_(&object), path_(std::move(path)) {}
    Result<const boost::json::value*> need(std::string_view key);

    const boost::json::object* object_;  // outlived by the document it was opened on
    std::string path_;
    std::set<std::string, std::less<>> asked_;
};

tl::unexpected<Error> refuse_type(std::string path, std::string expected);  // json.wrong_type

}  // namespace tandem::policy
