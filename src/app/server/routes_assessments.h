// What is known of a customer's credit, his grades, and who is to be looked at again.
#pragma once
#include "app/server/serving.h"

namespace tandem::app::server {

void add_assessment_routes(http::Router& router, Serving& serving);    // assess, override
void add_reassessment_routes(http::Router& router, Serving& serving);  // the queue, and runs over it
void add_credit_file_routes(http::Router& router, Serving& serving);   // statements, ratings, the form
void add_complaint_routes(http::Router& router, Serving& serving);
void add_rating_fetch_routes(http::Router& router, Serving& serving);  // asks the provider
void add_credit_quality_routes(http::Router& router, Serving& serving);

}  // namespace tandem::app::server
