// WebPage: the files of the page, as they are built into the program. Each is told from its older self by its
// hash (ETag, RFC 9110); scripts and styles carry the same hash in the page that names them (Subresource
// Integrity), so that nothing in between can put others in their place. Thread: any.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "collector/call.h"

namespace porchlight::collector {

// A file as cmake/page.cmake bakes it.
struct BakedFile {
  std::string_view bytes, gzip;
};
const std::map<std::string_view, BakedFile>& baked_page();  // by name: "inbox.js"

class WebPage {
 public:
  WebPage();

  // For any call under /inbox that is not the Api's.
  Answer answer(const Call& call) const;

 private:
  struct File {
    std::string_view content_type;
    std::string bytes, gzip;  // no gzip: it is not worth it
    std::string etag;
  };
  std::map<std::string, File, std::less<>> files_;
};

}  // namespace porchlight::collector
