// The answers that are said in more than one place. An `error` is one of the words of PROTOCOL.md; the
// message is for staff, and repeats nothing of the call.
#pragma once

#include <span>
#include <string>

#include "collector/call.h"

namespace porchlight::collector {

Answer refusal(unsigned status, const char* error, const char* message);
Answer clock_refusal(Instant now);
Answer too_large(unsigned status);  // 413 the body, 431 the headers
Answer too_slow();
Answer not_http();
Answer busy();
Answer answer_of(const StoreTrouble& trouble);

Answer bytes_answer(unsigned status, std::span<const std::byte> bytes);
Answer json_answer(unsigned status, std::string json);

}  // namespace porchlight::collector
