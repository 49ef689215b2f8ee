// Work that another server stood in the way of is done again.
//
// Commands lock credit accounts first and the audit stream last. Within one server writes come one after the other; two servers
// on one PostgreSQL may still each hold what the other wants, as when a document is put on hold between two looks, and the
// database ends one of them (40P01, 40001). Nothing of that one was kept, so it begins again, after a short wait of its own.
#pragma once
#include <chrono>
#include <random>
#include <thread>

#include "platform/sql/connection.h"

namespace tandem::sql {

constexpr int most_times = 12;
constexpr std::chrono::seconds longest_trying{10};  // an engine that waits by itself is not waited for twice

// `work` is one transaction from its beginning, and leaves nothing behind when it throws. Throws what the last try threw.
// `again` is told of every further try.
template <class Work, class Again>
auto until_not_busy(Work work, Again again) -> decltype(work()) {
    const auto until = std::chrono::steady_clock::now() + longest_trying;
    for (int time = 1;; ++time) {
        try {
            return work();
        } catch (const Failure& failure) {
            if (failure.cause != Cause::busy || time == most_times || std::chrono::steady_clock::now() >= until) throw;
        }
        again();
        static thread_local std::minstd_rand chance{std::random_device{}()};
        std::this_thread::sleep_for(std::chrono::milliseconds{std::uniform_int_distribution<int>{1, 5 * time}(chance)});
    }
}

}  // namespace tandem::sql
