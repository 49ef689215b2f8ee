#include "access/edge/roles_json.h"

#include <boost/json.hpp>

#include "core/result.h"
#include "platform/shipped.h"

namespace tandem::access {

const Roles& shipped_roles() {
    static const Roles all = [] {
        Roles made;
        const auto file = shipped_file("policies/roles.json");
        TANDEM_ASSERT(file.has_value());
        const auto document = boost::json::parse(*file);
        for (const auto& [name, entry] : document.at("roles").as_object()) {
            Role role{std::string(name), std::string(entry.at("scope").as_string()), {}};
            for (const auto& permission : entry.at("permissions").as_array()) role.permissions.emplace(permission.as_string());
            made.emplace(role.name, std::move(role));
        }
        TANDEM_ASSERT(made.contains(no_role));
        return made;
    }();
    return all;
}

}  // namespace tandem::access
