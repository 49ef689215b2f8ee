#!/usr/bin/env python3
"""Proves that what the repository says about itself holds.

  tools/check_docs.py              every check below
  tools/check_docs.py --self-test  plants one fault of each kind and proves that it is found

Checked: the Chinese and the English handbook have the same pages and headings; links and images resolve; every
R-number that is cited stands in docs/rules.md and every threat or invariant in docs/trust.md; every refusal the
program uses stands in the catalogue and none stands there unused; commands, options and API paths that the handbook
names exist; documents that comments name exist; docs/errors.md is up to date; no path of somebody's machine and no
registry host is written down.
"""
import argparse
import pathlib
import re
import sys
import tempfile

import generate_error_docs

ROOT = pathlib.Path(__file__).resolve().parent.parent
TEXTS = {".md", ".h", ".cpp", ".py", ".ts", ".tsx", ".json", ".yaml", ".yml", ".sql", ".toml", ".txt", ".cmake", ".sh", ".css", ".html", ""}
SKIPPED = {"node_modules", ".git", "dist", "__pycache__", "test-results", "data"}

RULE = re.compile(r"\bR-[0-9][0-9][0-9A-Z]b?\b")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*$")
REFUSE = re.compile(r'\b(?:refuse|Error)\s*[({]\s*"([^"]+)"')
DOCUMENT = re.compile(r"(?<![\w/.-])((?:[\w-]+/)*[\w-]+\.md)\b")
OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z-]+)\b")
COMMAND = re.compile(r"\btandem ([a-z][a-z-]+)")
API_PATH = re.compile(r"/api/v1(/[\w/{}.-]*)")
MACHINE_PATH = re.compile(r"(?<![\w.$}])/(?:work|root|home|Users|mnt)/[\w.-]+|\b[A-Z]:\\\\?Users\\")
REGISTRY = re.compile(r"\b(?:registry\.(?:npm|yarn)|npmmirror|(?:files\.)?pypi\.|pythonhosted|crates\.io|proxy\.golang|deb\.debian|archive\.ubuntu|artifactory|nexus\.)", re.I)


def files(root):
    """Every text of the repository; build folders and fetched packages are not part of it."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.is_file() and path.suffix in TEXTS and not any(part in SKIPPED or part.startswith("build") for part in parts[:-1]):
            try:
                yield path, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def prose(markdown):
    """Without fenced code, whose lines may look like headings."""
    return re.sub(r"^```.*?^```", "", markdown, flags=re.S | re.M)


def anchor(heading):
    """The anchor that code hosts give a heading."""
    plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def headings(markdown):
    return [(len(match[1]), match[2]) for line in prose(markdown).splitlines() if (match := HEADING.match(line))]


def check_languages(root):
    handbook = root / "docs/handbook"
    zh, en = ({path.name: path for path in (handbook / language).glob("*.md")} for language in ("zh", "en"))
    for name in sorted(zh.keys() ^ en.keys()):
        yield f"docs/handbook: {name} stands in one language only"
    for name in sorted(zh.keys() & en.keys()):
        shapes = [[level for level, _ in headings(path[name].read_text(encoding="utf-8"))] for path in (zh, en)]
        if shapes[0] != shapes[1]:
            yield f"docs/handbook: {name} has {len(shapes[0])} headings in zh and {len(shapes[1])} in en, or other levels"
    for name, text in ((name, path.read_text(encoding="utf-8")) for name, path in en.items()):
        for number, line in enumerate(prose(text).splitlines(), 1):
            if HEADING.match(line) and re.search(r"[\u4e00-\u9fff]", line):
                yield f"docs/handbook/en/{name}: a Chinese heading: {line}"


def check_links(root, pages):
    for path, text in pages:
        for target in LINK.findall(prose(text)):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, fragment = target.partition("#")
            other = (path.parent / name).resolve() if name else path
            where = path.relative_to(root)
            if not other.exists():
                yield f"{where}: the link {target} leads nowhere"
            elif fragment and other.suffix == ".md":
                if fragment not in {anchor(title) for _, title in headings(other.read_text(encoding="utf-8"))}:
                    yield f"{where}: {target}: there is no such heading"


def check_rules(root, texts):
    catalogue = (root / "docs/rules.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (R-\w+) \|.*\| ([^|]*) \|$", catalogue, re.M)
    known = [number for number, _ in rows]
    for number in sorted({number for number in known if known.count(number) > 1}):
        yield f"docs/rules.md: {number} is listed twice"
    modules = {line.partition(":")[0].strip() for line in (root / "modules.txt").read_text(encoding="utf-8").splitlines()
               if line.strip() and not line.startswith("#")}
    for number, where in rows:
        for module in (part.strip() for part in where.split(",")):
            if module != "planned" and module not in modules:
                yield f"docs/rules.md: {number}: '{module}' is not a module of modules.txt"
            elif module != "planned" and not (root / "src" / module).is_dir():
                yield f"docs/rules.md: {number}: src/{module} does not exist"
    for path, text in texts:
        if path.name != "check_docs.py":
            for number in sorted(set(RULE.findall(text)) - set(known)):
                yield f"{path.relative_to(root)}: {number} is not in docs/rules.md"


def check_trust(root, texts):
    """`trust S12`, `Trust D1` and `invariant I7` in code name rows of docs/trust.md."""
    page = root / "docs/trust.md"
    known = set(re.findall(r"^\| ([DSI]\d+) \|", page.read_text(encoding="utf-8"), re.M)) if page.exists() else set()
    for path, text in texts:
        if path.name == "check_docs.py":
            continue
        for cited in re.findall(r"\b(?:[Tt]rust|[Ii]nvariants?) ((?:[DSI]\d+(?:, | and |–| to )?)+)", text):
            for number in sorted(set(re.findall(r"[DSI]\d+", cited)) - known):
                yield f"{path.relative_to(root)}: {number} is not in docs/trust.md"
    for place in re.findall(r"`((?:\w+/)+\w+)`", page.read_text(encoding="utf-8")) if page.exists() else []:
        if not (root / place).exists() and not [each for each in ("src", "tests") if list((root / each).glob(place + "*"))]:
            yield f"docs/trust.md: there is no {place}"


def check_refusals(root, texts):
    refusals = generate_error_docs.read_catalogue(root)
    yield from generate_error_docs.table_faults(root)
    yield from (f"{generate_error_docs.CATALOGUE}: {fault}" for fault in generate_error_docs.faults(refusals))
    page = root / "docs/errors.md"
    if not page.exists() or page.read_text(encoding="utf-8") != generate_error_docs.render(refusals):
        yield "docs/errors.md is out of date: run tools/generate_error_docs.py"
    known, used = {refusal.code for refusal in refusals}, set()
    for path, text in texts:
        if path.suffix not in (".h", ".cpp") or root / "src" not in path.parents or path.match(generate_error_docs.CATALOGUE):
            continue
        code = re.sub(r"^\s*//.*$", "", text, flags=re.M)
        if not path.stem.endswith("_test"):
            used |= known & set(re.findall(r'"([a-z0-9_]+\.[a-z0-9_]+)"', code))
            for unknown in sorted({name for name in REFUSE.findall(code) if name not in known}):
                yield f"{path.relative_to(root)}: \"{unknown}\" is not in {generate_error_docs.CATALOGUE}"
    for code in sorted(known - used):
        yield f"{generate_error_docs.CATALOGUE}: nothing refuses with {code}"


def check_commands(root, texts):
    """What the handbook and the README let people type must exist in the program or its scripts."""
    program = [(path, text) for path, text in texts
               if root / "src" in path.parents and not path.stem.endswith("_test") or path.name in ("run", "test", "t") or path.parent == root / "tools"]
    if not any("CLI::App" in text for path, text in program if root / "src" in path.parents):
        return  # no command line yet
    scripts = "\n".join(text for path, text in program if path.suffix != ".cpp" and path.suffix != ".h" and path.name != "check_docs.py")
    words = scripts + "\n".join(re.findall(r'"(?:\\.|[^"\\\n])*"', "\n".join(text for path, text in program if path.suffix in (".cpp", ".h"))))
    for path, text in texts:
        if path.suffix != ".md" or not (path.name.startswith("README") and path.parent == root or "handbook" in path.parts):
            continue
        typed = "\n".join(re.findall(r"^```.*?^```", text, re.S | re.M) + re.findall(r"`[^`\n]+`", prose(text)))
        for option in sorted(set(OPTION.findall(typed))):
            if not re.search(rf'(?<![\w-]){option}(?![\w-])', words):
                yield f"{path.relative_to(root)}: no command has the option {option}"
        for command in sorted(set(COMMAND.findall(typed))):
            if f'"{command}"' not in words:
                yield f"{path.relative_to(root)}: there is no command 'tandem {command}'"


def check_api(root, texts):
    contract = root / "api/openapi.yaml"
    if not contract.exists():
        return
    def shape(path):
        return re.sub(r"\{[^}]*\}|[a-z]{2,4}_[…\w]+", "{}", path.rstrip("/."))
    known = {shape(path) for path in re.findall(r"^  (/[^\s:]*):", contract.read_text(encoding="utf-8"), re.M)}
    known |= {path.removeprefix("/api/v1") for path in known}
    names = {re.sub(r"\{\}", "[^/]+", path) for path in known}
    for path, text in texts:
        if path.suffix == ".md":
            for used in sorted({shape(found) for found in API_PATH.findall(text)}):
                if used and used not in known and not any(re.fullmatch(name, used) for name in names):
                    yield f"{path.relative_to(root)}: the API has no path {used}"


def check_reports(root, texts):
    """The handbook's page on reports names every report the program has, and no figure it lacks."""
    source = "\n".join(text for path, text in texts if root / "src/insight" in path.parents and path.suffix == ".cpp" and not path.stem.endswith("_test"))
    reports = re.findall(r'^\s*\{"([a-z][a-z-]+)", \{"', source, re.M)
    for page in sorted((root / "docs/handbook").glob("*/receivables-and-reports.md")) if reports else []:
        text = page.read_text(encoding="utf-8")
        for report in sorted(name for name in reports if f"tandem report {name}" not in text):
            yield f"{page.relative_to(root)}: says nothing of the report {report}"
        for report in sorted(set(re.findall(r"tandem report ([a-z-]+)", text)) - set(reports)):
            yield f"{page.relative_to(root)}: there is no report {report}"
        for figure in sorted(set(re.findall(r"`([a-z0-9]+(?:_[a-z0-9]+)*_(?:minor|count|bp|x100|sum|max|days))`", text))):
            if f'"{figure}"' not in source and figure not in ("amount_minor", "unapplied_minor"):
                yield f"{page.relative_to(root)}: no report has the figure {figure}"


def check_mentions(root, texts):
    """Documents that comments name, paths of machines, hosts of registries."""
    documents = {path.name for path, _ in texts if path.suffix == ".md"}
    for path, text in texts:
        where = path.relative_to(root)
        if path.suffix in (".h", ".cpp", ".sql", ".py") and path.name != "check_docs.py":
            for name in sorted({name for name in DOCUMENT.findall(text) if name.split("/")[-1] not in documents}):
                yield f"{where}: names {name}, which does not exist"
        if path.name != "package-lock.json":
            for found in sorted({match[0] for match in MACHINE_PATH.finditer(text)}):
                yield f"{where}: {found} is a path of one machine"
        for found in sorted({match[0] for match in REGISTRY.finditer(text)}):
            if path.name != "check_docs.py":
                yield f"{where}: {found} names a package registry; clients know theirs"


def check(root):
    texts = list(files(root))
    pages = [(path, text) for path, text in texts if path.suffix == ".md"]
    return [*check_languages(root), *check_links(root, pages), *check_rules(root, texts), *check_trust(root, texts), *check_refusals(root, texts),
            *check_commands(root, texts), *check_api(root, texts), *check_reports(root, texts),
            *check_mentions(root, texts)]


CATALOGUE = 'constexpr ErrorText values[] = {\n    {"date.invalid", 422, false, "Not a date. Write 2026-03-31.", "不是日期。请改写。"},\n};\n'
SOUND = {
    "modules.txt": "core :\n",
    "docs/rules.md": "# Rules\n\n| R-150 | 条款 | Terms | core |\n",
    "docs/handbook/zh/a.md": "# 甲\n\n## 乙\n",
    "docs/handbook/en/a.md": "# A\n\n## B\n\nSee [B](#b) and [rules](../../rules.md). Type `tandem report --as-of 2026-03-31`.\n",
    "src/core/errors.cpp": "joined(refusals::values)",
    "src/core/refusals_values.h": CATALOGUE,
    "src/core/date.cpp": '// R-150, docs/rules.md\nauto a = refuse("date.invalid");\n',
    "src/app/cli.cpp": 'CLI::App app; app.add_subcommand("report")->add_option("--as-of");\n',
    "api/openapi.yaml": "paths:\n  /receipts/{id}:\n    get:\n",
}
PLANTED = {
    "a page in one language": {"docs/handbook/en/b.md": "# B\n"},
    "headings that differ": {"docs/handbook/zh/a.md": "# 甲\n"},
    "a Chinese heading in English": {"docs/handbook/en/a.md": "# A\n\n## 乙\n"},
    "a dead link": {"docs/a.md": "[b](b.md)\n"},
    "a dead image": {"docs/a.md": "![b](images/b.png)\n"},
    "a dead anchor": {"docs/a.md": "[b](rules.md#nowhere)\n"},
    "an unknown rule": {"src/core/date.h": "// R-999\n"},
    "a rule listed twice": {"docs/rules.md": "| R-150 | a | b | core |\n| R-150 | a | b | core |\n"},
    "a rule in no module": {"docs/rules.md": "| R-150 | a | b | nowhere |\n"},
    "an unknown threat": {"src/core/date.h": "// trust S99\n"},
    "an unknown refusal": {"src/core/id.cpp": 'auto a = refuse("id.invalid");\n'},
    "an unused refusal": {"src/core/date.cpp": "// R-150\n"},
    "refusals that are left out": {"src/core/errors.cpp": "joined()"},
    "refusals out of order": {"src/core/refusals_values.h": CATALOGUE.replace("date.invalid", "date.wrong").replace("};", CATALOGUE.split("{\n")[1])},
    "figures that differ by language": {"src/core/refusals_values.h": CATALOGUE.replace("Not a date", "{subject} is no date")},
    "an unknown option": {"docs/handbook/en/a.md": "# A\n\n## B\n\n`tandem report --nonsense`\n"},
    "an unknown command": {"docs/handbook/en/a.md": "# A\n\n## B\n\n`tandem nonsense`\n"},
    "a report that is not there": {"src/insight/a.cpp": '    {"aging", {"standard"}},\n', "docs/handbook/en/receivables-and-reports.md": "`tandem report aged`\n",
                                   "docs/handbook/zh/receivables-and-reports.md": "`tandem report aging`\n"},
    "an unknown API path": {"docs/a.md": "`GET /api/v1/nonsense`\n"},
    "a document that is not there": {"src/core/date.h": "// see nowhere.md\n"},
    "a path of a machine": {"docs/a.md": "Look in /ho" + "me/lin/tandem.\n"},
    "a registry": {"docs/a.md": "https://regis" + "try.npmjs.org\n"},
}


def found_in(changes):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve()
        for name, text in {**SOUND, **changes}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        refusals = generate_error_docs.read_catalogue(root)
        (root / "docs/errors.md").write_text(generate_error_docs.render(refusals), encoding="utf-8")
        return check(root)


def self_test():
    missed = [f"missed: {name}" for name, changes in PLANTED.items() if not found_in(changes)]
    missed += [f"wrongly accused: {fault}" for fault in found_in({"docs/a.md": "`GET /api/v1/receipts/rcp_1`\n"})]
    print("\n".join(missed) or f"self-test: {len(PLANTED)} planted faults found, a sound repository left alone")
    return missed


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--self-test", action="store_true")
    if ask.parse_args().self_test:
        return 1 if self_test() else 0
    faults = check(ROOT)
    print("\n".join(faults) or "docs: ok")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
