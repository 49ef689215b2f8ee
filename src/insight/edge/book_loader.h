// Fills the book from SQL in bulk and keeps it current from the outbox.
#pragma once
#include "insight/book.h"
#include "org/company.h"
#include "platform/sql/connection.h"

namespace tandem::insight {

class BookLoader {
public:
    static constexpr Date latest = Date{Days{1'000'000}};  // the owners recorded last

    explicit BookLoader(const org::Company& company) : company_(company) {}

    // The whole book, in one snapshot. Owners of customers and people are those of `owners_on`: a rep who takes over
    // next month owns nothing yet.
    Book load(sql::Connection& connection, Date owners_on = latest);
    // Nothing was announced since the last load or refresh, which was for that day.
    bool is_current(sql::Connection& connection, Date owners_on = latest) const;
    // What was announced since: false when so much changed that load() is the faster way, or customers were merged;
    // the book is then unchanged.
    bool refresh(sql::Connection& connection, Book& book, Date owners_on = latest);

private:
    org::Company company_;
    std::int64_t seen_outbox_ = 0;
    Date owners_on_ = latest;
};

}  // namespace tandem::insight
