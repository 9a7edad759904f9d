# scripts/package makes a Debian package of both programs. Included by the top CMakeLists.txt.
include(GNUInstallDirs)
find_program(GZIP gzip)

# porchlight looks for porchlight-voice beside itself, which nobody runs by hand.
install(TARGETS porchlight porchlight-voice RUNTIME DESTINATION /usr/lib/porchlight)
install(TARGETS porchlight-collector RUNTIME DESTINATION /usr/bin)
install(CODE "file(CREATE_LINK ../lib/porchlight/porchlight \$ENV{DESTDIR}/usr/bin/porchlight SYMBOLIC)")
# scripts/package has built what goes into it; the tests do not.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
# It names the build folder's debug information, which the package does not have.
foreach(program porchlight porchlight-voice porchlight-collector)
  target_link_options(${program} PRIVATE -Wl,--build-id=none)
endforeach()
install(DIRECTORY kiosk-config DESTINATION /usr/share/porchlight)

set(package_dir ${CMAKE_CURRENT_LIST_DIR})
install(PROGRAMS ${package_dir}/session ${package_dir}/server ${package_dir}/after-stop DESTINATION /usr/lib/porchlight)
install(FILES ${package_dir}/porchlight.service ${package_dir}/porchlight-collector.service
  ${package_dir}/porchlight-stick@.service DESTINATION /usr/lib/systemd/system)
install(FILES ${package_dir}/sysusers.conf DESTINATION /usr/lib/sysusers.d RENAME porchlight.conf)
install(FILES ${package_dir}/tmpfiles.conf DESTINATION /usr/lib/tmpfiles.d RENAME porchlight.conf)
install(FILES ${package_dir}/80-porchlight-stick.rules DESTINATION /usr/lib/udev/rules.d)
install(FILES ${package_dir}/polkit.rules DESTINATION /usr/share/polkit-1/rules.d RENAME porchlight.rules)
install(FILES ${package_dir}/journald.conf DESTINATION /usr/lib/systemd/journald.conf.d RENAME 50-porchlight.conf)
install(FILES ${package_dir}/xorg.conf DESTINATION /etc/X11/porchlight.conf.d RENAME kiosk.conf)
install(FILES ${package_dir}/default DESTINATION /etc/default RENAME porchlight)
install(FILES ${package_dir}/collector.conf DESTINATION /etc/porchlight)
install(FILES ${package_dir}/copyright README.md SECURITY.md app/intake/ENVELOPE.md app/collector/PROTOCOL.md
  DESTINATION /usr/share/doc/porchlight)

# Without name and time of the file inside: the same bytes at every build.
function(install_compressed file destination name)
  set(compressed ${PROJECT_BINARY_DIR}/package/${name}.gz)
  add_custom_command(OUTPUT ${compressed} DEPENDS ${file}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/package
    COMMAND ${GZIP} -9nc ${file} > ${compressed})
  set_property(GLOBAL APPEND PROPERTY compressed_files ${compressed})
  install(FILES ${compressed} DESTINATION ${destination})
endfunction()
install_compressed(${package_dir}/man/porchlight.1 /usr/share/man/man1 porchlight.1)
install_compressed(${package_dir}/man/porchlight-collector.1 /usr/share/man/man1 porchlight-collector.1)
# What is in it and what it needs, with versions.
set(sbom ${PROJECT_BINARY_DIR}/package/porchlight.cdx.json)
add_custom_command(OUTPUT ${sbom}
  DEPENDS porchlight porchlight-voice porchlight-collector ${PROJECT_SOURCE_DIR}/scripts/sbom ${PROJECT_SOURCE_DIR}/package-lock.json
  COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/package
  COMMAND ${PROJECT_SOURCE_DIR}/scripts/sbom ${sbom} ${PROJECT_NAME} ${PROJECT_VERSION} ${imgui_SOURCE_DIR}
    $<TARGET_FILE:porchlight> $<TARGET_FILE:porchlight-voice> $<TARGET_FILE:porchlight-collector>)
install_compressed(${sbom} /usr/share/doc/porchlight porchlight.cdx.json)
# The card for the wall, of the same sentences as README.md.
set(card ${PROJECT_BINARY_DIR}/package/staff-card.html)
add_custom_command(OUTPUT ${card} DEPENDS ${PROJECT_SOURCE_DIR}/scripts/staff_card ${PROJECT_SOURCE_DIR}/README.md
  COMMAND ${PROJECT_SOURCE_DIR}/scripts/staff_card ${card})
set_property(GLOBAL APPEND PROPERTY compressed_files ${card})
install(FILES ${card} DESTINATION /usr/share/doc/porchlight)
install_compressed(${package_dir}/changelog /usr/share/doc/porchlight changelog)
get_property(compressed_files GLOBAL PROPERTY compressed_files)
add_custom_target(package_texts ALL DEPENDS ${compressed_files})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME porchlight)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The Porchlight authors <maintainers@porchlight.example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "touch screen for recovery meetings, help, and requests for a call")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"A full-screen touch kiosk for churches and outreach centers. It shows when and
where recovery meetings are, explains the 12 steps and what else helps, and
lets a visitor ask, quietly, for a call back. Requests are sealed, kept on the
device, and delivered to a collector, which is in this package too.")
set(CPACK_PACKAGING_INSTALL_PREFIX /)
set(CPACK_SET_DESTDIR ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "systemd, udev, xinit, xserver-xorg-core, xserver-xorg-input-libinput, \
x11-xserver-utils, xinput, kbd, libgl1-mesa-dri, fonts-inter, fonts-noto-core, fonts-noto-cjk, tzdata")
# alsa-utils: without it a sound card stays as mute as the kernel leaves it.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "speech-dispatcher, speech-dispatcher-espeak-ng, alsa-utils, cups-client")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS postgresql)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${package_dir}/postinst ${package_dir}/prerm ${package_dir}/postrm
  ${package_dir}/conffiles)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_PRE_BUILD_SCRIPTS ${package_dir}/same_times.cmake)
set(CPACK_OUTPUT_FILE_PREFIX ${PROJECT_BINARY_DIR})
include(CPack)
