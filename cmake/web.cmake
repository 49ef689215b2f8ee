# The web pages inside the binary: sets WEB_BUNDLE, an assembly unit with every built file of web/.
# TANDEM_WEB=build runs npm here; prebuilt takes web/dist as a release archive brings it; off embeds nothing.
set(WEB_BUNDLE ${CMAKE_BINARY_DIR}/web_bundle.S)
set(web_dir ${CMAKE_SOURCE_DIR}/web)
set(web_inputs "")
if(TANDEM_WEB STREQUAL "build")
  find_program(NPM npm REQUIRED NO_CACHE)
  find_program(NODE node REQUIRED NO_CACHE)
  get_filename_component(NODE_BIN ${NODE} DIRECTORY)
  set(with_node ${CMAKE_COMMAND} -E env "PATH=${NODE_BIN}:$ENV{PATH}")
  set(web_dist ${CMAKE_BINARY_DIR}/web_dist)
  file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS ${web_dir}/src/* ${web_dir}/public/* ${web_dir}/build/*)
  list(APPEND web_sources ${CMAKE_SOURCE_DIR}/api/openapi.json ${web_dir}/index.html ${web_dir}/vite.config.ts ${web_dir}/tsconfig.json)
  set(modules_stamp ${CMAKE_BINARY_DIR}/web_modules.stamp)
  add_custom_command(OUTPUT ${modules_stamp}
    COMMAND ${with_node} ${NPM} ci --loglevel=error
    COMMAND ${CMAKE_COMMAND} -E touch ${modules_stamp}
    DEPENDS ${web_dir}/package-lock.json ${web_dir}/package.json ${web_dir}/.npmrc
    WORKING_DIRECTORY ${web_dir} COMMENT "Installing the web packages" VERBATIM)
  add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/web_dist.stamp
    COMMAND ${with_node} ${NPM} run build -- --outDir ${web_dist} --emptyOutDir --logLevel warn
    COMMAND ${CMAKE_COMMAND} -E touch ${CMAKE_BINARY_DIR}/web_dist.stamp
    DEPENDS ${modules_stamp} ${web_sources}
    WORKING_DIRECTORY ${web_dir} COMMENT "Building the web pages" VERBATIM)
  set(web_inputs ${CMAKE_BINARY_DIR}/web_dist.stamp)
elseif(TANDEM_WEB STREQUAL "prebuilt")
  set(web_dist ${web_dir}/dist)
  if(NOT EXISTS ${web_dist}/index.html)
    message(FATAL_ERROR "TANDEM_WEB=prebuilt needs web/dist/index.html; use TANDEM_WEB=build where Node is at hand, or off")
  endif()
  file(GLOB_RECURSE web_inputs CONFIGURE_DEPENDS ${web_dist}/*)
elseif(TANDEM_WEB STREQUAL "off")
  set(web_dist ${CMAKE_BINARY_DIR}/no_web)
else()
  message(FATAL_ERROR "TANDEM_WEB is '${TANDEM_WEB}': say build, prebuilt or off")
endif()
add_custom_command(OUTPUT ${WEB_BUNDLE}
  COMMAND ${CMAKE_COMMAND} -DDIST=${web_dist} -DOUT=${WEB_BUNDLE} -P ${CMAKE_SOURCE_DIR}/cmake/embed_web.cmake
  DEPENDS ${web_inputs} ${CMAKE_SOURCE_DIR}/cmake/embed_web.cmake COMMENT "Embedding the web pages" VERBATIM)
