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
#include <vector>

#include "platform/sql/connection.h"

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

// A new database on each engine: SQLite in the scratch folder, PostgreSQL where tests/with_postgres started one.
struct Target { std::string engine, url; };
inline std::vector<Target> targets(const Scratch& scratch) {
    std::vector<Target> all{{"SQLite", "sqlite:" + scratch.path("book.db")}};
    const char* server = std::getenv("TEST_POSTGRES");
    if (!server) {
        std::puts("PostgreSQL is left out: run through tests/with_postgres");
        return all;
    }
    const std::string url{server}, name = "tandem_bench_" + std::to_string(getpid());
    sql::connect(url)->script("CREATE DATABASE " + name);
    all.push_back({"PostgreSQL", url.substr(0, url.rfind('/') + 1) + name});
    return all;
}

inline void line(const std::string& what, long count, double took, double baseline) {
    std::printf("%-46s %10ld rows  %8.2f s  %9.0f rows/s  baseline %7.2f s  ratio %5.2f  peak %ld MiB\n", what.c_str(), count, took, static_cast<double>(count) / took, baseline, took / baseline, peak_mib());
    std::fflush(stdout);
}

}  // namespace tandem::bench
