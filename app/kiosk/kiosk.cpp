#include "kiosk/kiosk.h"

#include <algorithm>

#include "base/log.h"
#include "kiosk/panel.h"
#include "kiosk/wiping_heap.h"
#include "ui/keypad.h"

namespace porchlight::kiosk {
namespace {

using screens::ScreenId;
using screens::Visit;

}  // namespace

Kiosk::Kiosk(Parts parts, std::shared_ptr<const site::Site> site)
    : parts_(parts),
      site_(std::move(site)),
      reader_(parts.speech),
      narrator_(parts.speech),
      last_touch_(parts.clock.monotonic()),
      next_hour_(last_touch_) {
  begin_visit();
}

Kiosk::~Kiosk() {
  hour_passed();
}

std::shared_ptr<const site::Site> Kiosk::take(std::shared_ptr<const site::Site> site) {
  site_.swap(site);
  formats_.clear();  // the country may have changed
  if (std::find(site_->languages.begin(), site_->languages.end(), visit_->language) ==
          site_->languages.end() &&
      !defaults_.language)
    visit_->language = site_->languages.front();
  return site;
}

void Kiosk::set_delivery(screens::Situation::Delivery delivery, std::optional<minutes> usual_wait) {
  delivery_ = delivery;
  usual_wait_ = usual_wait;
}

void Kiosk::receipt_arrived(const std::string& request_id) {
  if (parts_.staff != nullptr) parts_.staff->delivered();
  if (visit_->saving == screens::Saving::saved && visit_->request_id == request_id) visit_->received = true;
}

void Kiosk::set_printer(PrintDesk::State state) {
  using Printer = screens::Situation::Printer;
  switch (state) {
    case PrintDesk::State::missing:
      printer_ = Printer::none;
      break;
    case PrintDesk::State::ready:
      printer_ = Printer::ready;
      break;
    case PrintDesk::State::out_of_paper:
      printer_ = Printer::out_of_paper;
      break;
    case PrintDesk::State::stopped:
      printer_ = Printer::not_working;
      break;
  }
}

void Kiosk::set_defaults(Defaults defaults) {
  defaults_ = std::move(defaults);
  begin_visit();
}

std::string Kiosk::screen_name() const {
  return std::string(screens::name_of(visit_->here().screen));
}

const language::Catalog& Kiosk::catalog(const Language& language) {
  return catalogs_.try_emplace(language, language).first->second;
}

const language::Formats& Kiosk::formats(const Language& language) {
  auto& found = formats_[language];
  if (!found) found = std::make_unique<language::Formats>(language, site_->facility.country);
  return *found;
}

bool Kiosk::resting() const {
  return visit_->here().screen == ScreenId::rest;
}

// --- Visits ---

void Kiosk::begin_visit() {
  visit_ = std::make_unique<Visit>(defaults_.language.value_or(site_->languages.front()));
  visit_->text_size = defaults_.text_size;
  visit_->theme = defaults_.theme;
  if (headphones_) begin_full_speech();
  ++visit_number_;
  counted_.reset();
  seconds_left_.reset();
  ending_.reset();
  last_touch_ = parts_.clock.monotonic();
}

void Kiosk::finish_visit(Ending ending) {
  log::write(log::Event::visit_ended, static_cast<int>(ending));
  // Everything of the visitor is in here, in what was drawn last, and in what ImGui remembers of the keys.
  reader_.stop();
  narrator_.end();
  if (parts_.speech != nullptr) parts_.speech->forget();
  visit_.reset();
  ui_.forget();
  parts_.gui.forget();
  give_back_memory();
  begin_visit();
  if (ending == Ending::ran_out || ending == Ending::left) rest();
  // The second tap of a shaking hand does not bring back the light.
  if (ending == Ending::left) wakes_from_ += ui::touch_guard;
}

void Kiosk::rest() {
  visit_->trail.back().screen = ScreenId::rest;
  ui_.forget();
  rests_since_ = wakes_from_ = parts_.clock.monotonic();
}

bool Kiosk::untouched() const {
  return visit_->trail.size() == 1 && visit_->text_size == defaults_.text_size &&
         visit_->theme == defaults_.theme &&
         visit_->language == defaults_.language.value_or(site_->languages.front());
}

seconds Kiosk::idle_limit() const {
  const site::SessionTimes& times = site_->session;
  if (untouched()) return times.rest_after;
  return visit_->something_typed() ? times.idle_form : times.idle;
}

void Kiosk::count_idle_time(Monotonic now) {
  const bool down = ui_.finger_down(), key = ui_.key_pressed();
  const bool touched = down && !was_down_, pressed = touched || key;
  was_down_ = down;
  if (pressed) interrupt_speech(touched);
  if (resting()) {
    // The first touch only wakes: the guard of the new screen swallows the rest of it.
    if (pressed && now >= wakes_from_) {
      log::write(log::Event::visit_began);
      begin_visit();
    }
    return;
  }
  // Who listens is there.
  const bool speaking = parts_.speech != nullptr && parts_.speech->speaking();
  if ((down || key || speaking) && !seconds_left_) last_touch_ = now;
  // Keys reach everything, and walk over what is behind the bottom bar.
  if (key) visit_->lowered.reset();
  // Who walks to an answer by keys gets the time to do so.
  if (key && seconds_left_) last_touch_ = now - idle_limit();

  const auto idle = now - last_touch_;
  if (idle < idle_limit()) {
    seconds_left_.reset();
    return;
  }
  if (untouched()) return rest();
  const auto left = idle_limit() + site_->session.countdown - idle;
  seconds_left_ = static_cast<int>(std::max<std::int64_t>(0, std::chrono::ceil<seconds>(left).count()));
  if (left <= left.zero()) ending_ = Ending::ran_out;
}

// --- A frame ---

screens::Situation Kiosk::situation() const {
  return {.now = parts_.clock.now(),
          .clock_trusted = parts_.clock.trusted(),
          .delivery = delivery_,
          .usual_wait = usual_wait_,
          .can_save = !parts_.desk.trouble(),
          .printer = printer_,
          .rest = resting() ? screens::rest_light(*site_, parts_.clock.now(), parts_.clock.trusted(),
                                                  parts_.clock.monotonic() - rests_since_)
                            : screens::RestLight::lit};
}

void Kiosk::frame() {
  const Monotonic now = parts_.clock.monotonic();
  parts_.mailbox.deliver();
  if (now >= next_hour_) {
    hour_passed();
    next_hour_ = now + std::chrono::hours(1);
  }
  const bool was_down = was_down_;
  count_idle_time(now);
  if (ending_) finish_visit(*ending_);

  const platform::PixelSize size = parts_.gui.size();
  const screens::Situation true_now = situation();
  const ui::Theme& theme =
      resting() ? ui::rest_theme(true_now.rest != screens::RestLight::lit) : ui::theme(visit_->theme);
  // Before the key moves the focus, so that it begins where the page does.
  if (ui::start_key_pressed() && !resting()) begin_full_speech();
  ui_.set_focus_stops(visit_->full_speech.on ? ui::Focus::Stops::everything : ui::Focus::Stops::controls);
  ui_.set_dark(visit_->full_speech.screen_dark);
  const ui::Look look{&theme,
                      visit_->text_size,
                      visit_->language,
                      parts_.px,
                      static_cast<float>(size.width),
                      static_cast<float>(size.height),
                      parts_.px(too_high(size, parts_.px, site_->screen))};
  ui_.set_two_switches(site_->screen.two_switches);
  // The snapshot is held for the frame, so that a tap's closure may look at it.
  const std::shared_ptr<const site::Site> site = site_;
  screens::Scene scene{*site,
                       *visit_,
                       true_now,
                       *this,
                       catalog(visit_->language),
                       formats(visit_->language),
                       ui::keyboard_for(visit_->language),
                       look.width_px > look.height_px,
                       std::min(look.width_px, look.height_px) < parts_.px(ui::small_panel_side),
                       look.too_high_px > 0,
                       can_be_heard(),
                       reader_.reading(),
                       parts_.staff};
  screens::Shown shown = screens::show(scene, seconds_left_);
  const std::optional<ui::Tap> tap =
      ui_.frame(now, look, shown.scene, std::move(shown.root), std::move(shown.dialog));
  guarded_until_ = ui_.guard_ends(now).value_or(now);

  const bool released = was_down && !was_down_;
  if (tap) (*tap)();
  // In answer to "Are you still there?" any touch will do.
  if (tap || (released && seconds_left_ && !ui_.guard_ends(now))) {
    last_touch_ = now;
    seconds_left_.reset();
  }
  if (ending_)
    finish_visit(*ending_);
  else
    speak(shown.scene);
  count_page();
}

// Where a visit begins is no page that somebody came to. Without a right clock nobody knows on which day it
// is.
void Kiosk::count_page() {
  const screens::Stop& here = visit_->here();
  if (counted_ && counted_->screen == here.screen && counted_->about == here.about) return;
  if (counted_ && site_->counts && parts_.clock.trusted())
    tally_.arrived(here, visit_->language, site_->schedule->zone().local(parts_.clock.now()).date);
  counted_ = here;
}

void Kiosk::hour_passed() {
  parts_.desk.hour_passed(tally_.take());
}

std::optional<Monotonic> Kiosk::next_timer() const {
  const Monotonic now = parts_.clock.monotonic();
  // The minute on the screen changes when the wall clock's does.
  const auto past_minute = parts_.clock.now().time_since_epoch() % minutes(1);
  Monotonic next = now + (minutes(1) - past_minute);
  if (seconds_left_) {
    const auto left = last_touch_ + idle_limit() + site_->session.countdown - now;
    const auto part = left % seconds(1);
    next = std::min(next, now + (part > part.zero() ? part : part + seconds(1)));
  } else if (!resting()) {
    next = std::min(next, last_touch_ + idle_limit());
  }
  if (guarded_until_ > now) next = std::min(next, guarded_until_);
  if (const auto hold_ends = ui_.hold_ends()) next = std::min(next, *hold_ends);
  return next;
}

// --- Errands ---

void Kiosk::save_request() {
  if (visit_->saving == screens::Saving::under_way) return;
  visit_->saving = screens::Saving::under_way;
  ++unanswered_;
  parts_.desk.save(visit_->draft, *site_, visit_->language,
                   [this, number = visit_number_](Result<Desk::Saved> result) {
                     --unanswered_;
                     if (number != visit_number_) return;
                     if (!result.ok()) {
                       visit_->saving = screens::Saving::not_yet;
                       visit_->go(ScreenId::not_saved);
                       return;
                     }
                     visit_->saving = screens::Saving::saved;
                     visit_->request_id = result->id;
                     visit_->withdraw_code = std::move(result->digits);
                     // Who and where is gone; when they want to be called decides what the thanks may
                     // promise.
                     visit_->draft.name.clear();
                     visit_->draft.number.clear();
                     visit_->number.clear();
                     visit_->go_from_home(ScreenId::thanks);
                   });
}

void Kiosk::cancel_request() {
  visit_->question = screens::Question::none;
  ++unanswered_;
  parts_.desk.withdraw(
      visit_->withdraw_code.view(), [this, number = visit_number_](const Result<storage::Withdrawn>& result) {
        --unanswered_;
        if (number != visit_number_) return;
        if (!result.ok())
          visit_->withdrawal = screens::Withdrawal::failed;
        else
          visit_->withdrawal = *result == storage::Withdrawn::erased ? screens::Withdrawal::erased
                                                                     : screens::Withdrawal::noted;
        visit_->withdraw_code.clear();
        visit_->go_from_home(ScreenId::withdrawn);
      });
}

void Kiosk::withdraw() {
  if (visit_->withdrawal == screens::Withdrawal::under_way) return;
  if (!attempts_.take(parts_.clock.monotonic())) {
    visit_->withdrawal = screens::Withdrawal::too_many_attempts;
    visit_->typed_code.clear();
    visit_->go_from_home(ScreenId::withdrawn);
    return;
  }
  visit_->withdrawal = screens::Withdrawal::under_way;
  ++unanswered_;
  parts_.desk.withdraw(
      visit_->typed_code.view(), [this, number = visit_number_](const Result<storage::Withdrawn>& result) {
        --unanswered_;
        if (number != visit_number_) return;
        visit_->typed_code.clear();
        if (!result.ok())
          visit_->withdrawal = screens::Withdrawal::failed;
        else
          visit_->withdrawal = *result == storage::Withdrawn::erased ? screens::Withdrawal::erased
                                                                     : screens::Withdrawal::noted;
        visit_->go_from_home(ScreenId::withdrawn);
      });
}

void Kiosk::print(text::Slip slip) {
  using screens::Printing;
  if (parts_.printing == nullptr) {
    visit_->here().printing = Printing::failed;
    return;
  }
  visit_->here().printing = Printing::under_way;
  ++unanswered_;
  parts_.printing->print(std::move(slip), [this, number = visit_number_](const Outcome& printed) {
    --unanswered_;
    if (number != visit_number_) return;
    for (screens::Stop& stop : visit_->trail)
      if (stop.printing == Printing::under_way)
        stop.printing = printed.ok() ? Printing::done : Printing::failed;
  });
}

void Kiosk::open_staff() {
  using screens::PinAnswer;
  if (parts_.staff == nullptr || visit_->pin == PinAnswer::under_way) return;
  visit_->pin = PinAnswer::under_way;
  ++unanswered_;
  parts_.staff->check_pin(std::exchange(visit_->typed_pin, {}),
                          [this, number = visit_number_](PinAnswer answer, bool right) {
                            --unanswered_;
                            if (number != visit_number_) return;
                            visit_->pin = right ? PinAnswer::not_yet : answer;
                            if (!right) return;
                            parts_.staff->refresh();
                            visit_->go_from_home(ScreenId::staff);
                          });
}

}  // namespace porchlight::kiosk
