#include <cups/cups.h>

#include <array>
#include <chrono>
#include <string_view>
#include <thread>

#include "platform/printer.h"

namespace porchlight::platform {
namespace {

constexpr int connect_within_ms = 5000;
// A slip takes seconds; a printer that has not done it by then is not going to.
constexpr std::chrono::milliseconds poll_every{500};
constexpr int most_polls = 120;
// Whoever looks at the queue learns no more.
constexpr const char* job_title = "Slip";

using Connection = std::unique_ptr<http_t, decltype(&httpClose)>;
using Answer = std::unique_ptr<ipp_t, decltype(&ippDelete)>;

Connection connect() {
  // Nobody stands there to be asked for a password.
  cupsSetPasswordCB2(
      [](const char*, http_t*, const char*, const char*, void*) -> const char* { return nullptr; }, nullptr);
  return {httpConnect2(cupsServer(), ippPort(), nullptr, AF_UNSPEC, cupsEncryption(), 1, connect_within_ms,
                       nullptr),
          &httpClose};
}

// An IPP request about the queue, or about a job of it.
ipp_t* request(ipp_op_t operation, const std::string& queue, int job = 0) {
  ipp_t* made = ippNewRequest(operation);
  std::array<char, HTTP_MAX_URI> uri{};
  httpAssembleURIf(HTTP_URI_CODING_ALL, uri.data(), static_cast<int>(uri.size()), "ipp", nullptr, "localhost",
                   0, "/printers/%s", queue.c_str());
  ippAddString(made, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri.data());
  if (job != 0) ippAddInteger(made, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
  ippAddString(made, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, cupsUser());
  return made;
}

Answer ask(const Connection& server, ipp_t* question) {
  return {cupsDoRequest(server.get(), question, "/"), &ippDelete};
}

int number_in(const Answer& answer, const char* name, int otherwise) {
  ipp_attribute_t* found = ippFindAttribute(answer.get(), name, IPP_TAG_ZERO);
  return found == nullptr ? otherwise : ippGetInteger(found, 0);
}

// Printer state reasons, RFC 8011, 5.4.12: what somebody who stands before the printer can mend.
bool needs_a_hand(std::string_view reason) {
  constexpr std::array<std::string_view, 8> reasons{
      "media-empty", "media-needed",   "media-jam",          "cover-open",
      "door-open",   "interlock-open", "input-tray-missing", "marker-supply-empty"};
  for (const std::string_view one : reasons)
    if (reason.starts_with(one)) return true;
  return false;
}

Printer::State state_in(const Answer& answer) {
  if (ipp_attribute_t* reasons = ippFindAttribute(answer.get(), "printer-state-reasons", IPP_TAG_KEYWORD))
    for (int i = 0; i < ippGetCount(reasons); ++i) {
      const std::string_view reason = ippGetString(reasons, i, nullptr);
      if (needs_a_hand(reason)) return Printer::State::out_of_paper;
      if (reason.starts_with("offline") || reason.starts_with("timed-out")) return Printer::State::stopped;
    }
  ipp_attribute_t* accepting = ippFindAttribute(answer.get(), "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
  const bool stopped = number_in(answer, "printer-state", IPP_PSTATE_STOPPED) == IPP_PSTATE_STOPPED;
  if (stopped || accepting == nullptr || !ippGetBoolean(accepting, 0)) return Printer::State::stopped;
  return Printer::State::ready;
}

class CupsPrinter final : public Printer {
 public:
  State state(const std::string& queue) override {
    const Connection server = connect();
    if (!server) return State::missing;
    const Answer answer = ask(server, request(IPP_OP_GET_PRINTER_ATTRIBUTES, queue));
    if (cupsLastError() == IPP_STATUS_ERROR_NOT_FOUND) return State::missing;
    return answer && cupsLastError() <= IPP_STATUS_OK_EVENTS_COMPLETE ? state_in(answer) : State::stopped;
  }

  Outcome print(const std::string& queue, Format format, const Bytes& document,
                std::stop_token hurry) override {
    const Connection server = connect();
    if (!server) return Error{"CUPS does not answer: is it installed, and does cups.service run?"};
    const int job = cupsCreateJob(server.get(), queue.c_str(), job_title, 0, nullptr);
    if (job == 0) return refused();
    Outcome sent = send(server, queue, job, format, document);
    Outcome printed = sent.ok() ? wait(server, queue, job, hurry) : std::move(sent);
    // Takes back what is not printed, and makes CUPS forget what is: it keeps each job's file for a day.
    cupsCancelJob2(server.get(), queue.c_str(), job, 1);
    return printed;
  }

 private:
  static Error refused() { return Error{std::string("CUPS refuses: ") + cupsLastErrorString()}; }

  static Outcome send(const Connection& server, const std::string& queue, int job, Format format,
                      const Bytes& document) {
    const char* type = format == Format::raw ? CUPS_FORMAT_RAW : CUPS_FORMAT_PDF;
    const bool begun =
        cupsStartDocument(server.get(), queue.c_str(), job, job_title, type, 1) == HTTP_STATUS_CONTINUE;
    const bool written =
        begun && cupsWriteRequestData(server.get(), reinterpret_cast<const char*>(document.data()),
                                      document.size()) == HTTP_STATUS_CONTINUE;
    const bool ended =
        begun && cupsFinishDocument(server.get(), queue.c_str()) <= IPP_STATUS_OK_EVENTS_COMPLETE;
    if (!written || !ended) return refused();
    return Done{};
  }

  static Outcome wait(const Connection& server, const std::string& queue, int job,
                      const std::stop_token& hurry) {
    for (int poll = 0; poll < most_polls && !hurry.stop_requested(); ++poll) {
      const Answer answer = ask(server, request(IPP_OP_GET_JOB_ATTRIBUTES, queue, job));
      switch (number_in(answer, "job-state", IPP_JSTATE_ABORTED)) {
        case IPP_JSTATE_COMPLETED:
          return Done{};
        case IPP_JSTATE_CANCELED:
        case IPP_JSTATE_ABORTED:
          return Error{"CUPS gave the slip up; see its error_log."};
        default:
          std::this_thread::sleep_for(poll_every);
      }
    }
    return Error{"The slip was not printed within a minute, and was taken back."};
  }
};

}  // namespace

std::unique_ptr<Printer> cups_printer() {
  return std::make_unique<CupsPrinter>();
}

}  // namespace porchlight::platform
