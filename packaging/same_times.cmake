# Before the files are packed: every file and folder gets the time of the commit, so that two builds of it are the same
# bytes. CPack itself sorts them, and takes SOURCE_DATE_EPOCH for what it writes of its own.
if(DEFINED ENV{SOURCE_DATE_EPOCH} AND EXISTS "${CPACK_TEMPORARY_DIRECTORY}")
  # CMake makes the folder of a prefix that nothing is installed to.
  execute_process(COMMAND find ${CPACK_TEMPORARY_DIRECTORY} -mindepth 1 -type d -empty -delete COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND find ${CPACK_TEMPORARY_DIRECTORY} -depth -exec touch --no-dereference --date=@$ENV{SOURCE_DATE_EPOCH} {} +
    COMMAND_ERROR_IS_FATAL ANY)
endif()
