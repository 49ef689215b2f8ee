# Tests that need more than one module: each tests/scenarios/NAME_test.cpp is a program of its own, run with the
# built tandem and a PostgreSQL of its own.
find_package(doctest REQUIRED CONFIG)
find_package(rapidcheck REQUIRED CONFIG)
file(GLOB scenarios CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/scenarios/*_test.cpp)
foreach(scenario IN LISTS scenarios)
  get_filename_component(name ${scenario} NAME_WE)
  add_executable(scenario_${name} ${scenario} ${CMAKE_SOURCE_DIR}/tests/support/doctest_main.cpp)
  target_include_directories(scenario_${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_link_libraries(scenario_${name} PRIVATE app shipped web_files doctest::doctest rapidcheck)
  add_test(NAME scenario_${name} COMMAND ${CMAKE_SOURCE_DIR}/tests/with_postgres $<TARGET_FILE:scenario_${name}> WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(scenario_${name} PROPERTIES TIMEOUT 600 ENVIRONMENT "TANDEM=$<TARGET_FILE:tandem>")
endforeach()

# ./t soak runs these for long: more seeds, more kills, more random stories.
set_tests_properties(scenario_cash_desk_model_test scenario_cash_desk_race_test scenario_day_end_property_test scenario_engines_agree_test scenario_insight_oracle_test
                     scenario_kill_server_test PROPERTIES LABELS soak)

# The web application: its unit tests and rules of style, and the pages in a browser against a demo book.
if(TANDEM_WEB STREQUAL "build")
  set(web_dir ${CMAKE_SOURCE_DIR}/web)
  add_test(NAME web_unit COMMAND ${NPM} run test WORKING_DIRECTORY ${web_dir})
  add_test(NAME web_lint COMMAND ${NPM} run lint WORKING_DIRECTORY ${web_dir})
  add_test(NAME api_lint COMMAND ${NPM} run api:lint WORKING_DIRECTORY ${web_dir})
  set_tests_properties(web_unit web_lint api_lint PROPERTIES TIMEOUT 900)
  # Looking at the pages and working in them: each half with a server and a demo book of its own, so that two cores share them.
  foreach(half pages work)
    add_test(NAME web_e2e_${half} COMMAND ${CMAKE_SOURCE_DIR}/tests/with_server $<TARGET_FILE:tandem> ${NPM} run e2e -- --project=${half} WORKING_DIRECTORY ${web_dir})
    set_tests_properties(web_e2e_${half} PROPERTIES TIMEOUT 1800 COST 1000 ENVIRONMENT "SERVE_OPTIONS=--demo;E2E_OUTPUT=${CMAKE_BINARY_DIR}/e2e/${half}")
  endforeach()
  set_tests_properties(web_unit web_lint api_lint web_e2e_pages web_e2e_work PROPERTIES ENVIRONMENT_MODIFICATION "PATH=path_list_prepend:${NODE_BIN}")
endif()
