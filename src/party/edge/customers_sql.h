// Customers and their contacts in the database: read by code for many at once, written set by set.
#pragma once
#include <boost/json/fwd.hpp>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "party/customer.h"
#include "party/customer_details.h"
#include "platform/sql/connection.h"

namespace tandem::party {

struct KnownCustomer {
    CustomerId id;
    CustomerDetails details;
    std::optional<CustomerId> merged_into;
    std::vector<Contact> contacts;  // the oldest first
};

struct CustomerOrigin {
    std::string_view source, external_id;
    std::optional<BatchId> batch;
};

class Customers {
public:
    Customers(sql::Connection& connection, CompanyId company, Instant now);

    std::unordered_map<std::string, KnownCustomer> by_code(std::span<const std::string> codes);

    // Written when flushed, inserts before changes.
    void insert(CustomerId id, std::string_view code, const CustomerDetails& details, const CustomerOrigin& origin);
    void change(CustomerId id, const CustomerDetails& details);
    void insert(CustomerId customer, const Contact& contact);
    void void_contact(ContactId id) { voided_contacts_.push_back(id.value); }
    void restore_contact(ContactId id) { restored_contacts_.push_back(id.value); }
    void flush();

private:
    void flush_changes();
    void flush_contacts();
    sql::Connection& connection_;
    CompanyId company_;
    Instant now_;
    std::unique_ptr<sql::Bulk> customers_, contacts_;
    std::unordered_map<std::int64_t, CustomerDetails> changes_;
    std::vector<std::int64_t> voided_contacts_, restored_contacts_;
};

boost::json::object to_json(const CustomerDetails& details);
CustomerDetails details_from_json(const boost::json::object& object);  // asserts what to_json wrote

}  // namespace tandem::party
