#!/usr/bin/env python3
"""Writes the list of what Tandem is made of (CycloneDX 1.5, JSON): the system's packages with the versions that are
installed here, and every web package of the lock file.

  tools/make_sbom.py [FILE]      standard output when no file is named
  tools/make_sbom.py --self-test
"""
import base64
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def version_of_program():
    return re.search(r"project\(tandem VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text()).group(1)


def installed(name):
    asked = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", name], capture_output=True, text=True)
    return asked.stdout if asked.returncode == 0 and asked.stdout else "not-installed"


def system_packages(text, scope):
    for name in text.split():
        version = installed(name)
        yield {"type": "library", "bom-ref": f"deb:{name}", "name": name, "version": version, "scope": scope, "purl": f"pkg:deb/debian/{name}@{version}"}


def web_packages(lock):
    for path, package in lock["packages"].items():
        if not path or package.get("link"):
            continue
        name = path.rpartition("node_modules/")[2]
        version = package["version"]
        part = {"type": "library", "bom-ref": f"npm:{path}@{version}", "name": name, "version": version,
                "scope": "excluded" if package.get("dev") else "required", "purl": "pkg:npm/" + name.replace("@", "%40", 1) + "@" + version}
        kind, _, digest = package.get("integrity", "").partition("-")
        if kind == "sha512":
            part["hashes"] = [{"alg": "SHA-512", "content": base64.b64decode(digest).hex()}]
        if isinstance(package.get("license"), str):
            part["licenses"] = [{"expression": package["license"]}]
        yield part


def sbom():
    packages = ROOT / "tools/packages"
    components = [*system_packages((packages / "build.txt").read_text(), "required"), *system_packages((packages / "test.txt").read_text(), "excluded"),
                  *web_packages(json.loads((ROOT / "web/package-lock.json").read_text()))]
    program = {"type": "application", "bom-ref": "tandem", "name": "tandem", "version": version_of_program()}
    return {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"component": program}, "components": components,
            "dependencies": [{"ref": "tandem", "dependsOn": [each["bom-ref"] for each in components if each["scope"] == "required"]}]}


def self_test():
    bom = sbom()
    refs = [each["bom-ref"] for each in bom["components"]]
    assert len(refs) == len(set(refs)), "a component twice"
    for name in ("libssl-dev", "libsodium-dev", "react", "antd"):
        assert any(each["name"] == name and each["scope"] == "required" for each in bom["components"]), name
    lock = {"packages": {"": {}, "node_modules/@a/b": {"version": "1.0.0", "integrity": "sha512-" + base64.b64encode(bytes(64)).decode(), "dev": True}}}
    part = next(web_packages(lock))
    assert part["purl"] == "pkg:npm/%40a/b@1.0.0" and part["scope"] == "excluded" and part["hashes"][0]["content"] == "00" * 64
    print(f"self-test: {len(refs)} components, each once")


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        self_test()
    else:
        text = json.dumps(sbom(), indent=1, ensure_ascii=False) + "\n"
        pathlib.Path(sys.argv[1]).write_text(text) if len(sys.argv) > 1 else sys.stdout.write(text)
