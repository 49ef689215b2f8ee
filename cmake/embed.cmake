# Puts db/migrations and policies into the program: SHIPPED_BUNDLE is one assembly unit with a table of them.
set(SHIPPED_BUNDLE ${CMAKE_BINARY_DIR}/shipped_files.S)
file(GLOB_RECURSE shipped CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/db/migrations/* ${CMAKE_SOURCE_DIR}/policies/*)
add_custom_command(OUTPUT ${SHIPPED_BUNDLE}
  COMMAND ${CMAKE_COMMAND} -DROOT=${CMAKE_SOURCE_DIR} -DOUT=${SHIPPED_BUNDLE} -P ${CMAKE_SOURCE_DIR}/cmake/embed_shipped.cmake
  DEPENDS ${shipped} ${CMAKE_SOURCE_DIR}/cmake/embed_shipped.cmake COMMENT "Embedding migrations and policies" VERBATIM)
add_library(shipped STATIC ${SHIPPED_BUNDLE})
