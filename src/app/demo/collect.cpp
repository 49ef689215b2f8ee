// What is collected: credit notes, receipts and their allocations, small differences, write-offs.
#include <algorithm>
#include <numeric>

#include "app/demo/habits.h"
#include "app/demo/mishaps.h"

namespace tandem::app::demo {
namespace {

using cash::Method;
using cash::SettlementKind;

// Money that comes in for one item on one day.
struct Payment {
    Date day;
    Index item = 0;
    Method method = Method::bank_transfer;
    Money amount, tolerance, discount;
    bool bounces = false;
};

class Collector {
public:
    Collector(Story& story, Random dice) : story_(story), dice_(dice) {}

    void pay_items() {
        for (Index at = 0; at < story_.items.size(); ++at) pay(at);
    }

    // One customer's payments of one day and kind come as one receipt.
    void make_receipts() {
        const auto key = [&](const Payment& one) { return std::tuple{one.day, story_.items[one.item].customer, one.method, one.bounces}; };
        std::ranges::stable_sort(payments_, {}, key);
        for (std::size_t from = 0, through = 0; from < payments_.size(); from = through) {
            while (through < payments_.size() && key(payments_[through]) == key(payments_[from])) ++through;
            make_receipt({payments_.begin() + static_cast<std::ptrdiff_t>(from), payments_.begin() + static_cast<std::ptrdiff_t>(through)});
        }
    }

private:
    Money none(const Item& item) const { return {0, item.amount.currency()}; }

    void pay(Index at) {
        const Item& item = story_.items[at];
        const auto planned = paying_day(story_, dice_, item);
        const Money credited = credit(at, planned);
        const Money due = item.amount - credited;
        if (due.is_zero()) return;
        if (!planned) return write_off(at, due);
        const Customer& customer = story_.base.customers[item.customer];
        const Money first = first_payment(dice_, customer, due);
        add(at, *planned, first, first == due);
        if (first < due) add(at, story_.year.working_day(*planned + Days{dice_.between(14, 55)}), due - first, true);
    }

    void add(Index at, Date day, Money amount, bool last) {
        const Item& item = story_.items[at];
        const Customer& customer = story_.base.customers[item.customer];
        if (day > story_.today || (customer.stopped_on && day >= *customer.stopped_on)) return;
        Payment payment{day, at, paying_method(dice_, customer, item, amount), amount, none(item), none(item)};
        const bool in_yuan = customer.currency == "CNY" && amount.minor() > 2'000'00;
        if (last && item.discount_until && day <= *item.discount_until) payment.discount = part_of(item.amount, 20);
        else if (last && in_yuan && dice_.chance(9)) payment.tolerance = Money{dice_.between(50, 500), amount.currency()};
        payment.amount -= payment.discount + payment.tolerance;
        // A cheque without cover: the money comes by transfer weeks later.
        if (payment.method == Method::cheque && dice_.chance(70) && day + Days{40} < story_.today) {
            payment.bounces = true;
            payments_.push_back(payment);
            payment.bounces = false;
            payment.method = Method::bank_transfer;
            payment.day = story_.year.working_day(day + Days{dice_.between(16, 30)});
        }
        payments_.push_back(payment);
    }

    // A rebate or a return, before the customer pays.
    Money credit(Index at, std::optional<Date> planned) {
        const Item& item = story_.items[at];
        if (!item.bill || item.retention || item.amount.minor() < 3'000'00 || !dice_.chance(26)) return none(item);
        const Bill& bill = story_.bills[*item.bill];
        const bool whole = !bill.deal && dice_.chance(150);
        const Money gross = whole ? item.amount : Money{part_of(item.amount, dice_.between(20, 140)).minor() / 1000 * 1000, item.amount.currency()};
        const Date day = story_.year.working_day(std::max(bill.date, item.recorded) + Days{dice_.between(3, 18)});
        if (gross.is_zero() || day > story_.today || (planned && day >= *planned)) return none(item);
        add_credit(at, gross, none(item), day, whole ? "整单退货" : dice_.pick(lists().goods.credit_reasons));
        story_.settlements.push_back({.item = at, .kind = SettlementKind::credit_note, .source = story_.credits.size() - 1, .amount = gross, .effective = day, .recorded = day});
        return gross;
    }

public:
    // Found wanting after it was paid: the credit waits for the customer's next invoice.
    void credit_the_paid(int wanted) {
        for (Index at = story_.items.size(); at-- > 0 && wanted > 0;) {
            const Item& item = story_.items[at];
            if (!item.bill || !item.open.is_zero() || item.amount.minor() < 20'000'00 || !dice_.chance(25)) continue;
            const Date day = story_.year.working_day(last_settled(at) + Days{dice_.between(2, 20)});
            if (day > story_.today || day < story_.today - Days{120}) continue;
            const Money gross{part_of(item.amount, dice_.between(15, 60)).minor() / 1000 * 1000, item.amount.currency()};
            if (gross.is_zero()) continue;
            add_credit(at, gross, gross, day, dice_.pick(lists().goods.credit_reasons));
            --wanted;
        }
    }

private:
    Date last_settled(Index item) const {
        Date last = story_.items[item].date;
        for (const Settlement& one : story_.settlements)
            if (one.item == item) last = std::max(last, one.recorded);
        return last;
    }

    void add_credit(Index at, Money gross, Money open, Date day, const std::string& reason) {
        const Item& item = story_.items[at];
        const Bill& bill = story_.bills[*item.bill];
        const int tax_percent = bill.deal ? story_.deals[*bill.deal].tax_percent : bill.tax.minor() * 100 / bill.net.minor() > 9 ? 13 : 6;
        const NetAndTax amounts = without_tax(gross, tax_percent);
        story_.credits.push_back({.number = {}, .reason = reason, .customer = item.customer, .bill = *item.bill, .date = day, .net = amounts.net, .tax = amounts.tax, .gross = gross, .open = open});
    }

    void write_off(Index at, Money left) {
        const Item& item = story_.items[at];
        const bool from_before = item.due < story_.first_day - Days{150};
        const Date day = story_.year.working_day(from_before ? story_.first_day + Days{dice_.between(90, 200)} : item.due + Days{dice_.between(210, 260)});
        if (day > story_.today || (!from_before && !dice_.chance(500))) return;
        story_.settlements.push_back({.item = at, .kind = SettlementKind::write_off, .amount = left, .effective = day, .recorded = day, .reason = "客户已停业，无可供执行财产，经审批核销坏账"});
    }

    void make_receipt(std::vector<Payment> payments) {
        const Payment& first = payments.front();
        const Item& item = story_.items[first.item];
        Receipt receipt{.number = {}, .reference = {}, .customer = item.customer, .method = first.method, .value = first.day, .recorded = recorded_on(first), .maturity = {}, .cleared = {}, .bounced = {},
                        .amount = none(item), .unapplied = none(item), .charges = none(item)};
        if (receipt.method == Method::cheque && first.bounces) receipt.bounced = story_.year.working_day(first.day + Days{5});
        else if (receipt.method == Method::cheque && story_.year.working_day(first.day + Days{3}) <= story_.today) receipt.cleared = story_.year.working_day(first.day + Days{3});
        for (const Payment& payment : payments) {
            receipt.amount += payment.amount;
            settle(payment, receipt);
        }
        if (receipt.method == Method::acceptance_bill) accept_bill(receipt);
        receipt.reference = payments.size() == 1 && item.bill && dice_.chance(600) ? "货款 " + story_.bills[*item.bill].number : "货款";
        story_.receipts.push_back(std::move(receipt));
    }

    Date recorded_on(const Payment& payment) {
        const Date next = story_.year.working_day(payment.day + Days{1});
        return payment.method == Method::bank_transfer && dice_.chance(220) && next <= story_.today ? next : payment.day;
    }

    void accept_bill(Receipt& receipt) {
        receipt.maturity = add_months(receipt.value, dice_.chance(600) ? 6 : 3);
        const Date discounted = story_.year.working_day(receipt.value + Days{dice_.between(8, 30)});
        if (dice_.chance(200) && discounted <= story_.today) {
            receipt.cleared = discounted;
            receipt.charges = part_of(receipt.amount, dice_.between(6, 13));
        } else if (story_.year.working_day(*receipt.maturity) <= story_.today) receipt.cleared = story_.year.working_day(*receipt.maturity);
    }

    void settle(const Payment& payment, const Receipt& receipt) {
        const Item& item = story_.items[payment.item];
        const auto one = [&](SettlementKind kind, Money amount, std::string reason) {
            if (amount.is_zero()) return;
            story_.settlements.push_back({.item = payment.item, .kind = kind, .source = story_.receipts.size(), .amount = amount, .effective = std::max(payment.day, item.date),
                                          .recorded = std::max(receipt.recorded, item.recorded), .reason = std::move(reason)});
            if (!receipt.bounced) return;
            story_.settlements.back().reversed_on = receipt.bounced;
            story_.settlements.back().reversal_reason = "支票被退回";
        };
        one(SettlementKind::receipt, payment.amount, {});
        if (receipt.bounced) return;
        one(SettlementKind::discount, payment.discount, "提前付款折扣 2%");
        one(SettlementKind::tolerance, payment.tolerance, "付款尾差");
    }

    Story& story_;
    Random dice_;
    std::vector<Payment> payments_;
};

void lower_open_amounts(Story& story) {
    for (Item& item : story.items) item.open = item.amount;
    for (const Settlement& one : story.settlements)
        if (!one.reversed_on) story.items[one.item].open -= one.amount;
    for (const Item& item : story.items) TANDEM_ASSERT(!item.open.is_negative() && item.open <= item.amount);
}

}  // namespace

void collect(Story& story, Random dice) {
    Collector collector{story, dice};
    collector.pay_items();
    collector.make_receipts();
    lower_open_amounts(story);
    collector.credit_the_paid(7);
    mix_up_allocations(story, dice.of("mix-up"));
    leave_on_account(story, dice.of("on account"));
    lower_open_amounts(story);
    number_receipts_and_credits(story);
}

}  // namespace tandem::app::demo
