// The accounts the postings speak of, by role, and the chart that gives each role its account.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace tandem::receivable {

enum class AccountRole : std::uint8_t {
    receivable,              // 应收账款
    notes_receivable,        // 应收票据: acceptance bills and uncleared cheques
    credit_notes,            // 应收账款（贷项）: credit notes not yet applied
    unapplied_receipts,      // 预收账款: money that settles no item yet
    contract_liability,      // 合同负债: due by plan, not yet invoiced
    revenue,                 // 主营业务收入
    output_vat,              // 应交税费—应交增值税（销项税额）
    bank,                    // 银行存款
    cash_on_hand,            // 库存现金
    bad_debt_allowance,      // 坏账准备
    impairment_loss,         // 信用减值损失
    early_payment_discount,  // 财务费用—现金折扣
    settlement_difference,   // 财务费用—结算差额
    bank_charges,            // 财务费用—手续费及贴现息
    late_charge_income,      // 营业外收入—违约金
    opening_balance,         // 期初余额
};
inline constexpr std::size_t account_role_count = 16;

std::string_view code_of(AccountRole role);  // "contract_liability"
std::optional<AccountRole> account_role(std::string_view code);

struct Account {
    std::string number, name_zh, name_en;
    friend bool operator==(const Account&, const Account&) = default;
};
struct RoleAccount {
    AccountRole role;
    Account account;
};

// Every role once. Build with make_chart.
class Chart {
public:
    const Account& of(AccountRole role) const { return accounts_[static_cast<std::size_t>(role)]; }

private:
    friend Result<Chart> make_chart(std::span<const RoleAccount> accounts);
    std::array<Account, account_role_count> accounts_;
};
// Refuses receivable.chart_role_missing, chart_role_twice, chart_account_blank.
Result<Chart> make_chart(std::span<const RoleAccount> accounts);

}  // namespace tandem::receivable
