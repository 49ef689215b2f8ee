// The cash desk: one line a refusal, sorted. What happened, the figures, what to do next.
#pragma once
#include "core/errors.h"

namespace tandem::refusals {

// clang-format off
constexpr ErrorText cash[] = {
    {"cash.allocation_too_early", 422, false, "An allocation cannot take effect on {subject}: receipt and item exist together only from {earliest}. Choose that day or a later one.", "核销不能在 {subject} 生效：收款与应收项目最早于 {earliest} 同时存在。请选择该日或之后的日期。"},
    {"cash.already_reversed", 409, false, "This allocation to {subject} was taken back already; nothing is left to reverse. Look at the item for what happened since.", "{subject} 的该笔核销此前已撤销，无可再撤。请查看该应收的后续记录。"},
    {"cash.amount_not_positive", 422, false, "{subject} is not an amount to receive or allocate. It must be above zero.", "金额 {subject} 无效：收款或核销金额必须大于零。"},
    {"cash.charges_range", 422, false, "Charges of {subject} {currency} do not fit a receipt of {amount}. State them in its currency, between zero and that amount.", "手续费 {subject} {currency} 与收款金额 {amount} 不符：应使用同一币种，且在零与收款金额之间。"},
    {"cash.clearing_too_early", 422, false, "It cannot have cleared on {subject}, before it was received on {value_date}. Check the date.", "兑付日 {subject} 早于收到日 {value_date}。请核对日期。"},
    {"cash.currency_mismatch", 422, false, "The receipt is in {receipt} and {subject} in {item}. Money is not allocated across currencies: record the exchange first.", "收款币种为 {receipt}，{subject} 的币种为 {item}。不同币种之间不能核销，请先办理结汇或换汇。"},
    {"cash.date_in_future", 422, false, "{subject} is still to come; today is {today}. Choose today or an earlier day.", "{subject} 尚未到来，今天是 {today}。请选择今天或之前的日期。"},
    {"cash.difference_too_large", 422, false, "{difference} of {subject} would stay open; at most {allowed} may be closed as a small difference. Allocate more, leave the rest open, or have it written off.", "{subject} 尚余 {difference} 未清，超过可按尾差结清的 {allowed}。请增加核销金额、保留余额，或申请坏账核销。"},
    {"cash.discount_grace", 422, false, "{days} days of grace for the early payment discount are out of range. Use 0 to 366.", "现金折扣宽限期 {days} 天超出范围，应为 0 至 366 天。"},
    {"cash.discount_range", 422, false, "A discount of {subject} does not fit a document of {gross}. It must lie between zero and that amount.", "现金折扣 {subject} 与单据金额 {gross} 不符：折扣应在零与单据金额之间。"},
    {"cash.maturity_missing", 422, false, "An acceptance bill needs its maturity date. Add maturity_date.", "承兑汇票必须填写到期日。请补充到期日（maturity_date）。"},
    {"cash.maturity_too_early", 422, false, "The bill matures on {subject}, before it was received on {value_date}. Check both dates.", "汇票到期日 {subject} 早于收票日 {value_date}。请核对两个日期。"},
    {"cash.maturity_unexpected", 422, false, "A receipt by {subject} has no maturity date. Remove it, or choose acceptance_bill.", "收款方式 {subject} 没有到期日。请删除到期日，或将收款方式改为承兑汇票。"},
    {"cash.not_paper", 422, false, "Receipt {subject} came by {method}; only cheques and acceptance bills are cleared or dishonoured. Reverse it instead if it was wrong.", "收款 {subject} 的方式为 {method}，只有支票和承兑汇票可以兑付或拒付。如登记有误，请冲销该收款。"},
    {"cash.nothing_to_allocate", 422, false, "There is no line to allocate {subject} to. State at least one item and its amount.", "{subject} 没有核销明细。请至少填写一笔应收及金额。"},
    {"cash.number_taken", 409, false, "There is a receipt {subject} already. Open it, or leave the number out to take the next one.", "收款编号 {subject} 已存在。请打开该收款，或不填编号由系统取号。"},
    {"cash.order_keys", 422, false, "The allocation order \"{subject}\" has no keys, or one of them twice. State each key once.", "核销顺序“{subject}”没有排序依据，或有重复项。每个依据应只列一次。"},
    {"cash.order_kinds", 422, false, "The allocation order \"{subject}\" must list cost, fee, interest and principal once each when it sorts by kind, and none otherwise.", "核销顺序“{subject}”按债权种类排序时，须将费用、手续费、利息、本金各列一次；不按种类排序时不应列出。"},
    {"cash.other_customer", 422, false, "{subject} belongs to another customer than {source}. Money pays the items of the customer it came from.", "{subject} 与 {source} 不属于同一客户。收款只能核销付款客户自己的应收。"},
    {"cash.over_allocation", 409, false, "{amount} cannot be allocated to {subject}: only {available} is left. Lower the amount or reverse an earlier allocation.", "无法对 {subject} 核销 {amount}：仅剩 {available} 可用。请调低金额，或先撤销之前的核销。"},
    {"cash.reason_missing", 422, false, "This needs a reason. State why; it stays on record.", "此操作需要填写原因，原因将留痕。"},
    {"cash.reason_required", 422, false, "Letting the allocation take effect on {subject} instead of {earliest} needs a reason. State it.", "核销生效日由 {earliest} 推迟到 {subject}，需要填写原因。"},
    {"cash.receipt_cleared", 409, false, "Receipt {subject} was cleared on {date}. What was paid is not dishonoured; reverse the receipt if the bank took the money back.", "收款 {subject} 已于 {date} 兑付，不能再次兑付或拒付。如银行已退回款项，请冲销该收款。"},
    {"cash.receipt_not_cleared", 409, false, "Receipt {subject} is a bill or cheque that has not been paid yet, so there is no money to pay back. Record its clearing first.", "收款 {subject} 为尚未兑付的票据或支票，没有可退的款项。请先登记兑付。"},
    {"cash.receipt_refunded", 409, false, "Receipt {subject} cannot be taken back: {amount} of it was paid back to the customer. Reverse the refund first.", "收款 {subject} 已退款 {amount}，不能退回。请先撤销退款。"},
    {"cash.receipt_reversed", 409, false, "Receipt {subject} was reversed on {date} and holds no money any more. Record what arrived as a new receipt.", "收款 {subject} 已于 {date} 冲销，不再有可用金额。如款项确已到账，请重新登记收款。"},
    {"cash.refund_above_left", 409, false, "{amount} cannot be paid back out of {subject}: only {left} is left. Lower the amount or reverse an allocation.", "{subject} 不能退款 {amount}：余额仅 {left}。请调低金额，或先撤销核销。"},
    {"cash.refund_method", 422, false, "A refund out of {subject} is paid by bank_transfer or cash, not by {method}. Choose one of them.", "{subject} 的退款只能用银行转账或现金，不能用 {method}。请改选。"},
    {"cash.refund_too_early", 409, false, "{subject} cannot be paid back on {date}: so much of it is free only from {earliest}. Choose that day or a later one.", "{subject} 不能在 {date} 退款：该金额自 {earliest} 起才可用。请选择该日或之后的日期。"},
    {"cash.reversal_final", 409, false, "{subject} is itself a reversal, and a reversal is final. Make the allocation anew.", "{subject} 本身是一笔撤销，不能再撤销。请重新核销。"},
    {"cash.reversal_too_early", 422, false, "Receipt {subject} cannot be reversed on {date}: it arrived, was cleared or had an allocation taken back up to {earliest}. Choose that day or a later one.", "收款 {subject} 不能在 {date} 冲销：其到账、兑付或撤销核销的日期最晚为 {earliest}。请选择该日或之后的日期。"},
    {"cash.tolerance_range", 422, false, "The tolerance for {subject}, {percent} and {amount}, is out of range. The share lies between 0 and 1, the amount is not negative.", "{subject} 的结算尾差限额（比例 {percent}、金额 {amount}）超出范围：比例应在 0 与 1 之间，金额不能为负。"},
    {"cash.tolerance_twice", 422, false, "{subject} has two tolerances. Keep one a currency.", "币种 {subject} 设置了两条结算尾差限额。每个币种只能保留一条。"},
    {"cash.unknown_allocation", 404, false, "There is no allocation {subject}, or it is not within your scope. Choose it from the receipt or the item.", "没有核销记录 {subject}，或不在您的数据范围内。请从收款或应收中选择。"},
    {"cash.unknown_credit_note", 404, false, "There is no credit note {subject}, or it is not within your scope. Choose it from the list.", "没有红字发票 {subject}，或不在您的数据范围内。请从列表中选择。"},
    {"cash.unknown_customer", 404, false, "There is no customer {subject}, or it is not within your scope. Choose it from the list.", "没有客户 {subject}，或不在您的数据范围内。请从列表中选择。"},
    {"cash.unknown_item", 404, false, "There is no open item {subject}, or it is not within your scope. Choose it from the customer's items.", "没有应收项目 {subject}，或不在您的数据范围内。请从该客户的应收中选择。"},
    {"cash.unknown_method", 422, false, "\"{subject}\" is no way to pay. Use bank_transfer, cheque, cash, automatic_debit or acceptance_bill.", "“{subject}”不是收款方式。请使用 bank_transfer、cheque、cash、automatic_debit 或 acceptance_bill。"},
    {"cash.unknown_receipt", 404, false, "There is no receipt {subject}, or it is not within your scope. Choose it from the list.", "没有收款 {subject}，或不在您的数据范围内。请从列表中选择。"},
    {"cash.unknown_refund", 404, false, "There is no refund {subject}. Open its receipt or credit note and choose one of the refunds there.", "没有退款 {subject}。请打开相应收款或红字发票，从其退款记录中选择。"},
    {"cash.write_off_above_open", 409, false, "{amount} is more than the {open} that {subject} has open. Write off at most that.", "坏账核销金额 {amount} 超过 {subject} 的未清余额 {open}。请不超过该余额。"},
    {"cash.write_off_authority", 403, false, "{subject} is a write-off; taking it back needs the right to write off. Ask finance.", "{subject} 是坏账核销，撤销需要坏账核销权限。请联系财务。"},
};
// clang-format on

}  // namespace tandem::refusals
