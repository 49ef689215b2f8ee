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
