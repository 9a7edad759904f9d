// One kiosk on a stage, for the tour: everything a real one has, with a clock that is moved by hand.
#pragma once

#include <memory>
#include <string>

#include "kiosk/desk.h"
#include "kiosk/kiosk.h"
#include "kiosk/scripted_visitor.h"
#include "kiosk/tour.h"

namespace porchlight::kiosk {

struct TourStage {
  TourStage(const TourOptions& options, FakeClock& clock, platform::Gui& gui, platform::Renderer& renderer,
            PxPerMm px, std::shared_ptr<const site::Site> site, Random& random,
            const std::string& storage_folder)
      : storage(storage_folder, clock),
        desk(options.state, clock, random, storage, mailbox),
        kiosk({clock, gui, desk, mailbox, px, &speech}, std::move(site)),
        visitor(clock, gui, kiosk, renderer, mailbox) {
    kiosk.set_defaults({options.language, options.text_size, options.theme});
    const bool prints = options.with_printer || !kiosk.site().printer.queue.empty();
    kiosk.set_printer(prints ? PrintDesk::State::ready : PrintDesk::State::missing);
  }

  Mailbox mailbox;
  storage::Storage storage;
  Desk desk;
  ui::FakeSpeech speech;  // a tour is seen, not heard; what is there to be heard by is seen
  Kiosk kiosk;
  ScriptedVisitor visitor;
};

}  // namespace porchlight::kiosk
