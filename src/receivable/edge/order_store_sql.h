// Orders as the book holds them.
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "platform/sql/connection.h"
#include "receivable/order.h"

namespace tandem::receivable {

enum class OrderLock { none, write };
std::optional<Order> find_order(sql::Connection& connection, CompanyId company, OrderId id, OrderLock lock = OrderLock::none);
// By id. Orders that something is still to come of; from files too where asked.
std::vector<Order> find_orders(sql::Connection& connection, CompanyId company, std::span<const OrderId> ids);
std::vector<Order> open_orders(sql::Connection& connection, CompanyId company, std::span<const std::string> closed_statuses);
// Every order of these days that was not cancelled, both included.
std::vector<Order> orders_between(sql::Connection& connection, CompanyId company, Date from, Date to);
std::vector<Order> open_imported_orders(sql::Connection& connection, CompanyId company, std::span<const std::string> closed_statuses);

struct OrderRecord {
    CompanyId company;
    Currency base;
    Instant at;
};
void insert_order(sql::Connection& connection, const OrderRecord& record, const Order& order, std::optional<EmployeeId> rep);
// Everything of it that may change.
void save_order(sql::Connection& connection, const OrderRecord& record, const Order& order);

}  // namespace tandem::receivable
