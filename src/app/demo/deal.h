// One contract from signing to the last invoice.
#pragma once
#include "app/demo/story.h"

namespace tandem::app::demo {

// Signed on that day; its delivery, acceptance, invoices and open items follow as far as today allows.
void make_deal(Story& story, Random& dice, Index customer, Date signed_on, Size size, Money amount);
// Agreed but not signed yet: a plan without dates.
void make_draft(Story& story, Random& dice, Index customer, Size size, Money amount);

}  // namespace tandem::app::demo
