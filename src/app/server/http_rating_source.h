// The provider of ratings over HTTP(S), as [ratings] states it. Trust S15: this machine and private addresses are asked only
// when [outgoing] allow names exactly that host and port.
#pragma once
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "app/rating_settings.h"
#include "app/allowed_target.h"
#include "credit/rating_source.h"

namespace tandem::app::server {

class HttpRatingSource final : public credit::RatingSource {
public:
    // Reads the token; asks nobody yet. Refuses config.secret_file.
    static Result<std::shared_ptr<HttpRatingSource>> open(RatingSettings settings, const std::vector<AllowedTarget>& allowed);

    const std::string& provider() const override { return settings_.provider; }
    Days valid_days() const override { return Days{settings_.valid_days}; }
    Result<std::vector<credit::RatingClaim>> ask(std::span<const credit::RatingSubject> subjects) override;

private:
    HttpRatingSource(RatingSettings settings, platform::WebAddress address, bool inside) : settings_(std::move(settings)), address_(std::move(address)), inside_(inside) {}

    RatingSettings settings_;
    platform::WebAddress address_;
    bool inside_;
    std::string token_;
    std::atomic<int> asking_{0};
};

}  // namespace tandem::app::server
