// What entering a phase of the cycle does to the policies as they stand in the book.
#pragma once
#include "core/date.h"
#include "core/id.h"
#include "platform/sql/connection.h"
#include "policy/edge/phases.h"

namespace tandem::policy {

// The newest version of the cycle, in force or yet to begin, with its first day.
struct KeptCycle { Cycle cycle; Date effective_from; };
Result<KeptCycle> latest_cycle(sql::Connection& connection, CompanyId company);
Result<Cycle> cycle_on(sql::Connection& connection, CompanyId company, Date day);

// One policy the phase speaks of, on its newest version; `before` equals `after` when the phase changes nothing in it.
struct PhaseStep {
    std::string name;
    int version = 0;
    boost::json::value before, after;
};
// Every policy of the cycle by name; the cycle itself, which then says what is in force, is one. As set_figure.
Result<std::vector<PhaseStep>> steps_into(sql::Connection& connection, CompanyId company, const Cycle& cycle, const Phase& phase);

}  // namespace tandem::policy
