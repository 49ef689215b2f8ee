// The figures of this module that a company may change (policies/dunning.json), as one checked value.
#pragma once
#include <vector>

#include "dunning/alerts.h"
#include "dunning/escalation.h"
#include "dunning/ladder.h"
#include "dunning/promise.h"
#include "dunning/stage.h"

namespace tandem::dunning {

struct DunningPolicy {
    int version = 0;  // kept with every decision
    Stages stages;
    Alerts alerts;
    Ladder ladder;
    PromiseRules promise;
    std::vector<EscalationRule> escalations;
};

}  // namespace tandem::dunning
