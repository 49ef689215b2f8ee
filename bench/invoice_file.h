// A large invoice file, the same for everybody: the shapes of a distributor's year.
#pragma once
#include <cstdint>
#include <fstream>
#include <string>

#include "core/date.h"
#include "core/money.h"

namespace tandem::bench {

// Invoices of some customers over two years; two thirds settled on the row.
inline void write_invoices(const std::string& path, long count, bool settled, long customers = 20'000) {
    std::ofstream file{path};
    file << "external_id,number,customer,invoice_date,due_date,net,tax,gross" << (settled ? ",settled_date,settled_amount" : "") << '\n';
    const Date start = *parse_date("2025-01-01");
    std::uint64_t state = 88172645463325252ull;
    const auto next = [&](std::uint64_t below) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return state % below;
    };
    for (long at = 0; at < count; ++at) {
        const Date issued = start + Days{next(700)}, due = issued + Days{15 + next(75)};
        const auto net = static_cast<std::int64_t>(100 + next(50'000'000)), tax = net * 13 / 100;
        const Currency cny = currency("CNY");
        file << "E" << at << ",N" << at << ",C" << next(static_cast<std::uint64_t>(customers)) << ',' << to_string(issued) << ',' << to_string(due) << ',' << to_decimal(Money{net, cny}) << ',' << to_decimal(Money{tax, cny}) << ','
             << to_decimal(Money{net + tax, cny});
        if (settled) {
            if (next(3)) file << ',' << to_string(issued + Days{next(120)}) << ',' << to_decimal(Money{net + tax, cny});
            else file << ",,";
        }
        file << '\n';
    }
}

}  // namespace tandem::bench
