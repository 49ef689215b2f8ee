// A limit that several customers share, of a group or of the company: how much of it is used tells what the others owe.
// Who does not see all of them is told only where enough of them are out of sight that no single one can be made out (trust S34).
#pragma once
#include <map>
#include <optional>

#include "app/server/serving.h"

namespace tandem::app::server {

class SharedFigures {
public:
    // Keeps references.
    SharedFigures(Serving& serving, const org::Reach& reach) : serving_(serving), reach_(reach) {}

    // Takes what is used of shared limits, and what is left, out of an answer about that customer. The limit itself stays.
    void hide(CustomerId customer, json::value& answer);
    // The same of an object that names its customer: {"customer": {"id"}}.
    void hide(json::value& answer);

private:
    // How many customers out of sight owe something: of those who share a group's limit, and of all.
    struct Groups { std::map<std::int64_t, std::int64_t> owing, group_of; };
    const Groups& groups();
    std::int64_t in_company();
    std::int64_t least();
    bool told(std::string_view scope, CustomerId customer);
    void walk(CustomerId customer, json::value& part);

    Serving& serving_;
    const org::Reach& reach_;
    // Once they were asked for.
    std::optional<Groups> groups_;
    std::optional<std::int64_t> in_company_, least_;
};

}  // namespace tandem::app::server
