// Approvals: one line a refusal, sorted. What happened, the figures, what to do next.
#pragma once
#include "core/errors.h"

namespace tandem::refusals {

// clang-format off
constexpr ErrorText approval[] = {
    {"approval.above_limit", 403, false, "The amount is above what the role \"{subject}\" may release. Somebody with a higher limit has the last word.", "金额超出“{subject}”角色的审批权限。请由权限更高的人员终审。"},
    {"approval.already_decided", 409, false, "You have decided on this request already, and one person decides at one level only. The next level is for somebody else.", "您已对该申请作出审批，同一人只能在一个层级审批。后续层级须由他人审批。"},
    {"approval.changed", 409, false, "The request has changed since you opened it. Open it again, look at what is asked now, and decide on that.", "该申请在您打开后已被修改。请重新打开，核对最新内容后再审批。"},
    {"approval.level_skipped", 403, false, "It is the turn of level {subject}; no level is skipped. You can decide when the levels before yours have agreed.", "目前轮到第 {subject} 级审批，不得越级。待前面各级同意后您方可审批。"},
    {"approval.mixed_kinds", 422, false, "Several requests are approved together only when all are of the kind \"{subject}\". Choose requests of one kind.", "批量审批只适用于同一类申请（{subject}）。请选择同类申请。"},
    {"approval.not_an_approver", 403, false, "The chain of this request does not name you or your role. Look in your inbox for what waits for you.", "该申请的审批链中没有您或您的角色。请在“待我审批”中查看需由您处理的申请。"},
    {"approval.not_pending", 409, false, "This request is no longer open: it is {state}. Look at its history for who decided.", "该申请已结束（{state}），不能再操作。请查看审批记录。"},
    {"approval.not_yours", 403, false, "Only the one who made the request can change it or take it back. Reject it with a reason, or ask them to withdraw it.", "只有申请人本人可以修改或撤回申请。您可以驳回并说明理由，或请申请人撤回。"},
    {"approval.policy_admin", 422, false, "The chain for {subject} names the role \"{role}\". Administrators of the system decide no business requests: name a business role.", "{subject} 的审批链包含“{role}”角色。系统管理类角色不得参与业务审批，请改为业务角色。"},
    {"approval.policy_gap", 422, false, "No chain covers {subject} above {from_minor} (minor units). Above the first amount that needs agreement every amount needs it: add a chain without upper bound.", "{subject} 超过 {from_minor}（最小货币单位）的金额没有审批链。自起审金额以上均须审批，请补充不设上限的审批链。"},
    {"approval.policy_no_levels", 422, false, "A chain for {subject} has no level. Name at least one, or leave the chain out.", "{subject} 的审批链没有任何层级。请至少设置一级，或删除该审批链。"},
    {"approval.policy_nobody", 422, false, "A level of the chain for {subject} names nobody, or fewer people than must agree. Name roles or enough users.", "{subject} 的审批链中有层级没有审批人，或人数少于须同意的人数。请设置角色或足够的人员。"},
    {"approval.policy_nobody_last", 422, false, "No role of the last level for {subject} may release the largest amount of its chain. Raise a limit or name another role.", "{subject} 审批链最后一级的角色均无权审批该链的最大金额。请提高权限或更换角色。"},
    {"approval.policy_unguarded", 422, false, "These chains would let anybody change them: there is no chain for policy_change. Add one.", "该审批链设置没有对自身变更（policy_change）的审批，任何人都可修改。请补充。"},
    {"approval.reason_missing", 422, false, "A no needs its reason, so that the requester knows what to do. Write one.", "驳回须填写理由，以便申请人处理。请填写。"},
    {"approval.self", 403, false, "You cannot decide on a request of your own or one in your favour, under any account and for nobody else. Somebody else named in the chain must.", "您不能审批本人发起或使本人受益的申请，无论以何账号或受谁委托。须由审批链中的其他人审批。"},
    {"approval.too_many", 422, false, "{subject} requests at once are too many. Approve at most {most} together.", "一次审批 {subject} 条过多，最多 {most} 条。"},
    {"approval.unknown_request", 404, false, "There is no request \"{subject}\" that you may see. Open it from your list.", "没有您可查看的申请“{subject}”。请从列表中打开。"},
};
// clang-format on

}  // namespace tandem::refusals
