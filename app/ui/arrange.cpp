// Elements that only arrange others.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/elements.h"
#include "ui/ui.h"

namespace porchlight::ui {
namespace {

class Column final : public Element {
 public:
  Column(Millimetres gap, Views children) : gap_(gap), children_(std::move(children)) {}

  float natural_width(Ui& ui) override {
    float widest = 0;
    for (const View& child : children_) widest = std::max(widest, child->natural_width(ui));
    return widest;
  }
  float least_width(Ui& ui) override {
    float widest = 0;
    for (const View& child : children_) widest = std::max(widest, child->least_width(ui));
    return widest;
  }

  float stretch() const override {
    float sum = 0;
    for (const View& child : children_) sum += child->stretch();
    return sum;
  }

  void draw(Ui& ui, Rect box) override {
    const float shares = stretch();
    // Less than nothing is left when there is too much: then what stretches, a part that scrolls, gives way.
    const float left = box.height - height(ui, box.width);
    float y = box.y;
    for (const View& child : children_) {
      float high = child->height(ui, box.width);
      if (shares > 0) high = std::max(0.0f, high + left * child->stretch() / shares);
      child->draw(ui, {box.x, y, box.width, high});
      y += high + ui.px(gap_);
    }
  }

 protected:
  float measure(Ui& ui, float width) override {
    float sum = children_.empty() ? 0 : ui.px(gap_) * static_cast<float>(children_.size() - 1);
    for (const View& child : children_) sum += child->height(ui, width);
    return sum;
  }

 private:
  Millimetres gap_;
  Views children_;
};

class Flow final : public Element {
 public:
  Flow(Millimetres gap, Views children) : gap_(gap), children_(std::move(children)) {}
  Flow(Millimetres gap, Views children, int most_lines, std::size_t least, View more)
      : gap_(gap),
        children_(std::move(children)),
        most_lines_(most_lines),
        least_(least),
        more_(std::move(more)) {}

  float natural_width(Ui& ui) override {
    float sum = children_.empty() ? 0 : ui.px(gap_) * static_cast<float>(children_.size() - 1);
    for (const View& child : children_) sum += child->natural_width(ui);
    return sum;
  }

  void draw(Ui& ui, Rect box) override {
    for (const Place& place : places(ui, box.width))
      place.child->draw(ui, {box.x + place.box.x, box.y + place.box.y, place.box.width, place.box.height});
  }

 protected:
  float measure(Ui& ui, float width) override {
    float bottom = 0;
    for (const Place& place : places(ui, width)) bottom = std::max(bottom, place.box.bottom());
    return bottom;
  }

 private:
  struct Place {
    Element* child;
    Rect box;
  };

  struct Places {
    std::vector<Place> all;
    int lines = 0;
  };

  std::vector<Place> places(Ui& ui, float width) {
    std::vector<Element*> shown;
    for (const View& child : children_) shown.push_back(child.get());
    Places found = places_of(ui, width, shown);
    if (!more_ || found.lines <= most_lines_) return std::move(found.all);
    shown.push_back(more_.get());
    do {
      if (shown.size() - 1 <= least_) break;
      shown.erase(shown.end() - 2);
      found = places_of(ui, width, shown);
    } while (found.lines > most_lines_);
    return std::move(found.all);
  }

  Places places_of(Ui& ui, float width, const std::vector<Element*>& shown) {
    Places result;
    const float gap = ui.px(gap_);
    float x = 0, y = 0, line_height = 0;
    for (Element* child : shown) {
      const float wide = std::min(width, std::ceil(child->natural_width(ui)));
      if (x > 0 && x + wide > width) {
        x = 0;
        y += line_height + gap;
        line_height = 0;
      }
      if (x == 0) ++result.lines;
      const float high = child->height(ui, wide);
      result.all.push_back({child, {x, y, wide, high}});
      line_height = std::max(line_height, high);
      x += wide + gap;
    }
    return result;
  }

  Millimetres gap_;
  Views children_;
  int most_lines_ = 0;
  std::size_t least_ = 0;
  View more_;  // nullptr: every child is shown
};

class Row final : public Element {
 public:
  Row(Millimetres gap, std::vector<float> weights, Views children, bool top)
      : gap_(gap), weights_(std::move(weights)), children_(std::move(children)), top_(top) {}

  float natural_width(Ui& ui) override {
    float sum = gaps(ui);
    for (const View& child : children_) sum += child->natural_width(ui);
    return sum;
  }

  void draw(Ui& ui, Rect box) override {
    const std::vector<float> wide = widths(ui, box.width);
    float x = box.x;
    for (std::size_t i = 0; i < children_.size(); ++i) {
      const float own = children_[i]->height(ui, wide[i]);
      const bool fills = top_ || children_[i]->stretch() > 0 || weights_[i] < 0;
      const float high = fills ? box.height : own;
      const float y = fills ? box.y : box.y + (box.height - own) / 2;
      children_[i]->draw(ui, {x, y, wide[i], high});
      x += wide[i] + ui.px(gap_);
    }
  }

 protected:
  float measure(Ui& ui, float width) override {
    const std::vector<float> wide = widths(ui, width);
    float highest = 0;
    for (std::size_t i = 0; i < children_.size(); ++i)
      highest = std::max(highest, children_[i]->height(ui, wide[i]));
    return highest;
  }

 private:
  float gaps(Ui& ui) const {
    return children_.empty() ? 0 : ui.px(gap_) * static_cast<float>(children_.size() - 1);
  }

  std::vector<float> widths(Ui& ui, float width) {
    std::vector<float> wide(children_.size());
    float left = width - gaps(ui), shares = 0;
    for (std::size_t i = 0; i < children_.size(); ++i) {
      if (weights_[i] == 0) {
        wide[i] = std::min(std::ceil(children_[i]->natural_width(ui)), std::max(0.0f, left));
        left -= wide[i];
      }
      shares += std::abs(weights_[i]);
    }
    for (std::size_t i = 0; i < children_.size(); ++i)
      if (weights_[i] != 0) wide[i] = std::max(0.0f, left) * std::abs(weights_[i]) / shares;
    return wide;
  }

  Millimetres gap_;
  std::vector<float> weights_;
  Views children_;
  bool top_;
};

class Grid final : public Element {
 public:
  Grid(std::vector<std::size_t> columns, Millimetres gap, Views children)
      : columns_(std::move(columns)), gap_(gap), children_(std::move(children)) {}

  float natural_width(Ui& ui) override {
    float widest = 0;
    for (const View& child : children_) widest = std::max(widest, child->natural_width(ui));
    const auto count = static_cast<float>(columns_.front());
    return widest * count + ui.px(gap_) * (count - 1);
  }

  void draw(Ui& ui, Rect box) override {
    const std::size_t columns = columns_at(ui, box.width);
    const float wide = column_width(ui, box.width, columns), gap = ui.px(gap_);
    float y = box.y;
    for (std::size_t first = 0; first < children_.size(); first += columns) {
      const float high = row_height(ui, wide, first, columns);
      for (std::size_t i = first; i < std::min(first + columns, children_.size()); ++i)
        children_[i]->draw(ui, {box.x + static_cast<float>(i - first) * (wide + gap), y, wide, high});
      y += high + gap;
    }
  }

 protected:
  float measure(Ui& ui, float width) override {
    const std::size_t columns = columns_at(ui, width);
    const float wide = column_width(ui, width, columns);
    float sum = 0;
    for (std::size_t first = 0; first < children_.size(); first += columns)
      sum += row_height(ui, wide, first, columns) + (first > 0 ? ui.px(gap_) : 0);
    return sum;
  }

 private:
  std::size_t columns_at(Ui& ui, float width) const {
    for (const std::size_t columns : columns_) {
      if (columns == columns_.back()) break;
      const float wide = column_width(ui, width, columns);
      const bool fits =
          std::ranges::all_of(children_, [&](const View& child) { return child->least_width(ui) <= wide; });
      if (fits) return columns;
    }
    return columns_.back();
  }

  float column_width(Ui& ui, float width, std::size_t columns) const {
    return (width - ui.px(gap_) * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  }

  float row_height(Ui& ui, float wide, std::size_t first, std::size_t columns) {
    float highest = 0;
    for (std::size_t i = first; i < std::min(first + columns, children_.size()); ++i)
      highest = std::max(highest, children_[i]->height(ui, wide));
    return highest;
  }

  std::vector<std::size_t> columns_;  // the first at which no word breaks, else the last
  Millimetres gap_;
  Views children_;
};

class Padded final : public Element {
 public:
  Padded(Millimetres horizontal, Millimetres vertical, View child)
      : horizontal_(horizontal), vertical_(vertical), child_(std::move(child)) {}
  float natural_width(Ui& ui) override { return child_->natural_width(ui) + 2 * ui.px(horizontal_); }
  float stretch() const override { return child_->stretch(); }
  void draw(Ui& ui, Rect box) override {
    const float x = ui.px(horizontal_), y = ui.px(vertical_);
    child_->draw(ui, {box.x + x, box.y + y, box.width - 2 * x, box.height - 2 * y});
  }

 protected:
  float measure(Ui& ui, float width) override {
    return child_->height(ui, width - 2 * ui.px(horizontal_)) + 2 * ui.px(vertical_);
  }

 private:
  Millimetres horizontal_, vertical_;
  View child_;
};

class Space final : public Element {
 public:
  Space(Millimetres height, float share) : height_(height), share_(share) {}
  float natural_width(Ui&) override { return 0; }
  float stretch() const override { return share_; }
  void draw(Ui&, Rect) override {}

 protected:
  float measure(Ui& ui, float) override { return ui.px(height_); }

 private:
  Millimetres height_;
  float share_;
};

class Centred final : public Element {
 public:
  explicit Centred(View child) : child_(std::move(child)) {}
  float natural_width(Ui& ui) override { return child_->natural_width(ui); }
  float stretch() const override { return 1; }
  void draw(Ui& ui, Rect box) override {
    const float high = child_->height(ui, box.width);
    child_->draw(ui, {box.x, box.y + std::max(0.0f, box.height - high) / 2, box.width, high});
  }

 protected:
  float measure(Ui& ui, float width) override { return child_->height(ui, width); }

 private:
  View child_;
};

class AtMost final : public Element {
 public:
  AtMost(Millimetres width, View child) : width_(width), child_(std::move(child)) {}
  float natural_width(Ui& ui) override { return std::min(ui.px(width_), child_->natural_width(ui)); }
  float stretch() const override { return child_->stretch(); }
  void draw(Ui& ui, Rect box) override {
    const float wide = std::min(ui.px(width_), box.width);
    child_->draw(ui, {box.x + (box.width - wide) / 2, box.y, wide, box.height});
  }

 protected:
  float measure(Ui& ui, float width) override { return child_->height(ui, std::min(ui.px(width_), width)); }

 private:
  Millimetres width_;
  View child_;
};

class Rule final : public Element {
 public:
  float natural_width(Ui&) override { return 0; }
  void draw(Ui& ui, Rect box) override { ui.canvas().fill(box, ui.theme().line); }

 protected:
  float measure(Ui& ui, float) override { return std::max(1.0f, std::round(ui.px({0.5f}))); }
};

}  // namespace

View column(Millimetres gap, Views children) {
  return std::make_unique<Column>(gap, std::move(children));
}
View flow_in_lines(int most_lines, Millimetres gap, Views children, std::size_t least, View more) {
  return std::make_unique<Flow>(gap, std::move(children), most_lines, least, std::move(more));
}

View flow(Millimetres gap, Views children) {
  return std::make_unique<Flow>(gap, std::move(children));
}
View row(Millimetres gap, std::vector<float> weights, Views children, bool top) {
  return std::make_unique<Row>(gap, std::move(weights), std::move(children), top);
}
View grid(std::size_t columns, Millimetres gap, Views children) {
  return std::make_unique<Grid>(std::vector{columns}, gap, std::move(children));
}
View grid_that_fits(std::vector<std::size_t> columns, Millimetres gap, Views children) {
  return std::make_unique<Grid>(std::move(columns), gap, std::move(children));
}
View padded(Millimetres horizontal, Millimetres vertical, View child) {
  return std::make_unique<Padded>(horizontal, vertical, std::move(child));
}
View spacer() {
  return std::make_unique<Space>(Millimetres{0}, 1.0f);
}
View space(Millimetres height) {
  return std::make_unique<Space>(height, 0.0f);
}
View centred(View child) {
  return std::make_unique<Centred>(std::move(child));
}
View at_most(Millimetres width, View child) {
  return std::make_unique<AtMost>(width, std::move(child));
}
View rule() {
  return std::make_unique<Rule>();
}

}  // namespace porchlight::ui
