// What was decided of documents, and which of them wait. Decisions are kept with everything they rested on.
#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "audit/act.h"
#include "audit/trail.h"
#include "core/id_source.h"
#include "credit/check.h"
#include "platform/sql/connection.h"

namespace tandem::credit {

struct OpenHold {
    HoldId id;
    OrderId order;
    CustomerId customer;
    Checkpoint checkpoint = Checkpoint::order;
};

struct Decided {
    CustomerId customer;
    OrderId order;
    Checkpoint checkpoint = Checkpoint::order;
    const Decision& decision;
    const Position& position;
    std::int64_t base_minor = 0, adds_minor = 0;
};

class HoldBook {
public:
    struct Books {
        sql::Connection& connection;
        const audit::Act& act;
        IdSource& ids;
        audit::Trail& trail;
        int policy_version;
        Currency base;
        int review_days;
        Date today;
    };
    explicit HoldBook(const Books& books);

    // Of one order, or of all orders of some customers; without customers, of everybody.
    std::optional<OpenHold> open_hold(OrderId order);
    std::vector<OpenHold> open_holds(std::optional<std::span<const CustomerId>> customers);

    DecisionId record(const Decided& decided);
    // The order waits: a new hold, or the one there is with the newest reasons.
    HoldId hold(const Decided& decided, const std::optional<OpenHold>& open);
    void end(const OpenHold& hold, std::string_view state, std::string_view reason, std::optional<Date> until = {});
    void flush();

private:
    Books books_;
    std::unique_ptr<sql::Bulk> decisions_, holds_;
};

}  // namespace tandem::credit
