#include "message/message.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tandem::message {
namespace {

constexpr std::int64_t micros_per_minute = 60'000'000;
constexpr std::array<std::pair<State, std::string_view>, 5> states{
    {{State::waiting, "waiting"}, {State::failed, "failed"}, {State::sent, "sent"}, {State::given_up, "given_up"}, {State::cancelled, "cancelled"}}};

}  // namespace

std::string_view code_of(State state) { return std::ranges::find(states, state, &std::pair<State, std::string_view>::first)->second; }

std::optional<State> parse_state(std::string_view code) {
    const auto found = std::ranges::find(states, code, &std::pair<State, std::string_view>::second);
    return found == states.end() ? std::nullopt : std::optional{found->first};
}

Next after_try(Answer answer, int attempts, const std::vector<int>& retry_minutes, Instant now) {
    if (answer == Answer::delivered) return {State::sent, {}};
    const auto used = static_cast<std::size_t>(attempts);
    if (answer == Answer::never || used > retry_minutes.size()) return {State::given_up, {}};
    return {State::failed, Instant{now.micros + retry_minutes[used - 1] * micros_per_minute}};
}

Result<void> check_resend(State state, bool has_body) {
    if (state != State::given_up && state != State::cancelled) return refuse("message.not_given_up", "", {{"state", std::string(code_of(state))}});
    if (!has_body) return refuse("message.forgotten");
    return {};
}

Result<void> check_cancel(State state) {
    if (state != State::waiting && state != State::failed) return refuse("message.not_waiting", "", {{"state", std::string(code_of(state))}});
    return {};
}

}  // namespace tandem::message
