// A help line on a card: what it is for, its number, when it is open, and who answers. 911 stands out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "screens/scene.h"

namespace porchlight::screens {

ui::View helpline_card(Scene&, const guide::Helpline&);

// "call or text", "call, or text HOME to 741741"; empty where nobody can write.
std::string call_or_text(const Scene&, const guide::Helpline&);

// The lines a visitor may be sent to from the form: all of the help screen but the emergency number, which
// the Help button leads to. With `language` only those that say they speak it.
std::vector<const guide::Helpline*> lines_to_call(const Scene&, std::string_view language = {});

// Whether one of `languages` is `language`, whatever the regions: "es-MX" is spoken where "es" is.
bool speaks(const std::vector<std::string>& languages, std::string_view language);

// "English, Español": each in itself.
std::string language_names(const std::vector<std::string>& languages);

}  // namespace porchlight::screens
