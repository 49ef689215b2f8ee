// tandem verify: the invariants of the book, asked of a live database. Each is one query that finds what breaks it.
#pragma once
#include <string>
#include <vector>

#include "app/workspace.h"
#include "core/errors.h"

namespace tandem::app {

struct Verdict {
    std::string invariant;  // "I2"
    std::string says;       // what must hold, in the language asked for
    std::int64_t checked = 0, broken = 0;
    std::string first;      // the first row that breaks it
};

// In one snapshot. Reads only.
std::vector<Verdict> verify(Workspace& workspace, Language language);

}  // namespace tandem::app
