// Companies, customers and policies: one line a refusal, sorted. What happened, the figures, what to do next.
#pragma once
#include "core/errors.h"

namespace tandem::refusals {

// clang-format off
constexpr ErrorText org[] = {
    {"org.company_code", 422, false, "\"{subject}\" cannot be a company's code: it has letters, digits, - and _, at most 64. Choose another.", "“{subject}”不能作为公司代码：只能用字母、数字、- 和 _，最长 64 位。请换一个。"},
    {"org.company_exists", 409, false, "There is a company \"{subject}\" in this book already. Choose another code.", "本账套已有公司“{subject}”。请换一个代码。"},
    {"org.company_name", 422, false, "The company \"{subject}\" has no name. Give it one.", "公司“{subject}”没有名称。请填写名称。"},
    {"org.rate_missing", 422, false, "There is no exchange rate from {from} to {to} on or before {date}. Import fx-rates first.", "{date} 当日及之前没有 {from} 兑 {to} 的汇率。请先导入汇率（fx-rates）。"},
    {"org.unknown_time_zone", 422, false, "There is no time zone \"{subject}\". Use an IANA name, such as Asia/Shanghai.", "没有时区“{subject}”。请使用 IANA 名称，例如 Asia/Shanghai。"},
    {"party.merge_into_merged", 409, false, "{subject} was itself merged and speaks for nobody now. Choose the customer it was merged into.", "{subject} 本身已被合并，不能再作为合并目标。请选择它并入的客户。"},
    {"party.merge_into_self", 422, false, "{subject} cannot be merged into itself. Choose the other of the two customers.", "{subject} 不能并入自身。请选择两个客户中的另一个。"},
    {"party.merge_reason", 422, false, "Merging {subject} needs a reason. State why the two are one; it stays on record.", "合并 {subject} 需要填写原因，原因将留痕。"},
    {"party.merge_tax_numbers", 409, false, "{subject} has the tax number {first}, the other customer {second}: two legal entities are not one customer. Put them in one customer group, or correct the tax number first.", "{subject} 的税号为 {first}，另一客户为 {second}：不同法人不能合并为一个客户。请改为归入同一客户组，或先更正税号。"},
    {"party.merged_already", 409, false, "{subject} was merged before. Open the customer that speaks for it now.", "{subject} 此前已被合并。请打开它并入的客户。"},
    {"party.unknown_customer", 404, false, "There is no customer {subject}, or it is not within your scope. Choose it from the list.", "没有客户 {subject}，或不在您的权限范围内。请从列表中选择。"},
    {"party.unknown_subject", 404, false, "Nobody with this telephone number, e-mail address or id is kept in this book. Check how it is written.", "本账套没有该电话、邮箱或编号对应的联系人。请核对后重试。"},
    {"policy.begins_before_last", 422, false, "The new version cannot begin on {subject}: the one before it begins on {last}. Choose a later day.", "新版本不能自 {subject} 起生效：上一版本自 {last} 起生效。请选择更晚的日期。"},
    {"policy.calendar_day_outside_year", 422, false, "{subject} stands in the calendar under {year}. Move it to its own year.", "{subject} 被列在 {year} 年的日历中。请移到对应年份。"},
    {"policy.calendar_day_twice", 422, false, "{subject} is stated twice in the calendar. Keep one entry.", "日历中 {subject} 重复出现。请只保留一条。"},
    {"policy.calendar_days_reversed", 422, false, "Days off from {subject} end before they begin, on {to}. Swap the dates.", "自 {subject} 起的假期在 {to} 结束，早于开始日。请调换日期。"},
    {"policy.calendar_make_up_not_weekend", 422, false, "{subject} is no weekend day, so it is worked anyway. Remove it from the make-up workdays.", "{subject} 不是周末，本来就是工作日。请从调休上班日中删除。"},
    {"policy.calendar_without_code", 422, false, "The calendar has no code. Name it, such as cn-mainland.", "日历没有代码。请命名，例如 cn-mainland。"},
    {"policy.calendar_without_workdays", 422, false, "In the calendar {subject} all seven days are weekend. Leave at least one day to work.", "日历 {subject} 把七天都设为周末。请至少保留一个工作日。"},
    {"policy.calendar_without_years", 422, false, "The calendar {subject} holds no year. Add the years it is to answer for.", "日历 {subject} 不含任何年份。请添加需要使用的年份。"},
    {"policy.calendar_year_missing", 422, false, "The calendar {calendar} has no days for {subject}. Import that year's holidays, then try again.", "日历 {calendar} 没有 {subject} 年的数据。请导入该年的节假日安排后重试。"},
    {"policy.calendar_year_twice", 422, false, "The calendar {calendar} states {subject} twice. Merge the two.", "日历 {calendar} 中 {subject} 年重复出现。请合并。"},
    {"policy.changed_since", 409, false, "The policy \"{subject}\" has been changed since you opened it: version {version} is the latest ({who}). Open it again and repeat your change.", "政策“{subject}”在您打开之后已被修改，最新为第 {version} 版（{who}）。请重新打开后再修改。"},
    {"policy.figure_unknown", 422, false, "There is no figure at \"{subject}\". Copy the path from the policy's page: it ends at one figure, not at a group.", "政策中没有“{subject}”这一数值。请从政策页复制路径，路径须指到单个数值。"},
    {"policy.in_past", 422, false, "The new version cannot begin on {subject}; today is {today}. Choose today or a later day.", "新版本不能自 {subject} 起生效，今天是 {today}。请选择今天或之后的日期。"},
    {"policy.no_what_if", 422, false, "The policy \"{subject}\" cannot be tried on the book. The scoring model (scoring) and the credit policy (credit) can.", "政策“{subject}”不支持试算。可以试算的是信用评分模型（scoring）和信用政策（credit）。"},
    {"policy.nothing_changed", 422, false, "The new version of \"{subject}\" changes no figure. Change at least one.", "“{subject}”的新版本没有任何改动。请至少修改一项。"},
    {"policy.phase_figures", 422, false, "Phase {subject} does not set the same figures as the first one ({path}). Every phase sets each figure once, so that switching back restores them.", "阶段“{subject}”与第一个阶段设定的项目不一致（{path}）。各阶段须设定相同的项目且每项一次，切换回来才能复原。"},
    {"policy.phase_twice", 422, false, "Phase {subject} is listed twice. Give each phase a code of its own.", "阶段“{subject}”重复。请为每个阶段使用不同的代码。"},
    {"policy.phase_unknown", 422, false, "There is no phase \"{subject}\" in the cycle. Choose one of those it lists.", "经济周期政策中没有阶段“{subject}”。请选择已列出的阶段。"},
    {"policy.unknown", 404, false, "There is no policy \"{subject}\". Choose one from the list of policies.", "没有名为“{subject}”的政策。请从政策列表中选择。"},
    {"policy.unknown_code", 422, false, "\"{value}\" is not known for \"{subject}\". Use one of: {allowed}.", "“{subject}”不支持取值“{value}”。可用取值：{allowed}。"},
    {"policy.unknown_fee_schedule", 422, false, "The policy names the fee schedule \"{subject}\" and does not have it. Add it to fee_schedules or name another.", "策略引用的收费表“{subject}”不存在。请在 fee_schedules 中补充，或改用其他收费表。"},
    {"policy.unknown_order", 422, false, "The policy names the allocation order \"{subject}\" and does not have it. Add it to allocation_orders or name another.", "策略引用的核销顺序“{subject}”不存在。请在 allocation_orders 中补充，或改用其他顺序。"},
    {"policy.version_invalid", 422, false, "{subject} is not a version number. Versions are 1, 2, 3 and so on.", "{subject} 不是有效的版本号。版本号应为 1、2、3……"},
    {"policy.what_if_day", 422, false, "{subject} is still to come; today is {today}. Try the draft on today or an earlier day.", "{subject} 尚未到来，今天是 {today}。请选择今天或更早的日期试算。"},
};
// clang-format on

}  // namespace tandem::refusals
