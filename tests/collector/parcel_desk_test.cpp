#include "collector/parcel_desk.h"

#include <catch2/catch_test_macros.hpp>

#include "intake/parcel.h"
#include "intake/receipt.h"
#include "office.h"

using namespace porchlight;
using namespace porchlight::collector;

namespace {

struct Post : Office {
  MemoryStore store{database};
  intake::Parcel parcel{"lobby-1", {envelope}, {}};

  Result<TakenParcel> take(const intake::SigningSecret& by) {
    return take_parcel(*intake::pack(parcel, by), store, receipts.secret, start);
  }
  Result<TakenParcel> take() { return take(facility.kiosk.secret); }
  std::vector<intake::Receipt> receipts_in(const TakenParcel& taken) {
    std::vector<intake::Receipt> all;
    const auto unpacked = intake::unpack_receipts(taken.receipts);
    REQUIRE(unpacked);
    for (const Bytes& receipt : unpacked->receipts) {
      const auto verified = intake::verify_receipt(receipt, receipts.key);
      REQUIRE(verified);
      all.push_back(*verified);
    }
    return all;
  }
};

}  // namespace

TEST_CASE("What comes by stick is stored once, and there is a receipt for it each time") {
  Post post;
  for (int time = 0; time < 2; ++time) {
    const auto taken = post.take();
    REQUIRE(taken);
    CHECK(taken->kiosk == "lobby-1");
    CHECK(taken->requests == 1);
    CHECK(taken->refused == 0);
    const auto all = post.receipts_in(*taken);
    REQUIRE(all.size() == 1);
    CHECK(intake::is_for(all[0], Post::id, post.envelope));
  }
  CHECK(post.database.requests.size() == 1);
  CHECK(post.store.envelope(Post::id).value() == post.envelope);
}

TEST_CASE("A withdrawal that travels with its request is done, and both have receipts") {
  Post post;
  const auto hash = intake::read_header(post.envelope)->withdraw;
  post.parcel.withdrawals = {hash};
  const auto taken = post.take();
  REQUIRE(taken);
  const auto all = post.receipts_in(*taken);
  REQUIRE(all.size() == 2);
  CHECK(all[0].of == intake::Receipt::Of::withdrawal);
  CHECK(all[0].hash == hash);
  CHECK(intake::is_for(all[1], Post::id, post.envelope));
  CHECK(post.database.requests.empty());
}

TEST_CASE("Of a parcel nothing is taken that its kiosk did not make") {
  Post post;
  CHECK_FALSE(post.take(post.root.secret));  // signed by another
  post.enrol("lobby-1", post.root.key);      // enrolled anew: the parcel fits, the request does not
  const auto taken = post.take(post.root.secret);
  REQUIRE(taken);
  CHECK(taken->refused == 1);
  CHECK(post.receipts_in(*taken).empty());
  post.enrol("lobby-1", post.facility.kiosk.key, true);
  CHECK_FALSE(post.take());
  post.parcel.kiosk_id = "nobody";
  CHECK_FALSE(post.take());
  CHECK(post.database.requests.empty());
  CHECK_FALSE(take_parcel(Bytes(40), post.store, post.receipts.secret, Post::start));
}

TEST_CASE("A request whose id another one has gets no receipt, the others do") {
  Post post;
  post.parcel.envelopes.push_back(Bytes(post.envelope.size()));
  NewRequest other{.id = Post::id, .kiosk = "lobby-1", .team = "st-brendans"};
  REQUIRE(post.store.put({&other, 1}));
  const auto taken = post.take();
  REQUIRE(taken);
  CHECK(taken->refused == 2);
  CHECK(post.receipts_in(*taken).empty());
}
