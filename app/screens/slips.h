// The slips of paper: a meeting, the meetings of a day, a page, the numbers to call; and one
// to try the printer. Nothing that the visitor
// typed is on any of them.
#pragma once

#include <vector>

#include "screens/scene.h"

namespace porchlight::screens {

// `with_code`: and the entry for a phone's calendar; only of one that has a date.
text::Slip meeting_slip(const Scene& scene, const schedule::Occurrence& occurrence, bool with_code);

// `listed`: of that day, in their order.
text::Slip day_slip(const Scene& scene, schedule::Date date, const std::vector<schedule::Occurrence>& listed);

text::Slip page_slip(const Scene& scene, const guide::Page& page);

text::Slip numbers_slip(const Scene& scene);

// For staff, in English as all that is theirs: whether it comes out, and can be read.
text::Slip test_slip(const Scene& scene);

}  // namespace porchlight::screens
