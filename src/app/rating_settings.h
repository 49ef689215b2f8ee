// The provider of ratings and litigation data as the configuration file states it ([ratings]).
#pragma once
#include <cstdint>
#include <string>

namespace tandem::app {

struct RatingSettings {
    std::string provider;           // its name, under which its values are kept
    std::string url;                // asked with POST
    std::string token_file{};       // empty: asked without a token
    std::string ca_file{};          // PEM: certificate authorities beside the system's
    std::int64_t timeout_seconds = 5;
    std::int64_t valid_days = 365;  // a value counts so long from its day
};

}  // namespace tandem::app
