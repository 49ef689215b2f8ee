// Random commands at the cash desk against a small model in memory, on both engines: what is accepted, what is
// open on every day, and the books behind it (trust I1 to I4).
#include <rapidcheck.h>

#include <algorithm>
#include <map>

#include "support/cash_bench.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

constexpr int horizon = 40;  // days that a story lasts
const Date first_day = day("2026-01-01");

struct Move { int day; std::int64_t amount; };
// An amount that movements lower; looks at every day rather than computing.
struct Pot {
    std::int64_t amount;
    int from;
    std::vector<Move> moves{};
    std::optional<int> ended{};
    std::int64_t on(int at) const {
        if (at < from || (ended && at >= *ended)) return 0;
        std::int64_t left = amount;
        for (const Move& move : moves) left -= move.day <= at ? move.amount : 0;
        return left;
    }
    std::int64_t left() const {
        if (ended) return 0;
        std::int64_t rest = amount;
        for (const Move& move : moves) rest -= move.amount;
        return rest;
    }
    int free_from(std::int64_t wanted, int earliest) const {
        int found = horizon * 4;
        for (int at = horizon * 4; at >= earliest && at >= from && on(at) >= wanted; --at) found = at;
        return found;
    }
};

struct Item { OpenItemId id; std::size_t customer; Currency currency; Pot pot; };
struct Funds { std::size_t customer; Currency currency; Pot pot; };
struct Receipt : Funds { ReceiptId id; bool paper; std::optional<int> cleared; };
struct Note : Funds { CreditNoteId id; };
struct Made { SettlementId id; std::size_t item; cash::SettlementKind kind; std::size_t source; std::int64_t amount; int day; bool live = true; std::optional<std::size_t> closes; };

struct Step { unsigned kind, a, b; std::int64_t amount; bool flag; };

class Story {
public:
    Story(CashBench& bench, int number, std::map<std::string, int>& accepted) : bench_(bench), accepted_(accepted) {
        for (int at = 0; at < 2; ++at) customers_.push_back(bench.add_customer("S" + std::to_string(number) + "-" + std::to_string(at)));
        prefix_ = "S" + std::to_string(number) + "-";
    }

    void play(const Step& step) {
        bench_.today = first_day + Days{today_};
        switch (step.kind) {
            case 0: today_ = std::min(horizon - 1, today_ + static_cast<int>(step.amount % 6)); break;
            case 1: case 2: add_item(step); break;
            case 3: case 4: receive(step); break;
            case 5: credit(step); break;
            case 6: case 7: case 8: allocate(step); break;
            case 9: set_off(step); break;
            case 10: take_back(step); break;
            case 11: step.flag ? reverse(step) : clear(step); break;
            default: write_off(step);
        }
    }

    // What the tables and the book in memory say, against the model, on every day.
    void check(const insight::Book& book) {
        for (const Item& item : items_) RC_ASSERT(bench_.open(item.id) == item.pot.left());
        for (const Receipt& receipt : receipts_) RC_ASSERT(bench_.left(receipt.id) == receipt.pot.left());
        for (const Note& note : notes_) RC_ASSERT(bench_.left(note.id) == note.pot.left());
        for (int at = -3; at < horizon + 15; ++at) check_day(book, at);
    }

private:
    static Currency currency_of(bool dollars) { return dollars ? currency("USD") : currency("CNY"); }
    Date date(int at) const { return first_day + Days{at}; }

    void add_item(const Step& step) {
        const Currency in = currency_of(step.flag && step.a % 4 == 0);
        const int on = std::max(0, today_ - static_cast<int>(step.b % 9)) + (step.b % 11 == 0 ? 12 : 0);
        const std::size_t customer = step.a % 2;
        const auto id = bench_.item(customers_[customer], prefix_ + "I" + std::to_string(items_.size()), date(on), Money{step.amount, in});
        items_.push_back({id, customer, in, {step.amount, on}});
    }
    void receive(const Step& step) {
        const Currency in = currency_of(step.flag && step.a % 4 == 0);
        const int on = std::max(0, today_ - static_cast<int>(step.b % 7));
        const std::size_t customer = step.a % 2;
        const auto method = step.b % 3 == 0 ? cash::Method::cheque : cash::Method::bank_transfer;
        const auto made = bench_.receive(customers_[customer], Money{step.amount, in}, date(on), method);
        RC_ASSERT(made.has_value());
        receipts_.push_back({{customer, in, {step.amount, on}}, made->id, method == cash::Method::cheque, {}});
    }
    void credit(const Step& step) {
        const std::size_t customer = step.a % 2;
        const auto made = bench_.credit(customers_[customer], cny(step.amount), date(today_));
        RC_ASSERT(made.has_value());
        notes_.push_back({{customer, currency("CNY"), {step.amount, today_}}, made->id});
    }

    // The model's own answer for one line: the day, and the difference closed; nothing when it must be refused.
    struct Line { int day; std::int64_t difference; };
    std::optional<Line> expect(const Funds& money, const Item& item, std::int64_t amount, bool close) const {
        if (money.customer != item.customer || money.currency != item.currency || amount > money.pot.left() || amount > item.pot.left()) return std::nullopt;
        std::int64_t difference = close ? item.pot.left() - amount : 0;
        const std::int64_t most = item.currency == currency("CNY") ? 5'00 : 1'00;
        if (difference > std::min(item.pot.left() / 200, most)) return std::nullopt;
        const int earliest = std::max(money.pot.from, item.pot.from);
        return Line{std::max(money.pot.free_from(amount, earliest), item.pot.free_from(amount + difference, earliest)), difference};
    }
    void book(const cash::NewSettlement& settlement, std::size_t item, std::size_t source, int on, std::optional<std::size_t> closes = {}) {
        const std::int64_t amount = settlement.amount.minor();
        RC_ASSERT(settlement.effective_date == date(on));
        items_[item].pot.moves.push_back({on, amount});
        if (settlement.kind == cash::SettlementKind::receipt) receipts_[source].pot.moves.push_back({on, amount});
        if (settlement.kind == cash::SettlementKind::credit_note) notes_[source].pot.moves.push_back({on, amount});
        if (amount > 0) made_.push_back({settlement.id, item, settlement.kind, source, amount, on, true, closes});
    }

    void allocate(const Step& step) {
        if (receipts_.empty() || items_.empty()) return;
        const std::size_t receipt = step.a % receipts_.size(), item = step.b % items_.size();
        const bool close = step.flag && step.amount % 2 == 0;
        const std::int64_t amount = close ? items_[item].pot.left() - step.amount % 60 : step.flag ? std::min(receipts_[receipt].pot.left(), items_[item].pot.left()) : step.amount;
        const auto expected = amount > 0 && !receipts_[receipt].pot.ended ? expect(receipts_[receipt], items_[item], amount, close) : std::nullopt;
        const auto done = bench_.allocate(receipts_[receipt].id, {{items_[item].id, Money{amount, receipts_[receipt].currency}}}, close ? cash::SmallDifference::settle : cash::SmallDifference::leave_open);
        RC_ASSERT(done.has_value() == expected.has_value());
        if (!expected) return;
        ++accepted_[expected->difference > 0 ? "allocated, closing the difference" : "allocated"];
        RC_ASSERT(done->size() == (expected->difference > 0 ? 2u : 1u));
        book(done->at(0), item, receipt, expected->day);
        if (expected->difference > 0) book(done->at(1), item, receipt, expected->day, receipt);
    }
    void set_off(const Step& step) {
        if (notes_.empty() || items_.empty()) return;
        const std::size_t note = step.a % notes_.size(), item = step.b % items_.size();
        const std::int64_t amount = step.flag ? std::max<std::int64_t>(1, std::min(notes_[note].pot.left(), items_[item].pot.left())) : step.amount;
        const auto expected = expect(notes_[note], items_[item], amount, false);
        const auto done = bench_.set_off(notes_[note].id, {{items_[item].id, cny(amount)}});
        RC_ASSERT(done.has_value() == expected.has_value());
        if (!expected) return;
        ++accepted_["set off"];
        book(done->at(0), item, note, expected->day);
    }
    void give_back(Made& made, int on) {
        made.live = false;
        const Move back{std::max(on, made.day), -made.amount};
        items_[made.item].pot.moves.push_back(back);
        if (made.kind == cash::SettlementKind::receipt) receipts_[made.source].pot.moves.push_back(back);
        if (made.kind == cash::SettlementKind::credit_note) notes_[made.source].pot.moves.push_back(back);
    }
    void take_back(const Step& step) {
        if (made_.empty()) return;
        Made& made = made_[step.a % made_.size()];
        const auto done = bench_.take_back(made.id, cash::Authority::write_off);
        RC_ASSERT(done.has_value() == made.live);
        if (!done) return;
        ++accepted_["taken back"];
        give_back(made, today_);
        if (made.kind != cash::SettlementKind::receipt) return;
        for (Made& other : made_)
            if (other.live && other.closes == made.source && other.item == made.item) give_back(other, today_);
    }
    void reverse(const Step& step) {
        if (receipts_.empty()) return;
        const std::size_t at = step.a % receipts_.size();
        Receipt& receipt = receipts_[at];
        const int on = today_ - static_cast<int>(step.b % 5);
        // Possible when the pot, with what still stands taken out of it, is whole on every day from then on.
        Pot rest = receipt.pot;
        for (const Made& made : made_)
            if (made.live && made.kind == cash::SettlementKind::receipt && made.source == at) rest.moves.push_back({made.day, -made.amount});
        bool whole = on >= receipt.pot.from && !receipt.pot.ended && on >= receipt.cleared.value_or(0);
        for (int later = on; later < horizon * 4; ++later) whole = whole && rest.on(later) == receipt.pot.amount;
        const auto done = bench_.reverse(receipt.id, date(on));
        RC_ASSERT(done.has_value() == whole);
        if (!done) return;
        ++accepted_[receipt.pot.moves.empty() ? "reversed" : "reversed with allocations"];
        for (Made& made : made_)
            if (made.live && ((made.kind == cash::SettlementKind::receipt && made.source == at) || made.closes == at)) give_back(made, on);
        receipt.pot.ended = on;
    }
    void clear(const Step& step) {
        if (receipts_.empty()) return;
        Receipt& receipt = receipts_[step.a % receipts_.size()];
        const int on = today_ - static_cast<int>(step.b % 5);
        const bool possible = receipt.paper && !receipt.cleared && !receipt.pot.ended && on >= receipt.pot.from;
        const auto done = bench_.at_desk([&](cash::CashDesk& desk) { return desk.clear(receipt.id, date(on), Money{receipt.pot.amount / 100, receipt.currency}); });
        RC_ASSERT(done.has_value() == possible);
        if (!done) return;
        ++accepted_["cleared"];
        receipt.cleared = on;
    }
    void write_off(const Step& step) {
        if (items_.empty()) return;
        const std::size_t item = step.b % items_.size();
        const std::int64_t amount = step.flag ? items_[item].pot.left() : step.amount;
        const auto done = bench_.write_off(items_[item].id, Money{amount, items_[item].currency});
        RC_ASSERT(done.has_value() == (amount > 0 && amount <= items_[item].pot.left()));
        if (!done) return;
        ++accepted_["written off"];
        book(*done, item, 0, items_[item].pot.free_from(amount, std::max(today_, items_[item].pot.from)));
    }

    // I1, I2, I3 on one day: billed = cash + credited + written off + small differences + open.
    void check_day(const insight::Book& book, int at) {
        const insight::Position position{book, {date(at)}};
        std::map<std::pair<std::size_t, Currency>, std::int64_t> billed, gone, open, received, on_account, applied;
        for (const Item& item : items_) {
            const insight::Place place = book.items.find(item.id.value);
            RC_ASSERT(position.open(place) == item.pot.on(at));
            RC_ASSERT(position.open(place) >= 0);
            const std::pair key{item.customer, item.currency};
            billed[key] += position.exists(place) ? item.pot.amount : 0;
            open[key] += position.open(place);
            insight::for_each_settlement(book, place, end_of_time.micros, [&](insight::Place settlement) {
                if (book.settlements.date[settlement] > day_number(date(at))) return;
                gone[key] += book.settlements.amount[settlement];
                if (book.settlements.kind[settlement] == static_cast<std::uint8_t>(cash::SettlementKind::receipt)) applied[key] += book.settlements.amount[settlement];
            });
        }
        for (const Receipt& receipt : receipts_) {
            const std::int64_t left = position.unapplied_receipt(book.receipts.find(receipt.id.value));
            RC_ASSERT(left == receipt.pot.on(at));
            RC_ASSERT(left >= 0);
            const std::pair key{receipt.customer, receipt.currency};
            on_account[key] += left;
            received[key] += at >= receipt.pot.from && !(receipt.pot.ended && at >= *receipt.pot.ended) ? receipt.pot.amount : 0;
        }
        for (const Note& note : notes_) {
            const std::int64_t left = position.unapplied_note(book.credit_notes.find(note.id.value));
            RC_ASSERT(left == note.pot.on(at));
            RC_ASSERT(left >= 0);
        }
        for (const auto& [key, amount] : billed) RC_ASSERT(amount == gone[key] + open[key]);
        for (const auto& [key, amount] : received) RC_ASSERT(amount == applied[key] + on_account[key]);
    }

    CashBench& bench_;
    std::map<std::string, int>& accepted_;
    std::string prefix_;
    std::vector<CustomerId> customers_;
    std::vector<Item> items_;
    std::vector<Receipt> receipts_;
    std::vector<Note> notes_;
    std::vector<Made> made_;
    int today_ = 0;
};

// I4: every event balances, and the accounts say what the documents say.
void check_ledger(CashBench& bench) {
    CHECK(bench.count("SELECT COUNT(*) FROM (SELECT event_id FROM posting GROUP BY event_id, currency HAVING SUM(CASE side WHEN 'debit' THEN amount_minor ELSE -amount_minor END) <> 0) AS unbalanced") == 0);
    CHECK(bench.count("SELECT COUNT(*) FROM settlement s WHERE NOT EXISTS (SELECT 1 FROM posting p WHERE p.event_id = s.id)") == 0);
    CHECK(bench.balance("receivable") == bench.count("SELECT CAST(SUM(open_minor) AS BIGINT) FROM open_item WHERE currency = 'CNY'"));
    CHECK(bench.balance("receivable", "USD") == bench.count("SELECT CAST(SUM(open_minor) AS BIGINT) FROM open_item WHERE currency = 'USD'"));
    CHECK(-bench.balance("unapplied_receipts") == bench.count("SELECT CAST(SUM(unapplied_minor) AS BIGINT) FROM receipt WHERE currency = 'CNY'"));
    CHECK(-bench.balance("unapplied_receipts", "USD") == bench.count("SELECT CAST(SUM(unapplied_minor) AS BIGINT) FROM receipt WHERE currency = 'USD'"));
    CHECK(-bench.balance("credit_notes") == bench.count("SELECT CAST(SUM(open_minor) AS BIGINT) FROM credit_note"));
    CHECK(bench.balance("notes_receivable") == bench.count("SELECT CAST(SUM(amount_minor) AS BIGINT) FROM receipt WHERE currency = 'CNY' AND method = 'cheque' AND cleared_date IS NULL AND reversed_date IS NULL"));
}

}  // namespace

TEST_CASE("random commands: accepted where the model accepts, and conserved on every day (I1, I2, I3, I4)") {
    on_both_engines([](const TemporaryDatabase& database) {
        CashBench bench{database};
        bench.add_rate("USD", day("2025-12-01"), *parse_rate("7.1234"));
        insight::BookLoader loader{bench.workspace().company()};
        insight::Book book = loader.load(bench.connection());
        int stories = 0;
        std::map<std::string, int> accepted;
        const auto step = [] {
            return rc::gen::build<Step>(rc::gen::set(&Step::kind, rc::gen::inRange(0u, 13u)), rc::gen::set(&Step::a, rc::gen::inRange(0u, 1000u)), rc::gen::set(&Step::b, rc::gen::inRange(0u, 1000u)),
                                        rc::gen::set(&Step::amount, rc::gen::inRange<std::int64_t>(1, 20'000)), rc::gen::set(&Step::flag));
        };
        CHECK(rc::check("random commands", [&] {
            Story story{bench, ++stories, accepted};
            // At full size from the first story on: smaller sizes would leave whole kinds of commands out.
            for (const Step& each : *rc::gen::resize(rc::kNominalSize, rc::gen::container<std::vector<Step>>(step()))) story.play(each);
            if (!loader.refresh(bench.connection(), book)) book = loader.load(bench.connection());
            story.check(book);
        }));
        check_ledger(bench);
        // Stories in which nothing is accepted prove nothing.
        for (const char* what : {"allocated", "allocated, closing the difference", "set off", "taken back", "reversed", "reversed with allocations", "cleared", "written off"}) {
            CAPTURE(std::string(what));
            CHECK(accepted[what] > 0);
        }
    });
}
