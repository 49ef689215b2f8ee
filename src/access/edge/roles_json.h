// The shipped roles (policies/roles.json).
#pragma once
#include "access/role.h"

namespace tandem::access {

const Roles& shipped_roles();

}  // namespace tandem::access
