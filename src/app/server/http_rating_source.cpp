#include "app/server/http_rating_source.h"

#include "app/secret_file.h"
#include "core/errors.h"
#include "credit/edge/rating_answer_json.h"
#include "platform/log.h"
#include "platform/web/web_client.h"

namespace tandem::app::server {
namespace {

constexpr int most_asking = 1;  // a provider that is slow holds one of the server's workers, not all

struct Counted {
    std::atomic<int>& count;
    ~Counted() { --count; }
};

// The administrator finds the reason in the log; who asks for ratings learns what to do.
void log_failure(const std::string& what) { platform::Log::current().error("ratings", {{"what", platform::first_line(what)}}); }

}  // namespace

Result<std::shared_ptr<HttpRatingSource>> HttpRatingSource::open(RatingSettings settings, const std::vector<AllowedTarget>& allowed) {
    const auto address = platform::parse_web_address(settings.url);
    TANDEM_ASSERT(address.has_value());  // the configuration was checked
    const std::string token_file = settings.token_file;
    std::shared_ptr<HttpRatingSource> opened{new HttpRatingSource{std::move(settings), *address, allows(allowed, *address)}};
    if (!token_file.empty()) opened->token_ = TRY(read_secret(token_file));
    return opened;
}

Result<std::vector<credit::RatingClaim>> HttpRatingSource::ask(std::span<const credit::RatingSubject> subjects) {
    const Counted counted{asking_};
    if (++asking_ > most_asking) return refuse("credit.provider_busy", {}, {{"provider", provider()}});
    platform::WebRequest request{.method = "POST", .address = address_, .fields = {{"Content-Type", "application/json"}, {"Accept", "application/json"}}, .body = credit::rating_question(subjects)};
    if (!token_.empty()) request.fields.emplace_back("Authorization", "Bearer " + token_);
    platform::WebLimits limits;
    limits.time = std::chrono::seconds{settings_.timeout_seconds};
    limits.authorities = settings_.ca_file;
    limits.inside = inside_;
    const auto answer = platform::ask_web(request, limits);
    if (!answer) {
        const Error& error = answer.error();
        log_failure(explain(error, Language::en));
        if (error.code == "outgoing.inside") return refuse("credit.provider_denied", error.subject, {{"provider", provider()}});
        if (error.code == "outgoing.too_large") return refuse("credit.provider_too_large", std::to_string(limits.answer_bytes / 1024), {{"provider", provider()}});
        return refuse("credit.provider_unreachable", std::to_string(settings_.timeout_seconds), {{"provider", provider()}});
    }
    if (answer->status == 200) return credit::parse_rating_answer(answer->body, provider());
    log_failure(address_.host_and_port() + " answers " + std::to_string(answer->status));
    return refuse("credit.provider_refused", std::to_string(answer->status), {{"provider", provider()}});
}

}  // namespace tandem::app::server
