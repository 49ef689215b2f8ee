// A draft of the credit policy over open orders as of today, and over past ones as of their own day. R-412.
#pragma once
#include "app/what_if.h"
#include "insight/book.h"
#include "receivable/order.h"

namespace tandem::app {

// The policy in force and the draft.
struct CreditPolicies {
    const credit::CreditPolicy &now, &draft;
};

struct OrderVerdict {
    receivable::Order order;
    credit::Verdict verdict;
    std::vector<credit::Reason> reasons;  // of the check that holds it
};
struct OrderShift {
    credit::HoldShift shift;
    std::vector<OrderVerdict> changed;  // newly held, then freed; the largest first
};

// What came of the deals the draft would have held: of what was billed to those customers from the first such order on, how much
// is overdue today and how much was written off. Minor units of the company's currency, each at the rate of its own day.
struct Hindsight {
    std::int64_t customers = 0, billed = 0, overdue = 0, written_off = 0;
};
struct CreditShift {
    std::int64_t longer = 0, shorter = 0;  // graded customers whose longest term changes
    OrderShift open, past;
    Date from, to;                         // of the past orders, both included
    Hindsight hindsight;
};

// Open orders are checked as of today; `scope.day` is the last day of the twelve months of past ones. Those are checked on grade,
// limit, securities, stops and claims of their own day; what was ordered and not invoiced then, and limits shared with others, are
// left out: their history is not kept.
CreditShift what_if_credit(const WhatIfScope& scope, const CreditPolicies& policies, const insight::Book& book, Date today);

}  // namespace tandem::app
