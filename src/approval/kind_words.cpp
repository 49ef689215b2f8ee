#include "approval/kind_words.h"

#include <algorithm>
#include <array>

namespace tandem::approval {
namespace {

struct Word { std::string_view kind, zh, en; };
constexpr std::array words{Word{"write_off", "坏账核销", "Write-off"}, Word{"credit_note", "贷项通知单", "Credit note"}, Word{"refund", "退款", "Refund"}, Word{"period_reopen", "反结账", "Reopened month"},
                           Word{"customer_merge", "客户合并", "Customer merge"}, Word{"grade_override", "信用等级调整", "Grade override"}, Word{"limit_change", "信用额度调整", "Credit limit change"},
                           Word{"hold_release", "信用冻结解除", "Hold release"}, Word{"contract_review", "合同评审", "Contract review"}, Word{"policy_change", "政策变更", "Policy change"}};

}  // namespace

std::string kind_name(std::string_view kind, Language language) {
    const auto found = std::ranges::find(words, kind, &Word::kind);
    if (found == words.end()) return std::string(kind);
    return std::string(language == Language::zh ? found->zh : found->en);
}

}  // namespace tandem::approval
