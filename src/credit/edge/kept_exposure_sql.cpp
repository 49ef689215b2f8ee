#include "credit/edge/kept_exposure_sql.h"

#include <algorithm>
#include <map>
#include <utility>

namespace tandem::credit {
namespace {

constexpr std::int64_t far = 500;      // rows of the trail that everybody who looks would have to follow
constexpr std::int64_t farther = 10'000;  // from here on it is faster to add up everybody

// All that a customer's figure depends on beside the documents, the day and the rates.
std::string text_of(const ExposureSettings& settings) {
    std::string text;
    for (const bool each : settings.counted) text += each ? '1' : '0';
    text += settings.subtract_unapplied ? "u" : "-";
    text += settings.subtract_credit_notes ? "n" : "-";
    if (settings.horizon_days) text += std::to_string(*settings.horizon_days);
    for (const std::string& each : settings.closed_statuses) text += "|" + each;
    return text;
}

using Totals = std::map<std::int64_t, std::int64_t>;  // by customer; 0 for who owes nothing

class Kept {
public:
    explicit Kept(const AccountReading& reading) : reading_(reading), company_(reading.company.id.value), settings_(text_of(reading.policy.control.exposure)) {}

    bool is_of_today() {
        bool current = false;
        reading_.connection.query("SELECT as_of_date, settings, used_minor FROM exposure_kept_as WHERE company_id = $1", {company_}, [&](const sql::Row& row) {
            current = row.integer(0) == std::int64_t{day_number(reading_.today)} && row.text(1) == settings_;
            used_ = row.integer(2);
        });
        return current;
    }

    // How far the trail goes, and how many of its rows were not followed yet.
    std::int64_t look_ahead() {
        std::int64_t rows = 0;
        behind_.clear();
        reading_.connection.query("SELECT s.stream, COALESCE(k.seq, 0), s.size FROM audit_stream s LEFT JOIN exposure_kept_to k ON k.company_id = s.company_id AND k.stream = s.stream "
                                  "WHERE s.company_id = $1 AND s.size > COALESCE(k.seq, 0)",
                                  {company_}, [&](const sql::Row& row) {
                                      behind_.push_back({row.integer(0), row.integer(1), row.integer(2)});
                                      rows += row.integer(2) - row.integer(1);
                                  });
        return rows;
    }

    // Brings the figures up, in memory: of those who were written about, or of everybody.
    void bring_up() {
        const bool of_today = is_of_today();
        const std::int64_t rows = look_ahead();
        if (of_today && rows == 0) return;
        // Between this and reading the documents others may commit: those rows are followed the next time, and nothing is missed.
        if (of_today && rows <= farther)
            if (const auto touched = reading_.question.touched_by(written())) return of_some(*touched);
        of_everybody();
    }

    std::int64_t beside(std::span<const CustomerId> customers) {
        std::int64_t theirs = 0;
        if (everybody_)
            for (const CustomerId each : customers) theirs += total(each);
        else
            for (const auto& [customer, used] : known(customers)) theirs += used;
        return used_ - theirs;
    }

    void write() {
        if (!everybody_ && behind_.empty()) return;
        if (everybody_) reading_.connection.execute("DELETE FROM exposure_kept WHERE company_id = $1", {company_});
        else if (!fresh_.empty()) {
            std::vector<std::int64_t> customers;
            for (const auto& [customer, used] : fresh_) customers.push_back(customer);
            reading_.connection.execute("DELETE FROM exposure_kept WHERE company_id = $1 AND customer_id IN {ints:$2}", {company_, sql::integer_list(customers)});
        }
        const auto kept = reading_.connection.bulk("exposure_kept", {"company_id", "customer_id", "used_minor"});
        for (const auto& [customer, used] : fresh_) {
            if (used == 0) continue;
            kept->add(company_).add(customer).add(used);
            kept->end_row();
        }
        kept->flush();
        reading_.connection.execute("INSERT INTO exposure_kept_as (company_id, as_of_date, settings, used_minor) VALUES ($1, $2, $3, $4) "
                                    "ON CONFLICT (company_id) DO UPDATE SET as_of_date = excluded.as_of_date, settings = excluded.settings, used_minor = excluded.used_minor",
                                    {company_, std::int64_t{day_number(reading_.today)}, settings_, used_});
        for (const Behind& each : behind_)
            reading_.connection.execute("INSERT INTO exposure_kept_to (company_id, stream, seq) VALUES ($1, $2, $3) ON CONFLICT (company_id, stream) DO UPDATE SET seq = excluded.seq", {company_, each.stream, each.end});
    }

    KeptCheck check() {
        bring_up();
        KeptCheck check;
        if (everybody_) return check;  // what is kept is of another day, and nobody rests on it
        Totals kept;
        reading_.connection.query("SELECT customer_id, used_minor FROM exposure_kept WHERE company_id = $1", {company_}, [&](const sql::Row& row) { kept[row.integer(0)] = row.integer(1); });
        for (const auto& [customer, used] : fresh_) kept[customer] = used;
        std::int64_t total = 0;
        for (const auto& [customer, used] : totals(std::nullopt)) {
            total += used;
            if (std::exchange(kept[customer], 0) != used) check.wrong.push_back(CustomerId{customer});
        }
        for (const auto& [customer, used] : kept)
            if (used != 0) check.wrong.push_back(CustomerId{customer});
        check.kept = static_cast<std::int64_t>(kept.size());
        check.total_is_right = total == used_;
        return check;
    }

private:
    std::int64_t total(CustomerId customer) const {
        const auto found = fresh_.find(customer.value);
        return found == fresh_.end() ? 0 : found->second;
    }

    Totals totals(std::optional<std::span<const CustomerId>> customers) {
        const ExposureRows rows = reading_.question.rows(customers);
        const org::ExchangeRates rates = rates_for(reading_, rows);
        Totals totals;
        for (const auto& [customer, exposure] : compute_exposures(rows, reading_.policy.control.exposure, {rates, reading_.company.currency, reading_.today})) totals[customer.value] = exposure.total();
        return totals;
    }

    // As they stand now in the table, or as they were just added up.
    Totals known(std::span<const CustomerId> customers) {
        std::vector<std::int64_t> asked;
        Totals known;
        for (const CustomerId each : customers)
            if (const auto found = fresh_.find(each.value); found != fresh_.end()) known[each.value] = found->second;
            else asked.push_back(each.value);
        if (asked.empty()) return known;
        reading_.connection.query("SELECT customer_id, used_minor FROM exposure_kept WHERE company_id = $1 AND customer_id IN {ints:$2}", {company_, sql::integer_list(asked)},
                                  [&](const sql::Row& row) { known[row.integer(0)] = row.integer(1); });
        return known;
    }

    // A stream is what one program writes: there are as many as programs wrote since.
    std::vector<WrittenObject> written() {
        std::vector<WrittenObject> objects;
        for (const Behind& each : behind_)
            reading_.connection.query("SELECT object_kind, object_id FROM audit_entry WHERE company_id = $1 AND stream = $2 AND seq > $3 AND seq <= $4", {company_, each.stream, each.followed, each.end},
                                      [&](const sql::Row& row) { objects.push_back({std::string(row.text(0)), row.integer(1)}); });
        return objects;
    }

    void of_some(std::span<const CustomerId> customers) {
        if (customers.empty()) return;
        for (const auto& [customer, used] : known(customers)) used_ -= used;
        Totals now = totals(customers);
        for (const CustomerId each : customers) used_ += fresh_[each.value] = now[each.value];
    }

    void of_everybody() {
        everybody_ = true;
        fresh_ = totals(std::nullopt);
        used_ = 0;
        for (const auto& [customer, used] : fresh_) used_ += used;
    }

    const AccountReading& reading_;
    std::int64_t company_;
    std::string settings_;
    std::int64_t used_ = 0;
    bool everybody_ = false;
    struct Behind { std::int64_t stream, followed, end; };
    std::vector<Behind> behind_;  // the streams of the trail that go on
    Totals fresh_;                               // of who was added up again
};

}  // namespace

std::int64_t exposure_beside(const AccountReading& reading, std::span<const CustomerId> customers) {
    Kept kept{reading};
    kept.bring_up();
    if (reading.locked) kept.write();
    return kept.beside(customers);
}

KeptCheck check_kept_exposure(const AccountReading& reading) { return Kept{reading}.check(); }

bool is_far_behind(const AccountReading& reading) {
    Kept kept{reading};
    return !kept.is_of_today() || kept.look_ahead() > far;
}

}  // namespace tandem::credit
