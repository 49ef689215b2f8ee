#include "platform/sql/postgres_address.h"

#include <libpq-fe.h>

#include <algorithm>
#include <memory>
#include <string_view>

namespace tandem::sql {
namespace {

bool is_here(std::string_view host) {
    return host.empty() || host.starts_with('/') || host.starts_with('@') || host == "localhost" || host.starts_with("127.") || host == "::1";
}

bool all_here(std::string_view hosts) {
    for (;;) {
        const auto comma = hosts.find(',');
        if (!is_here(hosts.substr(0, comma))) return false;
        if (comma == std::string_view::npos) return true;
        hosts.remove_prefix(comma + 1);
    }
}

}  // namespace

bool reached_safely(const std::string& postgres_url) {
    const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options{PQconninfoParse(postgres_url.c_str(), nullptr), PQconninfoFree};
    if (!options) return false;
    std::string_view host, address, mode;
    for (const PQconninfoOption* each = options.get(); each->keyword; ++each) {
        const std::string_view keyword = each->keyword, value = each->val ? each->val : "";
        if (keyword == "host") host = value;
        if (keyword == "hostaddr") address = value;
        if (keyword == "sslmode") mode = value;
    }
    // The numbers go before the name, where both are stated.
    return mode == "verify-full" || all_here(address.empty() ? host : address);
}

}  // namespace tandem::sql
