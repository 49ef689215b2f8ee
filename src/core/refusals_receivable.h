// Open items, invoices, periods and interest: one line a refusal, sorted. What happened, the figures, what to do next.
#pragma once
#include "core/errors.h"

namespace tandem::refusals {

// clang-format off
constexpr ErrorText receivable[] = {
    {"receivable.amount_missing", 422, false, "The invoice states no {subject} and not enough to derive it. Give gross, or net and tax.", "发票缺少 {subject}，且无法由其他金额推出。请提供价税合计，或不含税金额与税额。"},
    {"receivable.amount_negative", 422, false, "{subject} is negative. An invoice is positive; record a credit note for what goes back.", "金额 {subject} 为负。发票金额应为正数；冲减请登记红字发票。"},
    {"receivable.bucket_code", 422, false, "The bucket code \"{subject}\" is empty or stands twice. Give every bucket a code of its own.", "账龄区间代码“{subject}”为空或重复。每个区间应有唯一代码。"},
    {"receivable.bucket_edges", 422, false, "\"{subject}\" does not divide days into buckets. Write the last day of each bucket but the last, ascending, such as 7,15,30.", "“{subject}”无法划分账龄区间。请按升序写出除最后一个以外各区间的截止天数，例如 7,15,30。"},
    {"receivable.buckets_empty", 422, false, "There are no aging buckets. State at least one.", "没有账龄区间。请至少设置一个。"},
    {"receivable.buckets_gap", 422, false, "Days between the buckets {earlier} and {later} belong to neither. Let each begin the day after the other ends.", "账龄区间 {earlier} 与 {later} 之间有空档。后一区间应从前一区间截止的次日开始。"},
    {"receivable.buckets_not_covering", 422, false, "The bucket {subject} leaves days out at an end. The first must be open below and the last above, so that every item has a bucket.", "账龄区间 {subject} 在一端留有空缺。首个区间应不设下限，末个区间应不设上限，使每笔应收都有归属。"},
    {"receivable.buckets_overlap", 422, false, "The buckets {earlier} and {later} share days. Let each begin the day after the other ends.", "账龄区间 {earlier} 与 {later} 有重叠。后一区间应从前一区间截止的次日开始。"},
    {"receivable.changes_order", 422, false, "The payment of {subject} stands after a later one. Sort payments by date.", "{subject} 的收款排在更晚的收款之后。请按日期升序排列。"},
    {"receivable.chart_account_blank", 422, false, "The role {subject} has no account number or no Chinese name. Fill both in.", "科目角色 {subject} 缺少科目编号或中文名称。请补充。"},
    {"receivable.chart_role_missing", 422, false, "The chart has no account for {subject}. Add one.", "科目表中没有 {subject} 对应的科目。请补充。"},
    {"receivable.chart_role_twice", 422, false, "The chart has two accounts for {subject}. Keep one.", "科目表中 {subject} 对应了两个科目。请只保留一个。"},
    {"receivable.credit_above_invoice", 409, false, "{amount} cannot be credited against invoice {subject} of {gross}: {credited} was credited before, {left} is left. Lower the amount.", "无法对发票 {subject}（价税合计 {gross}）冲减 {amount}：此前已冲减 {credited}，剩余 {left}。请调低金额。"},
    {"receivable.credit_before_invoice", 422, false, "A credit note of {date} cannot refer to invoice {subject} of {invoice_date}. Check the dates.", "红字发票日期 {date} 早于其对应发票 {subject} 的日期 {invoice_date}。请核对日期。"},
    {"receivable.credit_exceeded", 409, false, "{amount} is more than the {remaining} left on the credit note. Lower the amount.", "金额 {amount} 超出红字发票剩余的 {remaining}。请调低金额。"},
    {"receivable.credit_not_positive", 422, false, "{subject} is not an amount of a credit note. State it above zero; reports show the minus.", "红字发票金额 {subject} 无效：请填写大于零的金额，报表会显示为负数。"},
    {"receivable.currency_mismatch", 422, false, "Two amounts of one document are in {first} and {second}. Use one currency.", "同一单据中出现 {first} 与 {second} 两种币种。请统一币种。"},
    {"receivable.due_before_invoice", 422, false, "{subject} would be due on {due}, before its own date {invoice}. Check both dates.", "{subject} 的到期日 {due} 早于单据日期 {invoice}。请核对两个日期。"},
    {"receivable.fee_tiers", 422, false, "The fee tiers do not fit at {subject}. State at least one, ascending by amount, in one currency, none negative.", "收费档次在 {subject} 处有误。至少一档，按金额升序，币种一致，且不得为负。"},
    {"receivable.gross_mismatch", 422, false, "Net {net} and tax {tax} do not make gross {gross}: {difference} differs. Correct the document; the book keeps what it states.", "不含税金额 {net} 加税额 {tax} 不等于价税合计 {gross}，相差 {difference}。请更正单据：系统按票面金额入账。"},
    {"receivable.interest_grace", 422, false, "{days} days of grace for interest are out of range. Use 0 to 366.", "利息宽限期 {days} 天超出范围，应为 0 至 366 天。"},
    {"receivable.interest_rate_range", 422, false, "An interest rate of {rate} per {days} days is out of range. The rate lies between 0 and 1, the period between 1 and 366 days.", "利率 {rate}（每 {days} 天）超出范围：利率应在 0 与 1 之间，计息周期应为 1 至 366 天。"},
    {"receivable.interest_rates_order", 422, false, "The interest rates are missing or not ascending at {subject}. Sort them by date; only the first may hold since ever.", "利率缺失，或在 {subject} 处未按日期升序排列。请按生效日排序，仅第一条可不填生效日。"},
    {"receivable.interest_too_large", 422, false, "The interest is larger than the book can hold. Check principal, rate and dates.", "利息金额超出可记录的范围。请核对本金、利率和日期。"},
    {"receivable.invoice_exceeds_plan", 409, false, "The invoice {subject} over {gross} exceeds what contract {contract} has due and not yet invoiced: {left}. Record the event that dates the next line (signing, delivery, acceptance), or change the contract first.", "发票 {subject} 金额 {gross} 超出合同 {contract} 已形成应收且未开票的 {left}。请先登记使下一期到期的事件（签订、发货、验收），或先办理合同变更。"},
    {"receivable.invoice_other_customer", 422, false, "The invoice {subject} and the contract {contract} name different customers. Correct the customer or the contract of the invoice.", "发票 {subject} 与合同 {contract} 的客户不一致。请更正发票的客户或合同。"},
    {"receivable.lines_mismatch", 422, false, "The lines sum to {field} {lines} and the head states {head}: {difference} differs. Correct the document.", "明细行{field}合计 {lines}，与表头 {head} 不符，相差 {difference}。请更正单据。"},
    {"receivable.note_number_taken", 409, false, "There is a credit note {subject} already. Open it, or leave the number out to take the next one.", "红字发票编号 {subject} 已存在。请打开该单据，或不填编号由系统取号。"},
    {"receivable.other_customer", 422, false, "Invoice {subject} belongs to another customer than the credit note. Choose an invoice of this customer.", "发票 {subject} 与红字发票不属于同一客户。请选择该客户的发票。"},
    {"receivable.penalty_range", 422, false, "A penalty of {rate} after {days} days with the cap {cap} is out of range. The rate lies between 0 and 1, days between 0 and 3660, the cap is not negative.", "违约金设置（比例 {rate}、逾期超过 {days} 天、上限 {cap}）超出范围：比例应在 0 与 1 之间，天数 0 至 3660，上限不能为负。"},
    {"receivable.period_closed", 409, false, "{subject} lies in {month}, which is closed. Post on {first_open_date}, the first open day, or later; or ask finance to open {month} again.", "{subject} 属于已结账的会计期间 {month}。请记在第一个未结账日 {first_open_date} 或之后，或请财务反结账 {month}。"},
    {"receivable.period_earlier_open", 409, false, "{subject} cannot be closed while {earlier}, opened again before, is still open. Close {earlier} first.", "{earlier} 反结账后尚未重新结账，不能先结 {subject}。请先结 {earlier}。"},
    {"receivable.period_not_over", 422, false, "{subject} is not over yet; today is {today}. Close a month after its last day.", "{subject} 尚未结束，今天是 {today}。请在月末之后结账。"},
    {"receivable.period_reason", 422, false, "Opening {subject} again needs a reason. State why; it stays on record.", "反结账 {subject} 需要填写原因，原因将留痕。"},
    {"receivable.principal_negative", 422, false, "A principal of {principal} bears no interest. Check the amount and the payments against it.", "本金 {principal} 为负，不能计息。请核对金额及其收款。"},
    {"receivable.reason_missing", 422, false, "A credit note needs a reason. State why; it stays on record.", "开具红字发票需要填写原因，原因将留痕。"},
    {"receivable.unknown_customer", 404, false, "There is no customer {subject}, or it is not within your scope. Choose it from the list.", "没有客户 {subject}，或不在您的数据范围内。请从列表中选择。"},
    {"receivable.unknown_invoice", 404, false, "There is no invoice {subject}, or it is not within your scope. Choose it from the customer's invoices.", "没有发票 {subject}，或不在您的数据范围内。请从该客户的发票中选择。"},
    {"receivable.unpaid_margin", 422, false, "A margin of {days} days is out of range. Use 0 or more.", "宽限天数 {days} 超出范围，应不小于 0。"},
};
// clang-format on

}  // namespace tandem::refusals
