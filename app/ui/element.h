// Element: a part of a screen that knows how high it is at a width, and how to draw itself. A screen is a
// tree of them, made anew each frame from what is true then, measured, drawn and dropped; nothing on the
// screen can be out of date.
#pragma once

#include <memory>
#include <utility>
#include <vector>

namespace porchlight::ui {

class Ui;
struct Rect;

class Element {
 public:
  virtual ~Element() = default;

  // Height in pixels at a width in pixels.
  float height(Ui& ui, float width) {
    if (width != measured_width_) {
      measured_height_ = measure(ui, width);
      measured_width_ = width;
    }
    return measured_height_;
  }

  // How wide it would be with all the room it wants.
  virtual float natural_width(Ui& ui) = 0;

  // The narrowest it can be without a word that breaks.
  virtual float least_width(Ui& ui) { return natural_width(ui); }

  // A share of the space that is left in a column; 0 takes none.
  virtual float stretch() const { return 0; }

  virtual void draw(Ui& ui, Rect box) = 0;

 protected:
  virtual float measure(Ui& ui, float width) = 0;

 private:
  float measured_width_ = -1, measured_height_ = 0;
};

using View = std::unique_ptr<Element>;
using Views = std::vector<View>;

// Views from several: a vector's own initializer list would copy.
template <class... Elements>
Views views(Elements... elements) {
  Views all;
  all.reserve(sizeof...(elements));
  (all.push_back(std::move(elements)), ...);
  return all;
}

}  // namespace porchlight::ui
