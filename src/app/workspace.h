// Workspace: one company's book, opened. What every command and the server start from.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "audit/act.h"
#include "cash/policy.h"
#include "credit/policy.h"
#include "dunning/edge/day_end_sql.h"
#include "dunning/policy.h"
#include "org/company.h"
#include "platform/clock.h"
#include "platform/sql/connection.h"
#include "receivable/policy.h"

namespace tandem::app {

inline constexpr const char* default_database = "sqlite:data/tandem.db";

struct WorkspaceOptions {
    std::string database = default_database;
    std::string company;  // code; empty: the only one, or the default company of a new book
    std::string personal_keys{};  // the file of keys for personal data; empty: personal.key beside the book
    std::optional<std::uint32_t> id_process{};  // set to make the same ids again from the same clock; else random
};

// The figures in force for the company on a day: its own version, else the shipped default.
struct CompanyPolicies {
    receivable::ReceivablePolicy receivable;
    cash::CashPolicy cash;
    dunning::DunningPolicy dunning;
    credit::CreditPolicy credit;
};

class Workspace {
public:
    // Creates a missing SQLite file and its folder, migrates, and makes the default company in an empty
    // book. Refuses app.unknown_company {companies}, app.company_needed, and policies that do not parse.
    static Result<Workspace> open(const WorkspaceOptions& options, const Clock& clock);

    sql::Connection& connection() { return *connection_; }
    const org::Company& company() const { return company_; }
    const CompanyPolicies& policies() const { return policies_; }
    IdSource& ids() { return *ids_; }
    const Clock& clock() const { return *clock_; }
    Date today() const;  // the company's business date
    audit::Act act(std::string command, UserId actor = {});

private:
    Workspace() = default;
    std::unique_ptr<sql::Connection> connection_;
    org::Company company_;
    CompanyPolicies policies_;
    std::unique_ptr<ClockIds> ids_;
    const Clock* clock_ = nullptr;
};

// Where the keys of personal data are kept when nothing else is stated: beside a SQLite book, else in data/.
std::string default_personal_keys(const std::string& database);
// A connection with the newest schema; makes the folder of a new SQLite file.
std::unique_ptr<sql::Connection> open_migrated(const std::string& database, const Clock& clock);
// The dunning policy of any day, for runs that catch up missed days. The connection must outlive it.
dunning::PolicyOn dunning_policy_on(sql::Connection& connection, CompanyId company);
Result<CompanyPolicies> load_policies(sql::Connection& connection, CompanyId company, Date on);

}  // namespace tandem::app
