#include "kiosk/tour.h"

#include <algorithm>
#include <filesystem>

#include "delivery/base_store.h"
#include "delivery/feed_store.h"
#include "kiosk/panel.h"
#include "kiosk/tour_guide.h"
#include "site/load.h"

namespace porchlight::kiosk {
namespace {

// A language that the facility does not offer would be shown in English, as if that were its translation.
Outcome offers(const site::Site& site, const std::optional<Language>& language) {
  if (!language || std::ranges::find(site.languages, *language) != site.languages.end()) return Done{};
  std::string offered;
  for (const Language& one : site.languages) offered += (offered.empty() ? "" : ", ") + one;
  return Error{"kiosk.toml does not offer the language \"" + *language + "\"; it offers " + offered};
}

}  // namespace

Result<Toured> tour(const TourOptions& options) {
  const Result<site::Files> files = delivery::read_config(options.config, options.state);
  if (!files.ok()) return files.error();
  const site::Loaded loaded = site::load(*files, std::nullopt, delivery::kept_feeds(options.state));
  const std::shared_ptr<const site::Site> site = loaded.site ? loaded.site : site::safe_site();
  if (const Outcome known = offers(*site, options.language); !known.ok()) return known.error();

  Instant start = SystemClock().now();
  if (options.at) {
    const Result<Instant> at = schedule::parse_instant(*options.at, site->schedule->zone());
    if (!at.ok()) return at.error();
    start = *at;
  }
  std::error_code failed;
  std::filesystem::create_directories(options.out, failed);
  if (failed) return Error{"cannot make the folder " + options.out + ": " + failed.message()};

  FakeClock clock(start);
  platform::Gui gui(clock, options.size);
  std::unique_ptr<platform::Renderer> renderer;
  platform::Offscreen* offscreen = nullptr;
  if (options.json_only) {
    renderer = std::make_unique<platform::NullRenderer>();
  } else {
    Result<std::unique_ptr<platform::Offscreen>> opened = platform::Offscreen::open(options.size);
    if (!opened.ok()) return opened.error();
    offscreen = opened->get();
    renderer = std::move(*opened);
  }
  const PxPerMm px = px_per_mm(
      options.size, options.panel_mm ? options.panel_mm : stated_panel_mm(site->screen), std::nullopt);
  return guide_through(options, clock, gui, *renderer, offscreen, px, site);
}

}  // namespace porchlight::kiosk
