#include "kiosk/desk.h"

#include <filesystem>
#include <utility>

#include "base/log.h"
#include "disk/key_files.h"

namespace porchlight::kiosk {
namespace {

Result<intake::SealingKey> demo_key(const std::string& path, Random& random) {
  if (!std::filesystem::exists(path)) {
    const intake::SealingPair pair = intake::make_sealing_pair(random);
    if (const Outcome written = disk::write_secret_file(path, intake::to_text(pair.secret)); !written.ok())
      return written.error();
    return pair.key;
  }
  const Result<intake::SealingSecret> secret = disk::read_sealing_secret(path);
  if (!secret.ok()) return secret.error();
  return intake::public_of(*secret);
}

}  // namespace

Result<std::vector<intake::Recipient>> demo_recipients(const std::string& state_folder, Random& random) {
  std::vector<intake::Recipient> recipients;
  for (const auto& [file, name, recovery] : {std::tuple{demo_callers_key_name, "Demo callers", false},
                                             std::tuple{demo_recovery_key_name, "Demo recovery key", true}}) {
    const Result<intake::SealingKey> key = demo_key(state_folder + "/" + file, random);
    if (!key.ok()) return key.error();
    recipients.push_back({.name = name, .key = *key, .recovery = recovery, .demo = true});
  }
  return recipients;
}

Desk::Desk(std::string state_folder, const Clock& clock, Random& random, storage::Storage& storage,
           Mailbox& mailbox)
    : clock_(clock),
      random_(random),
      storage_(storage),
      mailbox_(mailbox),
      state_folder_(std::move(state_folder)) {
  Result<intake::SigningPair> kiosk_key = disk::kiosk_key(state_folder_, random_);
  if (!kiosk_key.ok()) {
    trouble_ = kiosk_key.error();
    return;
  }
  Result<intake::WithdrawKey> withdraw_key = disk::withdraw_key(state_folder_, random_);
  if (!withdraw_key.ok()) {
    trouble_ = withdraw_key.error();
    return;
  }
  kiosk_key_ = std::move(*kiosk_key);
  withdraw_key_ = std::move(*withdraw_key);
}

void Desk::use(const std::optional<delivery::Enrolment>& enrolment) {
  enrolled_as_ = enrolment ? enrolment->kiosk_id : std::string();
  enrolled_.reset();
  if (!enrolment) return;
  if (auto set = enrolment->recipient_set()) enrolled_ = std::move(set->recipients);
}

Result<std::vector<intake::Recipient>> Desk::recipients(const site::Site& site) {
  if (enrolled_) return *enrolled_;
  if (site.call_backs.demo_recipients) return demo_recipients(state_folder_, random_);
  return site.call_backs.recipients;
}

void Desk::save(const intake::Draft& draft, const site::Site& site, const Language& language,
                std::function<void(Result<Saved>)> then) {
  // What the storage thread is not even asked to keep it does not log.
  const auto fail = [&then](const Error& error) {
    log::write(log::Event::request_not_saved);
    then(error);
  };
  if (trouble_) return fail(*trouble_);
  const Result<std::vector<intake::Recipient>> recipients = this->recipients(site);
  if (!recipients.ok()) return fail(recipients.error());
  const intake::SealContext context{
      .kiosk_id = enrolled_as_.empty() ? site.call_backs.kiosk_id : enrolled_as_,
      .country = site.facility.country,
      .language = language,
      .consent_version = site.call_backs.consent_version,
      .recipients = *recipients,
      .kiosk_key = kiosk_key_->secret,
      .withdraw_key = *withdraw_key_};
  Result<intake::Sealed> sealed = intake::seal(draft, context, random_, clock_.now());
  if (!sealed.ok()) return fail(sealed.error());

  // The digits stay on this side: the storage thread gets sealed bytes and nothing else.
  auto saved = std::make_shared<Saved>(Saved{sealed->id, std::move(sealed->digits)});
  storage_.save(sealed->id, std::move(sealed->bytes),
                [this, saved, then = std::move(then)](const Result<Done>& done) {
                  mailbox_.post([saved, then, failed = done.ok() ? std::optional<Error>() : done.error()] {
                    if (failed)
                      then(*failed);
                    else
                      then(std::move(*saved));
                  });
                });
}

void Desk::hour_passed(std::vector<storage::PageCount> counts) {
  storage_.hour_passed([](const Result<int>&) {});  // storage logs what fails
  if (!counts.empty()) storage_.add(std::move(counts), [](const Result<Done>&) {});
}

void Desk::withdraw(std::string_view digits, std::function<void(Result<storage::Withdrawn>)> then) {
  if (trouble_) return then(*trouble_);
  const Result<intake::WithdrawHash> hash = intake::withdraw_hash(digits, *withdraw_key_);
  if (!hash.ok()) return then(hash.error());
  storage_.withdraw(*hash, [this, then = std::move(then)](const Result<storage::Withdrawn>& result) {
    mailbox_.post([then, result] { then(result); });
  });
}

}  // namespace porchlight::kiosk
