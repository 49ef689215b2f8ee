#include "credit/what_if.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace tandem::credit {
namespace {

// 0 for the best; nothing is worse than no grade.
int place(const CreditPolicy& policy, const std::string& grade) { return grade.empty() ? static_cast<int>(policy.grades.size()) : policy.rank(grade); }
int fall(const CreditPolicy& policy, const Regrading& one) { return place(policy, one.after.grade) - place(policy, one.before.grade); }

}  // namespace

Graded grade_by(const ScoringModel& model, std::span<const FactorValue> values) {
    auto sheet = compute_score(model, values);
    if (!sheet) return {.grade = {}, .score_x100 = 0, .refused = std::move(sheet).error()};
    return {.grade = sheet->grade, .score_x100 = hundredths(sheet->total), .refused = {}};
}

GradeShift compare_grades(const CreditPolicy& policy, std::vector<Regrading> all) {
    GradeShift shift;
    std::map<std::pair<int, int>, GradeMove> cells;
    for (Regrading& each : all) {
        ++shift.customers;
        auto& cell = cells[{place(policy, each.before.grade), place(policy, each.after.grade)}];
        cell.from = each.before.grade;
        cell.to = each.after.grade;
        ++cell.customers;
        shift.longer += each.days_after > each.days_before;
        shift.shorter += each.days_after < each.days_before;
        if (!each.changed()) continue;
        ++(fall(policy, each) > 0 ? shift.worse : shift.better);
        shift.changed.push_back(std::move(each));
    }
    for (auto& [where, cell] : cells) shift.matrix.push_back(std::move(cell));
    std::ranges::stable_sort(shift.changed, {}, [&](const Regrading& one) {
        const int down = fall(policy, one);
        return std::pair{down < 0, -std::abs(down)};
    });
    return shift;
}

HoldShift compare_holds(std::span<const Verdict> all) {
    HoldShift shift;
    for (const Verdict& each : all) {
        ++shift.checked;
        shift.held_before += each.before == Outcome::hold;
        shift.held_after += each.after == Outcome::hold;
        if (each.newly_held()) {
            ++shift.newly_held;
            shift.newly_held_minor += each.base_minor;
        } else if (each.freed()) {
            ++shift.freed;
            shift.freed_minor += each.base_minor;
        }
    }
    return shift;
}

}  // namespace tandem::credit
