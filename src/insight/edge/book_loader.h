// Fills the book from SQL in bulk and keeps it current from the outbox.
#pragma once
#include "insight/book.h"
#include "org/company.h"
#include "platform/sql/connection.h"

namespace tandem::insight {

class BookLoader {
public:
    explicit BookLoader(const org::Company& company) : company_(company) {}

    // The whole book, in one snapshot.
    Book load(sql::Connection& connection);
    // Nothing was announced since the last load or refresh.
    bool is_current(sql::Connection& connection) const;
    // What was announced since: false when so much changed that load() is the faster way, or customers were merged;
    // the book is then unchanged.
    bool refresh(sql::Connection& connection, Book& book);

private:
    org::Company company_;
    std::int64_t seen_outbox_ = 0;
};

}  // namespace tandem::insight
