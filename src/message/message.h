// What is said to people outside the program: one message to one person, and the tries to deliver it (trust D6).
//
//   waiting -> sent        the mail server said OK
//           -> failed      not this time; tried again later
//   failed  -> sent, failed, given_up (the tries are used up, or the server's no is lasting)
//   waiting, failed -> cancelled   by the administrator; given_up -> waiting likewise
//
// Pure: when the next try is due is decided here, who tries is the server's sender.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/errors.h"
#include "core/id.h"
#include "core/result.h"

namespace tandem::message {

struct MessageTag { static constexpr std::string_view prefix = "msg"; };
using MessageId = Id<MessageTag>;

enum class State { waiting, failed, sent, given_up, cancelled };
std::string_view code_of(State state);
std::optional<State> parse_state(std::string_view code);

// Written in the transaction of the fact it tells of; the key says which fact to whom, and stands once.
struct NewMessage {
    std::string key;                 // "approval_waits/apr_…/1/1/usr_…"
    std::string kind;                // the text it is made of: "approval_waits"
    std::optional<UserId> to_user{};
    std::string address;
    Language language = Language::zh;
    std::string subject, body;
    std::string about{};             // a path of the web application: "/approvals/apr_…"
    bool secret = false;             // holds a link that signs somebody in: forgotten as soon as it is sent
};

// One try, as it ended.
enum class Answer { delivered, not_now, never };
struct Next {
    State state;
    std::optional<Instant> next_try_at;
};
// After `attempts` tries, this one counted: the next waits as many minutes as its place in `retry_minutes` says; when none is
// left the message is given up.
Next after_try(Answer answer, int attempts, const std::vector<int>& retry_minutes, Instant now);

// Refuses message.not_given_up {state} and message.forgotten: what is gone cannot be sent again.
Result<void> check_resend(State state, bool has_body);
// Refuses message.not_waiting {state}.
Result<void> check_cancel(State state);

}  // namespace tandem::message
