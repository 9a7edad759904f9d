# room(NAME KNOWS rooms... USES libraries...): one folder of app/ as a static library. What a room KNOWS are the
# arrows of the house; what it USES are outside libraries, seen by no other room.
function(room name)
  cmake_parse_arguments(ROOM "" "" "KNOWS;USES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")  # of an executable beside the library
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ROOM_KNOWS} PRIVATE ${ROOM_USES})
  strict(${name})
endfunction()

function(strict target)
  if(PORCHLIGHT_WARNINGS)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
      -Wnon-virtual-dtor -Woverloaded-virtual -Wno-missing-field-initializers -Werror)  # designated initializers leave out defaults
  endif()
endfunction()
