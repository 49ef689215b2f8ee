// What risk control accepted, and how far that reaches: what was accepted then, and nothing worse..
#pragma once
#include <span>
#include <string>
#include <vector>

#include "contract/findings.h"

namespace tandem::contract {

struct Accepted {  // a finding that risk control let pass, with the figures it had
    Breaks what{};
    std::string reason;
    Figures figures{};
};

// Is this the finding that was accepted, or a milder one? Another reason (a debt overdue where a limit was exceeded), another
// party to it (the group's limit, a weaker security) or a worse figure is a finding of its own. A debt that is only a day
// older is the same debt: what counts is the day it fell due.
bool covers(const Accepted& accepted, const Finding& now);

// Those that block, and those that nothing accepted covers.
std::vector<Finding> still_open(std::span<const Finding> findings, std::span<const Accepted> accepted);

}  // namespace tandem::contract
