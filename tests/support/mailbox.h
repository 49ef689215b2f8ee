// A real SMTP server (web/e2e/mailbox.mjs) on the loopback, as a process of its own.
#pragma once
#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tandem::testing {

inline constexpr const char* mailbox_program = "web/e2e/mailbox.mjs";

// Node and the packages of web/ are there; else the test says that it was left out.
inline bool can_receive_mail() {
    static const bool can = std::filesystem::exists("web/node_modules/smtp-server") && std::system("node --version >/dev/null 2>&1") == 0;
    if (!can) MESSAGE("SKIPPED: no mail server; run npm ci in web/");
    return can;
}

struct ReceivedMail {
    std::string from, to, head, body;  // the body decoded
    bool secure = false;
    std::string user, greeting;
    // The value of a field, folded lines joined.
    std::string field(const std::string& name) const {
        const auto at = ("\r\n" + head).find("\r\n" + name + ": ");
        if (at == std::string::npos) return {};
        std::string value;
        for (std::size_t from = at + name.size() + 2;; ) {
            const auto end = head.find("\r\n", from);
            value += head.substr(from, end == std::string::npos ? end : end - from);
            if (end == std::string::npos || head.compare(end + 2, 1, " ") != 0) return value;
            from = end + 2;
        }
    }
};

inline std::string from_base64(const std::string& text) {
    static const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto value = digits.find(c);
        if (value == std::string::npos) continue;
        bits = bits << 6 | static_cast<unsigned>(value);
        if ((count += 6) >= 8) out += static_cast<char>(bits >> (count -= 8) & 0xff);
    }
    return out;
}

// The words of RFC 2047 in a field, decoded.
inline std::string from_words(std::string text) {
    std::string out;
    for (;;) {
        const auto at = text.find("=?UTF-8?B?");
        if (at == std::string::npos) return out + text;
        const auto end = text.find("?=", at + 10);
        if (const std::string between = text.substr(0, at); between.find_first_not_of(' ') != std::string::npos) out += between;
        out += from_base64(text.substr(at + 10, end - at - 10));
        text.erase(0, end + 2);
    }
}

class Mailbox {
public:
    // More arguments: certificate, key, user, password.
    explicit Mailbox(std::uint16_t port = 0, std::vector<std::string> more = {}) {
        int out[2], in[2];
        REQUIRE(pipe(out) == 0);
        REQUIRE(pipe2(in, O_CLOEXEC) == 0);
        process_ = fork();
        if (process_ == 0) {
            dup2(out[1], 1);
            dup2(in[0], 0);
            close(out[0]);
            const std::string number = std::to_string(port);
            std::vector<const char*> arguments{"node", mailbox_program, number.c_str()};
            for (const std::string& each : more) arguments.push_back(each.c_str());
            arguments.push_back(nullptr);
            execvp("node", const_cast<char* const*>(arguments.data()));
            _exit(127);
        }
        close(out[1]);
        close(in[0]);
        said_ = out[0];
        alive_ = in[1];
        const std::string line = next_line(20'000);
        REQUIRE(line.starts_with("listening "));
        port_ = static_cast<std::uint16_t>(std::stoi(line.substr(10)));
    }
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;
    ~Mailbox() {
        kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
        close(said_);
        close(alive_);
    }
    std::uint16_t port() const { return port_; }
    // The next mail; the test fails when none comes in time.
    ReceivedMail next(int milliseconds = 20'000) {
        const std::string line = next_line(milliseconds);
        REQUIRE_MESSAGE(!line.empty(), "no mail came");
        const auto mail = boost::json::parse(line);
        const std::string raw{mail.at("raw").as_string()};
        const auto blank = raw.find("\r\n\r\n");
        const auto text = [&](const char* key) { return mail.at(key).is_string() ? std::string(mail.at(key).as_string()) : std::string{}; };
        return {text("from"), std::string(mail.at("to").as_array().at(0).as_string()), raw.substr(0, blank), from_base64(raw.substr(blank + 4)), mail.at("secure").as_bool(), text("user"), text("greeting")};
    }
    // Nothing comes for so long.
    bool stays_empty(int milliseconds) { return next_line(milliseconds).empty(); }

private:
    std::string next_line(int milliseconds) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds{milliseconds};
        for (;;) {
            if (const auto end = heard_.find('\n'); end != std::string::npos) {
                std::string line = heard_.substr(0, end);
                heard_.erase(0, end + 1);
                return line;
            }
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
            pollfd wait{said_, POLLIN, 0};
            if (left <= 0 || poll(&wait, 1, static_cast<int>(left)) != 1) return {};
            char buffer[4096];
            const ssize_t size = read(said_, buffer, sizeof buffer);
            if (size <= 0) return {};
            heard_.append(buffer, static_cast<std::size_t>(size));
        }
    }
    pid_t process_ = 0;
    int said_ = -1, alive_ = -1;
    std::uint16_t port_ = 0;
    std::string heard_;
};

}  // namespace tandem::testing
