#include "party/edge/customers_sql.h"

#include <boost/json.hpp>

#include "party/edge/contacts_sql.h"

namespace tandem::party {
namespace {

std::optional<std::int64_t> number(const std::optional<Date>& date) { return date ? std::optional<std::int64_t>{day_number(*date)} : std::nullopt; }
template <class Tag>
std::optional<std::int64_t> number(const std::optional<Id<Tag>>& id) { return id ? std::optional{id->value} : std::nullopt; }

std::string attributes_text(const CustomerDetails& details) {
    boost::json::object object;
    for (const auto& [name, value] : details.attributes) object[name] = value;
    return details.attributes.empty() ? std::string{} : boost::json::serialize(object);
}

std::map<std::string, std::string> attributes_of(std::string_view text) {
    std::map<std::string, std::string> attributes;
    if (text.empty()) return attributes;
    const auto parsed = boost::json::parse(text);
    for (const auto& [name, value] : parsed.as_object()) attributes.emplace(name, value.as_string());
    return attributes;
}

CustomerDetails details_of(const sql::Row& row, int from) {
    CustomerDetails details;
    details.name = row.text(from);
    details.name_alt = row.text(from + 1);
    details.name_key = row.text(from + 2);
    if (const auto group = row.maybe_integer(from + 3)) details.group = CustomerGroupId{*group};
    details.country = row.text(from + 4);
    details.tax_number = row.text(from + 5);
    details.industry = row.text(from + 6);
    if (const auto since = row.maybe_integer(from + 7)) details.since = date_of(*since);
    details.attributes = attributes_of(row.text(from + 8));
    return details;
}

void add_details(sql::Bulk& to, const CustomerDetails& details) {
    to.add(std::string_view{details.name}).add_text_or_null(details.name_alt).add(std::string_view{details.name_key}).add(number(details.group)).add_text_or_null(details.country)
        .add_text_or_null(details.tax_number).add_text_or_null(details.industry).add(number(details.since)).add_text_or_null(attributes_text(details));
}

}  // namespace

Customers::Customers(sql::Connection& connection, CompanyId company, Instant now)
    : connection_(connection), company_(company), now_(now),
      customers_(connection.bulk("customer", {"company_id", "id", "code", "name", "name_alt", "name_key", "group_id", "country", "tax_number", "industry", "since_date", "attributes",
                                              "source", "external_id", "recorded_at", "batch_id"})),
      contacts_(connection.bulk("contact", {"company_id", "id", "customer_id", "name", "title", "email", "phone", "recorded_at"})) {}

std::unordered_map<std::string, KnownCustomer> Customers::by_code(std::span<const std::string> codes) {
    std::unordered_map<std::string, KnownCustomer> found;
    std::unordered_map<std::int64_t, KnownCustomer*> by_id;
    std::vector<std::int64_t> ids;
    connection_.query(
        "SELECT code, id, merged_into_id, name, name_alt, name_key, group_id, country, tax_number, industry, since_date, attributes FROM customer "
        "WHERE company_id = $1 AND voided_at IS NULL AND code IN {texts:$2}",
        {company_.value, sql::text_list(codes)}, [&](const sql::Row& row) {
            const auto merged = row.maybe_integer(2);
            found.emplace(std::string(row.text(0)), KnownCustomer{CustomerId{row.integer(1)}, details_of(row, 3), merged ? std::optional{CustomerId{*merged}} : std::nullopt, {}});
            ids.push_back(row.integer(1));
        });
    for (auto& [code, customer] : found) by_id.emplace(customer.id.value, &customer);
    connection_.query("SELECT customer_id, id, name, title, email, phone FROM contact WHERE company_id = $1 AND voided_at IS NULL AND customer_id IN {ints:$2} ORDER BY id",
                      {company_.value, sql::integer_list(ids)}, [&](const sql::Row& row) {
                          const ContactId id{row.integer(1)};
                          by_id.at(row.integer(0))->contacts.push_back({id, std::string(row.text(2)), std::string(row.text(3)), opened_contact(company_, id, ContactCell::email, row.text(4)),
                                                                        opened_contact(company_, id, ContactCell::phone, row.text(5))});
                      });
    return found;
}

void Customers::insert(CustomerId id, std::string_view code, const CustomerDetails& details, const CustomerOrigin& origin) {
    customers_->add(company_.value).add(id.value).add(code);
    add_details(*customers_, details);
    customers_->add(origin.source).add(origin.external_id).add(now_.micros).add(number(origin.batch));
    customers_->end_row();
}

void Customers::change(CustomerId id, const CustomerDetails& details) { changes_[id.value] = details; }

void Customers::insert(CustomerId customer, const Contact& contact) {
    contacts_->add(company_.value).add(contact.id.value).add(customer.value).add(std::string_view{contact.name}).add_text_or_null(contact.title)
        .add_text_or_null(sealed_contact(company_, contact.id, ContactCell::email, contact.email))
        .add_text_or_null(sealed_contact(company_, contact.id, ContactCell::phone, contact.phone)).add(now_.micros);
    contacts_->end_row();
}

void Customers::flush() {
    customers_->flush();
    flush_changes();
    flush_contacts();
}

void Customers::flush_changes() {
    if (changes_.empty()) return;
    connection_.script("CREATE TEMP TABLE IF NOT EXISTS changed_customer (id {int}, name TEXT, name_alt TEXT, name_key TEXT, group_id {int}, country TEXT, tax_number TEXT, "
                       "industry TEXT, since_date {int}, attributes TEXT)");
    connection_.execute("DELETE FROM changed_customer", {});
    const auto staged = connection_.bulk("changed_customer", {"id", "name", "name_alt", "name_key", "group_id", "country", "tax_number", "industry", "since_date", "attributes"});
    for (const auto& [id, details] : changes_) {
        staged->add(id);
        add_details(*staged, details);
        staged->end_row();
    }
    staged->flush();
    connection_.execute(
        "UPDATE customer SET name = c.name, name_alt = c.name_alt, name_key = c.name_key, group_id = c.group_id, country = c.country, tax_number = c.tax_number, industry = c.industry, "
        "since_date = c.since_date, attributes = c.attributes FROM changed_customer AS c WHERE customer.company_id = $1 AND customer.id = c.id",
        {company_.value});
    changes_.clear();
}

void Customers::flush_contacts() {
    contacts_->flush();
    if (!voided_contacts_.empty())
        connection_.execute("UPDATE contact SET voided_at = $2 WHERE company_id = $1 AND id IN {ints:$3}", {company_.value, now_.micros, sql::integer_list(voided_contacts_)});
    if (!restored_contacts_.empty())
        connection_.execute("UPDATE contact SET voided_at = NULL WHERE company_id = $1 AND id IN {ints:$2}", {company_.value, sql::integer_list(restored_contacts_)});
    voided_contacts_.clear();
    restored_contacts_.clear();
}

boost::json::object to_json(const CustomerDetails& details) {
    boost::json::object object{{"name", details.name}, {"name_alt", details.name_alt}, {"name_key", details.name_key}, {"country", details.country},
                               {"tax_number", details.tax_number}, {"industry", details.industry}};
    if (details.group) object["group"] = to_string(*details.group);
    if (details.since) object["since"] = to_string(*details.since);
    boost::json::object attributes;
    for (const auto& [name, value] : details.attributes) attributes[name] = value;
    object["attributes"] = std::move(attributes);
    return object;
}

CustomerDetails details_from_json(const boost::json::object& object) {
    const auto text = [&](const char* key) { return std::string(object.at(key).as_string()); };
    CustomerDetails details;
    details.name = text("name");
    details.name_alt = text("name_alt");
    details.name_key = text("name_key");
    details.country = text("country");
    details.tax_number = text("tax_number");
    details.industry = text("industry");
    if (object.contains("group")) details.group = parse_id<CustomerGroupTag>(text("group"));
    if (object.contains("since")) details.since = *parse_date(text("since"));
    for (const auto& [name, value] : object.at("attributes").as_object()) details.attributes.emplace(name, value.as_string());
    return details;
}

}  // namespace tandem::party
