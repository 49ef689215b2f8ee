// What every benchmark needs: seconds of a run, peak memory, and a line that sets ours against a baseline.
#pragma once
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>

namespace tandem::bench {

inline double seconds(const std::function<void()>& run) {
    const auto begin = std::chrono::steady_clock::now();
    run();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

inline long peak_mib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

// Rows from the command line or the environment, so that a short run can be asked for.
inline long rows(int argc, char** argv, long otherwise) { return argc > 1 ? std::atol(argv[1]) : otherwise; }

class Scratch {
public:
    Scratch() : folder_(std::filesystem::temp_directory_path() / ("tandem-bench-" + std::to_string(getpid()))) { std::filesystem::create_directories(folder_); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() { std::filesystem::remove_all(folder_); }
    std::string path(const std::string& name) const { return (folder_ / name).string(); }

private:
    std::filesystem::path folder_;
};

inline void line(const char* what, long count, double took, double baseline) {
    std::printf("%-34s %10ld rows  %8.2f s  %9.0f rows/s  baseline %7.2f s  ratio %5.2f  peak %ld MiB\n", what, count, took, static_cast<double>(count) / took, baseline, took / baseline, peak_mib());
}

}  // namespace tandem::bench
