// A connection that breaks at a chosen step: every statement, bulk row and commit is one step.
#pragma once
#include <memory>

#include "platform/sql/connection.h"

namespace tandem::testing {

struct Crash {};

class FailingConnection final : public sql::Connection {
public:
    FailingConnection(sql::Connection& real, int steps) : real_(real), left_(steps) {}
    sql::Engine engine() const override { return real_.engine(); }
    void query(std::string_view sql, std::span<const sql::Param> params, const sql::OnRow& on_row) override { step(); real_.query(sql, params, on_row); }
    std::int64_t execute(std::string_view sql, std::span<const sql::Param> params) override { step(); return real_.execute(sql, params); }
    void script(std::string_view sql) override { step(); real_.script(sql); }
    std::unique_ptr<sql::Bulk> bulk(std::string_view table, std::span<const std::string_view> columns) override { return std::make_unique<FailingBulk>(*this, real_.bulk(table, columns)); }
    void begin_write() override { step(); real_.begin_write(); }
    void begin_read() override { step(); real_.begin_read(); }
    void commit() override { step(); real_.commit(); }
    void rollback() noexcept override { real_.rollback(); }

private:
    class FailingBulk final : public sql::Bulk {
    public:
        FailingBulk(FailingConnection& owner, std::unique_ptr<sql::Bulk> real) : owner_(owner), real_(std::move(real)) {}
        sql::Bulk& add(std::int64_t value) override { real_->add(value); return *this; }
        sql::Bulk& add(std::string_view value) override { real_->add(value); return *this; }
        sql::Bulk& add_null() override { real_->add_null(); return *this; }
        void end_row() override { owner_.step(); real_->end_row(); }
        void flush() override { owner_.step(); real_->flush(); }

    private:
        FailingConnection& owner_;
        std::unique_ptr<sql::Bulk> real_;
    };
    void step() {
        if (left_-- <= 0) throw Crash{};
    }
    sql::Connection& real_;
    int left_;
};

}  // namespace tandem::testing
