// Where statements, forms and ratings are kept, and what counts of them on a day.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "credit/edge/of_customers.h"
#include "credit/inputs.h"
#include "platform/sql/connection.h"

namespace tandem::credit {

// In whose name something is written, and where an imported row came from.
struct Written {
    std::int64_t id{};
    CustomerId customer;
    UserId actor;
    Instant at{};
    std::string source, external_id;
    std::optional<BatchId> batch{};
};

// Appends through bulk writers: one row each, or a file of them. flush() before it is read.
class InputWriter {
public:
    InputWriter(sql::Connection& connection, CompanyId company) : connection_(connection), company_(company) {}
    void write(const Written& as, const Statement& statement);
    void write(const Written& as, const Rating& rating);
    void write(const Written& as, const CreditForm& form);
    void flush();

private:
    sql::Connection& connection_;
    CompanyId company_;
    std::unique_ptr<sql::Bulk> statements_, ratings_, forms_;
};

// A statement as it is kept; of one customer the newest period first, within it what was recorded last.
struct KeptStatement {
    StatementId id;
    Statement statement;
    Instant recorded_at{};
    std::optional<Instant> voided_at;
    std::string void_reason;
};
std::vector<KeptStatement> load_statements(sql::Connection& connection, CompanyId company, CustomerId customer);
void void_statement(sql::Connection& connection, CompanyId company, StatementId statement, Instant at, const std::string& reason);

struct KeptRating {
    std::int64_t id{};
    Rating rating;
    Instant recorded_at{};
};
std::vector<KeptRating> load_ratings(sql::Connection& connection, CompanyId company, CustomerId customer);  // newest first
std::optional<CreditForm> load_form(sql::Connection& connection, CompanyId company, CustomerId customer, Date today);

// Those a source of imported rows named so; `list` is for {texts:$n}.
void each_statement(sql::Connection& connection, CompanyId company, const std::string& source, const std::string& list, const std::function<void(CustomerId, std::string external_id, Statement)>& call);
void each_rating(sql::Connection& connection, CompanyId company, const std::string& source, const std::string& list, const std::function<void(CustomerId, std::string external_id, Rating)>& call);

// What counts on the day, without the payment history: of some customers, or of all about whom anything is known.
std::map<CustomerId, Inputs> load_inputs(sql::Connection& connection, CompanyId company, Date today, const OfCustomers& of = {});

}  // namespace tandem::credit
