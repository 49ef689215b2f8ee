// Customers with documents of every kind that counts as exposure, in every state a book may hold them, written straight into
// the tables: what a rule makes of them can then be asked in two ways and compared.
#pragma once
#include <array>
#include <memory>
#include <optional>
#include <random>
#include <string>

#include "core/date.h"
#include "core/money.h"
#include "platform/sql/connection.h"

namespace tandem::testing {

class RandomDocuments {
public:
    // `foreign_percent`: of the documents, in US dollars.
    RandomDocuments(sql::Connection& connection, std::int64_t company, Date today, unsigned seed, int foreign_percent) : connection_(connection), company_(company), today_(day_number(today)), random_(seed), foreign_(foreign_percent) {}

    void start_at(std::int64_t id) { next_ = id; }  // ids of documents begin here
    // Ids from `first` on; `each`: documents of a kind a customer has at most.
    void write(std::int64_t first, std::int64_t count, int each) {
        parties_ = connection_.bulk("customer", {"company_id", "id", "code", "name", "name_key", "source", "external_id", "recorded_at"});
        for (std::int64_t at = first; at < first + count; ++at) {
            const std::string code = "R" + std::to_string(at);
            parties_->add(company_).add(at).add(code).add(code).add(code).add("random").add(code).add(std::int64_t{1});
            parties_->end_row();
        }
        parties_->flush();
        orders_ = connection_.bulk("sales_order", {"company_id", "id", "number", "customer_id", "contract_id", "order_date", "currency", "amount_minor", "base_amount_minor", "rate_e10", "status", "ship_date", "prepaid_minor", "source", "external_id", "recorded_at", "voided_at"});
        deliveries_ = connection_.bulk("delivery", {"company_id", "id", "number", "customer_id", "order_id", "contract_id", "delivery_date", "currency", "amount_minor", "base_amount_minor", "rate_e10", "source", "external_id", "recorded_at", "voided_at"});
        invoices_ = connection_.bulk("invoice", {"company_id", "id", "number", "customer_id", "order_id", "invoice_date", "due_date", "currency", "net_minor", "tax_minor", "gross_minor", "base_gross_minor", "rate_e10", "disputed", "source", "external_id", "recorded_at", "voided_at"});
        contracts_ = connection_.bulk("contract", {"company_id", "id", "number", "title", "customer_id", "currency", "amount_minor", "signed_date", "terms", "status", "source", "external_id", "recorded_at", "voided_at"});
        lines_ = connection_.bulk("plan_line", {"company_id", "id", "contract_id", "line_no", "label", "base_event", "amount_minor", "recorded_at", "voided_at"});
        items_ = connection_.bulk("open_item", {"company_id", "id", "number", "kind", "customer_id", "contract_id", "plan_line_id", "item_date", "due_date", "currency", "amount_minor", "open_minor", "base_amount_minor", "rate_e10", "disputed", "recorded_at", "voided_at"});
        receipts_ = connection_.bulk("receipt", {"company_id", "id", "number", "customer_id", "method", "value_date", "maturity_date", "currency", "amount_minor", "unapplied_minor", "base_amount_minor", "rate_e10", "cleared_date", "dishonoured_date", "reversed_date", "source", "external_id", "recorded_at", "voided_at"});
        notes_ = connection_.bulk("credit_note", {"company_id", "id", "number", "customer_id", "note_date", "currency", "net_minor", "tax_minor", "gross_minor", "open_minor", "base_gross_minor", "rate_e10", "source", "external_id", "recorded_at", "voided_at"});
        for (std::int64_t at = first; at < first + count; ++at) {
            for (int each_ = below(each + 1); each_ > 0; --each_) order(at, {});
            for (int each_ = below(each + 1); each_ > 0; --each_) contract(at);
            for (int each_ = below(each + 1); each_ > 0; --each_) item(at, below(5) == 0, {}, {});
            for (int each_ = below(each + 1); each_ > 0; --each_) receipt(at);
            for (int each_ = below(2); each_ > 0; --each_) note(at);
        }
        for (auto* each_ : {&contracts_, &lines_, &orders_, &deliveries_, &invoices_, &items_, &receipts_, &notes_}) (*each_)->flush();
    }

private:
    using Id = std::optional<std::int64_t>;
    int below(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }
    std::int64_t amount() { return 1 + static_cast<std::int64_t>(random_() % 5'000'00); }
    std::int64_t part(std::int64_t of) { return below(3) == 0 ? 0 : below(3) == 0 ? of : static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(of + 1)); }
    std::string currency() { return below(100) < foreign_ ? "USD" : "CNY"; }
    Id maybe(int one_in, std::int64_t value) { return below(one_in) == 0 ? Id{value} : Id{}; }
    Id voided() { return maybe(20, 5); }
    std::int64_t id() { return next_++; }

    void order(std::int64_t customer, Id contract) {
        constexpr std::array statuses{"confirmed", "confirmed", "held", "closed", "cancelled", "已完成", "In transit", ""};
        const std::int64_t key = id(), total = amount();
        const std::string in = currency(), number = "O" + std::to_string(key), status = statuses.at(static_cast<std::size_t>(below(8)));
        orders_->add(company_).add(key).add(number).add(customer).add(contract).add(today_ - 30).add(in).add(total).add(total).add(Rate::one).add_text_or_null(status).add(maybe(2, today_ + below(400))).add(maybe(2, part(total))).add("random").add(number).add(std::int64_t{1}).add(voided());
        orders_->end_row();
        for (int each = below(3); each > 0; --each) delivery(customer, key, {}, in, part(total));
        for (int each = below(3); each > 0; --each) invoice(customer, key, in, part(total));
    }
    void delivery(std::int64_t customer, Id order, Id contract, const std::string& in, std::int64_t minor) {
        const std::int64_t key = id();
        const std::string number = "D" + std::to_string(key);
        deliveries_->add(company_).add(key).add(number).add(customer).add(order).add(contract).add(today_ - 20).add(in).add(minor).add(minor).add(Rate::one).add("random").add(number).add(std::int64_t{1}).add(voided());
        deliveries_->end_row();
    }
    void invoice(std::int64_t customer, Id order, const std::string& in, std::int64_t minor) {
        const std::int64_t key = id();
        const std::string number = "V" + std::to_string(key);
        invoices_->add(company_).add(key).add(number).add(customer).add(order).add(today_ - 10).add(today_ + 20).add(in).add(minor).add(std::int64_t{0}).add(minor).add(minor).add(Rate::one).add(std::int64_t{0}).add("random").add(number).add(std::int64_t{1}).add(voided());
        invoices_->end_row();
    }
    void contract(std::int64_t customer) {
        constexpr std::array statuses{"draft", "in_review", "approved", "returned", "signed"};
        const std::int64_t key = id(), total = amount();
        const std::string in = currency(), number = "K" + std::to_string(key);
        const bool is_signed = below(2) == 0;
        contracts_->add(company_).add(key).add(number).add(number).add(customer).add(in).add(total).add(is_signed ? Id{today_ - 60} : Id{}).add("{}").add(is_signed ? "signed" : statuses.at(static_cast<std::size_t>(below(4)))).add("random").add(number).add(std::int64_t{1}).add(voided());
        contracts_->end_row();
        for (int line = 1; line <= 2; ++line) {
            const std::int64_t line_key = id();
            lines_->add(company_).add(line_key).add(key).add(std::int64_t{line}).add("part").add("delivery").add(line == 1 ? total / 2 : total - total / 2).add(std::int64_t{1}).add(voided());
            lines_->end_row();
            if (is_signed && below(3) == 0) item(customer, false, key, line_key, in);
        }
        for (int each = below(3); each > 0; --each) delivery(customer, {}, key, in, part(total));
        if (below(3) == 0) order(customer, key);
    }
    void item(std::int64_t customer, bool settled, Id contract, Id line, std::string in = {}) {
        const std::int64_t key = id(), total = amount(), due = today_ - 100 + below(200);
        if (in.empty()) in = currency();
        items_->add(company_).add(key).add("I" + std::to_string(key)).add(line ? "plan" : "opening").add(customer).add(contract).add(line).add(due - 30).add(due).add(in).add(total).add(settled ? 0 : part(total)).add(total).add(Rate::one).add(std::int64_t{0}).add(std::int64_t{1}).add(voided());
        items_->end_row();
    }
    void receipt(std::int64_t customer) {
        constexpr std::array methods{"bank_transfer", "cheque", "acceptance_bill", "cash"};
        const std::int64_t key = id(), total = amount();
        const std::string method = methods.at(static_cast<std::size_t>(below(4))), number = "P" + std::to_string(key);
        const bool paper = method == "cheque" || method == "acceptance_bill";
        receipts_->add(company_).add(key).add(number).add(customer).add(method).add(today_ - 40).add(paper ? maybe(2, today_ - 20 + below(40)) : Id{}).add(currency()).add(total).add(part(total)).add(total).add(Rate::one)
            .add(paper ? maybe(3, today_ - 5) : Id{}).add(paper ? maybe(8, today_ - 5) : Id{}).add(maybe(15, today_ - 3)).add("random").add(number).add(std::int64_t{1}).add(voided());
        receipts_->end_row();
    }
    void note(std::int64_t customer) {
        const std::int64_t key = id(), total = amount();
        const std::string number = "N" + std::to_string(key);
        notes_->add(company_).add(key).add(number).add(customer).add(today_ - 15).add(currency()).add(total).add(std::int64_t{0}).add(total).add(part(total)).add(total).add(Rate::one).add("random").add(number).add(std::int64_t{1}).add(voided());
        notes_->end_row();
    }

    sql::Connection& connection_;
    std::int64_t company_, today_;
    std::mt19937_64 random_;
    int foreign_;
    std::int64_t next_ = 1'000'000'000;
    std::unique_ptr<sql::Bulk> parties_, orders_, deliveries_, invoices_, contracts_, lines_, items_, receipts_, notes_;
};

}  // namespace tandem::testing
