#!/usr/bin/env python3
"""Proves the architecture of modules.txt and the purity of the rules; says file and line when it cannot.

  tools/check_layers.py                 the sources
  tools/check_layers.py --objects DIR   also the built rule libraries in DIR, by their undefined symbols
  tools/check_layers.py --self-test     plants one violation of each kind and proves that it is found

Roles. src/<module>/*.{h,cpp} are rules and services: values in, values out. src/<module>/edge/ translates and
may use platform and I/O libraries. platform and app are outside. A *_test.cpp may use what its tests need,
but stands under the same order of modules.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUTSIDE = {"platform", "app"}  # where clocks, sockets, files and the environment live

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')
IMPURE_HEADERS = re.compile(
    r"(sqlite3|libpq|curl/|openssl/|sodium|spdlog|fmt/|xlsxwriter|zip\.h|pugixml|toml|prometheus|unicode/|zlib|CLI/"
    r"|boost/(asio|beast|json|url)|sys/|netinet/|arpa/|unistd|fcntl|time\.h|stdlib\.h|stdio\.h|math\.h"
    r"|(fstream|iostream|filesystem|thread|mutex|shared_mutex|condition_variable|future|random|ctime|cmath|cfloat)$)")
IMPURE_TOKENS = [
    (re.compile(r"\b\w*_clock::now\b|\b(?:std::|::)?time\s*\(\s*(?:nullptr|NULL|0|&\w+)\s*\)"
                r"|\b(?:gettimeofday|clock_gettime|localtime|gmtime|localtime_r|gmtime_r|mktime)\s*\("),
     "reads a clock: take the date or the instant as an argument"),
    (re.compile(r"\b(?:secure_)?getenv\s*\("), "reads the environment"),
    (re.compile(r"\b(?:s?rand|random|arc4random\w*|getrandom)\s*\(|\brandom_device\b|\bmt19937"), "draws random numbers"),
    (re.compile(r"\b(?:double|float)\b|\bsto(?:d|f|ld)\b|\bstrto(?:d|f|ld)\s*\("), "uses floating point"),
    (re.compile(r"(?<![\w.'])(?:\d[\d']*\.\d[\d']*(?:[eE][+-]?\d+)?|\d[\d']*[eE][+-]?\d+)[fFlL]?(?![\w.])"),
     "uses a floating-point literal"),
    (re.compile(r"\b(?:v?f?printf|fputs|puts|fopen|fread|fwrite|popen|system)\s*\(|\bstd::c(?:out|err|in|log)\b"),
     "does input or output"),
    (re.compile(r"\bthis_thread\b|\bstd::j?thread\b"), "uses threads"),
]
# The assertion that ends the program must be able to say why.
ALLOWED = {("src/core/errors.cpp", "does input or output")}

# What a built rule may not ask of the system. Mangled names, as nm prints them.
IMPURE_SYMBOLS = re.compile(
    r"^(?:sqlite3_\w+|PQ\w+|curl_\w+|crypto_\w+|randombytes\w*"
    r"|socket|connect|bind|listen|accept4?|send(?:to|msg)?|recv(?:from|msg)?|getaddrinfo"
    r"|(?:secure_)?getenv|setenv|clock_gettime|gettimeofday|time|clock|localtime(?:_r)?|gmtime(?:_r)?|nanosleep"
    r"|s?rand|random|getrandom|arc4random\w*|open(?:64)?|fopen(?:64)?|popen|system|fork|exec\w+|pthread_create"
    r"|_ZNSt6chrono3_V21[23](?:system|steady)_clock3nowEv|_ZNSt13random_device\w+|_ZNSt6thread\w+"
    r"|_ZNSt14basic_[io]fstream\w+|_ZNSt13basic_fstream\w+|_ZNSt13basic_filebuf\w+|_ZNSt10filesystem\w+|_ZSt4c(?:out|err|in|log))$")

SQL_CAST = re.compile(r"(?:\$\d+|\?|[\w)'\"])::\s*(?:text|bigint|int\d?|integer|smallint|date|numeric|decimal|real|jsonb?"
                      r"|timestamptz?|time|bool(?:ean)?|varchar|char|bytea|uuid|regclass|regtype|oid|interval)\b", re.I)
SQL_TEXT = re.compile(r"\b(?:select\s|insert\s+into\s|update\s+\w+\s+set\b|delete\s+from\s|create\s+(?:table|index)\b)", re.I)
TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/                                   # comments
      |R"(?P<tag>[^()\s\\]{0,16})\((?P<raw>.*?)\)(?P=tag)"    # raw strings
      |"(?P<text>(?:\\.|[^"\\\n])*)"
      |(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'                    # characters, not the marks in 1'000""", re.S | re.X)


def code_and_literals(source):
    """The code with comments and literals blanked, line by line, and the string literals as (line, text)."""
    literals = []

    def blank(match):
        for name in ("raw", "text"):
            if match[name] is not None:
                literals.append((source.count("\n", 0, match.start()) + 1, match[name]))
        return "".join("\n" if letter == "\n" else " " for letter in match[0])

    lines = TOKEN.sub(blank, source).split("\n")
    whole = source.split("\n")
    # An include's file name is a literal too: put those lines back.
    return [raw if INCLUDE.match(raw) and line.lstrip().startswith("#") else line for line, raw in zip(lines, whole)], literals


def load_modules(root):
    """module -> modules it may include, as modules.txt declares them; what is wrong with the page itself."""
    allowed, errors = {}, []
    for number, line in enumerate((root / "modules.txt").read_text(encoding="utf-8").splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        name, colon, uses = (part.strip() for part in line.partition(":"))
        unknown = [use for use in uses.split() if use not in allowed]
        if not colon:
            errors.append(f"modules.txt:{number}: write NAME : modules it may include")
        if name in allowed:
            errors.append(f"modules.txt:{number}: {name} is declared twice")
        if unknown:  # only modules above may be used, so a cycle cannot be written down
            errors.append(f"modules.txt:{number}: {name} uses {' '.join(unknown)} before it is declared")
        allowed[name] = set(uses.split())
    return allowed, errors


def check_include(target, quoted, module, edge, test, allowed):
    """Why this include is wrong, or nothing."""
    other = target.split("/")[0]
    outside = module in OUTSIDE
    if not quoted:
        if not (outside or edge or test) and IMPURE_HEADERS.match(target):
            return f"<{target}> belongs in edge/ or platform/"
        return None
    if "/" not in target or (test and other == "support"):
        return None if test and other == "support" else f'write "{module}/{target}", from src'
    if other not in allowed:
        return f"'{other}' is not a module of modules.txt"
    if other == "platform" and module not in OUTSIDE and not (edge or test):
        return "a rule or service may not include platform; an edge may"
    if other != module and other not in allowed[module] and not (other == "platform" and (edge or test)):
        return f"{module} may not include {other}"
    if "/edge/" in target and not (edge or test or module == "app"):
        return "a rule or service may not include an edge"
    return None


def check_sql(where, literals):
    for line, text in literals:
        if SQL_CAST.search(text) or (SQL_TEXT.search(text) and "::" in text):
            yield f"{where}:{line}: '::' in SQL is silently NULL on SQLite; write CAST(x AS type)"


def check_source(root, path, allowed):
    where = path.relative_to(root).as_posix()
    parts = path.relative_to(root / "src").parts
    module, test = parts[0], path.stem.endswith("_test")
    edge, outside = len(parts) > 2 and parts[1] == "edge", module in OUTSIDE
    if len(parts) < 2 or module not in allowed:
        yield f"{where}: '{module}' is not a module of modules.txt"
        return
    if not outside and len(parts) > (3 if edge else 2):
        yield f"{where}: a module is flat, with one folder edge/; this file would not be built"
    lines, literals = code_and_literals(path.read_text(encoding="utf-8"))
    yield from check_sql(where, literals)
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        if match:
            why = check_include(match[1] or match[2], bool(match[1]), module, edge, test, allowed)
            if why:
                yield f"{where}:{number}: {why}"
        elif not (outside or edge or test):
            for token, why in IMPURE_TOKENS:
                if token.search(line) and (where, why) not in ALLOWED:
                    yield f"{where}:{number}: a rule or service {why}"


def check_migration(root, path):
    where = path.relative_to(root).as_posix()
    text = re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
    for number, line in enumerate(text.split("\n"), 1):
        if "::" in line:
            yield f"{where}:{number}: '::' in SQL is silently NULL on SQLite; write CAST(x AS type)"
        if re.search(r"\bcreate\s+(?:or\s+replace\s+)?(?:constraint\s+)?trigger\b", line, re.I):
            yield f"{where}:{number}: no triggers: what happens on a write stands in the service"


def check(root):
    allowed, errors = load_modules(root)
    for path in sorted((root / "src").rglob("*")):
        if path.suffix in (".h", ".hpp", ".cpp"):
            errors += check_source(root, path, allowed)
    for path in sorted((root / "db").rglob("*.sql")) if (root / "db").exists() else []:
        errors += check_migration(root, path)
    return errors


def check_objects(root, build):
    """The rule libraries in a build folder: what they ask of the system."""
    allowed, _ = load_modules(root)
    rules = {f"lib{module}.a" for module in allowed if module not in OUTSIDE}
    found = [path for path in sorted(build.rglob("lib*.a")) if path.name in rules]
    if not found:
        return [f"{build}: no rule library is built here"]
    errors = []
    for library in found:
        listing = subprocess.run(["nm", "--undefined-only", "-A", library], capture_output=True, text=True, check=True).stdout
        for line in listing.splitlines():
            place, _, symbol = line.rpartition(" U ")
            symbol = symbol.split("@")[0].strip()
            if IMPURE_SYMBOLS.match(symbol):
                member = place.split(":")[1] if ":" in place else "?"
                errors.append(f"{library.name}({member}): a rule object asks for {symbol}")
    return errors


PLANTED = {
    "an upward include": ("src/core/a.h", '#include "dunning/stage.h"'),
    "a sideways include": ("src/dunning/a.h", '#include "insight/book.h"'),
    "an upward include in a test": ("src/cash/a_test.cpp", '#include "dunning/stage.h"'),
    "an unknown module included": ("src/cash/a.h", '#include "nowhere/a.h"'),
    "an include that is not from src": ("src/cash/a.cpp", '#include "receipt.h"'),
    "a folder that is no module": ("src/nowhere/a.h", "struct A;"),
    "a folder inside a module": ("src/cash/detail/a.h", "struct A;"),
    "a rule that includes an edge": ("src/dunning/a.cpp", '#include "dunning/edge/sql.h"'),
    "a rule that includes platform": ("src/dunning/a.cpp", '#include "platform/database.h"'),
    "platform above its place": ("src/platform/a.cpp", '#include "receivable/open_item.h"'),
    "a database header in a rule": ("src/receivable/a.cpp", "#include <sqlite3.h>"),
    "a file header in a rule": ("src/receivable/a.cpp", "#include <fstream>"),
    "a thread header in a rule": ("src/insight/a.cpp", "#include <thread>"),
    "a JSON header in a rule": ("src/policy/a.cpp", "#include <boost/json.hpp>"),
    "the system clock": ("src/receivable/a.cpp", "auto now = std::chrono::system_clock::now();"),
    "the C clock": ("src/receivable/a.cpp", "auto now = time(nullptr);"),
    "the environment": ("src/org/a.cpp", 'auto home = std::getenv("HOME");'),
    "random numbers": ("src/core/a.cpp", "std::random_device dice;"),
    "a double": ("src/contract/a.h", "struct A { double share; };"),
    "a floating-point literal": ("src/contract/a.cpp", "auto share = 0.6 * total;"),
    "an exponent literal": ("src/contract/a.cpp", "auto share = 6e-1 * total;"),
    "output in a rule": ("src/cash/a.cpp", 'void a() { std::printf("paid"); }'),
    "a cast in SQL": ("src/cash/edge/a.cpp", 'auto sql = "SELECT $1::text";'),
    "a cast in raw SQL": ("src/cash/edge/a.cpp", 'auto sql = R"sql(SELECT sum(amount)\n  ::bigint FROM t)sql";'),
    "a cast in a migration": ("db/migrations/0001.sql", "CREATE INDEX i ON t ((x::text));"),
    "a trigger": ("db/migrations/0001.sql", "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END;"),
    "a module used before it is declared": ("modules.txt", "core : org\norg :"),
}
HARMLESS = {
    "words in a comment": ("src/cash/a.cpp", "// a double payment; rand() and 0.5 are only mentioned\n/* getenv( */"),
    "words in a literal": ("src/cash/a.cpp", 'auto text = "double 0.5 std::cout getenv(";'),
    "numbers with marks": ("src/cash/a.cpp", "constexpr long one = 10'000'000'000; auto first = row.e10;"),
    "the edge's own tools": ("src/cash/edge/a.cpp", '#include <sqlite3.h>\n#include "platform/database.h"\ndouble a;'),
    "a scope that is no cast": ("src/platform/a.cpp", 'auto here = "::1"; auto x = std::text::y;'),
    "a test's own tools": ("src/cash/a_test.cpp", '#include <boost/json.hpp>\n#include "support/shared.h"'),
}
PLANTED_OBJECTS = {
    "the environment": "#include <cstdlib>\nconst char* a() { return std::getenv(\"A\"); }",
    "the clock": "#include <chrono>\nlong a() { return std::chrono::system_clock::now().time_since_epoch().count(); }",
    "a socket": "extern \"C\" int socket(int, int, int);\nint a() { return socket(1, 1, 0); }",
    "SQLite": "extern \"C\" int sqlite3_step(void*);\nint a(void* b) { return sqlite3_step(b); }",
    "a file": "#include <fstream>\nvoid a() { std::ofstream b(\"b\"); }",
}


def planted(where, text):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "modules.txt").write_text((ROOT / "modules.txt").read_text(encoding="utf-8"), encoding="utf-8")
        (root / "src").mkdir()
        (root / where).parent.mkdir(parents=True, exist_ok=True)
        (root / where).write_text(text + "\n", encoding="utf-8")
        return check(root)


def planted_object(source):
    with tempfile.TemporaryDirectory() as folder:
        build = pathlib.Path(folder)
        (build / "a.cpp").write_text(source, encoding="utf-8")
        subprocess.run(["g++", "-std=c++20", "-c", "a.cpp", "-o", "a.o"], cwd=build, check=True)
        subprocess.run(["ar", "rc", "libcash.a", "a.o"], cwd=build, check=True)
        return check_objects(ROOT, build)


def self_test():
    missed = [f"missed: {name}" for name, case in PLANTED.items() if not planted(*case)]
    missed += [f"wrongly accused: {name}: {found}" for name, case in HARMLESS.items() if (found := planted(*case))]
    proofs = len(PLANTED)
    if shutil.which("g++") and shutil.which("nm"):
        missed += [f"missed in an object: {name}" for name, source in PLANTED_OBJECTS.items() if not planted_object(source)]
        missed += [f"wrongly accused object: {found}" for found in planted_object("int a(int b) { return b + 1; }")]
        proofs += len(PLANTED_OBJECTS)
    print("\n".join(missed) or f"self-test: {proofs} planted violations found, {len(HARMLESS)} harmless files left alone")
    return missed


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--objects", metavar="DIR", type=pathlib.Path, help="a build folder")
    ask.add_argument("--self-test", action="store_true")
    wish = ask.parse_args()
    if wish.self_test:
        return 1 if self_test() else 0
    errors = check(ROOT) + (check_objects(ROOT, wish.objects) if wish.objects else [])
    print("\n".join(errors) or "layers and purity: ok")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
