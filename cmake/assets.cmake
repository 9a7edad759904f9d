# Everything under assets/ is built into the program: as it is, except icons (SVG, baked to masks) and catalogs (.po,
# compiled to .mo). The bytes come in by the assembler's .incbin, which is instant at any size.
file(GLOB_RECURSE asset_files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/assets ${PROJECT_SOURCE_DIR}/assets/*)
set(asset_dir ${PROJECT_BINARY_DIR}/assets)
set(asset_outputs)
set(asset_table)
set(asset_incbin ".section .rodata\n")
set(asset_index 0)

find_program(RSVG_CONVERT rsvg-convert REQUIRED)
set(icon_size_px 192)  # drawn at up to 24 mm on 8 px/mm panels

foreach(file IN LISTS asset_files)
  set(source ${PROJECT_SOURCE_DIR}/assets/${file})
  get_filename_component(directory ${file} DIRECTORY)
  file(MAKE_DIRECTORY ${asset_dir}/${directory})
  if(file MATCHES "\\.svg$")
    string(REGEX REPLACE "\\.svg$" ".png" file ${file})
    add_custom_command(OUTPUT ${asset_dir}/${file} DEPENDS ${source} VERBATIM
      COMMAND ${RSVG_CONVERT} --width ${icon_size_px} --height ${icon_size_px} --output ${asset_dir}/${file} ${source})
  elseif(file MATCHES "\\.po$")
    string(REGEX REPLACE "\\.po$" ".mo" file ${file})
    add_custom_command(OUTPUT ${asset_dir}/${file} DEPENDS ${source} VERBATIM
      COMMAND ${GETTEXT_MSGFMT_EXECUTABLE} --check --output-file=${asset_dir}/${file} ${source})
  else()
    add_custom_command(OUTPUT ${asset_dir}/${file} DEPENDS ${source} VERBATIM
      COMMAND ${CMAKE_COMMAND} -E copy ${source} ${asset_dir}/${file})
  endif()
  list(APPEND asset_outputs ${asset_dir}/${file})
  string(APPEND asset_incbin
    ".global porchlight_asset_${asset_index}\n.global porchlight_asset_${asset_index}_end\n"
    "porchlight_asset_${asset_index}:\n.incbin \"${asset_dir}/${file}\"\nporchlight_asset_${asset_index}_end:\n.byte 0\n")
  string(APPEND asset_externs
    "extern \"C\" const char porchlight_asset_${asset_index}, porchlight_asset_${asset_index}_end;\n")
  string(APPEND asset_table
    "    {\"${file}\", {&porchlight_asset_${asset_index}, static_cast<std::size_t>(&porchlight_asset_${asset_index}_end - &porchlight_asset_${asset_index})}},\n")
  math(EXPR asset_index "${asset_index} + 1")
endforeach()

file(CONFIGURE OUTPUT ${asset_dir}/assets.S CONTENT "${asset_incbin}.section .note.GNU-stack,\"\",%progbits\n" @ONLY)
configure_file(${PROJECT_SOURCE_DIR}/cmake/assets.cpp.in ${asset_dir}/assets.cpp @ONLY)
enable_language(ASM)
set_source_files_properties(${asset_dir}/assets.S PROPERTIES OBJECT_DEPENDS "${asset_outputs}")
add_library(assets STATIC ${asset_dir}/assets.S ${asset_dir}/assets.cpp)
target_include_directories(assets PRIVATE ${PROJECT_SOURCE_DIR}/app)

# The commit's time is the earliest that a true clock can show.
execute_process(COMMAND git -C ${PROJECT_SOURCE_DIR} log -1 --format=%ct OUTPUT_VARIABLE PORCHLIGHT_COMMIT_TIME_S
  OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT PORCHLIGHT_COMMIT_TIME_S)
  set(PORCHLIGHT_COMMIT_TIME_S 1795392000)  # 2026-11-23, for an archive without git
endif()
