// Credit: one line a refusal, sorted. What happened, the figures, what to do next.
#pragma once
#include "core/errors.h"

namespace tandem::refusals {

// clang-format off
constexpr ErrorText credit[] = {
    {"credit.grade_twice", 422, false, "Grade {subject} is listed twice. Keep one line for each grade.", "信用等级 {subject} 重复。每个等级只保留一行。"},
    {"credit.no_grades", 422, false, "The credit policy lists no grade. State at least one, the best first.", "信用政策未列出任何等级。请至少填写一个，最好的排在最前。"},
    {"credit.preset_unknown", 422, false, "There is no terms preset \"{subject}\". Choose one of those the policy lists, or add it there.", "没有账期方案“{subject}”。请选用政策中已列出的方案，或先添加该方案。"},
    {"credit.reassess_months", 422, false, "Grade {subject} must be looked at again after 1 to 60 months. Correct the figure.", "等级 {subject} 的复评周期应为 1 至 60 个月。请更正。"},
    {"credit.term_falls", 422, false, "In {preset}, grade {subject} would get a shorter term with more security. Terms may only stay or grow from none to guarantor to collateral.", "方案 {preset} 中，等级 {subject} 的担保越强账期反而越短。从无担保、保证到抵押，账期只能持平或增加。"},
    {"credit.term_negative", 422, false, "In {preset}, the term of grade {subject} is negative. Write 0 for prepaid or cash.", "方案 {preset} 中，等级 {subject} 的账期为负数。预付或现款请填 0。"},
    {"credit.term_row", 422, false, "Terms preset {preset} and the grades do not match at {subject}. Give every grade exactly one row.", "账期方案 {preset} 与等级表在 {subject} 处不一致。请为每个等级填写且仅填写一行。"},
};
// clang-format on

}  // namespace tandem::refusals
