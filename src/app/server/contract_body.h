// A contract as a request states it: made, previewed, or written anew.
#pragma once
#include "app/server/body.h"
#include "app/server/serving.h"
#include "contract/contract_service.h"

namespace tandem::app::server {

// A customer out of reach is as unknown as one that is not there.
CustomerId customer_of(Body& body, sql::Connection& connection, CompanyId company, const org::Reach& reach);

// What the body states; parts that it leaves out are the company's standard ones, clauses stay open. Wrong fields
// are in the body.
Result<contract::ContractDraft> draft_of(Body& body, Serving& serving, const org::Reach& reach);

// The ways to pay that the request leaves open: those of the standard that the customer's grade may use.
Result<void> fill_in_methods(contract::ContractDraft& draft, Serving& serving, sql::Connection& connection, CustomerId customer);

// What the customer's grade may use today.
PaymentMethods methods_allowed(Serving& serving, sql::Connection& connection, CustomerId customer);

}  // namespace tandem::app::server
