#include "app/server/exposure_upkeep.h"

#include "credit/edge/kept_exposure_sql.h"
#include "platform/sql/again.h"
#include "receivable/edge/exposure_sql.h"

namespace tandem::app::server {

void bring_exposure_up(Serving& serving) {
    sql::Connection& connection = serving.connection();
    const org::Company& company = serving.company();
    if (!connection.one_integer("SELECT 1 FROM credit_limit_entry WHERE company_id = $1 AND scope = 'company' LIMIT 1", {company.id.value})) return;
    const credit::CreditPolicy& policy = serving.policies().credit;
    receivable::SqlExposureQuestion question{connection, company.id, policy.control.exposure, serving.today()};
    const credit::AccountReading reading{.connection = connection, .company = company, .policy = policy, .question = question, .today = serving.today(), .document = {}, .locked = true};
    if (!credit::is_far_behind(reading)) return;
    const auto writing = serving.try_write_lock();
    if (!writing) return;  // somebody writes: what is asked is answered without it
    try {
        sql::Transaction transaction{connection};
        credit::lock_account(connection, company.id, credit::Scope::company, 0);
        credit::exposure_beside(reading, {});
        transaction.commit();
    } catch (const sql::Failure& failure) {
        if (failure.cause != sql::Cause::busy) throw;  // another server does it
    }
}

}  // namespace tandem::app::server
