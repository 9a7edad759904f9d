// Result: a value, or the reason why there is none. For failures that are expected: a file that is missing, a
// row that cannot be read, a disk that is full. The compiler warns when one is dropped. Exceptions are left
// for bugs.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace porchlight {

// What went wrong, in words that a person who can mend it understands. Never holds anything a visitor typed.
struct Error {
  std::string what;
};

template <class T, class E = Error>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Precondition: ok().
  T& value() & { return assert(ok()), *std::get_if<0>(&state_); }
  const T& value() const& { return assert(ok()), *std::get_if<0>(&state_); }
  T&& value() && { return assert(ok()), std::move(*std::get_if<0>(&state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  // Precondition: !ok().
  const E& error() const { return assert(!ok()), *std::get_if<1>(&state_); }

 private:
  std::variant<T, E> state_;
};

// The Result of something done for its effect.
struct Done {};
using Outcome = Result<Done>;

}  // namespace porchlight
