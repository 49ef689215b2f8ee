// The program serving a book, as a process of its own that can be killed.
#pragma once
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json.hpp>

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "platform/http/testing.h"

namespace tandem::testing {

class ServerProcess {
public:
    // More arguments of serve, such as --config FILE.
    explicit ServerProcess(const std::string& database, const std::vector<std::string>& more = {}) {
        static int count = 0;
        log_ = (std::filesystem::temp_directory_path() / ("tandem-log-" + std::to_string(getpid()) + '-' + std::to_string(++count))).string();
        int ends[2];
        REQUIRE(pipe(ends) == 0);
        const char* program = std::getenv("TANDEM");
        REQUIRE(program != nullptr);
        process_ = fork();
        if (process_ == 0) {
            dup2(ends[1], 1);
            dup2(::open(log_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 2);
            close(ends[0]);
            std::vector<const char*> arguments{program, "serve", "--port", "0", "--db", database.c_str()};
            for (const std::string& each : more) arguments.push_back(each.c_str());
            arguments.push_back(nullptr);
            execv(program, const_cast<char* const*>(arguments.data()));
            _exit(127);
        }
        close(ends[1]);
        said_ = ends[0];
        read_until(" is ready on ");
        const auto digits = output_.substr(output_.find(':', output_.find("://") + 3) + 1);
        std::from_chars(digits.data(), digits.data() + digits.size(), port_);
        REQUIRE(port_ != 0);
    }
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;
    ~ServerProcess() {
        end(SIGTERM);
        close(said_);
        std::filesystem::remove(log_);
    }
    void end(int signal) {
        if (process_ == 0) return;
        kill(process_, signal);
        waitpid(process_, nullptr, 0);
        process_ = 0;
    }
    std::uint16_t port() const { return port_; }
    // Standard error so far: the log.
    std::string log() const {
        std::ostringstream text;
        text << std::ifstream{log_}.rdbuf();
        return text.str();
    }
    std::string setup_token() {
        read_until("/setup#");
        const auto at = output_.find("/setup#") + 7;
        return output_.substr(at, output_.find(' ', at) - at);
    }

private:
    // A whole line that holds the word; the test fails when the server ends before it.
    void read_until(const std::string& word) {
        for (char buffer[4096];;) {
            if (const auto at = output_.find(word); at != std::string::npos && output_.find('\n', at) != std::string::npos) return;
            const ssize_t size = read(said_, buffer, sizeof buffer);
            REQUIRE_MESSAGE(size > 0, output_ << log());
            output_.append(buffer, static_cast<std::size_t>(size));
        }
    }
    pid_t process_ = 0;
    int said_ = -1;
    std::uint16_t port_ = 0;
    std::string output_, log_;
};

struct Reply {
    int status = 0;  // 0: no answer came
    std::string head, body;
    boost::json::value json() const { return boost::json::parse(body); }
};

// One request on a connection of its own.
inline Reply request(std::uint16_t port, const std::string& method, const std::string& path, const std::string& body = {}, const std::string& more = {}) {
    platform::http::testing::RawClient client{port};
    if (!client.connected()) return {};
    client.send(method + " " + path + " HTTP/1.1\r\nHost: localhost:" + std::to_string(port) + "\r\nX-Tandem-Request: 1\r\nConnection: close\r\n" +
                (body.empty() ? "" : "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n") + more + "\r\n" + body);
    const std::string answer = client.receive_one(false, 20'000);
    if (answer.empty()) return {};
    return {platform::http::testing::status_of(answer), answer.substr(0, answer.find("\r\n\r\n")), platform::http::testing::body_of(answer)};
}

// Sets up the administrator of an empty book and signs in: the head field of the session, which is in the book and outlives a kill.
inline std::string sign_in_first(ServerProcess& server) {
    const std::string user = R"("name":"admin","password":"a long password")";
    REQUIRE(request(server.port(), "POST", "/api/v1/setup", R"({"token":")" + server.setup_token() + "\"," + user + "}").status == 201);
    const auto reply = request(server.port(), "POST", "/api/v1/session", "{" + user + "}");
    REQUIRE(reply.status == 200);
    const auto from = reply.head.find("Set-Cookie: ") + 12;
    return "Cookie: " + reply.head.substr(from, reply.head.find(';', from) - from) + "\r\n";
}

}  // namespace tandem::testing
