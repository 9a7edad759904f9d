# The inbox's page, built into the collector: the files of app/collector/inbox/page/, and libsodium as its own ES
# modules. Each also as gzip, made once here. npm has put libsodium into node_modules (scripts/prepare; the versions and
# hashes are those of package-lock.json).
set(page_dir ${PROJECT_BINARY_DIR}/page)
set(page_source ${PROJECT_SOURCE_DIR}/app/collector/inbox/page)
set(sodium_wrappers ${PROJECT_SOURCE_DIR}/node_modules/libsodium-wrappers-sumo/dist/modules-sumo-esm/libsodium-wrappers.mjs)
set(sodium_core ${PROJECT_SOURCE_DIR}/node_modules/libsodium-sumo/dist/modules-sumo-esm/libsodium-sumo.mjs)
if(NOT EXISTS ${sodium_wrappers} OR NOT EXISTS ${sodium_core})
  message(FATAL_ERROR "libsodium for the inbox's page is not there. Run scripts/prepare, or: npm ci --ignore-scripts")
endif()
file(MAKE_DIRECTORY ${page_dir})
# A browser wants a path where Node takes a package's name.
file(READ ${sodium_wrappers} wrappers)
string(REPLACE "from\"libsodium-sumo\"" "from\"./libsodium.js\"" wrappers "${wrappers}")
if(NOT wrappers MATCHES "from\"./libsodium.js\"")
  message(FATAL_ERROR "This libsodium-wrappers is made in another way: cmake/page.cmake has to learn it")
endif()
file(WRITE ${page_dir}/sodium.js "${wrappers}")
configure_file(${sodium_core} ${page_dir}/libsodium.js COPYONLY)
# The words of a recovery key, the same list that keygen prints from.
set(words_source ${PROJECT_SOURCE_DIR}/assets/recovery/words.txt)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${words_source})
file(STRINGS ${words_source} words)
list(JOIN words " " words)
file(CONFIGURE OUTPUT ${page_dir}/recovery_words.js CONTENT "export const list = '${words}'.split(' ');\n" @ONLY)
set(page_files sodium.js libsodium.js recovery_words.js)
file(GLOB own_files CONFIGURE_DEPENDS RELATIVE ${page_source} ${page_source}/*)
foreach(file IN LISTS own_files)
  add_custom_command(OUTPUT ${page_dir}/${file} DEPENDS ${page_source}/${file} VERBATIM
    COMMAND ${CMAKE_COMMAND} -E copy ${page_source}/${file} ${page_dir}/${file})
endforeach()
list(APPEND page_files ${own_files})

set(page_incbin ".section .rodata\n")
set(page_table)
set(page_externs)
set(page_outputs)
set(page_index 0)
foreach(file IN LISTS page_files)
  add_custom_command(OUTPUT ${page_dir}/${file}.gz DEPENDS ${page_dir}/${file} VERBATIM
    COMMAND gzip -9 -n -k -f ${page_dir}/${file})
  list(APPEND page_outputs ${page_dir}/${file} ${page_dir}/${file}.gz)
  foreach(form IN ITEMS "" "_gz")
    string(REPLACE "_" "." ending "${form}")
    string(APPEND page_incbin
      ".global porchlight_page_${page_index}${form}\n.global porchlight_page_${page_index}${form}_end\n"
      "porchlight_page_${page_index}${form}:\n.incbin \"${page_dir}/${file}${ending}\"\n"
      "porchlight_page_${page_index}${form}_end:\n.byte 0\n")
    string(APPEND page_externs
      "extern \"C\" const char porchlight_page_${page_index}${form}, porchlight_page_${page_index}${form}_end;\n")
  endforeach()
  string(APPEND page_table
    "      {\"${file}\", {between(porchlight_page_${page_index}, porchlight_page_${page_index}_end), "
    "between(porchlight_page_${page_index}_gz, porchlight_page_${page_index}_gz_end)}},\n")
  math(EXPR page_index "${page_index} + 1")
endforeach()

file(CONFIGURE OUTPUT ${page_dir}/page.S CONTENT "${page_incbin}.section .note.GNU-stack,\"\",%progbits\n" @ONLY)
configure_file(${PROJECT_SOURCE_DIR}/cmake/page.cpp.in ${page_dir}/page.cpp @ONLY)
set_source_files_properties(${page_dir}/page.S PROPERTIES OBJECT_DEPENDS "${page_outputs}")
add_library(inbox_page STATIC ${page_dir}/page.S ${page_dir}/page.cpp)
target_include_directories(inbox_page PRIVATE ${PROJECT_SOURCE_DIR}/app)
