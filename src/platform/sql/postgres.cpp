#include <libpq-fe.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include "platform/sql/dialect.h"
#include "platform/sql/engines.h"

namespace tandem::sql {
namespace {

constexpr Oid int8_type = 20, text_type = 25, bytea_type = 17;

Cause cause_of(const char* state) {
    const std::string_view code{state ? state : ""};
    if (code == "23505") return Cause::unique_violation;
    if (code == "23514") return Cause::check_violation;
    if (code == "23503") return Cause::foreign_key_violation;
    if (code == "40001" || code == "40P01" || code == "55P03") return Cause::busy;
    if (code == "53100") return Cause::disk_full;
    if (code.empty() || code.starts_with("08") || code.starts_with("57P")) return Cause::connection_lost;
    return Cause::other;
}

struct Answer {
    PGresult* result;
    explicit Answer(PGresult* made) : result(made) {}
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;
    ~Answer() { PQclear(result); }
};

class PostgresRow final : public Row {
public:
    PGresult* result = nullptr;
    int number = 0;
    bool is_null(int column) const override { return PQgetisnull(result, number, column) != 0; }
    std::int64_t integer(int column) const override {
        const auto digits = text(column);
        std::int64_t value = 0;
        if (digits.empty()) return 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc{}) throw Failure(Cause::other, "not an integer: " + std::string(digits));
        return value;
    }
    std::string_view text(int column) const override {
        return {PQgetvalue(result, number, column), static_cast<std::size_t>(PQgetlength(result, number, column))};
    }
    std::string bytes(int column) const override {
        std::size_t size = 0;
        unsigned char* plain = PQunescapeBytea(reinterpret_cast<const unsigned char*>(PQgetvalue(result, number, column)), &size);
        std::string out{reinterpret_cast<const char*>(plain), size};
        PQfreemem(plain);
        return out;
    }
};

// Parameters in text form, as PQexecPrepared wants them.
struct Bound {
    std::vector<std::string> texts;
    std::vector<const char*> values;
    std::vector<int> lengths, formats;
    std::vector<Oid> types;
    explicit Bound(std::span<const Param> params) {
        texts.reserve(params.size());
        for (const Param& param : params) {
            int format = 0;
            Oid type = text_type;
            if (const auto* integer = std::get_if<std::int64_t>(&param.value())) { texts.push_back(std::to_string(*integer)); type = int8_type; }
            else if (const auto* text = std::get_if<std::string_view>(&param.value())) texts.emplace_back(*text);
            else if (const auto* bytes = std::get_if<Bytes>(&param.value())) {
                texts.emplace_back(reinterpret_cast<const char*>(bytes->data()), bytes->size());
                type = bytea_type;
                format = 1;
            } else { texts.emplace_back(); type = 0; }
            const bool null = std::holds_alternative<std::monostate>(param.value());
            values.push_back(null ? nullptr : texts.back().c_str());
            lengths.push_back(static_cast<int>(texts.back().size()));
            formats.push_back(format);
            types.push_back(type);
        }
    }
};

// A few rows go out as one prepared insert, which is one round trip; more as COPY, a megabyte at a time.
class PostgresBulk final : public Bulk {
public:
    using Cell = std::optional<std::string>;
    using Insert = std::function<void(std::string_view sql, std::span<const Cell>)>;
    PostgresBulk(PGconn* connection, std::string_view table, std::span<const std::string_view> columns, Insert insert)
        : connection_(connection), copy_(copy_statement(table, columns)), insert_(std::move(insert)), columns_(columns.size()) {}
    Bulk& add(std::int64_t value) override {
        char digits[24];
        const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
        return cell(std::string_view{digits, end});
    }
    Bulk& add(std::string_view value) override { return cell(value); }
    Bulk& add_null() override { return cell(std::nullopt); }
    void end_row() override {
        if (cells_.size() > few * columns_) {
            for (std::size_t at = 0; at < cells_.size(); ++at) copy(cells_[at], (at + 1) % columns_ == 0);
            cells_.clear();
            copying_ = true;
        } else if (copying_ && !rows_.empty()) rows_.back() = '\n';
    }
    void flush() override {
        if (!cells_.empty()) {
            if (cells_.size() % columns_ != 0) throw Failure(Cause::other, "bulk row with the wrong number of columns in: " + copy_);
            insert_(insert_statement_of_rows(cells_.size() / columns_), cells_);
            cells_.clear();
        }
        if (!rows_.empty()) copy_out();
        copying_ = false;
    }

private:
    static constexpr std::size_t few = 8;

    Bulk& cell(std::optional<std::string_view> value) {
        if (copying_) copy(value, false);
        else if (value) cells_.emplace_back(std::string{*value});
        else cells_.emplace_back();
        return *this;
    }
    // COPY's text form; the tab after the last cell of a row becomes the end of its line.
    template <class Text>
    void copy(const std::optional<Text>& value, bool last) {
        if (!value) rows_ += "\\N";
        else
            for (const char letter : *value) {
                switch (letter) {
                    case '\\': rows_ += "\\\\"; break;
                    case '\t': rows_ += "\\t"; break;
                    case '\n': rows_ += "\\n"; break;
                    case '\r': rows_ += "\\r"; break;
                    default: rows_ += letter;
                }
            }
        rows_ += last ? '\n' : '\t';
    }
    // The statement of COPY names the table and the columns.
    std::string insert_statement_of_rows(std::size_t rows) const {
        std::string sql = "INSERT INTO" + copy_.substr(4, copy_.size() - 4 - std::string_view{" FROM STDIN"}.size()) + " VALUES ";
        for (std::size_t at = 1; at <= rows * columns_; ++at) {
            sql += at % columns_ == 1 || columns_ == 1 ? (at == 1 ? "($" : ", ($") : ", $";
            sql += std::to_string(at);
            if (at % columns_ == 0) sql += ')';
        }
        return sql;
    }
    void copy_out() {
        const Answer start{PQexec(connection_, copy_.c_str())};
        if (PQresultStatus(start.result) != PGRES_COPY_IN) fail(start.result);
        constexpr std::size_t piece = 1 << 20;
        for (std::size_t at = 0; at < rows_.size(); at += piece)
            if (PQputCopyData(connection_, rows_.data() + at, static_cast<int>(std::min(piece, rows_.size() - at))) != 1) fail(nullptr);
        rows_.clear();
        if (PQputCopyEnd(connection_, nullptr) != 1) fail(nullptr);
        const Answer end{PQgetResult(connection_)};
        const bool done = PQresultStatus(end.result) == PGRES_COMMAND_OK;
        while (PGresult* more = PQgetResult(connection_)) PQclear(more);
        if (!done) fail(end.result);
    }
    [[noreturn]] void fail(PGresult* result) const {
        const char* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
        throw Failure(cause_of(state), std::string(PQerrorMessage(connection_)) + " in: " + copy_);
    }
    PGconn* connection_;
    std::string copy_, rows_;
    Insert insert_;
    std::size_t columns_;
    std::vector<Cell> cells_;  // until there are more than a few rows
    bool copying_ = false;
};

class PostgresConnection final : public Connection {
public:
    explicit PostgresConnection(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
        if (PQstatus(connection_) != CONNECTION_OK) {
            const std::string message = PQerrorMessage(connection_);
            PQfinish(connection_);
            throw Failure(Cause::connection_lost, "cannot reach PostgreSQL: " + message);
        }
        PQsetNoticeProcessor(connection_, [](void*, const char*) {}, nullptr);
    }
    ~PostgresConnection() override { PQfinish(connection_); }
    Engine engine() const override { return Engine::postgres; }

    void query(std::string_view sql, std::span<const Param> params, const OnRow& on_row) override {
        send(sql, Bound{params});
        PQsetSingleRowMode(connection_);
        PostgresRow row;
        std::exception_ptr thrown;
        while (PGresult* next = PQgetResult(connection_)) {
            const Answer answer{next};
            check(next, sql, thrown);
            row.result = next;
            for (row.number = 0; !thrown && row.number < PQntuples(next); ++row.number) {
                try { on_row(row); } catch (...) { thrown = std::current_exception(); }
            }
        }
        if (thrown) std::rethrow_exception(thrown);
    }
    std::int64_t execute(std::string_view sql, std::span<const Param> params) override {
        send(sql, Bound{params});
        return changed(sql);
    }
    void script(std::string_view sql) override {
        const std::string text = in_dialect(sql, Engine::postgres);
        const Answer answer{PQexec(connection_, text.c_str())};
        std::exception_ptr thrown;
        check(answer.result, text, thrown);
        if (thrown) std::rethrow_exception(thrown);
    }
    std::unique_ptr<Bulk> bulk(std::string_view table, std::span<const std::string_view> columns) override {
        return std::make_unique<PostgresBulk>(connection_, table, columns, [this](std::string_view sql, std::span<const PostgresBulk::Cell> cells) { insert(sql, cells); });
    }
    void begin_write() override { script("BEGIN"); }
    void begin_read() override { script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }
    void commit() override {
        // A failed transaction answers COMMIT with ROLLBACK and no error.
        const Answer answer{PQexec(connection_, "COMMIT")};
        std::exception_ptr thrown;
        check(answer.result, "COMMIT", thrown);
        if (thrown) std::rethrow_exception(thrown);
        if (std::string_view{PQcmdStatus(answer.result)} != "COMMIT") throw Failure(Cause::other, "the transaction had failed before its commit");
    }
    void rollback() noexcept override { PQclear(PQexec(connection_, "ROLLBACK")); }

private:
    // The cells take the types of the columns they go to.
    void insert(std::string_view sql, std::span<const PostgresBulk::Cell> cells) {
        Bound bound{std::vector<Param>(cells.begin(), cells.end())};
        std::ranges::fill(bound.types, Oid{0});
        send(sql, bound);
        changed(sql);
    }
    std::int64_t changed(std::string_view sql) {
        std::int64_t count = 0;
        std::exception_ptr thrown;
        while (PGresult* next = PQgetResult(connection_)) {
            const Answer answer{next};
            check(next, sql, thrown);
            const std::string_view tuples = PQcmdTuples(next);
            std::from_chars(tuples.data(), tuples.data() + tuples.size(), count);
        }
        if (thrown) std::rethrow_exception(thrown);
        return count;
    }
    void send(std::string_view sql, const Bound& bound) {
        const std::string& name = prepared(sql, bound);
        if (PQsendQueryPrepared(connection_, name.c_str(), static_cast<int>(bound.values.size()), bound.values.data(), bound.lengths.data(), bound.formats.data(), 0) != 1)
            throw Failure(Cause::connection_lost, PQerrorMessage(connection_));
    }
    // One prepared statement a text and signature of types; null takes the type the engine infers.
    const std::string& prepared(std::string_view sql, const Bound& bound) {
        std::string key{sql};
        for (const Oid type : bound.types) (key += '\x1f') += std::to_string(type);
        if (const auto known = names_.find(key); known != names_.end()) return known->second;
        const std::string name = "s" + std::to_string(names_.size()), text = in_dialect(sql, Engine::postgres);
        const Answer answer{PQprepare(connection_, name.c_str(), text.c_str(), static_cast<int>(bound.types.size()), bound.types.data())};
        std::exception_ptr thrown;
        check(answer.result, text, thrown);
        if (thrown) std::rethrow_exception(thrown);
        return names_.emplace(std::move(key), name).first->second;
    }
    void check(PGresult* result, std::string_view sql, std::exception_ptr& thrown) const {
        const auto status = PQresultStatus(result);
        if (status == PGRES_TUPLES_OK || status == PGRES_SINGLE_TUPLE || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY || thrown) return;
        const char* message = result ? PQresultErrorMessage(result) : PQerrorMessage(connection_);
        thrown = std::make_exception_ptr(Failure(cause_of(result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr), std::string(message) + " in: " + std::string(sql.substr(0, 300))));
    }
    PGconn* connection_;
    std::map<std::string, std::string, std::less<>> names_;
};

}  // namespace

std::unique_ptr<Connection> open_postgres(const std::string& url) { return std::make_unique<PostgresConnection>(url); }

}  // namespace tandem::sql
