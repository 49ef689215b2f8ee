// Position: what was open on a day, as known at an instant. Computed once per question, one pass over the
// settlements; every report and list starts from it.
#pragma once
#include <vector>

#include "insight/book.h"

namespace tandem::insight {

struct AsOf {
    Date date;
    Instant known_at = end_of_time;
    friend bool operator==(const AsOf&, const AsOf&) = default;
};

class Position {
public:
    Position(const Book& book, AsOf as_of);

    const Book& book() const { return *book_; }
    AsOf as_of() const { return as_of_; }
    // Minor units still open; 0 for items that do not exist on the day.
    std::int64_t open(Place item) const { return open_[item]; }
    bool exists(Place item) const { return book_->items.visible(item, day_number(as_of_.date), as_of_.known_at.micros); }

    // Money and credits not yet applied on the day, minor units by receipt and by credit note.
    std::int64_t unapplied_receipt(Place receipt) const { return receipt_left_[receipt]; }
    std::int64_t unapplied_note(Place note) const { return note_left_[note]; }

private:
    const Book* book_;
    AsOf as_of_;
    std::vector<std::int64_t> open_, receipt_left_, note_left_;
};

// What was open of one item at the end of a day, from its own settlements.
std::int64_t open_on(const Book& book, Place item, std::int32_t day, std::int64_t known_at);

// Calls visit(settlement) for the item's settlements that were known, newest recorded first.
template <class Visit>
void for_each_settlement(const Book& book, Place item, std::int64_t known_at, Visit visit) {
    const Settlements& all = book.settlements;
    for (Place at = book.items.last_settlement[item]; at != nowhere; at = all.previous[at])
        if (all.recorded[at].at <= known_at && all.recorded[at].voided_at > known_at) visit(at);
}

}  // namespace tandem::insight
