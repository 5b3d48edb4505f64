"""What a reading of the Dockerfile shows without a build."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from checks.rules import ROOT, different, read, rule, unless

RECEIVED = (
    "models/nn/dense.py",
    "components/drawing/draw_pad/view.js",
    "lessons/en/draw.md",
    "data/mnist.npz",
    "data/network.npz",
    "data/README.md",
    "deploy/health.py",
    "deploy/make-keys.sh",
    "deploy/dask.yaml",
    ".streamlit/config.toml",
)
NEVER_RECEIVED = (
    ".git/config",
    ".venv/bin/python",
    ".env",
    "key.pem",
    "tests/test_dockerfile.py",
    "checks/words.txt",
    "data/make_network.py",
    "deploy/certificates/tls.key",
    ".streamlit/secrets.toml",
    "models/__pycache__/dense.cpython-313.pyc",
    "components/drawing/draw_pad/__pycache__/__init__.cpython-313.pyc",
)
IN_TMP = (
    "HOME",
    "TMPDIR",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "KERAS_HOME",
    "DASK_TEMPORARY_DIRECTORY",
)
ALWAYS_COPIED = {"app.py", "pages", "lessons", "data", ".streamlit", "LICENSE"}

TEXT = re.sub(r"^\s*#.*\n", "", read("Dockerfile"), flags=re.MULTILINE)
STEPS = [
    (word, rest)
    for step in TEXT.replace("\\\n", " ").splitlines()
    if step
    for word, rest in [step.split(None, 1)]
]
LAST = max(number for number, (word, _) in enumerate(STEPS) if word == "FROM")
RUNTIME = STEPS[LAST:]


def arguments(word: str, steps: list[tuple[str, str]] = STEPS) -> list[str]:
    """Return what follows each instruction of a kind."""
    return [rest for name, rest in steps if name == word]


def environment() -> dict[str, str]:
    """Return the variables the image sets."""
    return dict(re.findall(r"(\w+)=(\S+)", " ".join(arguments("ENV", RUNTIME))))


def copied_from_here() -> Iterator[str]:
    """Yield each path that is copied from the checkout, not from another stage."""
    for rest in arguments("COPY"):
        if "--from=" not in rest:
            *sources, _ = [word for word in rest.split() if not word.startswith("--")]
            yield from sources


def is_ignored(path: str) -> bool:
    """Return whether .dockerignore excludes a path: the last pattern that fits decides."""
    ignored = False
    for line in read(".dockerignore").splitlines():
        if not line or line.startswith("#"):
            continue
        pattern = re.escape(line.removeprefix("!").strip("/"))
        pattern = pattern.replace(r"\*\*/", "(.*/)?").replace(r"\*", "[^/]*")
        if re.fullmatch(f"{pattern}(/.*)?", path):
            ignored = not line.startswith("!")
    return ignored


def imported(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports by their whole names."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


@rule
def base_image() -> Iterator[str]:
    """The base image is named once, at the top, with its version."""
    word, base = STEPS[0]
    versioned = re.fullmatch(r"BASE=python:3\.1[123](\.\d+)?-slim\S*", base)
    yield from unless(word == "ARG" and versioned, f"{word} {base}")
    yield from different("FROM", {rest.split()[0] for rest in arguments("FROM")}, {"${BASE}"})
    yield from unless(":latest" not in TEXT, ":latest")


@rule
def stages() -> Iterator[str]:
    """What builds stays behind, and what runs installs nothing."""
    yield from unless(len(arguments("FROM")) >= 2, "a single stage")
    for rest in arguments("RUN", RUNTIME):
        yield from unless(not re.search(r"\binstall\b", rest), f"RUN {rest}")
    copies = any("--from=" in rest for rest in arguments("COPY", RUNTIME))
    yield from unless(copies, "nothing is copied from another stage")


@rule
def tested_versions() -> Iterator[str]:
    """The image has the tested versions by their hashes, and nothing for the tests."""
    install = next(rest for rest in arguments("RUN") if "pip" in rest and "install" in rest)
    for words in ("--require-hashes --requirement requirements.lock", "--no-cache-dir"):
        yield from unless(words in install, f"without {words}")
    yield from unless("requirements-dev" not in TEXT, "requirements-dev")


@rule
def not_root() -> Iterator[str]:
    """The image ends as a user who is not root."""
    last = arguments("USER")[-1]
    yield from unless(all(int(number) >= 1000 for number in last.split(":")), f"USER {last}")
    after = {word for word, _ in RUNTIME[RUNTIME.index(("USER", last)) :]}
    yield from different("after USER", after & {"RUN", "COPY"}, set())


@rule
def stop_signal() -> Iterator[str]:
    """The stop signal reaches Python itself."""
    yield from different("CMD", json.loads(arguments("CMD", RUNTIME)[-1]), ["python", "app.py"])
    yield from different("ENTRYPOINT", arguments("ENTRYPOINT"), [])


@rule
def port() -> Iterator[str]:
    """It listens on the port it exposes, and on every address."""
    yield from different("EXPOSE", arguments("EXPOSE"), [environment()["PORT"]])
    yield from different("HOST", environment()["HOST"], "0.0.0.0")


@rule
def writes_to_tmp() -> Iterator[str]:
    """Everything that is written goes to /tmp."""
    for name in IN_TMP:
        path = environment().get(name, "")
        yield from unless(PurePosixPath(path).parts[:2] == ("/", "tmp"), f"{name}={path}")


@rule
def fetches_nothing() -> Iterator[str]:
    """Nothing is fetched from an address."""
    yield from different("ADD", arguments("ADD"), [])
    found = re.search(r"https?://|\bcurl\b|\bwget\b|\bgit clone\b", TEXT)
    yield from unless(not found, f"{found and found[0]}")


@rule
def copies() -> Iterator[str]:
    """All that the lesson imports and reads is copied, exists and is not ignored."""
    copied = set(copied_from_here())
    for source in sorted(copied):
        yield from unless((ROOT / source).exists(), f"COPY {source}: there is no such file")
        yield from unless(not is_ignored(source), f"COPY {source}: .dockerignore excludes it")
    files = [ROOT / "app.py"]
    for folder in ("components", "deploy", "models", "pages"):
        files += (ROOT / folder).rglob("*.py")
    names = {name.split(".")[0] for path in files for name in imported(path)}
    ours = {name for name in names if (ROOT / name).is_dir()}
    ours |= {f"{name}.py" for name in names if (ROOT / f"{name}.py").is_file()}
    yield from different("not copied", (ours | ALWAYS_COPIED) - copied, set())


@rule
def build_context() -> Iterator[str]:
    """The build receives what the lesson needs and never what is not the lesson."""
    for path in RECEIVED:
        yield from unless((ROOT / path).is_file(), f"{path} does not exist")
        yield from unless(not is_ignored(path), f"{path} is excluded")
    for path in NEVER_RECEIVED:
        yield from unless(is_ignored(path), f"{path} is not excluded")


@rule
def health_check_times() -> Iterator[str]:
    """A container is soon known to be well, and has a minute to become so."""
    check = arguments("HEALTHCHECK", RUNTIME)[-1]
    seconds = {name: int(each) for name, each in re.findall(r"--([a-z-]+)=(\d+)", check)}
    # The first check comes after one interval: nginx in compose.yaml waits for it.
    yield from unless(seconds["interval"] <= 5, f"interval {seconds['interval']}")
    yield from unless(seconds["start-period"] >= 60, f"start-period {seconds['start-period']}")
    # One that was well is not given up over less than that either.
    patience = seconds["interval"] * seconds["retries"]
    yield from unless(patience >= 60, f"given up after {patience} seconds")
    known = "start-interval" not in seconds
    yield from unless(known, "Debian 12's podman and docker know no start-interval")
