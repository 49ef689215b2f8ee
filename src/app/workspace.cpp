#include "app/workspace.h"

#include <filesystem>

#include "cash/edge/cash_policy_json.h"
#include "credit/edge/credit_policy_json.h"
#include "dunning/edge/dunning_policy_json.h"
#include "org/edge/org_sql.h"
#include "platform/secrets/personal.h"
#include "platform/shipped.h"
#include "platform/sql/migrate.h"
#include "policy/edge/policy_sql.h"
#include "receivable/edge/receivable_policy_json.h"

namespace tandem::app {
namespace {

std::string companies_of(sql::Connection& connection) {
    std::string all;
    for (const std::string& code : org::company_codes(connection)) (all += all.empty() ? "" : ", ") += code;
    return all;
}

Result<org::Company> find_or_make_company(sql::Connection& connection, const std::string& code, IdSource& ids, Instant now) {
    sql::Transaction transaction{connection};
    const auto any = connection.one_integer("SELECT COUNT(*) FROM company", {}).value_or(0);
    if (any == 0) {
        const std::string own = code.empty() ? "main" : code;
        const org::Company made = TRY(org::make_company({ids.make<CompanyId>(), own, own, currency("CNY"), "Asia/Shanghai", "cn-mainland"}));
        org::insert_company(connection, made, now);
        transaction.commit();
        return made;
    }
    const auto found = code.empty() ? org::only_company(connection) : org::find_company(connection, code);
    if (found) return *found;
    if (code.empty()) return refuse("app.company_needed", "", {{"companies", companies_of(connection)}});
    return refuse("app.unknown_company", code, {{"companies", companies_of(connection)}});
}

}  // namespace

std::string default_personal_keys(const std::string& database) {
    const auto folder = database.starts_with("sqlite:") ? std::filesystem::path(database.substr(7)).parent_path() : std::filesystem::path("data");
    return (folder / "personal.key").string();
}

std::unique_ptr<sql::Connection> open_migrated(const std::string& database, const Clock& clock) {
    if (database.starts_with("sqlite:")) {
        const auto folder = std::filesystem::path(database.substr(7)).parent_path();
        if (!folder.empty()) std::filesystem::create_directories(folder);
    }
    auto connection = sql::connect(database);
    sql::migrate(*connection, shipped_migrations(), clock.now());
    return connection;
}

dunning::PolicyOn dunning_policy_on(sql::Connection& connection, CompanyId company) {
    return [&connection, company](Date on) { return dunning::parse_dunning_policy(policy::policy_text(connection, company, "dunning", on)); };
}

Result<CompanyPolicies> load_policies(sql::Connection& connection, CompanyId company, Date on) {
    return CompanyPolicies{TRY(receivable::parse_receivable_policy(policy::policy_text(connection, company, "receivable", on))),
                           TRY(cash::parse_cash_policy(policy::policy_text(connection, company, "cash", on))),
                           TRY(dunning::parse_dunning_policy(policy::policy_text(connection, company, "dunning", on))),
                           TRY(credit::parse_credit_policy(policy::policy_text(connection, company, "credit", on)))};
}

Result<Workspace> Workspace::open(const WorkspaceOptions& options, const Clock& clock) {
    Workspace workspace;
    workspace.clock_ = &clock;
    workspace.ids_ = options.id_process ? std::make_unique<ClockIds>(clock, *options.id_process) : std::make_unique<ClockIds>(clock);
    platform::use_personal_keys(options.personal_keys.empty() ? default_personal_keys(options.database) : options.personal_keys);
    workspace.connection_ = open_migrated(options.database, clock);
    workspace.company_ = TRY(find_or_make_company(*workspace.connection_, options.company, *workspace.ids_, clock.now()));
    workspace.policies_ = TRY(load_policies(*workspace.connection_, workspace.company_.id, workspace.today()));
    return workspace;
}

Date Workspace::today() const {
    const auto day = civil_day(clock_->now(), company_.time_zone);
    TANDEM_ASSERT(day.has_value());  // checked when the company was made
    return *day;
}

audit::Act Workspace::act(std::string command, UserId actor) { return {company_.id, actor, clock_->now(), std::move(command), ids_->next()}; }

}  // namespace tandem::app
