# Every library Porchlight uses, from the system; Dear ImGui and Catch2 from source where the system's is too old.
# What each is for and why it was chosen: app/README.md.
include(FetchContent)
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(Boost REQUIRED COMPONENTS locale)
find_package(ICU REQUIRED COMPONENTS i18n uc)
find_package(date REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(glfw3 REQUIRED)
find_package(Gettext REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(CURL REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(Cups REQUIRED)
pkg_check_modules(pango REQUIRED IMPORTED_TARGET pangocairo pangoft2 fontconfig)
pkg_check_modules(md4c REQUIRED IMPORTED_TARGET md4c)
pkg_check_modules(ical REQUIRED IMPORTED_TARGET libical)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(systemd REQUIRED IMPORTED_TARGET libsystemd)
pkg_check_modules(egl REQUIRED IMPORTED_TARGET egl)
pkg_check_modules(speechd REQUIRED IMPORTED_TARGET speech-dispatcher)
pkg_check_modules(zip REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(pugixml REQUIRED IMPORTED_TARGET pugixml)

find_library(PHONENUMBER_LIBRARY phonenumber REQUIRED)
find_path(PHONENUMBER_INCLUDE phonenumbers/phonenumberutil.h REQUIRED)
add_library(phonenumber INTERFACE)
target_link_libraries(phonenumber INTERFACE ${PHONENUMBER_LIBRARY})
target_include_directories(phonenumber SYSTEM INTERFACE ${PHONENUMBER_INCLUDE})

find_library(QRCODEGEN_LIBRARY qrcodegencpp REQUIRED)
find_path(QRCODEGEN_INCLUDE qrcodegen.hpp PATH_SUFFIXES qrcodegencpp qrcodegen REQUIRED)
add_library(qrcodegen INTERFACE)
target_link_libraries(qrcodegen INTERFACE ${QRCODEGEN_LIBRARY})
target_include_directories(qrcodegen SYSTEM INTERFACE ${QRCODEGEN_INCLUDE})

# Dear ImGui is built into our own library: its core, the GLFW and OpenGL backends. It ships no CMakeLists.txt.
FetchContent_Declare(imgui GIT_REPOSITORY https://github.com/ocornut/imgui.git GIT_TAG 45acd5e0e82f4c954432533ae9985ff0e1aad6d5)  # v1.92.2b
FetchContent_MakeAvailable(imgui)
add_library(imgui STATIC ${imgui_SOURCE_DIR}/imgui.cpp ${imgui_SOURCE_DIR}/imgui_draw.cpp
  ${imgui_SOURCE_DIR}/imgui_tables.cpp ${imgui_SOURCE_DIR}/imgui_widgets.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${imgui_SOURCE_DIR})
target_compile_definitions(imgui PUBLIC IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS
  IMGUI_DISABLE_DEBUG_TOOLS)

# glad: one loader for GL 3.0 and GL ES 3.2 (Mesa hands out ES 3.2 when asked for 3.0, and ImGui then calls its
# glDrawElementsBaseVertex). --reproducible keeps the generator off the network.
set(glad_dir ${PROJECT_BINARY_DIR}/glad)
add_custom_command(OUTPUT ${glad_dir}/src/gl.c ${glad_dir}/include/glad/gl.h

  COMMAND /usr/bin/python3 -m glad --quiet --reproducible --merge --api gl:core=3.3,gles2=3.2 --out-path ${glad_dir} c
  VERBATIM)
add_library(glad STATIC ${glad_dir}/src/gl.c)
target_include_directories(glad SYSTEM PUBLIC ${glad_dir}/include)
target_link_libraries(glad PRIVATE ${CMAKE_DL_LIBS})

add_library(catch2_main INTERFACE)
if(BUILD_TESTING OR NOT DEFINED BUILD_TESTING)
  set(CATCH_INSTALL_DOCS OFF)
  FetchContent_Declare(Catch2 GIT_REPOSITORY https://github.com/catchorg/Catch2.git
    GIT_TAG fa43b77429ba76c462b1898d6cd2f2d7a9416b14  # v3.7.1
    FIND_PACKAGE_ARGS 3)
  FetchContent_MakeAvailable(Catch2)
  target_link_libraries(catch2_main INTERFACE Catch2::Catch2WithMain)
  find_library(RAPIDCHECK_LIBRARY rapidcheck REQUIRED)
  target_link_libraries(catch2_main INTERFACE ${RAPIDCHECK_LIBRARY})
endif()
