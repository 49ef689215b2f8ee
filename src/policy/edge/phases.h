// Phases of the economic cycle: sets of figures that several policies take on together. Form: policies/cycle.schema.json.
#pragma once
#include <boost/json.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace tandem::policy {

struct PhaseFigure {
    std::string policy;           // the name of another policy
    std::string path;             // as policy_changes names it: "grades[A].reassess_months"
    boost::json::value value;     // text, a whole number, yes or no
};
struct Phase {
    std::string code;
    std::vector<PhaseFigure> figures;
};
struct Cycle {
    int version = 0;
    std::string in_force;
    std::vector<Phase> phases;

    const Phase* find(std::string_view code) const;  // null: no such phase
};

// Every phase sets the same figures, so that whoever switches back has what he had. Refuses other forms (json.*),
// policy.phase_twice, policy.phase_unknown, policy.phase_figures {path} (set by one phase and not by another).
Result<Cycle> parse_cycle(std::string_view text);

// Puts one figure in its place. policy.figure_unknown {path}: the document has nothing there, or something that is no figure.
Result<void> set_figure(boost::json::value& document, std::string_view path, const boost::json::value& value);

// The document with all figures of the phase that are its own. As set_figure.
Result<boost::json::value> in_phase(boost::json::value document, std::string_view policy, const Phase& phase);

}  // namespace tandem::policy
