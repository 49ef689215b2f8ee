#include "receivable/account_role.h"

#include <algorithm>

namespace tandem::receivable {
namespace {

// In the order of the enum.
constexpr std::array<std::string_view, account_role_count> codes{
    "receivable", "notes_receivable", "credit_notes", "unapplied_receipts", "contract_liability", "revenue",
    "output_vat", "bank", "cash_on_hand", "bad_debt_allowance", "impairment_loss", "early_payment_discount",
    "settlement_difference", "bank_charges", "late_charge_income", "opening_balance"};
static_assert(static_cast<std::size_t>(AccountRole::opening_balance) + 1 == account_role_count);

}  // namespace

std::string_view code_of(AccountRole role) { return codes[static_cast<std::size_t>(role)]; }

std::optional<AccountRole> account_role(std::string_view code) {
    const auto found = std::ranges::find(codes, code);
    if (found == codes.end()) return std::nullopt;
    return static_cast<AccountRole>(found - codes.begin());
}

Result<Chart> make_chart(std::span<const RoleAccount> accounts) {
    Chart chart;
    for (const auto& [role, account] : accounts) {
        Account& place = chart.accounts_[static_cast<std::size_t>(role)];
        if (account.number.empty() || account.name_zh.empty()) return refuse("receivable.chart_account_blank", std::string(code_of(role)));
        if (!place.number.empty()) return refuse("receivable.chart_role_twice", std::string(code_of(role)));
        place = account;
    }
    for (std::size_t role = 0; role < account_role_count; ++role)
        if (chart.accounts_[role].number.empty()) return refuse("receivable.chart_role_missing", std::string(codes[role]));
    return chart;
}

}  // namespace tandem::receivable
