// Result<T>: a value, or the refusal that says why there is none.
//
// Business refusals travel as values and are listed in core/errors.cpp. A broken promise inside the
// program is TANDEM_ASSERT, which stays on in release. Exceptions come only from libraries and stop
// at the edge.
#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace tandem {

struct Error {
    std::string_view code;  // "module.reason", declared in core/errors.cpp; outlives the program
    std::string subject;    // what it is about: a field, a document number, a row
    std::vector<std::pair<std::string, std::string>> figures;  // fill the {placeholders} of the text
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> refuse(std::string_view code, std::string subject = {},
                                    std::vector<std::pair<std::string, std::string>> figures = {}) {
    return tl::unexpected<Error>(Error{code, std::move(subject), std::move(figures)});
}

[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);

}  // namespace tandem

#define TANDEM_ASSERT(condition) \
    ((condition) ? void(0) : ::tandem::assertion_failed(#condition, __FILE__, __LINE__))

// Unwraps a Result or returns its Error from the enclosing function.
#define TRY(expression)                                                   \
    (__extension__({                                                      \
        auto&& try_result_ = (expression);                                \
        if (!try_result_) [[unlikely]]                                    \
            return tl::unexpected<::tandem::Error>(std::move(try_result_).error()); \
        *std::move(try_result_);                                          \
    }))

// The same for Result<void>.
#define TRY_VOID(expression)                                              \
    do {                                                                  \
        if (auto try_result_ = (expression); !try_result_) [[unlikely]]   \
            return tl::unexpected<::tandem::Error>(std::move(try_result_).error()); \
    } while (false)
