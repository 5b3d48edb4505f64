"""Tools that check the JavaScript: ``python -m tests.js.tools lint`` or ``format``.

Biome and TypeScript are programs of their own for each system, so no npm and no Node is needed:
they are fetched once from npm's registry, as package-lock.json names them, into node_modules.
"""

import base64
import hashlib
import io
import json
import os
import platform
import subprocess
import sys
import tarfile
import urllib.request
from pathlib import Path

from components.ui.payloads import write_declarations

ROOT = Path(__file__).parents[2]
LOCK = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
REGISTRY = os.environ.get("NPM_CONFIG_REGISTRY", "https://registry.npmjs.org").rstrip("/")
CPUS = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
BIOME, TYPESCRIPT = "@biomejs/cli", "@typescript/typescript"
PROGRAMS = {BIOME: "biome", TYPESCRIPT: "lib/tsc"}


def program(tool: str) -> Path:
    """Return where a tool's program is, fetched if it is not there in the locked version."""
    package = f"{tool}-{sys.platform}-{CPUS.get(platform.machine().lower(), 'unknown')}"
    if tool == BIOME and platform.libc_ver()[0] != "glibc" and sys.platform == "linux":
        package += "-musl"
    where = f"node_modules/{package}"
    if where not in LOCK:
        raise SystemExit(f"{package} is no package of package-lock.json: no such tool here")
    locked, folder = LOCK[where], ROOT / where
    try:
        present = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    except OSError:
        present = None
    if present != locked["version"]:
        fetch(package, locked["version"], locked["integrity"], folder)
    return folder / (PROGRAMS[tool] + (".exe" if sys.platform == "win32" else ""))


def fetch(package: str, version: str, integrity: str, folder: Path) -> None:
    """Download a package, check it against its hash, and unpack it."""
    address = f"{REGISTRY}/{package}/-/{package.rpartition('/')[2]}-{version}.tgz"
    print(f"Fetching {package} {version}", file=sys.stderr)
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            content = answer.read()
    except OSError as problem:
        raise SystemExit(f"{address} could not be fetched: {problem}") from None
    kind, _, expected = integrity.partition("-")
    if base64.b64encode(hashlib.new(kind, content).digest()).decode() != expected:
        raise SystemExit(f"{address} is not what package-lock.json names")
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for member in archive.getmembers():
            member.name = member.name.partition("/")[2]
            if member.name != "package.json":
                archive.extract(member, folder, filter="data")
    # Last, as it is by its version that the whole package is known to be here.
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        (folder / "package.json").write_bytes(archive.extractfile("package/package.json").read())


def run(*command: str | Path) -> int:
    """Run a program in the project's folder and return its exit status."""
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main(what: str) -> int:
    """Check all JavaScript, or format it."""
    biome = program(BIOME)
    if what == "format":
        write_declarations()
        return run(biome, "check", "--write")
    return run(biome, "check", "--error-on-warnings") | run(program(TYPESCRIPT), "--project", ".")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
