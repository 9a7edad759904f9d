#include "delivery/stick_offer.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "delivery/base_store.h"
#include "delivery/feed_store.h"
#include "disk/key_files.h"
#include "disk/state_folder.h"
#include "disk/stick.h"
#include "intake/file_signature.h"

namespace porchlight::delivery {
namespace {

namespace fs = std::filesystem;

// A signature is one line.
constexpr std::uintmax_t most_signature_bytes = 4096;

std::string signature_on(const std::string& stick) {
  const fs::path path = fs::path(stick) / stick_signature_name;
  std::error_code error;
  if (!fs::is_regular_file(fs::symlink_status(path, error)) ||
      fs::file_size(path, error) > most_signature_bytes)
    return {};
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A link on a stick could lead to any file of this computer, and show it.
bool has_links(const fs::path& folder) {
  std::error_code error;
  if (fs::is_symlink(folder, error)) return true;
  for (auto entry = fs::recursive_directory_iterator(folder, error); !error && entry != fs::end(entry);
       entry.increment(error))
    if (entry->is_symlink(error)) return true;
  return static_cast<bool>(error);
}

bool is_trusted(const site::Files& files, const std::string& stick, const std::string& state) {
  const auto signer = disk::read_signing_public(state + "/" + trusted_signer_name);
  return signer.ok() && intake::signed_by(files, signature_on(stick), *signer);
}

}  // namespace

Result<std::optional<StickOffer>> look_at_stick(const std::string& stick, const std::string& config,
                                                const std::string& state, std::optional<Instant> now) {
  using Offer = std::optional<StickOffer>;
  const std::string folder = stick + "/" + stick_config_name;
  std::error_code error;
  if (!fs::is_directory(folder, error)) return Offer();
  if (has_links(folder))
    return Error{"There are links on the stick, or it cannot be read. Bring plain files."};
  const Result<site::Files> brought = site::read_files(folder), current = site::read_files(config);
  if (!brought) return brought.error();
  const site::Files shown = current.ok() ? *current : site::Files();
  StickOffer offer;
  offer.exchange = exchange_for(shown, *brought);
  const site::Files files = after(shown, offer.exchange);
  if (offer.exchange.files.empty() || files == shown) return Offer();
  const site::FeedStates feeds = kept_feeds(state);
  const site::Loaded before = site::load(with_base(shown, state), now, feeds),
                     next = site::load(with_base(files, state), now, feeds);
  const std::shared_ptr<const site::Site> site = before.site ? before.site : site::safe_site();
  offer.can_be_shown = next.site != nullptr;
  offer.signed_by_trusted = is_trusted(*brought, stick, state);
  offer.problems = next.problems;
  for (const auto& [name, bytes] : offer.exchange.files)
    if (const auto there = shown.find(name); there == shown.end() || there->second != bytes)
      offer.files.push_back(name);
  offer.facility = site->facility.name;
  if (next.site) offer.comparison = site::compare(*site, *next.site);
  return Offer(std::move(offer));
}

Outcome take_over(const StickOffer& offer, const std::string& config, const std::string& state) {
  return take(config, state, offer.exchange);
}

Outcome write_problems(const StickOffer& offer, const std::string& stick) {
  return disk::put_on_stick(stick, "problems.html",
                            site::problems_page(offer.facility, offer.comparison, offer.problems));
}

Outcome trust_signer(const intake::SigningPublic& signer, const std::string& state) {
  if (Outcome made = disk::prepare_state_folder(state); !made.ok()) return made;
  if (Outcome written =
          disk::write_whole_file(state + "/" + trusted_signer_name, intake::to_text(signer) + "\n");
      !written.ok())
    return written;
  return disk::sync_folder(state);
}

std::vector<std::string> StickOffer::words(std::size_t most) const {
  std::vector<std::string> lines;
  if (!can_be_shown) lines.push_back("This cannot be shown, and is not taken.");
  // What is to be mended comes first, what keeps it from being shown before all.
  for (const bool fatal : {true, false})
    for (const site::Problem& problem : problems)
      if (problem.severity != site::Problem::Severity::notice &&
          (problem.severity == site::Problem::Severity::fatal) == fatal)
        lines.push_back(site::to_line(problem));
  if (can_be_shown) {
    std::string names = "Files:";
    for (const std::string& name : files) names += " " + name;
    lines.insert(lines.begin(), {site::summary(comparison, problems), names});
    for (const std::string& meeting : comparison.added) lines.push_back("Added: " + meeting);
    for (const site::Comparison::Change& change : comparison.changed)
      for (const std::string& what : change.what) lines.push_back("Changed: " + change.meeting + ". " + what);
    for (const std::string& meeting : comparison.removed) lines.push_back("Removed: " + meeting);
  }
  if (lines.size() > most) {
    const std::size_t left = lines.size() - most;
    lines.resize(most);
    lines.push_back("And " + std::to_string(left) + " more: see problems.html on the stick.");
  }
  return lines;
}

}  // namespace porchlight::delivery
