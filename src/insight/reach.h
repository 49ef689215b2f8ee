// What a user reaches, found in the book: by the owners of today, never by those a document was born with.
#pragma once
#include "insight/book.h"
#include "org/reach.h"

namespace tandem::insight {

// The customers owned by that employee, by the people of that team, by the teams of that region; and those employees
// themselves. Somebody who is nowhere in the book reaches nothing. The places are those of this book.
org::Reach reach_over(const Book& book, const org::Whose& whose);

// Where an employee works today; none when he is in no team.
struct Seat { TeamId team; RegionId region; };
Seat seat_of(const Book& book, EmployeeId employee);

}  // namespace tandem::insight
