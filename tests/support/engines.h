// Both engines, each with a new empty database for every test.
#pragma once
#include <doctest/doctest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>

#include "platform/sql/connection.h"

namespace tandem::testing {

// A database that is gone afterwards. The URL goes to --db or sql::connect.
class TemporaryDatabase {
public:
    explicit TemporaryDatabase(sql::Engine engine) : engine_(engine) {
        static std::atomic<int> count{0};
        const std::string name = "tandem_" + std::to_string(getpid()) + "_" + std::to_string(++count);
        if (engine == sql::Engine::sqlite) {
            folder_ = std::filesystem::temp_directory_path() / name;
            std::filesystem::create_directories(folder_);
            url_ = "sqlite:" + (folder_ / "book.db").string();
            return;
        }
        server_ = std::getenv("TEST_POSTGRES");
        name_ = name;
        sql::connect(server_)->script("CREATE DATABASE " + name);
        url_ = server_.substr(0, server_.rfind('/') + 1) + name;
    }
    TemporaryDatabase(const TemporaryDatabase&) = delete;
    TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;
    ~TemporaryDatabase() {
        if (engine_ == sql::Engine::sqlite) std::filesystem::remove_all(folder_);
        else sql::connect(server_)->script("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
    }
    const std::string& url() const { return url_; }
    sql::Engine engine() const { return engine_; }

private:
    sql::Engine engine_;
    std::filesystem::path folder_;
    std::string server_, name_, url_;
};

// Runs the test on SQLite, and on PostgreSQL where tests/with_postgres started one.
inline void on_both_engines(const std::function<void(const TemporaryDatabase&)>& test) {
    {
        INFO("engine: SQLite");
        const TemporaryDatabase database{sql::Engine::sqlite};
        test(database);
    }
    if (!std::getenv("TEST_POSTGRES")) {
        MESSAGE("SKIPPED on PostgreSQL: run through tests/with_postgres");
        return;
    }
    INFO("engine: PostgreSQL");
    const TemporaryDatabase database{sql::Engine::postgres};
    test(database);
}

}  // namespace tandem::testing
