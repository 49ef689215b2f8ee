// Signs where the audit chains stand, again and again, with a key and an anchor that are not in the database.
#pragma once
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>

#include "app/config.h"
#include "app/server/serving.h"

namespace tandem::app::server {

// Makes a checkpoint every so often while rows are added, and once more when the server ends.
class AuditSeal {
public:
    // `say` hears when a checkpoint could not be made; the server goes on, and doctor and verify tell.
    AuditSeal(Serving& serving, AuditFiles files, std::function<void(const std::string&)> say);
    ~AuditSeal();

    // Now, in the calling thread, with the key that is in the file now: one changed meanwhile is followed. Refuses as audit::seal.
    static Result<void> seal(Serving& serving, const AuditFiles& files);

private:
    void run();
    Serving& serving_;
    AuditFiles files_;
    std::function<void(const std::string&)> say_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool ending_ = false;
    std::thread thread_;
};

void add_audit_routes(http::Router& router, Serving& serving, const AuditFiles& files);

}  // namespace tandem::app::server
