// When and how a customer pays an item, if it pays: the habits behind every late day of the demo.
#pragma once
#include "app/demo/story.h"

namespace tandem::app::demo {

// The day on which the customer means to pay; nothing when it never will.
std::optional<Date> paying_day(const Story& story, Random& dice, const Item& item);

cash::Method paying_method(Random& dice, const Customer& customer, const Item& item, Money amount);

// How many minor units of the item come with the first payment; all of it for most.
Money first_payment(Random& dice, const Customer& customer, Money amount);

}  // namespace tandem::app::demo
