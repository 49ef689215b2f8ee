#include "message/message.h"

#include <doctest/doctest.h>

using namespace tandem;
using namespace tandem::message;

TEST_CASE("the waits grow as the policy says, then the message is given up; a lasting no gives up at once") {
    const std::vector<int> waits{1, 5};
    const Instant now{1'000};
    CHECK(after_try(Answer::delivered, 1, waits, now).state == State::sent);
    CHECK(after_try(Answer::not_now, 1, waits, now).next_try_at == Instant{1'000 + 60'000'000});
    CHECK(after_try(Answer::not_now, 2, waits, now).next_try_at == Instant{1'000 + 5 * 60'000'000});
    CHECK(after_try(Answer::not_now, 2, waits, now).state == State::failed);
    CHECK(after_try(Answer::not_now, 3, waits, now).state == State::given_up);
    CHECK(after_try(Answer::never, 1, waits, now).state == State::given_up);
    CHECK(after_try(Answer::not_now, 1, {}, now).state == State::given_up);
}

TEST_CASE("what was given up or cancelled is sent again while its text is kept; what waits can be cancelled") {
    CHECK(check_resend(State::given_up, true));
    CHECK(check_resend(State::cancelled, true));
    CHECK(check_resend(State::given_up, false).error().code == "message.forgotten");
    for (const State state : {State::waiting, State::failed, State::sent}) CHECK(check_resend(state, true).error().code == "message.not_given_up");
    CHECK(check_cancel(State::waiting));
    CHECK(check_cancel(State::failed));
    for (const State state : {State::sent, State::given_up, State::cancelled}) CHECK(check_cancel(state).error().code == "message.not_waiting");
    for (const State state : {State::waiting, State::failed, State::sent, State::given_up, State::cancelled}) CHECK(parse_state(code_of(state)) == state);
    CHECK(!parse_state("lost"));
}
