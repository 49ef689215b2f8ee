// Employees, teams and regions in the database: read by code for many at once, written set by set.
#pragma once
#include <boost/json/fwd.hpp>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "audit/act.h"
#include "core/id_source.h"
#include "platform/sql/connection.h"

namespace tandem::importing {

struct EmployeeDetails {
    std::string name, name_alt, name_key, position, manager, email, phone;
    std::optional<Date> joined, left;
    friend bool operator==(const EmployeeDetails&, const EmployeeDetails&) = default;
};
boost::json::object to_json(const EmployeeDetails& details);
EmployeeDetails employee_from_json(const boost::json::object& object);

class Employees {
public:
    struct Known {
        EmployeeId id;
        EmployeeDetails details;
    };
    Employees(sql::Connection& connection, const audit::Act& act, IdSource& ids);
    std::unordered_map<std::string, Known> by_code(std::span<const std::string> codes);
    // Written when flushed, inserts before changes.
    void insert(EmployeeId id, std::string_view code, const EmployeeDetails& details, BatchId batch);
    void change(EmployeeId id, const EmployeeDetails& details) { changes_[id.value] = details; }
    void flush();

    // By code, made when new.
    TeamId team(const std::string& code);
    RegionId region(const std::string& code);

private:
    sql::Connection& connection_;
    const audit::Act& act_;
    IdSource& ids_;
    std::unique_ptr<sql::Bulk> rows_;
    std::unordered_map<std::int64_t, EmployeeDetails> changes_;
    std::unordered_map<std::string, std::int64_t> teams_, regions_;
};

}  // namespace tandem::importing
