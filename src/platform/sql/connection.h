// One thin port over the sqlite3 C API and libpq: one SQL text with $1..$n for both engines.
//
// Failures of the engine are exceptions (sql::Failure) and stop at the edge; what the business refuses
// is decided before and after, by rules. A connection belongs to one thread at a time.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tandem::sql {

enum class Engine { sqlite, postgres };

enum class Cause { unique_violation, check_violation, foreign_key_violation, busy, connection_lost, disk_full, other };
struct Failure : std::runtime_error {
    Failure(Cause why, const std::string& message) : std::runtime_error(message), cause(why) {}
    Cause cause;
};

// A statement written in the program. Text that is not a literal does not compile: no SQL from input.
class Sql {
public:
    template <std::size_t N>
    consteval Sql(const char (&literal)[N]) : text_(literal, N - 1) {}
    std::string_view text() const { return text_; }

private:
    std::string_view text_;
};

// A statement put together from literals, for lists with optional filters.
class SqlBuilder {
public:
    explicit SqlBuilder(Sql start) : text_(start.text()) {}
    SqlBuilder& operator<<(Sql part) { text_ += part.text(); return *this; }
    std::string_view text() const { return text_; }

private:
    std::string text_;
};

using Bytes = std::span<const unsigned char>;
class Param {
public:
    Param(std::nullptr_t) {}
    Param(std::int64_t value) : value_(value) {}
    Param(int value) : value_(std::int64_t{value}) {}
    Param(std::string_view value) : value_(value) {}
    Param(const std::string& value) : value_(std::string_view{value}) {}
    Param(const char* value) : value_(std::string_view{value}) {}
    Param(Bytes value) : value_(value) {}
    template <class T>
    Param(const std::optional<T>& value) { if (value) *this = Param{*value}; }
    const auto& value() const { return value_; }

private:
    std::variant<std::monostate, std::int64_t, std::string_view, Bytes> value_;
};
using Params = std::initializer_list<Param>;

// The row under the cursor; texts stay valid until the callback returns.
class Row {
public:
    virtual ~Row() = default;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;  // 0 when null
    virtual std::string_view text(int column) const = 0; // empty when null
    virtual std::string bytes(int column) const = 0;
    std::optional<std::int64_t> maybe_integer(int column) const {
        return is_null(column) ? std::nullopt : std::optional{integer(column)};
    }
    std::optional<std::string> maybe_text(int column) const {
        return is_null(column) ? std::nullopt : std::optional{std::string(text(column))};
    }
};
using OnRow = std::function<void(const Row&)>;

// Appends rows to one table, fast: a prepared insert on SQLite, COPY on PostgreSQL. Rows appended
// before flush() may not be visible yet; the caller flushes before it reads or commits.
class Bulk {
public:
    virtual ~Bulk() = default;
    virtual Bulk& add(std::int64_t value) = 0;
    virtual Bulk& add(std::string_view value) = 0;
    virtual Bulk& add_null() = 0;
    Bulk& add(const std::optional<std::int64_t>& value) { return value ? add(*value) : add_null(); }
    Bulk& add_text_or_null(std::string_view value) { return value.empty() ? add_null() : add(value); }
    virtual void end_row() = 0;
    virtual void flush() = 0;
};

class Connection {
public:
    virtual ~Connection() = default;
    virtual Engine engine() const = 0;

    // Streams the rows of a statement. The callback must not use the connection.
    virtual void query(std::string_view sql, std::span<const Param> params, const OnRow& on_row) = 0;
    virtual std::int64_t execute(std::string_view sql, std::span<const Param> params) = 0;  // rows changed
    virtual void script(std::string_view sql) = 0;  // several statements, dialect words allowed
    virtual std::unique_ptr<Bulk> bulk(std::string_view table, std::span<const std::string_view> columns) = 0;

    void query(Sql sql, Params params, const OnRow& on_row) { query(sql.text(), {params.begin(), params.size()}, on_row); }
    void query(const SqlBuilder& sql, std::span<const Param> params, const OnRow& on_row) { query(sql.text(), params, on_row); }
    std::int64_t execute(Sql sql, Params params) { return execute(sql.text(), std::span<const Param>{params.begin(), params.size()}); }
    // The first column of the first row, when there is one and it is not null.
    std::optional<std::int64_t> one_integer(Sql sql, Params params);
    std::optional<std::string> one_text(Sql sql, Params params);
    std::unique_ptr<Bulk> bulk(std::string_view table, std::initializer_list<std::string_view> columns) {
        return bulk(table, std::span<const std::string_view>{columns.begin(), columns.size()});
    }

    virtual void begin_write() = 0;  // BEGIN IMMEDIATE on SQLite
    virtual void begin_read() = 0;   // one snapshot for several reads
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;
};

// Rolls back unless committed.
class Transaction {
public:
    explicit Transaction(Connection& connection) : connection_(&connection) { connection.begin_write(); }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction() { if (connection_) connection_->rollback(); }
    void commit() { connection_->commit(); connection_ = nullptr; }

private:
    Connection* connection_;
};
class Snapshot {
public:
    explicit Snapshot(Connection& connection) : connection_(connection) { connection.begin_read(); }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    ~Snapshot() { connection_.rollback(); }

private:
    Connection& connection_;
};

// "sqlite:PATH" or "postgresql://…" / "postgres://…". Makes a missing SQLite file.
std::unique_ptr<Connection> connect(const std::string& url);

// ["a","b"] for {texts:$n} and [1,2] for {ints:$n} in a statement.
std::string text_list(std::span<const std::string> values);
std::string integer_list(std::span<const std::int64_t> values);
std::string pair_list(std::span<const std::pair<std::int64_t, std::int64_t>> values);  // [[1,2],[3,4]] for {pairs:$n}

}  // namespace tandem::sql
