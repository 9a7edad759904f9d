// What the screens around a call-back request share: their parts and the words of the answers.
#pragma once

#include <string>
#include <string_view>

#include "intake/request.h"
#include "screens/layout.h"

namespace porchlight::screens {

// The headline of a screen that has little room: where text is large on a small panel, it steps back to a
// heading, so that what is typed stays in sight.
ui::View question_title(const Scene&, std::string text);

// "Tap **Help now**" with its bold parts.
ui::Words emphasised(std::string_view marked);

// "Next": leads to `next`, or back to the review where somebody changes one answer. `why_not` says why it
// cannot be tapped yet; empty: it can.
ui::View next_button(Scene&, ScreenId next, const std::string& why_not = {});

// "4729 1836", as far as it is typed.
std::string in_groups_of_four(std::string_view digits);

std::string when_text(const Scene&, intake::WhenToCall);
std::string if_not_me_text(const Scene&, intake::IfNotMe);

}  // namespace porchlight::screens
