// JsonCursor: reads JSON from front to back, value by value, and says where each stands. Made for lists that
// other people's programs write: it takes what nearly is JSON, and goes on behind what is not, so that one
// broken meeting costs one meeting. Copies nothing but the texts that are asked for; no recursion, so that no
// depth exhausts the stack.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace porchlight::site {

class JsonCursor {
 public:
  // What comes next. `bare`: a number, true, false, null, or another word without quotes. `end`: of the list
  // or object around it, or of the whole text. `broken`: nothing that JSON has here.
  enum class Next { object, list, text, bare, end, broken };

  // `json`: UTF-8, outlives this.
  explicit JsonCursor(std::string_view json) : json_(json) {}

  Next next();
  std::size_t offset() const { return at_; }  // in bytes, of what next() spoke of
  bool at_end_of_text();

  struct Place {
    std::size_t offset = 0;
    int depth = 0;  // of lists and objects around it
  };
  Place place() const { return {at_, depth_}; }
  void go_to(Place place);

  // Precondition of each: next() has just said so.
  void enter() { ++at_, ++depth_; }  // object, list
  void leave() { ++at_, --depth_; }  // end, not of the text
  void text(std::string& into);      // text: its characters; what breaks off leaves the cursor broken
  std::string_view bare();           // bare: as written
  void skip();                       // over the whole value, whatever is in it

  // In an object: the next key, and past its colon. False at the object's end, and where it is broken.
  bool key(std::string& name);

  // Where what is no JSON was understood all the same since the last call: a line break within a text, NaN,
  // a key without quotes.
  std::optional<std::size_t> take_mended() { return std::exchange(mended_, std::nullopt); }

  bool broken() const { return broken_; }

  // Behind the element of a list that begins at `element` and is broken at offset(): to its end, or to where
  // the next one seems to begin. False: there is none.
  bool resume_behind(Place element);

 private:
  char here() const { return at_ < json_.size() ? json_[at_] : '\0'; }
  void skip_blanks();
  void skip_text();
  void escape(std::string& into);
  std::optional<char32_t> code_unit();
  std::size_t next_element_like(std::size_t element, std::size_t from) const;
  void break_here() { broken_ = true; }
  void mend() {
    if (!mended_) mended_ = at_;
  }

  std::string_view json_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool broken_ = false;
  std::optional<std::size_t> mended_;
};

}  // namespace porchlight::site
