// Where new ids come from: time-ordered, never twice. platform/clock.h makes the real one.
#pragma once
#include <cstdint>

#include "core/id.h"

namespace tandem {

class IdSource {
public:
    virtual ~IdSource() = default;
    virtual std::int64_t next() = 0;
    template <class Id>
    Id make() { return Id{next()}; }
};

}  // namespace tandem
