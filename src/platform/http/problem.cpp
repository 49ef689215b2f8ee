#include "platform/http/problem.h"

#include <boost/json.hpp>

#include <algorithm>
#include <string_view>

#include "platform/http/wire.h"

namespace tandem::platform::http {
namespace {

std::string wait_seconds(const Error& error) {
    const auto found = std::ranges::find(error.figures, "seconds", [](const auto& figure) { return std::string_view{figure.first}; });
    return found == error.figures.end() ? "1" : found->second;
}

}  // namespace

Response problem(const Error& error, Language language, std::span<const FieldError> fields) {
    const ErrorText& text = error_text(error.code);
    boost::json::object body{
        {"type", "urn:tandem:refusal:" + std::string{error.code}},
        {"title", reason_phrase(text.http_status)},
        {"status", text.http_status},
        {"code", error.code},
        {"detail", explain(error, language)},
        {"subject", error.subject},
    };
    boost::json::array errors;
    for (const FieldError& each : fields)
        errors.push_back({{"field", each.field}, {"code", each.error.code}, {"detail", explain(each.error, language)}});
    body["errors"] = std::move(errors);
    Response response{text.http_status, "application/problem+json; charset=utf-8", boost::json::serialize(body)};
    response.headers.set("Content-Language", language == Language::zh ? "zh-CN" : "en");
    response.headers.set("Cache-Control", "no-store");
    if (text.retryable) response.headers.set("Retry-After", wait_seconds(error));
    return response;
}

Response invalid_fields(std::span<const FieldError> fields, Language language) {
    TANDEM_ASSERT(!fields.empty());
    const Error error{"http.invalid_body", fields.front().field, {{"count", std::to_string(fields.size())}}};
    return problem(error, language, fields);
}

}  // namespace tandem::platform::http
