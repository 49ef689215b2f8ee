// Reading a command's body: every field error at once, unknown keys refused.
#pragma once
#include <boost/json.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/id.h"
#include "core/money.h"
#include "platform/http/message.h"
#include "platform/http/problem.h"

namespace tandem::app::server {

class Body {
public:
    // Refuses http.malformed_json, and http.invalid_body when it is no object.
    static Result<Body> parse(const platform::http::Request& request);
    explicit Body(boost::json::object object, std::string path = {}) : object_(std::move(object)), path_(std::move(path)) {}

    // What is wrong is remembered; a default stands in. Look at failure() before using any of it.
    std::string text(const char* key);                        // required, not blank
    std::string text_or(const char* key, std::string otherwise = {});
    std::optional<Date> maybe_date(const char* key);
    Date date(const char* key);
    std::optional<Money> maybe_money(const char* key);        // {"amount":"1234.50","currency":"CNY"}
    Money money(const char* key);
    std::optional<std::int64_t> maybe_integer(const char* key);
    bool flag_or(const char* key, bool otherwise);
    std::vector<Body> list(const char* key);                  // required, objects; take the errors back with adopt()
    const boost::json::value* raw(const char* key);           // any type; null when absent
    template <class Tag>
    Id<Tag> id(const char* key) {
        const std::string text = this->text(key);
        if (text.empty()) return {};
        if (const auto id = parse_id<Tag>(text)) return *id;
        wrong(key, {"http.unknown_id", text, {}});
        return {};
    }
    template <class Tag>
    std::optional<Id<Tag>> maybe_id(const char* key) {
        const auto* value = raw(key);
        if (!value || value->is_null()) return std::nullopt;
        return id<Tag>(key);
    }
    void wrong(const char* key, Error error);
    void adopt(Body& part);

    bool whole();  // also finds keys nobody asked for
    std::vector<platform::http::FieldError> errors() { return errors_; }

private:
    std::string path_of(const char* key) const { return path_.empty() ? key : path_ + "." + key; }
    boost::json::object object_;
    std::string path_;
    std::vector<std::string> asked_;
    std::vector<platform::http::FieldError> errors_;
};

}  // namespace tandem::app::server
