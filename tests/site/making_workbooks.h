// Workbooks for tests, packed in memory: the parts that a program writes, with the XML a test is about.
#pragma once

#include <zip.h>

#include <map>
#include <string>
#include <vector>

namespace porchlight::site {

// A zip archive of the parts. Precondition: libzip has memory.
inline std::string packed(const std::map<std::string, std::string>& parts, const char* password = nullptr) {
  zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(source);
  zip_t* archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  for (const auto& [name, text] : parts) {
    const auto index =
        zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0),
                     ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8);
    if (password)
      zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256, password);
  }
  zip_close(archive);
  zip_stat_t stat;
  zip_source_stat(source, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(source);
  zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  zip_source_free(source);
  return bytes;
}

struct XlsxSheet {
  std::string name = "Sheet1";
  std::string rows;   // <row>...</row>
  std::string after;  // <mergeCells>
  std::string state;  // "hidden"
};

struct Xlsx {
  std::vector<XlsxSheet> sheets;
  std::string shared;                // <si>...</si>
  std::vector<std::string> formats;  // a style for each
  std::string properties;            // attributes of <workbookPr>
};

inline std::map<std::string, std::string> parts_of(const Xlsx& book) {
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  const std::string main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  std::map<std::string, std::string> parts;
  parts["_rels/.rels"] = head + "<Relationships><Relationship Id=\"rId1\" Type=\"" + types +
                         "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
  std::string sheets, relations;
  for (std::size_t i = 0; i < book.sheets.size(); ++i) {
    const XlsxSheet& sheet = book.sheets[i];
    const std::string number = std::to_string(i + 1);
    sheets += "<sheet name=\"" + sheet.name + "\" sheetId=\"" + number + "\" r:id=\"rId" + number + "\"" +
              (sheet.state.empty() ? "" : " state=\"" + sheet.state + "\"") + "/>";
    relations += "<Relationship Id=\"rId" + number + "\" Type=\"" + types +
                 "/worksheet\" Target=\"worksheets/sheet" + number + ".xml\"/>";
    parts["xl/worksheets/sheet" + number + ".xml"] = head + "<worksheet " + main + "><sheetData>" +
                                                     sheet.rows + "</sheetData>" + sheet.after +
                                                     "</worksheet>";
  }
  relations += "<Relationship Id=\"rId90\" Type=\"" + types + "/styles\" Target=\"styles.xml\"/>" +
               "<Relationship Id=\"rId91\" Type=\"" + types +
               "/sharedStrings\" Target=\"sharedStrings.xml\"/>";
  parts["xl/workbook.xml"] = head + "<workbook " + main + " xmlns:r=\"" + types + "\"><workbookPr " +
                             book.properties + "/><sheets>" + sheets + "</sheets></workbook>";
  parts["xl/_rels/workbook.xml.rels"] = head + "<Relationships>" + relations + "</Relationships>";
  std::string formats, styles;
  for (std::size_t i = 0; i < book.formats.size(); ++i) {
    const std::string id = std::to_string(164 + i);
    formats += "<numFmt numFmtId=\"" + id + "\" formatCode=\"" + book.formats[i] + "\"/>";
    styles += "<xf numFmtId=\"" + id + "\"/>";
  }
  parts["xl/styles.xml"] = head + "<styleSheet " + main + "><numFmts>" + formats + "</numFmts><cellXfs>" +
                           styles + "</cellXfs></styleSheet>";
  parts["xl/sharedStrings.xml"] = head + "<sst " + main + ">" + book.shared + "</sst>";
  return parts;
}

inline std::string xlsx(const Xlsx& book) {
  return packed(parts_of(book));
}

// One row of plain texts: <row r="1"><c t="inlineStr">...
inline std::string text_row(int line, const std::vector<std::string>& texts) {
  std::string row = "<row r=\"" + std::to_string(line) + "\">";
  for (const std::string& text : texts) row += "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
  return row + "</row>";
}

// `tables`: <table:table>...; `styles`: what stands in office:automatic-styles.
inline std::map<std::string, std::string> ods_parts(const std::string& tables,
                                                    const std::string& styles = {}) {
  return {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
          {"content.xml",
           "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content "
           "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
           "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
           "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:automatic-styles>" +
               styles + "</office:automatic-styles><office:body><office:spreadsheet>" + tables +
               "</office:spreadsheet></office:body></office:document-content>"}};
}

inline std::string ods(const std::string& tables, const std::string& styles = {}) {
  return packed(ods_parts(tables, styles));
}

inline std::string ods_row(const std::vector<std::string>& texts) {
  std::string row = "<table:table-row>";
  for (const std::string& text : texts)
    row += "<table:table-cell office:value-type=\"string\"><text:p>" + text + "</text:p></table:table-cell>";
  return row + "</table:table-row>";
}

}  // namespace porchlight::site
