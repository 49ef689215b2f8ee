// What the rows of a file name by code: customers, employees, contracts. Looked up for a whole chunk at
// once and remembered; creates what the mapping allows.
#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "audit/act.h"
#include "audit/edge/trail_sql.h"
#include "core/id_source.h"
#include "importing/mapping.h"
#include "platform/sql/connection.h"

namespace tandem::importing {

struct CustomerSeed {  // what a row says about a customer it may create
    std::string code, name, country, group;
};

class References {
public:
    References(sql::Connection& connection, const audit::Act& act, IdSource& ids, audit::SqlTrail& trail, const Mapping& mapping, BatchId batch);

    // Announce what a chunk will ask for, then resolve() once, then ask.
    void want_customer(const CustomerSeed& seed);
    void want_employee(std::string_view code);
    void want_contract(std::string_view number);
    void resolve();

    std::optional<CustomerId> customer(std::string_view code) const;
    std::optional<EmployeeId> employee(std::string_view code) const;
    std::optional<ContractId> contract(std::string_view number) const;

    // The id of a customer group, region or team by code, made when it is new.
    std::int64_t group(const std::string& code);

private:
    void resolve_customers();
    void create_customers(const std::vector<std::string>& codes);
    void resolve_plain(std::unordered_set<std::string>& wanted, std::unordered_map<std::string, std::int64_t>& known, sql::Sql query);

    sql::Connection& connection_;
    const audit::Act& act_;
    IdSource& ids_;
    audit::SqlTrail& trail_;
    const Mapping& mapping_;
    BatchId batch_;
    std::unordered_map<std::string, std::int64_t> customers_, employees_, contracts_, groups_;
    std::unordered_map<std::string, CustomerSeed> wanted_customers_;
    std::unordered_set<std::string> wanted_employees_, wanted_contracts_;
};

}  // namespace tandem::importing
