#include "app/server/audit_seal.h"

#include "audit/edge/key_rotation.h"

namespace tandem::app::server {

AuditSeal::AuditSeal(Serving& serving, AuditFiles files, std::function<void(const std::string&)> say)
    : serving_(serving), files_(std::move(files)), say_(std::move(say)), thread_([this] { run(); }) {}

AuditSeal::~AuditSeal() {
    {
        const std::lock_guard lock{mutex_};
        ending_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

Result<void> AuditSeal::seal(Serving& serving, const AuditFiles& files) {
    const auto writing = serving.write_lock();
    TRY_VOID(audit::seal(serving.connection(), serving.company().id, {.key = files.key, .anchor = files.anchor}, serving.clock().now()));
    return {};
}

void AuditSeal::run() {
    // At once for what was written before the server started, then every so often, and a last time at the end.
    for (bool last = false;;) {
        try {
            if (const auto sealed = seal(serving_, files_); !sealed) say_(explain(sealed.error(), Language::en));
        } catch (const std::exception& failure) {
            say_(failure.what());  // the database is away; the next round tries again
        }
        if (last) return;
        std::unique_lock lock{mutex_};
        last = wake_.wait_for(lock, std::chrono::seconds{files_.every_seconds}, [&] { return ending_; });
    }
}

}  // namespace tandem::app::server
