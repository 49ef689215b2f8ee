// The one thread of a company that sends what waits in the outbox, and reminds approvers. Off the path of every request; two
// servers on one database share the work, each message is one of theirs (trust D6).
#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "app/server/serving.h"

namespace tandem::app::server {

class MessageSender {
public:
    // `say` hears what could not be sent. Serving::mail() is set.
    MessageSender(Serving& serving, const http::Router& router, std::function<void(const std::string&)> say);
    ~MessageSender();

    // Now, in the calling thread: tries one message that is due; whether there was one. What went wrong is kept with the message.
    // A crash between the server's OK and our note sends it once more under the same Message-ID.
    static bool send_one(Serving& serving, const std::function<void(const std::string&)>& say);
    // Puts one mail a person into the outbox for requests that wait for him and of which he was not told yet: arrived while mail
    // was not set up, about to pass their deadline, passed on to him.
    static Result<void> remind(Serving& serving, const http::Router& router);

private:
    void run();
    void round(bool reminding);

    Serving& serving_;
    const http::Router& router_;
    std::function<void(const std::string&)> say_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace tandem::app::server
