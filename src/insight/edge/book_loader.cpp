#include "insight/edge/book_loader.h"

#include <algorithm>
#include <array>

#include "insight/edge/book_rows.h"

namespace tandem::insight {
namespace {

// The outbox topics that name a row of a table by its id.
struct Source {
    std::string_view topic_prefix;
    sql::Sql columns, by_id;
    void (*put)(Book&, const sql::Row&);
};
// In the order in which rows refer to each other.
constexpr std::size_t issued_invoices = 0, opened_items = 2, settlements = 5;
const std::array sources{
    Source{"invoice.", invoice_columns, " AND id IN {ints:$2} ORDER BY id", put_invoice},
    Source{"invoice.", item_columns, " AND invoice_id IN {ints:$2} ORDER BY id", put_item},
    Source{"open_item.", item_columns, " AND id IN {ints:$2} ORDER BY id", put_item},
    Source{"receipt.", receipt_columns, " AND id IN {ints:$2} ORDER BY id", put_receipt},
    Source{"credit_note.", note_columns, " AND id IN {ints:$2} ORDER BY id", put_note},
    // Settlements are announced under what they belong to: receipt.allocated, open_item.written_off, ...
    Source{"", settlement_columns, " AND s.id IN {ints:$2} ORDER BY s.id", put_settlement},
    Source{"refund.", refund_columns, " AND id IN {ints:$2} ORDER BY id", put_refund},
    Source{"receipt.", settlement_columns, " AND s.source_id IN {ints:$2} ORDER BY s.id", put_settlement},
};

// Contracts whose clauses or plan lines may have changed: announced themselves, by an event of theirs, or by an
// item that a plan line became or ceased to be.
Touched touched_contracts(sql::Connection& connection, const Book& book, std::vector<std::int64_t> contracts, const std::vector<std::int64_t>& events, const std::vector<std::int64_t>& items) {
    for (const std::int64_t id : items)
        if (const Place item = book.items.find(id); item != nowhere && book.items.contract[item]) contracts.push_back(book.items.contract[item]);
    if (!events.empty())
        connection.query("SELECT contract_id FROM contract_event WHERE company_id = $1 AND id IN {ints:$2}", {book.company.value, sql::integer_list(events)},
                         [&](const sql::Row& row) { contracts.push_back(row.integer(0)); });
    std::ranges::sort(contracts);
    contracts.erase(std::ranges::unique(contracts).begin(), contracts.end());
    return contracts;
}

constexpr std::int64_t overlap = std::int64_t{120'000} << 22;  // two minutes of ids: a slow transaction's rows come late

}  // namespace

Book BookLoader::load(sql::Connection& connection, Date owners_on) {
    const sql::Snapshot snapshot{connection};
    Book book{.company = company_.id, .base = company_.currency, .currencies = {company_.currency}, .customers = {}, .employees = {}, .teams = {}, .regions = {}, .groups = {},
              .items = {}, .settlements = {}, .receipts = {}, .invoices = {}, .credit_notes = {}, .refunds = {}, .undated = {}, .contracts = {}, .invoice_links = {}};
    seen_outbox_ = connection.one_integer("SELECT MAX(id) FROM outbox WHERE company_id = $1", {company_.id.value}).value_or(0);
    owners_on_ = owners_on;
    load_names(connection, book, owners_on);
    const auto all = [&](const sql::Sql& columns, void (*put)(Book&, const sql::Row&), sql::Sql order) {
        sql::SqlBuilder query{columns};
        query << order;
        const sql::Param company{company_.id.value};
        connection.query(query, {&company, 1}, [&](const sql::Row& row) { put(book, row); });
    };
    all(invoice_columns, put_invoice, " ORDER BY id");
    all(item_columns, put_item, " ORDER BY id");
    all(receipt_columns, put_receipt, " ORDER BY id");
    all(note_columns, put_note, " ORDER BY id");
    all(settlement_columns, put_settlement, " ORDER BY s.id");
    all(refund_columns, put_refund, " ORDER BY id");
    load_contracts(connection, book);
    return book;
}

bool BookLoader::is_current(sql::Connection& connection, Date owners_on) const {
    return owners_on == owners_on_ && connection.one_integer("SELECT MAX(id) FROM outbox WHERE company_id = $1", {company_.id.value}).value_or(0) == seen_outbox_;
}

bool BookLoader::refresh(sql::Connection& connection, Book& book, Date owners_on) {
    const sql::Snapshot snapshot{connection};
    const auto newest = connection.one_integer("SELECT MAX(id) FROM outbox WHERE company_id = $1", {company_.id.value}).value_or(0);
    if (newest == seen_outbox_ && owners_on == owners_on_) return true;
    std::array<std::vector<std::int64_t>, sources.size()> changed;
    std::vector<std::int64_t> contracts, contract_events;
    bool names = owners_on != owners_on_, merged = false;
    std::size_t seen = 0;
    connection.query("SELECT topic, object_id FROM outbox WHERE company_id = $1 AND id > $2", {company_.id.value, seen_outbox_ - overlap}, [&](const sql::Row& row) {
        ++seen;
        const auto topic = row.text(0);
        const bool settlement = topic.find("allocat") != std::string_view::npos || topic.ends_with("_settled") || topic.ends_with("written_off") || topic.ends_with("_granted") || topic.ends_with("_off_reversed") ||
                                topic.ends_with("tolerance_reversed") || topic.ends_with("discount_reversed");
        if (settlement) { changed[settlements].push_back(row.integer(1)); return; }
        for (std::size_t at = 0; at < sources.size(); ++at)
            if (!sources[at].topic_prefix.empty() && topic.starts_with(sources[at].topic_prefix)) changed[at].push_back(row.integer(1));
        merged = merged || topic == "customer.merged";
        names = names || topic.starts_with("customer") || topic.starts_with("employee") || topic.starts_with("org");
        if (topic.starts_with("contract.")) contracts.push_back(row.integer(1));
        if (topic.starts_with("contract_event.")) contract_events.push_back(row.integer(1));
    });
    if (merged) return false;  // facts of any age changed hands
    if (seen > 20'000 && seen > book.items.size() / 5) return false;
    if (names) load_names(connection, book, owners_on);
    for (std::size_t at = 0; at < sources.size(); ++at) {
        if (changed[at].empty()) continue;
        sql::SqlBuilder query{sources[at].columns};
        query << sources[at].by_id;
        const std::string list = sql::integer_list(changed[at]);
        const std::array<sql::Param, 2> params{sql::Param{company_.id.value}, sql::Param{list}};
        connection.query(query, params, [&](const sql::Row& row) { sources[at].put(book, row); });
    }
    refresh_contracts(connection, book, touched_contracts(connection, book, std::move(contracts), contract_events, changed[opened_items]));
    std::ranges::sort(changed[issued_invoices]);
    refresh_links(connection, book, changed[issued_invoices]);
    seen_outbox_ = newest;
    owners_on_ = owners_on;
    return true;
}

}  // namespace tandem::insight
