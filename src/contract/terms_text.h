// Payment terms as people write them in one cell of a file, parts split by ';':
//
//   30% signing+7d; remainder acceptance+30d          签订后7天30%；货到验收后30天付余款
//   1000.00 delivery; 50% of rest invoice+1m eom; remainder invoice+1m day 15 "尾款"
//
// share   30% | 50% of rest | 1000.00 | remainder        剩余50% | 余款
// event   signing | delivery | acceptance | invoice      签订 | 发货 | 验收 | 开票
// offset  +7d +1m | eom | day 15 | next 15               7天 1个月 月末 次月15日
// A discount is "discount 2%/10d", a label stands in quotes. The words of a part may come in any order.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "contract/payment_terms.h"

namespace tandem::contract {

// contract.terms_word {part, word} for a word that is not understood, contract.terms_share and
// contract.terms_event {part} for a part without one or with two; and as make_payment_terms.
Result<PaymentTerms> read_terms(std::string_view text, Currency currency, std::optional<Money> total = {});

// The English form; reading it gives the same terms.
std::string to_text(const PaymentTerms& terms);
std::string offset_text(const DueRule& rule);  // "30d", "1m eom"; empty: on the day itself

// "signing", "签订", "合同签订" …: the event a file names.
std::optional<BaseEvent> base_event_in_words(std::string_view word);

}  // namespace tandem::contract
