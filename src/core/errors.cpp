#include "core/errors.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "core/refusals_access.h"
#include "core/refusals_app.h"
#include "core/refusals_approval.h"
#include "core/refusals_assessment.h"
#include "core/refusals_cash.h"
#include "core/refusals_contract.h"
#include "core/refusals_credit.h"
#include "core/refusals_dunning.h"
#include "core/refusals_importing.h"
#include "core/refusals_org.h"
#include "core/refusals_platform.h"
#include "core/refusals_receivable.h"
#include "core/refusals_values.h"

namespace tandem {
namespace {

// The tables, one file a capability or layer.
template <std::size_t... sizes>
constexpr auto joined(const ErrorText (&... tables)[sizes]) {
    std::array<ErrorText, (sizes + ...)> all{};
    auto* at = all.data();
    ((at = std::ranges::copy(tables, at).out), ...);
    std::ranges::sort(all, {}, &ErrorText::code);
    return all;
}

constexpr auto catalogue = joined(refusals::access, refusals::app, refusals::approval, refusals::assessment, refusals::cash, refusals::contract, refusals::credit, refusals::dunning, refusals::importing, refusals::org, refusals::platform, refusals::receivable, refusals::values);
static_assert(std::ranges::adjacent_find(catalogue, {}, &ErrorText::code) == catalogue.end(), "a code is listed twice");

}  // namespace

std::span<const ErrorText> error_catalogue() { return catalogue; }

const ErrorText& error_text(std::string_view code) {
    const auto found = std::ranges::lower_bound(catalogue, code, {}, &ErrorText::code);
    TANDEM_ASSERT(found != catalogue.end() && found->code == code);
    return *found;
}

namespace {
// Codes that stand in a sentence are said in its language; the figures of the answer keep them as they are.
struct Word { std::string_view code, en, zh; };
constexpr std::array events{Word{"signing", "signing", "签订"}, Word{"delivery", "delivery", "交付"}, Word{"acceptance", "acceptance", "验收"}, Word{"invoice", "invoice", "开票"}};
// Of financial statements, as their forms and files name them.
constexpr std::array figures{
    Word{"current_assets", "Current assets", "流动资产"},
    Word{"current_liabilities", "Current liabilities", "流动负债"},
    Word{"equity", "Equity", "所有者权益"},
    Word{"inventory", "Inventory", "存货"},
    Word{"inventory + receivables", "Inventory and receivables together", "存货与应收账款之和"},
    Word{"receivables", "Receivables", "应收账款"},
    Word{"revenue", "Revenue", "营业收入"},
    Word{"total_assets", "Total assets", "资产总计"},
    Word{"total_liabilities", "Total liabilities", "负债合计"},
};

std::string said(std::string_view name, const std::string& value, Language language) {
    if (name == "who" && value.empty()) return language == Language::zh ? "系统" : "the system";
    const std::span<const Word> words = name == "event" ? std::span<const Word>{events} : name == "figure" || name == "whole" ? std::span<const Word>{figures} : std::span<const Word>{};
    const auto found = std::ranges::find(words, value, &Word::code);
    return found == words.end() ? value : std::string{language == Language::zh ? found->zh : found->en};
}
}  // namespace

std::string explain(const Error& error, Language language) {
    const ErrorText& text = error_text(error.code);
    std::string sentence{language == Language::zh ? text.zh : text.en};
    const auto fill = [&](const std::string& name, const std::string& value) {
        const std::string hole = "{" + name + "}";
        for (auto at = sentence.find(hole); at != std::string::npos; at = sentence.find(hole, at + value.size()))
            sentence.replace(at, hole.size(), value);
    };
    for (const auto& [name, value] : error.figures) fill(name, said(name, value, language));
    fill("subject", error.subject);
    return sentence;
}

void assertion_failed(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "%s:%d: broken invariant: %s\n", file, line, condition);
    std::abort();
}

}  // namespace tandem
