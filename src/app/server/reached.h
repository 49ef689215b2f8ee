// What a request names, found within the user's reach before anything is done with it. An object out of reach and one
// that does not exist are refused by the same words, at the same moment.
#pragma once
#include "app/server/serving.h"
#include "cash/refund.h"
#include "credit/check.h"
#include "dunning/promise.h"

namespace tandem::app::server {

namespace detail {
sql::Sql owner_of(CustomerId);
sql::Sql owner_of(ContactId);
sql::Sql owner_of(ContractId);
sql::Sql owner_of(InvoiceId);
sql::Sql owner_of(OpenItemId);
sql::Sql owner_of(ReceiptId);
sql::Sql owner_of(CreditNoteId);
sql::Sql owner_of(SettlementId);
sql::Sql owner_of(cash::RefundId);
sql::Sql owner_of(TaskId);
sql::Sql owner_of(OrderId);
sql::Sql owner_of(credit::HoldId);
sql::Sql owner_of(credit::SecurityId);
sql::Sql owner_of(credit::ClaimId);
sql::Sql owner_of(dunning::PromiseId);
}  // namespace detail

// Whether the object's customer is within reach. The whole company reaches everything, also what does not exist: there
// whoever works with the object finds out.
template <class Tag>
bool is_within(Serving& serving, const org::Reach& reach, Id<Tag> id) {
    if (reach.is_whole()) return true;
    const auto customer = serving.connection().one_integer(detail::owner_of(id), {serving.company().id.value, id.value});
    return customer && reach.sees(CustomerId{*customer});
}

// The {id} of the path of something that is there: `unknown` also to the whole company when there is nothing.
template <class Tag>
Result<Id<Tag>> known_id(Serving& serving, const org::Reach& reach, const http::Request& request, std::string_view unknown) {
    const auto id = parse_id<Tag>(request.parameter("id"));
    const auto customer = id ? serving.connection().one_integer(detail::owner_of(*id), {serving.company().id.value, id->value}) : std::nullopt;
    if (!customer || !reach.sees(CustomerId{*customer})) return refuse(unknown, std::string(request.parameter("id")));
    return *id;
}

// An id of the body: `unknown` when it is out of reach. One that the body lacks is the body's fault, not looked at here.
template <class Tag>
Result<void> check_within(Serving& serving, const org::Reach& reach, Id<Tag> id, std::string_view unknown) {
    if (id && !is_within(serving, reach, id)) return refuse(unknown, to_string(id));
    return {};
}

// The {id} of the path: `unknown` when it is no id, or out of reach.
template <class Tag>
Result<Id<Tag>> path_id(Serving& serving, const org::Reach& reach, const http::Request& request, std::string_view unknown) {
    const auto id = parse_id<Tag>(request.parameter("id"));
    if (!id || !is_within(serving, reach, *id)) return refuse(unknown, std::string(request.parameter("id")));
    return *id;
}

}  // namespace tandem::app::server
