// Credit: one line a refusal, sorted. What happened, the figures, what to do next.
#pragma once
#include "core/errors.h"

namespace tandem::refusals {

// clang-format off
constexpr ErrorText credit[] = {
    {"credit.claim_amount", 422, false, "{subject} is not what can be claimed here: {left_minor} minor units are left. Correct the amount and its currency.", "索赔金额 {subject} 不正确：可索赔余额为 {left_minor}（最小货币单位）。请更正金额与币种。"},
    {"credit.claim_decided", 409, false, "This claim is {status} already. Look at it again.", "该索赔已有结果（{status}）。请刷新后查看。"},
    {"credit.claim_not_insured", 422, false, "A claim is made on a credit insurance; this security is none. Choose an insurance policy.", "只能就信用保险提出索赔，该担保不是信用保险。请选择保险单。"},
    {"credit.days_range", 422, false, "{subject} days are not possible here: a release or a review takes 1 to 365 days, and the usual release no longer than the longest.", "天数 {subject} 不正确：放行与复核天数应为 1 至 365，且常用放行天数不得超过最长天数。"},
    {"credit.formula_range", 422, false, "The limit formula for \"{subject}\" contradicts itself: the floor lies above the cap, or the step is nothing. Correct it.", "细分“{subject}”的额度公式自相矛盾：下限高于上限，或取整单位为零。请更正。"},
    {"credit.formula_twice", 422, false, "Segment \"{subject}\" has two limit formulas. Keep one.", "细分“{subject}”有两个额度公式。请只保留一个。"},
    {"credit.grade_rate", 422, false, "A limit formula must give every grade of the list a rate, a better grade never less than the next; look at {subject}.", "额度公式须为每个等级填写比例，且等级越好比例不得越低；请检查 {subject}。"},
    {"credit.grade_twice", 422, false, "Grade {subject} is listed twice. Keep one line for each grade.", "信用等级 {subject} 重复。每个等级只保留一行。"},
    {"credit.hold_by_hand", 409, false, "{subject} is held because its customer was stopped by hand. Lift the stop first.", "{subject} 因客户被人工停止交易而冻结。请先解除停止交易。"},
    {"credit.hold_ended", 409, false, "The hold of {subject} is over ({state}). Load the list again.", "{subject} 的冻结已结束（{state}）。请刷新列表。"},
    {"credit.limit_currency", 422, false, "A limit is stated in the company's currency {currency}, not in {subject}. Correct the amount.", "额度以本位币 {currency} 表示，不能用 {subject}。请更正金额。"},
    {"credit.limit_dates", 422, false, "A limit cannot begin on {subject}: it begins a month before today ({today}) at the earliest, and does not end before it begins. Correct the dates.", "额度不能从 {subject} 开始：开始日最多早于今天（{today}）一个月，结束日不得早于开始日。请更正日期。"},
    {"credit.limit_negative", 422, false, "A limit is 0 (cash only) or more. Correct the amount.", "额度应为零（仅限现款）或正数。请更正金额。"},
    {"credit.limit_overtaken", 409, false, "Another limit counts on that day than the one you have seen. Load it again and decide on that.", "该日生效的额度与您所见的不同。请重新载入，核对后再调整。"},
    {"credit.limit_reason", 422, false, "Say why the limit changes: it is kept with the adjustment.", "请填写调整原因，原因随调整记录保存。"},
    {"credit.no_grades", 422, false, "The credit policy lists no grade. State at least one, the best first.", "信用政策未列出任何等级。请至少填写一个，最好的排在最前。"},
    {"credit.not_stopped", 409, false, "This customer is not stopped. Load the page again.", "该客户未被停止交易。请刷新页面。"},
    {"credit.order_on_hold", 409, false, "{subject} is on credit hold: nothing goes out. Look at the hold list for the reasons, or ask for its release.", "{subject} 处于信用冻结，不能发货。请在冻结清单中查看原因，或申请放行。"},
    {"credit.preset_unknown", 422, false, "There is no terms preset \"{subject}\". Choose one of those the policy lists, or add it there.", "没有账期方案“{subject}”。请选用政策中已列出的方案，或先添加该方案。"},
    {"credit.reassess_months", 422, false, "Grade {subject} must be looked at again after 1 to 60 months. Correct the figure.", "等级 {subject} 的复评周期应为 1 至 60 个月。请更正。"},
    {"credit.release_days", 422, false, "A release cannot last {subject} days: 1 to {most} are possible. Correct the days.", "放行天数不能为 {subject}，应为 1 至 {most} 天。请更正。"},
    {"credit.release_reason", 422, false, "The release of {subject} states no reason. Say why it should go on in spite of what holds it.", "{subject} 的放行没有填写理由。请说明为何在冻结原因下仍放行。"},
    {"credit.rule_threshold", 422, false, "The check rule {subject} needs figures (the warning not above the hold) or an effect, as its kind has it. Correct it.", "检查规则 {subject} 须按其类型填写数值（预警值不高于冻结值）或结果。请更正。"},
    {"credit.rule_twice", 422, false, "The check rule {subject} is listed twice. Keep one.", "检查规则 {subject} 重复。请只保留一条。"},
    {"credit.security_amount", 422, false, "A security is worth more than {subject}. Correct the amount.", "担保金额 {subject} 不正确。请填写大于零的金额。"},
    {"credit.security_contract", 422, false, "The contract of the security is not one of this customer's. Choose one of his, or none.", "担保所属合同不是该客户的合同。请选择该客户的合同，或不填。"},
    {"credit.security_dates", 422, false, "A security must last beyond today ({today}) and cannot end before it begins ({subject}). Correct the dates.", "担保到期日 {subject} 不正确：不得早于今天（{today}）或开始日。请更正日期。"},
    {"credit.security_rate", 422, false, "Of a security of the kind {subject}, 0 to 100 % can raise a limit. Correct the figure.", "{subject} 类担保计入额度的比例应为 0 至 100%。请更正。"},
    {"credit.stop_reason", 422, false, "No reason was stated. Say why: the reason is kept.", "未填写原因。请填写，原因将留存。"},
    {"credit.stopped_already", 409, false, "This customer is stopped already. Load the page again.", "该客户已停止交易。请刷新页面。"},
    {"credit.temporary_needs_base", 422, false, "A temporary amount raises a limit above 0 that counts on its first day; there is none. Set a base limit first.", "临时额度是在基本额度之上追加的，起始日没有大于零的基本额度。请先设定基本额度。"},
    {"credit.temporary_needs_end", 422, false, "A temporary limit needs an amount and a last day. State both.", "临时额度缺少金额或截止日。请填写完整。"},
    {"credit.term_falls", 422, false, "In {preset}, grade {subject} would get a shorter term with more security. Terms may only stay or grow from none to guarantor to collateral.", "方案 {preset} 中，等级 {subject} 的担保越强账期反而越短。从无担保、保证到抵押，账期只能持平或增加。"},
    {"credit.term_negative", 422, false, "In {preset}, the term of grade {subject} is negative. Write 0 for prepaid or cash.", "方案 {preset} 中，等级 {subject} 的账期为负数。预付或现款请填 0。"},
    {"credit.term_row", 422, false, "Terms preset {preset} and the grades do not match at {subject}. Give every grade exactly one row.", "账期方案 {preset} 与等级表在 {subject} 处不一致。请为每个等级填写且仅填写一行。"},
    {"credit.unknown_claim", 404, false, "There is no such claim. Look it up in the list.", "没有这笔索赔。请在列表中查找。"},
    {"credit.unknown_customer", 404, false, "There is no such customer. Look it up in the list.", "没有该客户。请在列表中查找。"},
    {"credit.unknown_group", 404, false, "There is no such customer group. Choose one from the list.", "没有该客户集团。请从列表中选择。"},
    {"credit.unknown_hold", 404, false, "There is no such hold. Look it up in the hold list.", "没有这条冻结记录。请在冻结清单中查找。"},
    {"credit.unknown_security", 404, false, "There is no such security. Look it up in the list.", "没有这项担保。请在列表中查找。"},
};
// clang-format on

}  // namespace tandem::refusals
