// Rows of the book as JSON, the shapes that api/ names.
#pragma once
#include <boost/json.hpp>

#include "insight/position.h"
#include "insight/report.h"

namespace tandem::app::server {

// `memory` is the document's own, so that a long list is not copied from one to another.
boost::json::value party_json(const insight::Book& book, insight::Place customer, const boost::json::storage_ptr& memory = {});   // {id, code, name} or null
boost::json::value employee_json(const insight::Book& book, insight::Place employee, const boost::json::storage_ptr& memory = {}); // {id, name} or null
boost::json::value name_or_null(const insight::Register<insight::Named>& names, insight::Place place, const boost::json::storage_ptr& memory = {});
boost::json::object item_json(const insight::Position& position, const insight::Policies& policies, const receivable::AgingBuckets& buckets, receivable::AgingBasis basis, insight::Place item,
                              const boost::json::storage_ptr& memory = {});
boost::json::object row_json(const insight::Book& book, const insight::Contribution& one);
std::string day_text(std::int32_t day);

}  // namespace tandem::app::server
