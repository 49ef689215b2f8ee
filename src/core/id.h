// Id<Tag>: a number that cannot be mistaken for another kind of number.
//
// 64 bits, time-ordered, made by the application (platform/clock.h: IdSource). Outside the program an
// id is an opaque prefixed text, "cus_01hg3..." (lower-case Crockford base 32, 13 digits).
#pragma once
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tandem {

template <class Tag>
struct Id {
    std::int64_t value{};
    explicit operator bool() const { return value != 0; }
    friend auto operator<=>(const Id&, const Id&) = default;
};

struct CompanyTag { static constexpr std::string_view prefix = "com"; };
struct RegionTag { static constexpr std::string_view prefix = "reg"; };
struct TeamTag { static constexpr std::string_view prefix = "tea"; };
struct EmployeeTag { static constexpr std::string_view prefix = "emp"; };
struct CustomerTag { static constexpr std::string_view prefix = "cus"; };
struct CustomerGroupTag { static constexpr std::string_view prefix = "grp"; };
struct ContactTag { static constexpr std::string_view prefix = "cnt"; };
struct ContractTag { static constexpr std::string_view prefix = "ctr"; };
struct PlanLineTag { static constexpr std::string_view prefix = "pln"; };
struct OrderTag { static constexpr std::string_view prefix = "ord"; };
struct DeliveryTag { static constexpr std::string_view prefix = "dlv"; };
struct InvoiceTag { static constexpr std::string_view prefix = "inv"; };
struct OpenItemTag { static constexpr std::string_view prefix = "itm"; };
struct CreditNoteTag { static constexpr std::string_view prefix = "crn"; };
struct ReceiptTag { static constexpr std::string_view prefix = "rcp"; };
struct SettlementTag { static constexpr std::string_view prefix = "stl"; };
struct BatchTag { static constexpr std::string_view prefix = "bat"; };
struct UserTag { static constexpr std::string_view prefix = "usr"; };
struct TaskTag { static constexpr std::string_view prefix = "tsk"; };
struct JobTag { static constexpr std::string_view prefix = "job"; };

using CompanyId = Id<CompanyTag>;
using RegionId = Id<RegionTag>;
using TeamId = Id<TeamTag>;
using EmployeeId = Id<EmployeeTag>;
using CustomerId = Id<CustomerTag>;
using CustomerGroupId = Id<CustomerGroupTag>;
using ContactId = Id<ContactTag>;
using ContractId = Id<ContractTag>;
using PlanLineId = Id<PlanLineTag>;
using OrderId = Id<OrderTag>;
using DeliveryId = Id<DeliveryTag>;
using InvoiceId = Id<InvoiceTag>;
using OpenItemId = Id<OpenItemTag>;
using CreditNoteId = Id<CreditNoteTag>;
using ReceiptId = Id<ReceiptTag>;
using SettlementId = Id<SettlementTag>;
using BatchId = Id<BatchTag>;
using UserId = Id<UserTag>;
using TaskId = Id<TaskTag>;
using JobId = Id<JobTag>;

std::string id_text(std::string_view prefix, std::int64_t value);
std::optional<std::int64_t> id_value(std::string_view prefix, std::string_view text);

template <class Tag>
std::string to_string(Id<Tag> id) { return id_text(Tag::prefix, id.value); }
template <class Tag>
std::optional<Id<Tag>> parse_id(std::string_view text) {
    const auto value = id_value(Tag::prefix, text);
    return value ? std::optional{Id<Tag>{*value}} : std::nullopt;
}

}  // namespace tandem

template <class Tag>
struct std::hash<tandem::Id<Tag>> {
    std::size_t operator()(tandem::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
