// Rows of the book as JSON, the shapes that api/ names.
#pragma once
#include <boost/json.hpp>

#include "insight/position.h"
#include "insight/report.h"

namespace tandem::app::server {

boost::json::value party_json(const insight::Book& book, insight::Place customer);   // {id, code, name} or null
boost::json::value employee_json(const insight::Book& book, insight::Place employee); // {id, name} or null
boost::json::value name_or_null(const insight::Register<insight::Named>& names, insight::Place place);
boost::json::object item_json(const insight::Position& position, const insight::Policies& policies, const receivable::AgingBuckets& buckets, receivable::AgingBasis basis, insight::Place item);
boost::json::object row_json(const insight::Book& book, const insight::Contribution& one);
std::string day_text(std::int32_t day);

}  // namespace tandem::app::server
