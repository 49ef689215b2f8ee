// Names of people and companies: how they sort and how they are found.
#pragma once
#include <string>
#include <string_view>

namespace tandem {

// Latin letters without accents, Chinese by pinyin without tones, lower case, syllables joined by a blank,
// then the initials: "华东机械" -> "hua dong ji xie|hdjx". Sorting by it is 拼音 order; searching it finds both.
std::string sort_key(std::string_view name);

}  // namespace tandem
