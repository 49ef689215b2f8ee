// The catalogue of refusals: every code once, with its HTTP status and what a person reads.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "core/result.h"

namespace tandem {

enum class Language { zh, en };

struct ErrorText {
    std::string_view code;
    int http_status;
    bool retryable;          // the same request may succeed later, unchanged
    std::string_view en;     // what happened, the figures in {braces}, what to do next
    std::string_view zh;
};

std::span<const ErrorText> error_catalogue();

// The entry of a code; asserts that it exists.
const ErrorText& error_text(std::string_view code);

// The sentence a person reads: {subject} and the error's figures filled in.
std::string explain(const Error& error, Language language);

}  // namespace tandem
