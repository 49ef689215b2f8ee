// The program under test, as a process of its own.
#pragma once
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

namespace tandem::bench {

inline std::string program() { return (std::filesystem::canonical("/proc/self/exe").parent_path().parent_path() / "tandem").string(); }

// The program beside this one, serving a book until this object is gone. Sixty-four clients of one name ask faster
// than people do, and a line a request is not what is measured.
class ServedBook {
public:
    ServedBook(const std::string& database, const std::string& program, const std::string& config) {
        std::ofstream{config} << "[limits]\nreads_per_minute = 0\nwrites_per_minute = 0\n[log]\nrequests = false\n";
        int out[2];
        if (pipe(out) != 0 || (child_ = fork()) < 0) std::exit(1);
        if (child_ == 0) {
            dup2(out[1], STDOUT_FILENO);
            execl(program.c_str(), program.c_str(), "serve", "--port", "0", "--db", database.c_str(), "--config", config.c_str(), nullptr);
            std::perror(program.c_str());
            _exit(1);
        }
        close(out[1]);
        FILE* said = fdopen(out[0], "r");
        char line[512];
        while (port_ == 0 && std::fgets(line, sizeof line, said))
            if (const char* address = std::strstr(line, "localhost:")) port_ = static_cast<std::uint16_t>(std::atoi(address + 10));
        if (port_ == 0) std::exit(1);
    }
    ServedBook(const ServedBook&) = delete;
    ServedBook& operator=(const ServedBook&) = delete;
    ~ServedBook() {
        kill(child_, SIGTERM);
        waitpid(child_, nullptr, 0);
    }
    std::uint16_t port() const { return port_; }
    long peak_mib() const {
        FILE* status = std::fopen(("/proc/" + std::to_string(child_) + "/status").c_str(), "r");
        char line[256];
        long kib = 0;
        while (status && std::fgets(line, sizeof line, status))
            if (std::strncmp(line, "VmHWM:", 6) == 0) kib = std::atol(line + 6);
        if (status) std::fclose(status);
        return kib / 1024;
    }

private:
    pid_t child_ = 0;
    std::uint16_t port_ = 0;
};

}  // namespace tandem::bench
