// A recovery key as 28 words, to be printed and put into a safe: 10 bits a word of its 32 bytes, and of the
// first 3 bytes of BLAKE2b-256 of "porchlight-seal-words:" and these, so that a word that was misread is
// noticed. The words are 1024 of our own choice (assets/recovery/words.txt), no two with the same first four
// letters. Thread: any.
#pragma once

#include <array>
#include <string_view>

#include "intake/keys.h"

namespace porchlight::intake {

inline constexpr std::size_t recovery_words_count = 28;

// Each lives as long as the program.
std::array<std::string_view, recovery_words_count> to_words(const SealingSecret& secret);

// As somebody types them: small or large letters, the first four are enough, numbers and line breaks do not
// matter. Error: which word is none, how many there are, or that they do not fit together; repeats no word.
Result<SealingSecret> from_words(std::string_view typed);

}  // namespace porchlight::intake
