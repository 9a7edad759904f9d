#include "collector/inbox/web_page.h"

#include <openssl/evp.h>

#include <array>
#include <span>

#include "base/base64.h"
#include "collector/answers.h"

namespace porchlight::collector {
namespace {

// Nothing but what stands in the page itself, by files of its own; no text ever becomes script or markup.
constexpr const char* content_security_policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'";

std::string_view type_of(std::string_view name) {
  if (name.ends_with(".html")) return "text/html; charset=utf-8";
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  return "text/javascript; charset=utf-8";
}

std::string sha384(std::string_view bytes) {
  std::array<std::byte, 48> hash{};
  EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(hash.data()), nullptr, EVP_sha384(),
             nullptr);
  return to_base64(hash);
}

// "{sha384:inbox.js}" in the page becomes that file's hash.
std::string with_hashes(std::string_view page, const auto& hash_of) {
  constexpr std::string_view mark = "{sha384:";
  std::string text;
  for (auto at = page.find(mark); at != std::string_view::npos; at = page.find(mark)) {
    text += page.substr(0, at);
    page.remove_prefix(at + mark.size());
    const auto end = page.find('}');
    text += "sha384-" + hash_of(page.substr(0, end));
    page.remove_prefix(end + 1);
  }
  return text + std::string(page);
}

bool takes_gzip(const Call& call) {
  const auto accepts = call.headers.find("accept-encoding");
  return accepts != call.headers.end() && accepts->second.find("gzip") != std::string::npos;
}

Answer moved(const char* to) {
  Answer answer{.status = 308, .content_type = "text/plain", .body = ""};
  answer.headers.emplace_back("Location", to);
  return answer;
}

}  // namespace

WebPage::WebPage() {
  const auto hash_of = [](std::string_view name) {
    const auto found = baked_page().find(name);
    return found == baked_page().end() ? std::string() : sha384(found->second.bytes);
  };
  for (const auto& [name, baked] : baked_page()) {
    File file{.content_type = type_of(name),
              .bytes = std::string(baked.bytes),
              .gzip = std::string(baked.gzip),
              .etag = {}};
    if (name == "index.html") {
      file.bytes = with_hashes(baked.bytes, hash_of);
      file.gzip.clear();
    }
    file.etag = '"' + sha384(file.bytes).substr(0, 32) + '"';
    files_.emplace(name == "index.html" ? "" : std::string(name), std::move(file));
  }
}

Answer WebPage::answer(const Call& call) const {
  if (call.method != "GET" && call.method != "HEAD") {
    Answer answer = refusal(405, "method", "This address is not used in this way.");
    answer.allow = "GET";
    return answer;
  }
  constexpr std::string_view folder = "/inbox/";
  const std::string_view target = std::string_view(call.target).substr(0, call.target.find('?'));
  if (target == "/inbox") return moved("/inbox/");
  const auto found = files_.find(target.substr(folder.size()));
  if (found == files_.end())
    return refusal(404, "no_such_address", "There is no such page. The inbox is at /inbox/.");
  const File& file = found->second;
  Answer answer{.status = 200, .content_type = std::string(file.content_type)};
  answer.headers = {{"ETag", file.etag},
                    {"Cache-Control", "no-cache"},  // kept, and asked for each time
                    {"Vary", "Accept-Encoding"},
                    {"Content-Security-Policy", content_security_policy}};
  const auto known = call.headers.find("if-none-match");
  if (known != call.headers.end() && known->second.find(file.etag) != std::string::npos) {
    answer.status = 304;
    return answer;
  }
  if (!file.gzip.empty() && takes_gzip(call)) {
    answer.headers.emplace_back("Content-Encoding", "gzip");
    answer.body = file.gzip;
  } else {
    answer.body = file.bytes;
  }
  return answer;
}

}  // namespace porchlight::collector
