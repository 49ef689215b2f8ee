#!/usr/bin/env bash
# The one door for everything but run and test. ./t help lists what is behind it.
set -euo pipefail
cd "$(dirname "$0")"
. tools/setup.sh

help() {
  cat <<'TEXT'
./t build [TARGET]     build the program into build/tandem
./t check              layers, purity and documents, with their self-tests
./t fmt                format the C++ and the web sources
./t demo               a demo book in data/demo.db
./t bench [NAME]       benchmarks: ratios against a baseline in the same run
./t test NAME          build and run the tests whose name matches
./t soak               the long runs of the trust harness
./t verify mutants     plants faults in a copy; the tests must find each
./t sbom [FILE]        what Tandem is made of, as CycloneDX
./t where WORD         where a business word is decided
TEXT
}

case ${1:-help} in
  help) help ;;
  build) need_packages tools/packages/build.txt; need_node; build build "${2:-tandem}" ;;
  check) tools/check build ;;
  fmt) clang-format -i $(git ls-files 'src/*.cpp' 'src/*.h'); npm --prefix web run format ;;
  demo) build build tandem; build/tandem demo --db sqlite:data/demo.db ;;
  bench) shift; bench/run "$@" ;;
  test) build build all; ctest --test-dir build --output-on-failure -R "${2:?which tests?}" ;;
  soak) build build all; TANDEM_SOAK=1 RC_PARAMS='max_success=2000' ctest --test-dir build --output-on-failure -L soak --timeout 7200 ;;
  verify) [ "${2:-}" = mutants ] || { help; exit 2; }; shift 2; tests/mutants/run "$@" ;;
  sbom) shift; python3 tools/make_sbom.py "$@" ;;
  where) grep -rniE --include='*.h' --include='*.md' --include='*.json' -- "${2:?which word?}" docs/glossary.md policies src | head -40 ;;
  *) help; exit 2 ;;
esac
