#include "app/server/companies.h"

#include "app/mail.h"
#include "app/server/http_rating_source.h"
#include "app/server/session_cookie.h"
#include "app/server/single_sign_on.h"
#include "app/server/users.h"
#include "org/edge/org_sql.h"

namespace tandem::app::server {

Result<Companies> Companies::open(const ServeOptions& options, const Clock& clock) {
    std::vector<std::string> codes{options.workspace.company};
    if (options.workspace.company.empty()) {
        const auto connection = open_migrated(options.workspace.database, clock);
        const auto found = org::company_codes(*connection);
        if (!found.empty()) codes = found;
    }
    Companies companies;
    std::vector<CompanyName> names;
    for (const std::string& code : codes) {
        WorkspaceOptions own = options.workspace;
        own.company = code;
        Workspace workspace = TRY(Workspace::open(own, clock));
        own.company = workspace.company().code;
        const bool needs_setup = !has_users(workspace.connection(), workspace.company().id);
        names.push_back({workspace.company().code, workspace.company().name});
        auto house = std::make_unique<House>(std::move(own), std::move(workspace), clock, options.limits);
        house->needs_setup = needs_setup;
        if (options.ratings) house->serving.ask_ratings_of(TRY(HttpRatingSource::open(*options.ratings, options.outgoing_allow)));
        if (options.mail) house->serving.use_mail(TRY(open_mail(*options.mail, options.public_url, options.outgoing_allow)));
        if (options.oidc) house->serving.use(TRY(SingleSignOn::open(*options.oidc)));
        companies.houses_.push_back(std::move(house));
    }
    for (const auto& house : companies.houses_) house->serving.stands_beside(names);
    return companies;
}

Companies::House& Companies::of(const http::Request& request) const {
    const std::string_view code = chosen_company(request);
    for (const auto& house : houses_)
        if (house->serving.company().code == code) return *house;
    return *houses_.front();
}

}  // namespace tandem::app::server
