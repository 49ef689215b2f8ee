// Refusals on the wire: application/problem+json (RFC 9457).
#pragma once
#include <span>
#include <string>
#include <vector>

#include "core/errors.h"
#include "core/result.h"
#include "platform/http/message.h"

namespace tandem::platform::http {

// What is wrong with one field of a body: {"field","code","detail"}.
struct FieldError {
    std::string field;  // "lines[2].amount"
    Error error;
};

// {type, title, status, code, detail, subject, errors}; `detail` in that language. A retryable refusal
// carries Retry-After (its figure "seconds", else 1).
Response problem(const Error& error, Language language, std::span<const FieldError> fields = {});

// All field errors of a body at once, as 422 http.invalid_body.
Response invalid_fields(std::span<const FieldError> fields, Language language);

}  // namespace tandem::platform::http
