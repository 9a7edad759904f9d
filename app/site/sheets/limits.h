// How much of a workbook is read. A list of 20,000 meetings has 1 million cells and 25 MB of XML; what is
// larger was made to do harm, or by mistake.
#pragma once

#include <cstddef>

namespace porchlight::site {

inline constexpr std::size_t most_xml_bytes = std::size_t{32} << 20;  // of one part; as a tree ten times this
inline constexpr std::size_t most_unpacked_bytes = std::size_t{64} << 20;  // of all parts that are read
// The XML of a sheet packs 10 to 100 times; deflate can do 1000. Small parts may pack as they like.
inline constexpr std::size_t most_times_packed = 200, packed_as_they_like_bytes = std::size_t{4} << 20;
inline constexpr std::size_t most_entries = 10'000;  // of an archive
inline constexpr int most_sheets = 50;
inline constexpr int most_columns = 1'000;                             // LibreOffice has 16,384
inline constexpr std::size_t most_cells = 2'000'000;                   // of all sheets, blank ones counted
inline constexpr std::size_t most_text_bytes = std::size_t{16} << 20;  // of all sheets: as of a CSV file

}  // namespace porchlight::site
