// Dunning and day-end: one line a refusal, sorted. What happened, the figures, what to do next.
#pragma once
#include "core/errors.h"

namespace tandem::refusals {

// clang-format off
constexpr ErrorText dunning[] = {
    {"dunning.alert_exception", 422, false, "An exception of the alert \"{subject}\" states no condition or moves it to the other side of the due date ({days} days). State amount, grade or share, and stay on that side.", "预警“{subject}”的例外（{days} 天）没有条件，或跨到了到期日的另一侧。请写明金额、等级或占比，并保持在同一侧。"},
    {"dunning.alert_key", 422, false, "The alert key \"{subject}\" is empty or stands twice. Give every alert a key of its own.", "预警代码“{subject}”为空或重复。每条预警应有唯一代码。"},
    {"dunning.alert_levels", 422, false, "Level {level} of the alert \"{subject}\" is out of order. Levels run 1, 2, 3 from the due date on.", "预警“{subject}”的级别 {level} 顺序不对。级别应自到期日起依次为 1、2、3。"},
    {"dunning.alert_without_recipient", 422, false, "The alert \"{subject}\" reaches nobody. State who receives it and by which channel.", "预警“{subject}”没有接收人或发送渠道。请补充。"},
    {"dunning.alerts_empty", 422, false, "The policy has no alerts. State at least one.", "策略中没有预警规则。请至少设置一条。"},
    {"dunning.alerts_not_ascending", 422, false, "The alert \"{subject}\" at {later} days does not come after the one at {earlier}. Sort them by days.", "预警“{subject}”的天数 {later} 未晚于前一条的 {earlier}。请按天数升序排列。"},
    {"dunning.alerts_too_many", 422, false, "{count} alerts are too many. At most 32 are kept.", "预警规则共 {count} 条，超出上限。最多 32 条。"},
    {"dunning.escalation_code", 422, false, "The escalation code \"{subject}\" is empty or stands twice. Give every rule a code of its own.", "升级规则代码“{subject}”为空或重复。每条规则应有唯一代码。"},
    {"dunning.escalation_condition", 422, false, "The escalation \"{subject}\" would hit every customer. State at least one condition.", "升级规则“{subject}”没有条件，会命中所有客户。请至少写明一个条件。"},
    {"dunning.escalation_without_recipient", 422, false, "The escalation \"{subject}\" reaches nobody. State who takes it up.", "升级规则“{subject}”没有责任人。请补充。"},
    {"dunning.ladder_empty", 422, false, "The ladder has no levels. State at least one.", "催收阶梯没有级别。请至少设置一级。"},
    {"dunning.ladder_first_level", 422, false, "The first level of the ladder cannot wait for an earlier reminder. Use net_days or end_of_month_after.", "催收阶梯的第一级不能以上一次催收为起点。请使用 net_days 或 end_of_month_after。"},
    {"dunning.ladder_not_ascending", 422, false, "A level of the ladder at {later} days does not come after the one at {earlier}. Sort them by days.", "催收阶梯中 {later} 天的级别未晚于前一级的 {earlier} 天。请按天数升序排列。"},
    {"dunning.ladder_range", 422, false, "{value} is out of range for \"{subject}\" of the ladder. See policies/dunning.schema.json for the limits.", "催收阶梯的“{subject}”取值 {value} 超出范围。允许的范围见 policies/dunning.schema.json。"},
    {"dunning.ladder_stage", 422, false, "\"{subject}\" names the stage \"{stage}\", which the policy does not have. Use one of its stages.", "“{subject}”引用的催收阶段“{stage}”在策略中不存在。请使用已定义的阶段。"},
    {"dunning.promise_amount", 422, false, "{subject} cannot be promised: the items have {open} open. State an amount above zero and up to that.", "不能登记承诺金额 {subject}：所选款项未收合计为 {open}。请填写大于零且不超过该数的金额。"},
    {"dunning.promise_channel", 422, false, "\"{subject}\" is not a way by which a promise is given. Use one of: {channels}.", "“{subject}”不是可用的承诺方式。请使用：{channels}。"},
    {"dunning.promise_contact", 422, false, "The contact {subject} is not one of this customer's. Choose one of its contacts, or none.", "联系人 {subject} 不属于该客户。请选择该客户的联系人，或留空。"},
    {"dunning.promise_currency", 422, false, "The item {subject} is in {expected}. Promise items of one currency at a time, in that currency.", "款项 {subject} 的币种为 {expected}。一次承诺只能包含同一币种的款项，并以该币种填写金额。"},
    {"dunning.promise_date_past", 422, false, "The promised date {subject} is past; today is {today}. State the day by which the customer will pay.", "承诺日期 {subject} 已过（今天是 {today}）。请填写客户答应付款的日期。"},
    {"dunning.promise_figures_missing", 422, false, "A task is done as promised with the promise itself: state promised_date, and the amount where it is not all that is open. Without a date use the outcome called.", "以“已承诺付款”办结时须登记承诺：请填写承诺日期 promised_date；金额不是全部未收款时还须填写 amount。没有具体日期的，请使用结果“已联系”。"},
    {"dunning.promise_item_settled", 422, false, "The item {subject} has nothing open. Reload the list and leave it out.", "款项 {subject} 已结清。请刷新列表并去掉该项。"},
    {"dunning.promise_item_taken", 409, false, "The item {subject} is under a promise already, open through {until}. Withdraw that one first, or wait until it is over.", "款项 {subject} 已有付款承诺，{until} 前有效。请先撤回原承诺，或待其到期后再登记。"},
    {"dunning.promise_item_unknown", 422, false, "This customer has no open item {subject}. Reload the list and choose again.", "该客户没有应收款项 {subject}。请刷新列表后重新选择。"},
    {"dunning.promise_items", 422, false, "A promise covers at least one open item. Choose what the customer will pay.", "付款承诺至少须包含一笔应收款项。请选择客户答应支付的款项。"},
    {"dunning.promise_not_open", 409, false, "The promise {subject} is not open any more: {state}. Only an open promise is withdrawn; reload the list.", "付款承诺 {subject} 已不是待履行状态（{state}）。只有待履行的承诺可以撤回，请刷新列表。"},
    {"dunning.promise_range", 422, false, "{value} is out of range for \"{subject}\" of promises. See policies/dunning.schema.json for the limits.", "付款承诺的“{subject}”取值 {value} 超出范围。允许的范围见 policies/dunning.schema.json。"},
    {"dunning.promise_too_far", 422, false, "{subject} is too far ahead: a promise reaches at most {days} days, to {latest}. Agree on an earlier day, or on instalments.", "承诺日期 {subject} 过远：最长 {days} 天，不晚于 {latest}。请与客户约定更早的日期，或商定分期还款。"},
    {"dunning.run_before_last", 409, false, "A run for {run} is refused: the last one was for {last}. Runs go forward only; choose that day or a later one.", "不能为 {run} 执行日终：上一次已执行到 {last}。日终只能向前，请选择该日或之后的日期。"},
    {"dunning.run_in_future", 422, false, "A run for {asked} is refused: today is {today}, and the receipts of later days are not known. Choose today or an earlier day.", "不能为 {asked} 执行日终：今天是 {today}，之后的回款尚未发生。请选择今天或更早的日期。"},
    {"dunning.stage_code", 422, false, "The stage code \"{subject}\" is empty, stands twice or is none, which means no stage. Choose another.", "催收阶段代码“{subject}”为空、重复，或使用了表示“无”的 none。请更换。"},
    {"dunning.stage_without_owner", 422, false, "The stage \"{subject}\" has no owner. State who acts.", "催收阶段“{subject}”没有责任人。请补充。"},
    {"dunning.stages_empty", 422, false, "The policy has no dunning stages. State at least one.", "策略中没有催收阶段。请至少设置一个。"},
    {"dunning.stages_not_ascending", 422, false, "The stage \"{subject}\" from day {later} does not come after day {earlier}. Sort the stages by days; the first begins on day 1 or later.", "催收阶段“{subject}”的起始天数 {later} 未晚于 {earlier}。请按天数升序排列，首个阶段从第 1 天或之后开始。"},
    {"dunning.task_cancelled", 409, false, "The task {subject} was withdrawn on {date}: the item is settled, or a later task took its place. Reload the list.", "待办 {subject} 已于 {date} 撤销：该款项已结清，或已由后续待办取代。请刷新列表。"},
    {"dunning.task_done", 409, false, "The task {subject} is done already, with the outcome {outcome}. Reload the list; add what is new as a note to the customer.", "待办 {subject} 已处理，结果为 {outcome}。请刷新列表；如有新情况，请记入客户备注。"},
    {"dunning.unknown_outcome", 422, false, "\"{subject}\" is not an outcome of a task. Use one of: {outcomes}.", "“{subject}”不是可用的处理结果。请使用：{outcomes}。"},
    {"dunning.unknown_promise", 404, false, "There is no promise {subject}. Reload the list.", "没有付款承诺 {subject}。请刷新列表。"},
    {"dunning.unknown_role", 422, false, "\"{subject}\" is not a role of dunning. Use one of: {roles}.", "“{subject}”不是催收角色。请使用：{roles}。"},
    {"dunning.unknown_task", 404, false, "There is no task {subject}. Reload the list.", "没有待办 {subject}。请刷新列表。"},
};
// clang-format on

}  // namespace tandem::refusals
