#include "importing/edge/references_sql.h"

#include <algorithm>

#include "platform/names.h"

namespace tandem::importing {
namespace {

std::optional<std::int64_t> find(const std::unordered_map<std::string, std::int64_t>& known, std::string_view code) {
    const auto found = known.find(std::string(code));
    return found == known.end() ? std::nullopt : std::optional{found->second};
}

}  // namespace

References::References(sql::Connection& connection, const audit::Act& act, IdSource& ids, audit::SqlTrail& trail, const Mapping& mapping, BatchId batch)
    : connection_(connection), act_(act), ids_(ids), trail_(trail), mapping_(mapping), batch_(batch) {}

void References::want_customer(const CustomerSeed& seed) {
    if (!customers_.contains(seed.code)) wanted_customers_.try_emplace(seed.code, seed);
}
void References::want_employee(std::string_view code) {
    if (!code.empty() && !find(employees_, code)) wanted_employees_.emplace(code);
}
void References::want_contract(std::string_view number) {
    if (!number.empty() && !find(contracts_, number)) wanted_contracts_.emplace(number);
}

void References::resolve() {
    resolve_customers();
    resolve_plain(wanted_employees_, employees_, "SELECT code, id FROM employee WHERE company_id = $1 AND voided_at IS NULL AND code IN {texts:$2}");
    resolve_plain(wanted_contracts_, contracts_, "SELECT number, id FROM contract WHERE company_id = $1 AND voided_at IS NULL AND number IN {texts:$2}");
}

void References::resolve_plain(std::unordered_set<std::string>& wanted, std::unordered_map<std::string, std::int64_t>& known, sql::Sql query) {
    if (wanted.empty()) return;
    const std::vector<std::string> codes{wanted.begin(), wanted.end()};
    connection_.query(query, {act_.company.value, sql::text_list(codes)}, [&](const sql::Row& row) { known.emplace(std::string(row.text(0)), row.integer(1)); });
    wanted.clear();
}

void References::resolve_customers() {
    if (wanted_customers_.empty()) return;
    std::vector<std::string> codes;
    for (const auto& [code, seed] : wanted_customers_) codes.push_back(code);
    // A merged customer stands for the one it was merged into.
    connection_.query("SELECT code, COALESCE(merged_into_id, id) FROM customer WHERE company_id = $1 AND voided_at IS NULL AND code IN {texts:$2}",
                      {act_.company.value, sql::text_list(codes)}, [&](const sql::Row& row) { customers_.emplace(std::string(row.text(0)), row.integer(1)); });
    std::erase_if(codes, [&](const std::string& code) { return customers_.contains(code); });
    if (mapping_.creates(Creatable::customer)) create_customers(codes);
    wanted_customers_.clear();
}

void References::create_customers(const std::vector<std::string>& codes) {
    std::vector<std::string> ordered{codes};
    std::ranges::sort(ordered);  // the same file makes the same ids whatever the hash order
    const auto writer = connection_.bulk("customer", {"company_id", "id", "code", "name", "name_key", "group_id", "country", "source", "external_id", "recorded_at", "batch_id"});
    std::vector<std::pair<std::string, std::optional<std::int64_t>>> groups;
    for (const std::string& code : ordered) {
        const auto& group_code = wanted_customers_.at(code).group;
        groups.emplace_back(code, group_code.empty() ? std::nullopt : std::optional{group(group_code)});
    }
    for (const auto& [code, group_id] : groups) {
        const CustomerSeed& seed = wanted_customers_.at(code);
        const std::string& name = seed.name.empty() ? seed.code : seed.name;
        const auto id = ids_.next();
        writer->add(act_.company.value).add(id).add(code).add(name).add(sort_key(name)).add(group_id).add_text_or_null(seed.country)
            .add(mapping_.source).add(code).add(act_.at.micros).add(batch_.value);
        writer->end_row();
        trail_.record({.object_kind = "customer", .object_id = id, .topic = "customer.created"});
        customers_.emplace(code, id);
    }
    writer->flush();
}

std::int64_t References::group(const std::string& code) {
    if (const auto known = find(groups_, code)) return *known;
    auto id = connection_.one_integer("SELECT id FROM customer_group WHERE company_id = $1 AND code = $2", {act_.company.value, code});
    if (!id) {
        id = ids_.next();
        connection_.execute("INSERT INTO customer_group (company_id, id, code, name) VALUES ($1, $2, $3, $3)", {act_.company.value, *id, code});
    }
    groups_.emplace(code, *id);
    return *id;
}

std::optional<CustomerId> References::customer(std::string_view code) const {
    const auto id = find(customers_, code);
    return id ? std::optional{CustomerId{*id}} : std::nullopt;
}
std::optional<EmployeeId> References::employee(std::string_view code) const {
    const auto id = find(employees_, code);
    return id ? std::optional{EmployeeId{*id}} : std::nullopt;
}
std::optional<ContractId> References::contract(std::string_view number) const {
    const auto id = find(contracts_, number);
    return id ? std::optional{ContractId{*id}} : std::nullopt;
}

}  // namespace tandem::importing
