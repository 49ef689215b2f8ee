// One table of the configuration file while it is read.
#pragma once
#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "core/result.h"

namespace tandem::app {

inline std::string line_of(const toml::node& node) { return std::to_string(node.source().begin.line); }

// One table being read: every key is asked for by name and type; one nobody asked for is refused.
class Section {
public:
    Section(const std::string& file, std::string name, const toml::table* table) : file_(file), name_(std::move(name)), table_(table) {}

    Result<void> text(std::string_view key, std::optional<std::string>& into) {
        const toml::node* node = find(key);
        if (!node) return {};
        const auto value = node->value_exact<std::string>();
        if (!value || value->empty()) return wrong(*node, key, "a text in quotes");
        into = *value;
        return {};
    }
    Result<void> flag(std::string_view key, bool& into) {
        const toml::node* node = find(key);
        if (!node) return {};
        const auto value = node->value_exact<bool>();
        if (!value) return wrong(*node, key, "true or false");
        into = *value;
        return {};
    }
    // Once the section is written, it has this key.
    Result<void> needed_text(std::string_view key, std::string& into) {
        std::optional<std::string> value;
        TRY_VOID(text(key, value));
        if (!value) return refuse("config.missing_key", file_, {{"line", line()}, {"key", path(key)}});
        into = *value;
        return {};
    }
    const std::string& file() const { return file_; }
    std::string path(std::string_view key) const { return name_.empty() ? std::string(key) : name_ + "." + std::string(key); }
    bool written() const { return table_ != nullptr; }
    std::string line() const { return line_of(*table_); }
    template <class Number>
    Result<void> integer(std::string_view key, std::int64_t least, std::int64_t most, Number&& keep) {
        const toml::node* node = find(key);
        if (!node) return {};
        const auto value = node->value_exact<std::int64_t>();
        if (!value) return wrong(*node, key, "a whole number");
        if (*value < least || *value > most)
            return refuse("config.out_of_range", file_, {{"line", line_of(*node)}, {"key", path(key)}, {"least", std::to_string(least)}, {"most", std::to_string(most)}});
        keep(*value);
        return {};
    }
    Result<void> texts(std::string_view key, const std::function<Result<void>(const toml::node&, const std::string&)>& each) {
        const toml::node* node = find(key);
        if (!node) return {};
        const toml::array* list = node->as_array();
        if (!list) return wrong(*node, key, "a list of texts in quotes");
        for (const toml::node& element : *list) {
            const auto value = element.value_exact<std::string>();
            if (!value) return wrong(element, key, "a list of texts in quotes");
            TRY_VOID(each(element, *value));
        }
        return {};
    }
    Result<Section> section(std::string_view key) {
        const toml::node* node = find(key);
        if (node && !node->is_table()) return tl::unexpected<Error>(wrong(*node, key, "a section such as [" + path(key) + "]").error());
        return Section{file_, path(key), node ? node->as_table() : nullptr};
    }
    Result<void> done() const {
        if (!table_) return {};
        for (const auto& [key, node] : *table_)
            if (std::ranges::find(known_, key.str()) == known_.end()) {
                std::string known;
                for (const std::string& each : known_) (known += known.empty() ? "" : ", ") += each;
                return refuse("config.unknown_key", file_, {{"line", line_of(node)}, {"key", path(key.str())}, {"known", known}});
            }
        return {};
    }

private:
    const toml::node* find(std::string_view key) {
        known_.emplace_back(key);
        return table_ ? table_->get(key) : nullptr;
    }
    Result<void> wrong(const toml::node& node, std::string_view key, std::string expected) const {
        return refuse("config.wrong_type", file_, {{"line", line_of(node)}, {"key", path(key)}, {"expected", std::move(expected)}});
    }

    const std::string& file_;
    std::string name_;
    const toml::table* table_;
    std::vector<std::string> known_;
};

}  // namespace tandem::app
