// What goes wrong in the cash office, and what is left to do there.
#pragma once
#include "app/demo/story.h"

namespace tandem::app::demo {

void mix_up_allocations(Story& story, Random dice);  // money allocated to the wrong item, and put right days later
void leave_on_account(Story& story, Random dice);    // customers who paid too much, money nobody has allocated yet
void number_receipts_and_credits(Story& story);      // in the order of their days

}  // namespace tandem::app::demo
