#include "kiosk/print_desk.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/log.h"
#include "platform/receipt.h"
#include "platform/sheets_of_paper.h"

namespace porchlight::kiosk {
namespace {

using namespace porchlight::literals;
using platform::Printer;

// Somebody who brings paper does not wait long for the button.
constexpr std::chrono::seconds look_every{20};

// Nearly all receipt printers have 203 dots an inch and leave 4 mm (80) or 5 mm (58) empty at each side.
constexpr PxPerMm receipt_dots{8};
constexpr Millimetres print_width_80 = 72_mm, print_width_58 = 48_mm, narrow_paper = 58_mm;
// A sheet: 300 dots an inch, and a line no longer than an eye finds back from.
constexpr PxPerMm sheet_dots{300 / 25.4f};
constexpr Millimetres longest_line = 140_mm;

// ISO 216 is not what these countries print on.
bool prints_on_letter(std::string_view country) {
  constexpr std::array<std::string_view, 10> letter{"US", "CA", "MX", "PH", "CO",
                                                    "VE", "CL", "CR", "GT", "PR"};
  return std::ranges::find(letter, country) != letter.end();
}

}  // namespace

PrintDesk::PrintDesk(std::unique_ptr<Printer> printer, Mailbox& mailbox, std::function<void(State)> changed)
    : printer_(std::move(printer)),
      mailbox_(mailbox),
      changed_(std::move(changed)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

PrintDesk::~PrintDesk() = default;

void PrintDesk::use(const site::PrinterSettings& settings, const std::string& country) {
  {
    const std::lock_guard lock(mutex_);
    target_ = {settings, prints_on_letter(country)};
    look_now_ = true;
  }
  posted_.notify_one();
}

void PrintDesk::print(text::Slip slip, std::function<void(const Outcome&)> then) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back({std::move(slip), std::move(then)});
  }
  posted_.notify_one();
}

void PrintDesk::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::optional<Job> job;
    Target target;
    {
      std::unique_lock lock(mutex_);
      posted_.wait_for(lock, stop, look_every, [this] { return look_now_ || !jobs_.empty(); });
      if (stop.stop_requested()) return;
      target = target_;
      look_now_ = false;
      if (!jobs_.empty()) {
        job = std::move(jobs_.front());
        jobs_.pop_front();
      }
    }
    if (job) {
      const Outcome printed = put_on_paper(target, job->slip, stop);
      mailbox_.post([then = std::move(job->then), printed] { then(printed); });
    }
    look(target);
  }
}

void PrintDesk::look(const Target& target) {
  const State state = target.settings.queue.empty() ? State::missing : printer_->state(target.settings.queue);
  if (state == state_) return;
  state_ = state;
  if (!target.settings.queue.empty()) log::write(log::Event::printer_state, static_cast<int>(state));
  mailbox_.post([this, state] { changed_(state); });
}

Outcome PrintDesk::put_on_paper(const Target& target, const text::Slip& slip, const std::stop_token& stop) {
  const site::PrinterSettings& settings = target.settings;
  if (settings.queue.empty()) return Error{"There is no printer."};
  if (settings.kind == site::PrinterSettings::Kind::receipt) {
    const Millimetres width = settings.paper_width > narrow_paper ? print_width_80 : print_width_58;
    const text::Bitmap picture = text::picture_of(slip, width, receipt_dots);
    return printer_->print(settings.queue, Printer::Format::raw, platform::receipt(picture), stop);
  }
  const platform::SheetSize sheet = target.letter_paper ? platform::letter : platform::a4;
  const text::Bitmap picture = text::picture_of(slip, longest_line, sheet_dots);
  const Result<Bytes> document = platform::sheets_of_paper(picture, sheet, sheet_dots);
  if (!document.ok()) return document.error();
  return printer_->print(settings.queue, Printer::Format::pdf, *document, stop);
}

std::string words_for(Printer::State state, const std::string& queue) {
  if (queue.empty()) return {};
  switch (state) {
    case Printer::State::ready:
      return {};
    case Printer::State::missing:
      return "There is no printer “" + queue +
             "” in CUPS. Look at what lpstat -e prints, and at queue under [printer] in kiosk.toml. Until "
             "then "
             "visitors see no button to print.";
    case Printer::State::out_of_paper:
      return "The printer “" + queue +
             "” has no paper, or its lid is open, or paper is stuck. Visitors read that it has no paper.";
    case Printer::State::stopped:
      return "The printer “" + queue +
             "” does not print. Is it switched on and plugged in? Then run: cupsenable " + queue +
             ". Visitors read that it does not work now.";
  }
  return {};
}

}  // namespace porchlight::kiosk
