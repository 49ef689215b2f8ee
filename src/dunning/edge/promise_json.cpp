#include "dunning/edge/promise_json.h"

#include <unordered_map>

namespace tandem::dunning {
namespace {

namespace json = boost::json;

json::value text_or_null(std::string_view text) { return text.empty() ? json::value(nullptr) : json::value(text); }
json::value date_or_null(const std::optional<Date>& date) { return date ? json::value(to_string(*date)) : json::value(nullptr); }

std::unordered_map<std::int64_t, json::array> load_items(sql::Connection& connection, CompanyId company, const std::string& ids) {
    std::unordered_map<std::int64_t, json::array> items;
    connection.query("SELECT i.promise_id, o.id, o.number, o.due_date, i.open_minor, o.open_minor FROM promise_item i JOIN open_item o ON o.company_id = i.company_id AND o.id = i.item_id "
                     "WHERE i.company_id = $1 AND i.promise_id IN {ints:$2} ORDER BY o.due_date, o.id",
                     {company.value, ids}, [&](const sql::Row& row) {
                         items[row.integer(0)].push_back(json::object{{"id", to_string(OpenItemId{row.integer(1)})}, {"number", row.text(2)}, {"due_date", to_string(date_of(row.integer(3)))},
                                                                      {"promised_open_minor", row.integer(4)}, {"open_minor", row.integer(5)}});
                     });
    return items;
}

// What was written down with each.
std::unordered_map<std::int64_t, json::object> load_words(sql::Connection& connection, CompanyId company, const std::string& ids) {
    std::unordered_map<std::int64_t, json::object> words;
    connection.query("SELECT p.id, c.id, c.code, c.name, p.channel, p.contact_id, k.name, p.note, u.display_name, p.recorded_at, w.display_name, p.withdraw_reason FROM promise p "
                     "JOIN customer c ON c.company_id = p.company_id AND c.id = p.customer_id LEFT JOIN contact k ON k.company_id = p.company_id AND k.id = p.contact_id "
                     "LEFT JOIN app_user u ON u.company_id = p.company_id AND u.id = p.actor_id LEFT JOIN app_user w ON w.company_id = p.company_id AND w.id = p.withdrawn_by "
                     "WHERE p.company_id = $1 AND p.id IN {ints:$2}",
                     {company.value, ids}, [&](const sql::Row& row) {
                         json::value contact = nullptr;
                         if (!row.is_null(5)) contact = json::object{{"id", to_string(ContactId{row.integer(5)})}, {"name", row.text(6)}};
                         words[row.integer(0)] = json::object{{"customer", json::object{{"id", to_string(CustomerId{row.integer(1)})}, {"code", row.text(2)}, {"name", row.text(3)}}}, {"channel", row.text(4)}, {"contact", std::move(contact)},
                                                              {"note", text_or_null(row.text(7))}, {"by", text_or_null(row.text(8))}, {"recorded_at", to_string(Instant{row.integer(9)})},
                                                              {"withdrawn_by", text_or_null(row.text(10))}, {"withdraw_reason", text_or_null(row.text(11))}};
                     });
    return words;
}

}  // namespace

json::array promise_rows(sql::Connection& connection, CompanyId company, std::span<const JudgedPromise> page) {
    std::vector<std::int64_t> numbers;
    for (const JudgedPromise& one : page) numbers.push_back(one.id.value);
    const std::string ids = sql::integer_list(numbers);
    auto items = load_items(connection, company, ids);
    auto words = load_words(connection, company, ids);
    json::array rows;
    for (const JudgedPromise& one : page) {
        json::object row{{"id", to_string(one.id)}, {"state", code_of(one.judged.state)}, {"currency", one.promise.amount.currency().code()}, {"amount_minor", one.promise.amount.minor()}, {"asked_minor", one.judged.asked_minor},
                         {"paid_minor", one.judged.paid_minor}, {"made_date", to_string(one.promise.made_on)}, {"promised_date", to_string(one.promise.promised_on)}, {"last_date", to_string(one.promise.last_day())},
                         {"failed_date", date_or_null(one.judged.failed_on)}, {"withdrawn_date", date_or_null(one.promise.withdrawn_on)}, {"items", std::move(items[one.id.value])}};
        for (auto& [key, value] : words.at(one.id.value)) row[key] = std::move(value);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace tandem::dunning
