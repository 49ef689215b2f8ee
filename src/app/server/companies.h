// The companies of one installation, each with its own book, users, sessions and routes (S32). A request belongs to the
// company its browser looks at (cookie tandem_company) or its program names (X-Tandem-Company); without either, or with one
// that is not served, to the first. The choice opens nothing: who is not signed in there stands before its sign-in page.
#pragma once
#include <memory>
#include <string_view>
#include <vector>

#include "app/server/audit_seal.h"
#include "app/server/server.h"
#include "app/server/serving.h"

namespace tandem::app::server {

class Companies {
public:
    struct House {
        House(WorkspaceOptions options, Workspace workspace, const Clock& clock, const Limits& limits) : serving(std::move(options), std::move(workspace), clock, limits) {}
        Serving serving;
        http::Router router;
        bool needs_setup = false;
    };

    // The one that options name, else every company of the book; an empty book gets its first. Refuses as Workspace::open.
    static Result<Companies> open(const ServeOptions& options, const Clock& clock);

    const std::vector<std::unique_ptr<House>>& all() const { return houses_; }
    House& of(const http::Request& request) const;

private:
    std::vector<std::unique_ptr<House>> houses_;  // by code
};

}  // namespace tandem::app::server
