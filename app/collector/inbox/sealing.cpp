#include "collector/inbox/sealing.h"

#include <algorithm>
#include <map>

#include "collector/inbox/audit.h"
#include "intake/envelope.h"
#include "intake/layout.h"

namespace porchlight::collector {
namespace {

using intake::RecipientId;
using Seals = std::map<std::pair<std::string, Bytes>, Bytes>;  // by request and recipient

Bytes bytes_of(std::span<const std::byte> bytes) {
  return Bytes(bytes.begin(), bytes.end());
}

// Of one request: what the envelope has, and what was added.
class Opens {
 public:
  Opens(const std::string& id, const Bytes& envelope, const Seals& added)
      : id_(id), envelope_(envelope), added_(added), header_(intake::read_header(envelope)) {}

  bool is_envelope() const { return header_.ok(); }
  std::optional<Bytes> seal_for(const RecipientId& recipient) const {
    const auto found = std::ranges::find(header_->recipients, recipient);
    if (found != header_->recipients.end()) {
      const auto place = static_cast<std::size_t>(found - header_->recipients.begin());
      const auto seal = std::span(envelope_).subspan(
          intake::layout::header_bytes + place * intake::layout::seal_bytes, intake::layout::seal_bytes);
      return bytes_of(seal.subspan(recipient.size()));
    }
    const auto added = added_.find({id_, bytes_of(recipient)});
    if (added == added_.end()) return std::nullopt;
    return added->second;
  }
  Bytes header() const { return bytes_of(std::span(envelope_).first(intake::layout::header_bytes)); }

 private:
  const std::string& id_;
  const Bytes& envelope_;
  const Seals& added_;
  const Result<intake::Header> header_;
};

Stored<Seals> seals_between(Sql& sql, const std::string& after, const std::string& last) {
  const auto rows = sql.read(
      {"SELECT request, recipient, seal FROM wraps WHERE request > $1 AND request <= $2", {after, last}});
  if (!rows) return rows.error();
  Seals seals;
  for (std::size_t row = 0; row < rows->size(); ++row)
    seals.emplace(std::pair(rows->text(row, 0), rows->bytes(row, 1)), rows->bytes(row, 2));
  return seals;
}

std::optional<Lacking> lacking_of(const std::string& id, const Opens& opens, const RecipientId& by,
                                  const std::vector<Person>& people) {
  if (!opens.is_envelope()) return std::nullopt;
  auto seal = opens.seal_for(by);
  if (!seal) return std::nullopt;
  Lacking lacking{.id = id, .header = opens.header(), .seal = std::move(*seal), .names = {}};
  for (const Person& person : people)
    if (!opens.seal_for(intake::recipient_id(person.key))) lacking.names.push_back(person.name);
  if (lacking.names.empty()) return std::nullopt;
  return lacking;
}

}  // namespace

Stored<LackingPage> Sealing::lacking(const std::string& team, const RecipientId& by,
                                     const std::vector<Person>& people, const std::string& after) {
  const auto rows =
      sql_.read({"SELECT id, envelope FROM requests WHERE team = $1 AND finished = 0 AND erased = 0 "
                 "AND id > $2 ORDER BY id LIMIT $3",
                 {team, after, std::int64_t{LackingPage::scanned_at_once}}});
  if (!rows) return rows.error();
  LackingPage page;
  if (rows->empty()) return page;
  const auto added = seals_between(sql_, after, rows->text(rows->size() - 1, 0));
  if (!added) return added.error();
  std::size_t seals = 0;
  for (std::size_t row = 0; row < rows->size(); ++row) {
    const std::string& id = rows->text(row, 0);
    auto lacking = lacking_of(id, Opens(id, rows->bytes(row, 1), *added), by, people);
    if (lacking && seals > 0 && seals + lacking->names.size() > LackingPage::most_seals) return page;
    page.next = id;
    if (!lacking) continue;
    seals += lacking->names.size();
    page.requests.push_back(std::move(*lacking));
  }
  if (rows->size() < LackingPage::scanned_at_once) page.next.clear();
  return page;
}

Stored<bool> Sealing::add(const std::string& name, const std::vector<std::pair<std::string, Bytes>>& seals,
                          const Person& by, Instant now) {
  const auto person = People(sql_).person(name);
  if (!person) return person.error();
  if (!*person || (*person)->removed) return false;
  if ((*person)->team != by.team) {
    const auto role = People(sql_).role_in(name, by.team);
    if (!role) return role.error();
    if (!*role) return false;
  }
  const SqlValue recipient = sql_bytes(intake::recipient_id((*person)->key));
  Audited audited{.if_so = "EXISTS(SELECT 1 FROM people WHERE name = $1 AND key = $2 AND removed = 0)",
                  .values = {name, sql_bytes((*person)->key.bytes)}};
  for (const auto& [id, seal] : seals)
    audited.deeds.push_back(
        {"INSERT INTO wraps(request, recipient, seal) SELECT $1, $2, $3 "
         "WHERE EXISTS(SELECT 1 FROM requests WHERE id = $1 AND team = $4 AND finished = 0 AND erased = 0) "
         "AND NOT EXISTS(SELECT 1 FROM wraps WHERE request = $1 AND recipient = $2)",
         {id, recipient, seal, by.team}});
  const auto added = write_down(
      sql_, {.time = now, .person = by.name, .team = by.team, .what = "sealed", .about = name}, audited);
  if (!added) return added.error();
  return added->has_value();
}

}  // namespace porchlight::collector
