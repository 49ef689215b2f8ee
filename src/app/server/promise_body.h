// A promise to pay as a command states it.
#pragma once
#include "app/server/body.h"
#include "dunning/edge/worklist_sql.h"

namespace tandem::app::server {

// amount, channel and contact_id, none of them required. What is wrong is remembered by the body.
dunning::TaskPromise promise_of(Body& body, Date promised_on);

}  // namespace tandem::app::server
