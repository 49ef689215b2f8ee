#include "access/guessable.h"

#include <algorithm>
#include <array>
#include <vector>

namespace tandem::access {
namespace {

constexpr std::size_t least_own = 5;      // characters that are nobody's pattern
constexpr std::size_t shortest_run = 3;
constexpr std::size_t shortest_name = 3;  // bytes

// What people take when a password is asked of them; letters only, for they are compared after plain_letters().
constexpr std::array common{"admin", "administrator", "asdf", "changeme", "company", "default", "demo", "dragon", "finance", "football", "guest", "hello", "iloveyou", "letmein", "login", "manager", "master", "mima", "money",
                            "monkey", "nihao", "office", "pass", "passw0rd", "password", "princess", "qazwsx", "qwer", "root", "sales", "secret", "server", "shanghai", "beijing", "china", "zhongguo", "summer", "winter",
                            "spring", "autumn", "sunshine", "super", "system", "tandem", "temp", "test", "user", "welcome", "winner", "woaini", "wode", "xiaoming", "密码", "520", "1314", "双轮", "我爱你", "你好", "中国"};
// Walks over a keyboard, in both directions; the alphabet and the digits are walks too.
constexpr std::array rows{"qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "0123456789", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/", "!@#$%^&*()", "147258369", "qazwsxedcrfvtgbyhnujmikolp"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char plain_letter(char c) {
    switch (c) {
        case '0': return 'o';
        case '1': case '!': return 'i';
        case '3': return 'e';
        case '4': case '@': return 'a';
        case '5': case '$': return 's';
        case '7': return 't';
        default: return lower(c);
    }
}
std::string mapped(std::string_view text, char (*each)(char)) {
    std::string out{text};
    std::ranges::transform(out, out.begin(), each);
    return out;
}

// Which characters of the password belong to a pattern.
class Cover {
public:
    explicit Cover(std::string_view password) : as_typed_(mapped(password, lower)), as_letters_(mapped(password, plain_letter)), covered_(password.size()) {}

    void take_out_word(std::string_view word) {
        const std::string small = mapped(word, lower), letters = mapped(word, plain_letter);
        for (const auto& [text, sought] : {std::pair{&as_typed_, &small}, {&as_letters_, &letters}})
            for (auto at = text->find(*sought); at != std::string::npos; at = text->find(*sought, at + 1)) mark(at, sought->size());
    }
    void take_out_runs(std::string_view row) {
        const std::string forth{row}, back{row.rbegin(), row.rend()};
        for (const std::string& way : {forth, back})
            for (std::size_t at = 0; at < as_typed_.size(); ++at) {
                std::size_t longest = 0;
                for (auto start = way.find(as_typed_[at]); start != std::string::npos; start = way.find(as_typed_[at], start + 1)) {
                    std::size_t length = 1;
                    while (at + length < as_typed_.size() && start + length < way.size() && as_typed_[at + length] == way[start + length]) ++length;
                    longest = std::max(longest, length);
                }
                if (longest >= shortest_run) mark(at, longest);
            }
    }
    // "aaaa", "xyxyxy", "9f3-9f3-9f3-" are patterns; what stands there twice counts once.
    void take_out_repetitions() {
        for (std::size_t unit = 1; unit <= as_typed_.size() / 2; ++unit)
            for (std::size_t at = 0; at + 2 * unit <= as_typed_.size(); ++at) {
                std::size_t times = 1;
                while (as_typed_.compare(at + times * unit, unit, as_typed_, at, unit) == 0 && at + (times + 1) * unit <= as_typed_.size()) ++times;
                if (times >= 3) mark(at, times * unit);
                else if (times == 2 && unit >= 3) mark(at + unit, unit);
            }
    }
    void take_out_years() {
        for (std::size_t at = 0; at + 4 <= as_typed_.size(); ++at) {
            const std::string_view four = std::string_view{as_typed_}.substr(at, 4);
            if ((four.starts_with("19") || four.starts_with("20")) && std::ranges::all_of(four, [](char c) { return c >= '0' && c <= '9'; })) mark(at, 4);
        }
    }
    // Characters of the password that no pattern explains; a Chinese character is one.
    std::size_t left() const {
        std::size_t count = 0;
        for (std::size_t at = 0; at < covered_.size(); ++at)
            if (!covered_[at] && (static_cast<unsigned char>(as_typed_[at]) & 0xC0) != 0x80) ++count;
        return count;
    }

private:
    void mark(std::size_t at, std::size_t length) { std::fill_n(covered_.begin() + static_cast<std::ptrdiff_t>(at), length, true); }

    std::string as_typed_, as_letters_;
    std::vector<bool> covered_;
};

// The name, and its words: "Chen Jing", "chen.jing@example.com".
std::vector<std::string_view> words_of(std::string_view name) {
    std::vector<std::string_view> words{name};
    for (std::size_t at = 0; at < name.size();) {
        const auto end = std::min(name.find_first_of(" .,-_@()/", at), name.size());
        words.push_back(name.substr(at, end - at));
        at = end + 1;
    }
    std::erase_if(words, [](std::string_view word) { return word.size() < shortest_name; });
    return words;
}

}  // namespace

Result<void> check_not_guessable(std::string_view password, std::span<const std::string> names) {
    Cover cover{password};
    for (const char* word : common) cover.take_out_word(word);
    for (const std::string& name : names)
        for (const std::string_view word : words_of(name)) cover.take_out_word(word);
    for (const char* row : rows) cover.take_out_runs(row);
    cover.take_out_repetitions();
    cover.take_out_years();
    if (cover.left() < least_own) return refuse("auth.password_guessable", "password");
    return {};
}

}  // namespace tandem::access
