#include "app/server/new_password.h"

#include <atomic>
#include <vector>

#include "access/guessable.h"

namespace tandem::app::server {
namespace {

std::atomic<std::shared_ptr<const platform::LeakedPasswords>>& leaked() {
    static std::atomic<std::shared_ptr<const platform::LeakedPasswords>> list;
    return list;
}

}  // namespace

void use_leaked_passwords(std::shared_ptr<const platform::LeakedPasswords> list) { leaked().store(std::move(list)); }

Result<void> check_new_password(const org::Company& company, const User& user, const std::string& password) {
    const std::vector<std::string> names{user.name, user.display_name, company.code, company.name};
    TRY_VOID(access::check_not_guessable(password, names));
    const auto list = leaked().load();
    if (list && list->contains(password)) return refuse("auth.password_leaked", "password");
    return {};
}

}  // namespace tandem::app::server
