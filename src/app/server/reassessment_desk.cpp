#include "app/server/reassessment_desk.h"

#include "platform/log.h"

namespace tandem::app::server {
namespace {

// A mutex is given to whoever asks first, and a loop asks at once: so long it stands back, and who waits to write comes first.
constexpr std::chrono::milliseconds between_chunks{5};

}  // namespace

ReassessmentDesk::ReassessmentDesk(Serving& serving) : serving_(serving) {
    interrupt_runs(serving_.connection(), serving_.company().id);
    worker_ = std::jthread{[this](const std::stop_token& stop) { work(stop); }};
}

void ReassessmentDesk::work_on(JobId run, UserId user) {
    const std::lock_guard lock{mutex_};
    waiting_.push_back({run, user});
    wake_.notify_one();
}

void ReassessmentDesk::work(const std::stop_token& stop) {
    for (;;) {
        Job next;
        {
            std::unique_lock lock{mutex_};
            if (!wake_.wait(lock, stop, [&] { return !waiting_.empty(); })) return;
            next = waiting_.front();
            waiting_.pop_front();
        }
        try {
            run(next, stop);
        } catch (const std::exception& exception) {
            platform::Log::current().error("reassessment failed", {{"run_id", to_string(next.run)}, {"what", platform::first_line(exception.what())}});
            // The database itself failed; when it cannot be reached either, the next start of the server says so.
            try { interrupt_runs(serving_.connection(), serving_.company().id, next.run); } catch (const std::exception&) { serving_.metrics().count("reassessment_lost", "mass reassessments whose end could not be written"); }
        }
    }
}

void ReassessmentDesk::run(const Job& job, const std::stop_token& stop) {
    const auto kept = find_run(serving_.connection(), serving_.company().id, {.all = true, .user = {}}, job.run);
    if (!kept || kept->state != "running") return;
    const AssessmentBasis basis = basis_of_run(serving_.connection(), serving_.company(), *kept);
    while (chunk(job, basis)) {
        if (stop.stop_requested()) return interrupt_runs(serving_.connection(), serving_.company().id, job.run);
        std::this_thread::sleep_for(between_chunks);
    }
}

bool ReassessmentDesk::chunk(const Job& job, const AssessmentBasis& basis) {
    const auto writing = serving_.write_lock();
    const audit::Act act{serving_.company().id, job.user, serving_.clock().now(), "credit.reassess", serving_.ids().next()};
    sql::Connection& connection = serving_.connection();
    sql::Transaction transaction{connection};
    const bool more = run_chunk(connection, serving_.company(), serving_.ids(), act, basis, job.run, serving_.limits().reassessment_chunk);
    transaction.commit();
    return more;
}

}  // namespace tandem::app::server
