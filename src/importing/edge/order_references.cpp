#include "importing/edge/order_references.h"

namespace tandem::importing {

void OrderReferences::load() {
    by_number_.clear();
    by_external_id_.clear();
    if (wanted_.empty()) return;
    const std::vector<std::string> names{wanted_.begin(), wanted_.end()};
    connection_.query("SELECT number, external_id, id, customer_id, contract_id FROM sales_order WHERE company_id = $1 AND voided_at IS NULL AND number IN {texts:$2} "
                      "UNION SELECT number, external_id, id, customer_id, contract_id FROM sales_order WHERE company_id = $1 AND voided_at IS NULL AND external_id IN {texts:$2}",
                      {company_.value, sql::text_list(names)}, [&](const sql::Row& row) {
                          const auto contract = row.maybe_integer(4);
                          const OrderFound found{OrderId{row.integer(2)}, CustomerId{row.integer(3)}, contract ? std::optional{ContractId{*contract}} : std::nullopt};
                          by_number_[std::string(row.text(0))].push_back(found);
                          by_external_id_[std::string(row.text(1))].push_back(found);
                      });
    wanted_.clear();
}

Result<OrderFound> OrderReferences::named(std::string_view name) const {
    std::size_t count = 0;
    for (const ByName* names : {&by_number_, &by_external_id_}) {
        const auto found = names->find(std::string(name));
        if (found == names->end()) continue;
        if (found->second.size() == 1) return found->second.front();
        count = std::max(count, found->second.size());
    }
    if (count == 0) return refuse("importing.unknown_order", std::string(name));
    return refuse("importing.ambiguous_reference", std::string(name), {{"count", std::to_string(count)}});
}

std::vector<ContractId> OrderReferences::contracts() const {
    std::vector<ContractId> all;
    for (const auto& [name, orders] : by_number_)
        for (const OrderFound& order : orders)
            if (order.contract) all.push_back(*order.contract);
    return all;
}

}  // namespace tandem::importing
