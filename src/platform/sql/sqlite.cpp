#include <sqlite3.h>

#include <chrono>
#include <optional>
#include <thread>
#include <unordered_map>

#include "platform/sql/dialect.h"
#include "platform/sql/engines.h"

namespace tandem::sql {
namespace {

Cause cause_of(int code) {
    switch (code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY: return Cause::unique_violation;
        case SQLITE_CONSTRAINT_CHECK: return Cause::check_violation;
        case SQLITE_CONSTRAINT_FOREIGNKEY: return Cause::foreign_key_violation;
        default: break;
    }
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return Cause::busy;
        case SQLITE_FULL: return Cause::disk_full;
        default: return Cause::other;
    }
}

[[noreturn]] void fail(sqlite3* db, std::string_view during) {
    throw Failure(cause_of(sqlite3_extended_errcode(db)), std::string(sqlite3_errmsg(db)) + " in: " + std::string(during.substr(0, 300)));
}

// A prepared statement with the place of each $n: SQLite numbers named parameters by first appearance.
struct Statement {
    sqlite3_stmt* handle = nullptr;
    std::vector<int> places;
    bool busy = false;
    Statement() = default;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() { sqlite3_finalize(handle); }
};

void prepare(sqlite3* db, std::string_view sql, Statement& into) {
    const std::string text = in_dialect(sql, Engine::sqlite);
    if (sqlite3_prepare_v3(db, text.c_str(), static_cast<int>(text.size()), SQLITE_PREPARE_PERSISTENT, &into.handle, nullptr) != SQLITE_OK) fail(db, text);
    const int count = sqlite3_bind_parameter_count(into.handle);
    for (int at = 1; at <= count; ++at) {
        const auto number = static_cast<std::size_t>(std::stoi(sqlite3_bind_parameter_name(into.handle, at) + 1));
        if (into.places.size() < number) into.places.resize(number, 0);
        into.places[number - 1] = at;
    }
}

void bind(sqlite3_stmt* statement, int place, const Param& param) {
    if (const auto* integer = std::get_if<std::int64_t>(&param.value())) sqlite3_bind_int64(statement, place, *integer);
    else if (const auto* text = std::get_if<std::string_view>(&param.value()))
        sqlite3_bind_text64(statement, place, text->data() ? text->data() : "", text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    else if (const auto* bytes = std::get_if<Bytes>(&param.value()))
        sqlite3_bind_blob64(statement, place, bytes->data(), bytes->size(), SQLITE_TRANSIENT);
    else sqlite3_bind_null(statement, place);
}

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
    bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
    std::string_view text(int column) const override {
        const auto* begin = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return begin ? std::string_view{begin, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))} : std::string_view{};
    }
    std::string bytes(int column) const override {
        const auto* begin = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        return begin ? std::string{begin, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))} : std::string{};
    }

private:
    sqlite3_stmt* statement_;
};

// A statement for the time of one use: the connection's own of that text or, while that one is busy, a new one.
using Statements = std::unordered_map<std::string, std::unique_ptr<Statement>>;
class Borrowed {
public:
    Borrowed(sqlite3* db, Statements& kept, std::string_view sql) {
        auto& known = kept[std::string(sql)];
        if (!known) {
            auto made = std::make_unique<Statement>();
            prepare(db, sql, *made);  // what cannot be prepared is not kept: the next use says so again
            known = std::move(made);
        }
        statement_ = known.get();
        if (statement_->busy) { own_ = std::make_unique<Statement>(); prepare(db, sql, *own_); statement_ = own_.get(); }
        statement_->busy = true;
    }
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    ~Borrowed() {
        sqlite3_reset(statement_->handle);
        sqlite3_clear_bindings(statement_->handle);
        statement_->busy = false;
    }
    const Statement* operator->() const { return statement_; }

private:
    Statement* statement_;
    std::unique_ptr<Statement> own_;
};

class SqliteBulk final : public Bulk {
public:
    SqliteBulk(sqlite3* db, Statements& kept, std::string insert) : db_(db), kept_(kept), insert_(std::move(insert)) {}
    Bulk& add(std::int64_t value) override {
        const int place = next();
        sqlite3_bind_int64((*statement_)->handle, place, value);
        return *this;
    }
    Bulk& add(std::string_view value) override {
        const int place = next();
        sqlite3_bind_text64((*statement_)->handle, place, value.data() ? value.data() : "", value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
        return *this;
    }
    Bulk& add_null() override {
        const int place = next();
        sqlite3_bind_null((*statement_)->handle, place);
        return *this;
    }
    void end_row() override {
        if (column_ == 0 || column_ != (*statement_)->places.size()) throw Failure(Cause::other, "bulk row with the wrong number of columns");
        const int code = sqlite3_step((*statement_)->handle);
        sqlite3_reset((*statement_)->handle);
        if (code != SQLITE_DONE) fail(db_, "bulk insert");
        column_ = 0;
    }
    void flush() override {}

private:
    // Nothing is prepared for a table that gets no row.
    int next() {
        if (!statement_) statement_.emplace(db_, kept_, insert_);
        return static_cast<int>(++column_);
    }
    sqlite3* db_;
    Statements& kept_;
    std::string insert_;
    std::optional<Borrowed> statement_;
    std::size_t column_ = 0;
};

class SqliteConnection final : public Connection {
public:
    explicit SqliteConnection(const std::string& path) {
        if (sqlite3_open_v2(path.c_str(), &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) {
            const std::string message = sqlite3_errmsg(db_);
            sqlite3_close(db_);
            throw Failure(Cause::other, "cannot open " + path + ": " + message);
        }
        sqlite3_extended_result_codes(db_, 1);
        sqlite3_busy_timeout(db_, 30'000);
        enter_wal();
        // 64 MiB of cache, and memory for sorting: the book's hot pages stay inside.
        script("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536; "
               "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=1073741824; PRAGMA trusted_schema=OFF;");
        // An acknowledged write must survive a power cut: only FULL (2) promises that.
        if (one_integer("PRAGMA synchronous", {}) != 2) throw Failure(Cause::other, "SQLite refuses synchronous=FULL");
    }
    ~SqliteConnection() override {
        statements_.clear();
        sqlite3_close(db_);
    }
    Engine engine() const override { return Engine::sqlite; }

    void query(std::string_view sql, std::span<const Param> params, const OnRow& on_row) override {
        const Borrowed statement{db_, statements_, sql};
        if (params.size() != statement->places.size())
            throw Failure(Cause::other, "statement wants " + std::to_string(statement->places.size()) + " parameters: " + std::string(sql));
        for (std::size_t at = 0; at < params.size(); ++at) bind(statement->handle, statement->places[at], params[at]);
        const SqliteRow row{statement->handle};
        for (;;) {
            const int code = sqlite3_step(statement->handle);
            if (code == SQLITE_ROW) { on_row(row); continue; }
            if (code != SQLITE_DONE) fail(db_, sql);
            return;
        }
    }
    std::int64_t execute(std::string_view sql, std::span<const Param> params) override {
        query(sql, params, [](const Row&) {});
        return sqlite3_changes64(db_);
    }
    void script(std::string_view sql) override {
        const std::string text = in_dialect(sql, Engine::sqlite);
        if (sqlite3_exec(db_, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(db_, text);
    }
    std::unique_ptr<Bulk> bulk(std::string_view table, std::span<const std::string_view> columns) override {
        return std::make_unique<SqliteBulk>(db_, statements_, insert_statement(table, columns));
    }
    void begin_write() override { run("BEGIN IMMEDIATE"); }
    void begin_read() override { run("BEGIN"); }
    void commit() override { run("COMMIT"); }
    void rollback() noexcept override { sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr); }

private:
    // Turning a new database to WAL needs it alone for an instant, and for that SQLite does not ask the
    // busy handler: of two programs that open it at once, one is told "locked" and must try again itself.
    void enter_wal() {
        constexpr std::chrono::milliseconds patience{30'000}, pause{5};
        for (const auto deadline = std::chrono::steady_clock::now() + patience;;) {
            const int code = sqlite3_exec(db_, "PRAGMA journal_mode=WAL", nullptr, nullptr, nullptr);
            if (code == SQLITE_OK) return;
            if ((code & 0xff) != SQLITE_BUSY || std::chrono::steady_clock::now() > deadline) fail(db_, "PRAGMA journal_mode=WAL");
            std::this_thread::sleep_for(pause);
        }
    }
    void run(const char* sql) {
        if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(db_, sql);
    }
    sqlite3* db_ = nullptr;
    Statements statements_;
};

}  // namespace

std::unique_ptr<Connection> open_sqlite(const std::string& path) { return std::make_unique<SqliteConnection>(path); }

std::string insert_statement(std::string_view table, std::span<const std::string_view> columns) {
    std::string names, places;
    for (std::size_t at = 0; at < columns.size(); ++at) {
        if (at) { names += ", "; places += ", "; }
        names += columns[at];
        places += "$" + std::to_string(at + 1);
    }
    return "INSERT INTO " + std::string(table) + " (" + names + ") VALUES (" + places + ")";
}

std::string copy_statement(std::string_view table, std::span<const std::string_view> columns) {
    std::string names;
    for (const auto column : columns) (names += names.empty() ? "" : ", ") += column;
    return "COPY " + std::string(table) + " (" + names + ") FROM STDIN";
}

}  // namespace tandem::sql
