// The desk of mass reassessments: works on the run that is under way, on a thread of its own, chunk by chunk. The write lock is
// held for one chunk and then left to whoever waits. What runs stands in the book; a run that a stop of the server cut off
// reads "interrupted" and can be resumed.
#pragma once
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "app/reassessment_run.h"
#include "app/server/serving.h"

namespace tandem::app::server {

class ReassessmentDesk {
public:
    explicit ReassessmentDesk(Serving& serving);
    // Works on a run that stands in the book, in the name of the user; asked twice it is done once.
    void work_on(JobId run, UserId user);

private:
    struct Job { JobId run; UserId user; };
    void work(const std::stop_token& stop);
    void run(const Job& job, const std::stop_token& stop);
    bool chunk(const Job& job, const AssessmentBasis& basis);

    Serving& serving_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::deque<Job> waiting_;
    std::jthread worker_;  // last: it ends before what it works with
};

}  // namespace tandem::app::server
