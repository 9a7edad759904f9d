// What a kiosk says: the page that is listened to, and everything in full speech mode.
#include "base/log.h"
#include "kiosk/kiosk.h"
#include "ui/keypad.h"

namespace porchlight::kiosk {

bool Kiosk::can_be_heard() const {
  return parts_.speech != nullptr && parts_.speech->speaks(visit_->language);
}

ui::Hearing Kiosk::hearing() const {
  return {.audience = headphones_ ? ui::Audience::headphones : ui::Audience::room,
          .rate = visit_->full_speech.rate,
          .loudness = visit_->full_speech.loudness};
}

// EN 301 549, 5.1.3.5: whatever a visitor does interrupts it.
void Kiosk::interrupt_speech(bool by_touch) {
  interrupted_ = reader_.reading();
  reader_.stop();
  if (by_touch && narrator_.on()) parts_.speech->stop();
  if (by_touch && visit_->full_speech.screen_dark) {
    // What lies under the finger nobody saw: another scene, in which this touch means nothing.
    visit_->full_speech.screen_dark = false;
    ++visit_->times_brought_back;
  }
}

void Kiosk::listen() {
  // The same touch that has just ended it.
  if (!interrupted_) reader_.begin();
}

const ui::Node* Kiosk::being_read() const {
  return reader_.at() ? &ui_.semantics().nodes[*reader_.at()] : nullptr;
}

void Kiosk::set_headphones(bool plugged) {
  headphones_ = plugged;
  if (!plugged) {
    reader_.stop();
    narrator_.end();
    visit_->full_speech = {};
    if (visit_->here().screen == screens::ScreenId::speech) visit_->back();
    return;
  }
  if (resting()) {
    log::write(log::Event::visit_began);
    return begin_visit();
  }
  begin_full_speech();
}

void Kiosk::begin_full_speech() {
  if (can_be_heard()) visit_->full_speech.on = true;
}

void Kiosk::speak(const std::string& scene) {
  const bool start_pressed = ui::start_key_pressed();
  const language::Catalog& words = catalog(visit_->language);
  if (!visit_->full_speech.on || resting()) {
    narrator_.end();
  } else if (!narrator_.on()) {
    reader_.stop();
    narrator_.begin(words.tr(
        "Speech is on. The right arrow goes on, the left arrow goes back, Enter chooses. The Home key "
        "says where you are. At the end of each page is Speech: how fast, how loud, and off."));
  } else if (start_pressed) {
    narrator_.repeat();
  }
  narrator_.update({scene, ui_.semantics(), ui_.focused(), ui_.refused()}, words, words.language(),
                   hearing());
  reader_.update(scene, ui_.semantics(), words, words.language(), hearing());
  ui_.mark(reader_.at());
}

}  // namespace porchlight::kiosk
