#include "access/edge/export_count_sql.h"

namespace tandem::access {

std::int64_t exported_on(sql::Connection& connection, CompanyId company, UserId user, Date day) {
    return connection.one_integer("SELECT rows_out FROM export_day WHERE company_id = $1 AND user_id = $2 AND day_date = $3", {company.value, user.value, std::int64_t{day_number(day)}}).value_or(0);
}

std::int64_t add_exported(sql::Connection& connection, CompanyId company, UserId user, Date day, std::int64_t rows) {
    connection.execute("INSERT INTO export_day (company_id, user_id, day_date, rows_out) VALUES ($1, $2, $3, $4) ON CONFLICT (company_id, user_id, day_date) DO UPDATE SET rows_out = export_day.rows_out + $4",
                       {company.value, user.value, std::int64_t{day_number(day)}, rows});
    return exported_on(connection, company, user, day) - rows;
}

}  // namespace tandem::access
