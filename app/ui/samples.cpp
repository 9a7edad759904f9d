// Parts of a screen in another look than the rest of it.
#include "ui/elements.h"
#include "ui/ui.h"

namespace porchlight::ui {
namespace {

class OtherLook {
 public:
  OtherLook(Ui& ui, const std::function<void(Look&)>& change) : ui_(ui), before_(ui.look()) {
    Look look = before_;
    change(look);
    ui.set_look(look);
  }
  ~OtherLook() { ui_.set_look(before_); }
  OtherLook(const OtherLook&) = delete;
  OtherLook& operator=(const OtherLook&) = delete;

 private:
  Ui& ui_;
  Look before_;
};

class Sample final : public Element {
 public:
  Sample(std::function<void(Look&)> change, View child)
      : change_(std::move(change)), child_(std::move(child)) {}

  float natural_width(Ui& ui) override {
    const OtherLook look(ui, change_);
    return child_->natural_width(ui);
  }
  float stretch() const override { return child_->stretch(); }
  void draw(Ui& ui, Rect box) override {
    const OtherLook look(ui, change_);
    child_->draw(ui, box);
  }

 protected:
  float measure(Ui& ui, float width) override {
    const OtherLook look(ui, change_);
    return child_->height(ui, width);
  }

 private:
  std::function<void(Look&)> change_;
  View child_;
};

}  // namespace

View in_text_size(TextSize text_size, View child) {
  return std::make_unique<Sample>([text_size](Look& look) { look.text_size = text_size; }, std::move(child));
}

View in_theme(ThemeName name, View child) {
  return std::make_unique<Sample>([name](Look& look) { look.theme = &theme(name); }, std::move(child));
}

}  // namespace porchlight::ui
