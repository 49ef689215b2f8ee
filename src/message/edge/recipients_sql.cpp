#include "message/edge/recipients_sql.h"

namespace tandem::message {

std::vector<Recipient> recipients(sql::Connection& connection, CompanyId company, std::span<const UserId> users) {
    std::vector<Recipient> found;
    std::vector<std::int64_t> ids;
    for (const UserId each : users) ids.push_back(each.value);
    if (ids.empty()) return found;
    connection.query("SELECT u.id, u.display_name, COALESCE(u.email, e.email), u.language, u.mail_off, u.name, u.email FROM app_user u "
                     "LEFT JOIN employee e ON e.company_id = u.company_id AND e.id = u.employee_id AND e.voided_at IS NULL "
                     "WHERE u.company_id = $1 AND u.id IN {ints:$2} AND u.disabled_at IS NULL ORDER BY u.id",
                     {company.value, sql::integer_list(ids)}, [&](const sql::Row& row) {
                         found.push_back({UserId{row.integer(0)}, std::string(row.text(1)), std::string(row.text(5)), std::string(row.text(2)), std::string(row.text(6)), row.text(3) == "en" ? Language::en : Language::zh, row.integer(4) != 0});
                     });
    return found;
}

void set_mail_wishes(sql::Connection& connection, CompanyId company, UserId user, Language language, bool off) {
    connection.execute("UPDATE app_user SET language = $3, mail_off = $4 WHERE company_id = $1 AND id = $2", {company.value, user.value, language == Language::zh ? "zh" : "en", std::int64_t{off}});
}

}  // namespace tandem::message
