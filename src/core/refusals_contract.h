// Contracts: one line a refusal, sorted. What happened, the figures, what to do next.
#pragma once
#include "core/errors.h"

namespace tandem::refusals {

// clang-format off
constexpr ErrorText contract[] = {
    {"contract.breach_days", 422, false, "The days until the penalty cannot be negative ({subject}). Write 0 or more.", "违约金起算天数不能为负（{subject}）。请填写 0 或以上。"},
    {"contract.breach_rate", 422, false, "Daily late interest must lie between 0 and 0.01 and the penalty between 0 and 1; they are {daily} and {penalty}. Correct the figures.", "日滞纳金率应在 0 至 0.01 之间，违约金比例应在 0 至 1 之间，现为 {daily} 和 {penalty}。请更正。"},
    {"contract.change_below_dated", 409, false, "Contract {subject} cannot go down to {amount}: {dated} is due by plan already. Choose at least that, or credit what is due.", "合同 {subject} 不能变更为 {amount}：已有 {dated} 形成应收。请不低于该金额，或对已形成的应收开具红字发票。"},
    {"contract.change_needs_parts", 422, false, "Every line of contract {subject} has its date, and {left} has none. State in \"parts\" when it is to be paid.", "合同 {subject} 的各期均已确定到期日，尚有 {left} 未安排。请为其约定新的付款条款（parts）。"},
    {"contract.change_nothing_left", 422, false, "The lines of contract {subject} that have dates make {dated}, the whole new amount; nothing is left for other parts. Leave the parts out, or raise the amount.", "合同 {subject} 已确定到期日的各期合计 {dated}，即变更后的全部金额，没有余额可再分期。请去掉分期或提高金额。"},
    {"contract.changed_meanwhile", 409, false, "Contract {subject} was changed by {who} at {when}. Load it again and look at its history before you change it.", "合同 {subject} 已由 {who} 于 {when} 变更。请重新载入，查看变更历史后再修改。"},
    {"contract.clause_missing", 422, false, "The {subject} clause has no figures. State payment terms, liability for breach and the place of dispute before review.", "“{subject}”条款没有明确数值。请补全付款条件、违约责任和争议解决地后再提交评审。"},
    {"contract.currency_mismatch", 422, false, "Part {subject} is in {currency}, the contract in {total_currency}. State the part in {total_currency}.", "第 {subject} 期的币种为 {currency}，合同币种为 {total_currency}。请改用 {total_currency}。"},
    {"contract.day_of_month_out_of_range", 422, false, "Part {subject} asks for day {day} of the month. Use 1 to 31; 31 means the last day.", "第 {subject} 期指定了每月 {day} 日。请填写 1 至 31，31 表示月末。"},
    {"contract.discount_window", 422, false, "The discount of part {subject} runs {days} days, but the part falls due after {due_days}. Shorten the window; it cannot be negative.", "第 {subject} 期的现金折扣期为 {days} 天，而付款期限为 {due_days} 天。请缩短折扣期，且不能为负。"},
    {"contract.duplicate_parts", 422, false, "Parts {other} and {subject} are of one kind and fall due together. Make them one part, or give them different labels.", "第 {other} 期与第 {subject} 期类型和到期规则相同。请合并为一期，或用不同的名称区分。"},
    {"contract.event_invoiced", 409, false, "The {event} of contract {subject} cannot be voided: its items are invoiced. Void the invoice first.", "合同 {subject} 的{event}事件不能作废：由其形成的应收已开票。请先作废相关发票。"},
    {"contract.event_missing", 404, false, "Contract {subject} has no {event} on record. Check the contract and the event.", "合同 {subject} 没有{event}事件记录。请核对合同与事件。"},
    {"contract.event_recorded", 409, false, "The {event} of contract {subject} is on record for {recorded}; {date} contradicts it. Void that event with a reason first, then record the new day.", "合同 {subject} 的{event}事件已登记为 {recorded}，与 {date} 不符。请先填写原因作废原事件，再登记新日期。"},
    {"contract.event_settled", 409, false, "The {event} of contract {subject} cannot be voided: its items have receipts or other settlements. Correct the amount by a credit note instead.", "合同 {subject} 的{event}事件不能作废：由其形成的应收已有回款或其他核销记录。请改用红字发票更正。"},
    {"contract.fixed_above_total", 422, false, "Part {subject} is a fixed {amount}, but only {left} of the total is left for it. Lower the part or raise the total.", "第 {subject} 期固定金额为 {amount}，合同总额只剩 {left}。请调低该期金额或提高总额。"},
    {"contract.fixed_not_positive", 422, false, "Part {subject} has the fixed amount {amount}. A part must be above zero.", "第 {subject} 期的固定金额为 {amount}。每期金额必须大于零。"},
    {"contract.instalment_amount", 422, false, "{subject} cannot be paid in instalments. Every amount must be above zero.", "{subject} 不能作为分期金额。每期金额必须大于零。"},
    {"contract.instalment_piece", 422, false, "Instalments of {subject} never pay the debt. State a piece above zero, or fewer instalments.", "每期 {subject} 无法还清欠款。请填写大于零的每期金额，或减少期数。"},
    {"contract.instalment_rhythm", 422, false, "{subject} months between instalments is not possible. Write 1 or more.", "分期间隔不能为 {subject} 个月。请填写 1 或以上。"},
    {"contract.instalments_not_total", 422, false, "The instalments sum to {sum}, the debt is {open}: a difference of {difference}. Put it on an instalment; a plan may not change the debt.", "各期合计 {sum}，欠款为 {open}，相差 {difference}。请将差额计入某一期：分期计划不得改变欠款总额。"},
    {"contract.instalments_out_of_order", 422, false, "The instalment of {subject} stands after the one of {before}. Put them in the order of their dates.", "{subject} 到期的一期排在 {before} 之后。请按到期日先后排列。"},
    {"contract.negative_offset", 422, false, "Part {subject} falls due {months} months and {days} days after its event. Neither can be negative; write 0 for at once.", "第 {subject} 期的付款期限为 {months} 个月 {days} 天。月数和天数均不能为负，立即付款请填 0。"},
    {"contract.net_above_amount", 422, false, "The net amount {subject} does not lie between zero and the contract amount of {amount}. Correct one of them.", "不含税金额 {subject} 应在零与合同金额 {amount} 之间。请更正其一。"},
    {"contract.no_plan", 422, false, "Contract {subject} has no payment terms, so there is no plan to change. Its invoices carry their own due dates.", "合同 {subject} 未填写付款条件，没有回款计划可变更。其应收以发票到期日为准。"},
    {"contract.nothing_for_remainder", 422, false, "The percentages reach 100 % and leave nothing for the remainder part. Drop that part, or lower a percentage.", "各期比例合计已达 100%，余额期没有金额。请删除余额期，或调低某期比例。"},
    {"contract.number_taken", 409, false, "There is a contract {subject} already. Open it, or choose another number.", "合同编号 {subject} 已存在。请打开该合同，或使用其他编号。"},
    {"contract.offset_too_long", 422, false, "Part {subject} falls due more than 50 years after its event. Check the months and days.", "第 {subject} 期的付款期限超过 50 年。请核对月数和天数。"},
    {"contract.parts_above_total", 422, false, "The parts exceed the total by {excess}. Lower a percentage or an amount.", "各期合计超出合同总额 {excess}。请调低某期的比例或金额。"},
    {"contract.parts_below_total", 422, false, "The parts fall short of the total by {missing}. Raise a part, or make the last one \"remainder\" so that it takes the rest.", "各期合计比合同总额少 {missing}。请调高某期，或将最后一期设为“余额”，由其承担剩余部分。"},
    {"contract.percent_out_of_range", 422, false, "Part {subject} states {percent} %. A percentage must be above 0 and at most 100.", "第 {subject} 期的比例为 {percent}%。比例必须大于 0 且不超过 100。"},
    {"contract.ratio_divisor_disagree", 422, false, "The ratio {subject} and the divisor {divisor} do not say the same. Correct one of them, or state only the percentage.", "比率 {subject} 与除数 {divisor} 不一致。请更正其一，或只填写百分比。"},
    {"contract.reason_required", 422, false, "Changing contract {subject} after the fact needs a reason. State it; it stays on record.", "事后更改合同 {subject} 需要填写原因，原因将留痕。"},
    {"contract.remainder_not_last", 422, false, "A part follows the remainder part. Put the remainder last.", "余额期之后还有其他期。请将余额期放在最后。"},
    {"contract.remainder_required", 422, false, "A percentage of what is left always leaves a rest. Add a last part of the kind \"remainder\".", "按剩余金额的比例分期总会留下余数。请在最后增加一个“余额”期。"},
    {"contract.standard_terms_fixed", 422, false, "Standard terms serve contracts of every amount and cannot hold a fixed amount. Use percentages and a remainder.", "标准付款条件适用于任意金额的合同，不能包含固定金额。请使用比例和余额。"},
    {"contract.term_above_cap", 422, false, "Part {subject} falls due up to {days} days after its event; the customer's grade allows {cap}. Shorten the term, or ask risk control to approve.", "第 {subject} 期的账期最长 {days} 天，该客户等级允许 {cap} 天。请缩短账期，或报风控审批。"},
    {"contract.terms_empty", 422, false, "The payment terms have no parts. State at least one.", "付款条件没有任何一期。请至少填写一期。"},
    {"contract.terms_event", 422, false, "Part {subject} of the payment terms must name exactly one event: signing, delivery, acceptance or invoice, such as \"30% signing+7d\".", "付款条款第 {subject} 期须且只能指明一个事件：签订、发货、验收或开票，例如“签订后7天30%”。"},
    {"contract.terms_share", 422, false, "Part {subject} of the payment terms must state exactly one share: a percentage, an amount or \"remainder\".", "付款条款第 {subject} 期须且只能写明一个份额：比例、金额或“余款”。"},
    {"contract.terms_word", 422, false, "The payment terms are not understood at \"{subject}\" in part {part}. Write each part as \"30% signing+7d\" and split parts by semicolons.", "付款条款第 {part} 期中的“{subject}”无法识别。请按“30% 签订+7天”的形式书写，各期用分号隔开。"},
    {"contract.too_many_instalments", 422, false, "{subject} instalments are outside 1 to {most}. Choose larger pieces.", "分期数 {subject} 超出 1 至 {most} 的范围。请提高每期金额。"},
    {"contract.too_many_parts", 422, false, "The payment terms have {subject} parts; {most} are possible. Join some of them.", "付款条件共 {subject} 期，最多支持 {most} 期。请合并部分期次。"},
    {"contract.total_negative", 422, false, "A contract over {subject} has nothing to collect. State a total of zero or more; a reduction is a change order.", "合同总额 {subject} 为负，没有可回款金额。请填写零或以上；减额请办理合同变更。"},
    {"contract.two_days_of_month", 422, false, "\"{subject}\" is stated beside \"end_of_month\". State one of them.", "“{subject}”与“end_of_month”不能同时填写。请保留其一。"},
    {"contract.two_remainders", 422, false, "{count} parts take the remainder. Only one can, and it is the last.", "有 {count} 期设为余额。余额期只能有一个，且须为最后一期。"},
    {"contract.unknown", 404, false, "There is no contract \"{subject}\". Check the number or the link.", "没有合同“{subject}”。请核对编号或链接。"},
    {"contract.unknown_event", 422, false, "\"{subject}\" is no event of a contract. Use signing, delivery, acceptance or invoice.", "“{subject}”不是合同事件。请使用签订、发货、验收或开票。"},
};
// clang-format on

}  // namespace tandem::refusals
