// Inbox: the place of the people who call back: its page, and what the page asks under /inbox/api/. It knows
// who is signed in, and hands each question to its answer in asking.h. Thread: any; `then` as in Api.
#pragma once

#include <functional>
#include <string_view>

#include "collector/call.h"
#include "collector/inbox/asking.h"
#include "collector/inbox/bell.h"
#include "collector/inbox/web_page.h"
#include "collector/writer.h"

namespace porchlight::collector {

class Inbox {
 public:
  using Then = std::function<void(Answer)>;

  // All are borrowed and outlive this, and every call.
  Inbox(Writer& writer, const Clock& clock, const intake::SigningSecret& receipt_key,
        const intake::SigningPublic& root_key, InboxSettings settings = {});

  // Whether a call with this target is for the inbox.
  static bool has(std::string_view target);
  void handle(Call call, Then then);

  Bell& bell() { return bell_; }
  // What is due by the rules. About once an hour; the store's tidy() comes after it.
  Stored<Done> tidy(Store& store, Instant now) const;

 private:
  struct Question;

  Writer& writer_;
  const Clock& clock_;
  const InboxSettings settings_;
  CodeAttempts attempts_;
  const InboxDesk desk_;
  const WebPage page_;
  Bell bell_;
};

}  // namespace porchlight::collector
