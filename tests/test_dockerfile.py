"""What can be said of the container without building it."""

import ast
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from deploy.installed import same, wanted_here

ROOT = Path(__file__).parent.parent
LINES = re.sub(r"^\s*#.*\n", "", (ROOT / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
STEPS = [tuple(step.split(None, 1)) for step in LINES.replace("\\\n", " ").splitlines() if step]
LAST = max(number for number, (word, _) in enumerate(STEPS) if word == "FROM")
RUNTIME = STEPS[LAST:]


def said(word, steps=STEPS):
    """What stands behind each instruction of a kind."""
    return [rest for name, rest in steps if name == word]


def environment():
    return dict(re.findall(r"(\w+)=(\S+)", " ".join(said("ENV", RUNTIME))))


def context_copies():
    """Each (source, destination) that is copied from the checkout, not from another stage."""
    for rest in said("COPY"):
        if "--from=" not in rest:
            *sources, destination = [word for word in rest.split() if not word.startswith("--")]
            yield from ((source, destination) for source in sources)


def is_ignored(path):
    """Whether .dockerignore keeps a path from the build: the last pattern that fits decides."""
    ignored = False
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        pattern = re.escape(line.removeprefix("!").strip("/"))
        pattern = pattern.replace(r"\*\*/", "(.*/)?").replace(r"\*", "[^/]*")
        if re.fullmatch(f"{pattern}(/.*)?", path):
            ignored = not line.startswith("!")
    return ignored


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module


def test_the_base_image_is_named_once_at_the_top_with_its_version():
    word, base = STEPS[0]
    assert word == "ARG"
    assert re.fullmatch(r"BASE=python:3\.1[123](\.\d+)?-slim\S*", base)
    assert {rest.split()[0] for rest in said("FROM")} == {"${BASE}"}
    assert ":latest" not in LINES


def test_what_builds_stays_behind_and_what_runs_installs_nothing():
    assert len(said("FROM")) >= 2
    assert not [rest for rest in said("RUN", RUNTIME) if re.search(r"\binstall\b", rest)]
    assert any("--from=" in rest for rest in said("COPY", RUNTIME))


def test_it_installs_the_tested_versions_and_nothing_for_the_tests():
    install = next(rest for rest in said("RUN") if "pip" in rest and "install" in rest)
    assert "--require-hashes --requirement requirements.lock" in install
    assert "--no-cache-dir" in install
    assert "requirements-dev" not in LINES


def test_it_ends_as_a_user_who_is_not_root():
    user, group = said("USER")[-1].split(":")
    assert int(user) >= 1000
    assert int(group) >= 1000
    after = RUNTIME[RUNTIME.index(("USER", said("USER")[-1])) :]
    assert not {"RUN", "COPY"} & {word for word, _ in after}


def test_the_stop_signal_reaches_python_itself():
    command = json.loads(said("CMD", RUNTIME)[-1])
    assert command == ["python", "app.py"]
    assert not said("ENTRYPOINT")


def test_it_listens_on_the_port_it_exposes_and_on_every_address():
    settings = environment()
    assert said("EXPOSE") == [settings["PORT"]]
    assert settings["HOST"] == "0.0.0.0"


@pytest.mark.parametrize(
    "name",
    [
        "HOME",
        "TMPDIR",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "KERAS_HOME",
        "DASK_TEMPORARY_DIRECTORY",
    ],
)
def test_whatever_is_written_goes_to_tmp(name):
    assert Path(environment()[name]).parts[:2] == ("/", "tmp")


def test_nothing_is_fetched_from_an_address():
    assert not said("ADD")
    assert not re.search(r"https?://|\bcurl\b|\bwget\b|\bgit clone\b", LINES)


@pytest.mark.parametrize("source", [source for source, _ in context_copies()])
def test_what_is_copied_exists_and_is_not_ignored(source):
    assert (ROOT / source).exists()
    assert not is_ignored(source)


def test_everything_the_lesson_imports_and_reads_is_copied():
    copied = {source for source, _ in context_copies()}
    files = [ROOT / "app.py"]
    for folder in ("components", "deploy", "models", "pages"):
        files += (ROOT / folder).rglob("*.py")
    names = {name.split(".")[0] for path in files for name in imported(path)}
    ours = {name for name in names if (ROOT / name).is_dir()}
    ours |= {f"{name}.py" for name in names if (ROOT / f"{name}.py").is_file()}
    assert ours <= copied
    assert {"app.py", "pages", "lessons", "data", ".streamlit", "LICENSE"} <= copied


@pytest.mark.parametrize(
    "path",
    [
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
    ],
)
def test_the_build_receives_what_the_lesson_needs(path):
    assert (ROOT / path).is_file()
    assert not is_ignored(path)


@pytest.mark.parametrize(
    "path",
    [
        ".git/config",
        ".venv/bin/python",
        ".env",
        "key.pem",
        "tests/test_dockerfile.py",
        "data/make_network.py",
        "deploy/certificates/tls.key",
        ".streamlit/secrets.toml",
        "models/__pycache__/dense.cpython-313.pyc",
        "components/drawing/draw_pad/__pycache__/__init__.cpython-313.pyc",
    ],
)
def test_the_build_never_receives_what_is_not_the_lesson(path):
    assert is_ignored(path)


@pytest.mark.skipif(sys.platform == "win32", reason="the containers are Linux's")
def test_the_builds_own_command_writes_a_valid_bill_of_every_locked_package(tmp_path):
    (command,) = (rest for rest in said("RUN") if "sbom" in rest)
    for old, new in {
        "/opt/venv/bin/python": sys.executable,
        "/build/requirements.lock": ROOT / "requirements.lock",
    }.items():
        assert old in command
        command = command.replace(old, shlex.quote(str(new)))
    # All that the build has received by then and this needs; from elsewhere it imports nothing.
    shutil.copytree(ROOT / "deploy", tmp_path / "deploy")
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run(["sh", "-c", command], cwd=tmp_path, env=bare, check=True, timeout=120)
    text = (tmp_path / "sbom.cdx.json").read_text("utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    purls = [each.get("purl", "") for each in json.loads(text)["components"]]
    versions = dict(re.findall(r"^pkg:pypi/(.+)@(.+)$", "\n".join(purls), re.MULTILINE))
    for pin in wanted_here():
        assert versions[same(pin.name)] in pin.specifier


class Answer(BaseHTTPRequestHandler):
    """A server that is well or unwell."""

    status = 200

    def do_GET(self):
        self.send_response(self.status if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *_):
        pass


def check_health(port):
    command = json.loads(said("HEALTHCHECK", RUNTIME)[-1].split("CMD", 1)[1])
    assert command[0] == "python"
    return subprocess.run(
        [sys.executable, *command[1:]],
        cwd=ROOT,
        # A proxy for the world outside must not be asked about the inside.
        env=os.environ | {"PORT": str(port), "http_proxy": "http://127.0.0.1:9"},
        stderr=subprocess.DEVNULL,
        check=False,
    ).returncode


def test_a_container_is_soon_known_to_be_well_and_has_a_minute_to_become_so():
    seconds = dict(re.findall(r"--([a-z-]+)=(\d+)", said("HEALTHCHECK", RUNTIME)[-1]))
    # The first check comes after one interval: nginx in compose.yaml waits for it.
    assert int(seconds["interval"]) <= 5
    assert int(seconds["start-period"]) >= 60
    # One that was well is not given up over less than that either.
    assert int(seconds["interval"]) * int(seconds["retries"]) >= 60
    assert "start-interval" not in seconds, "Debian 12's podman and docker know no such flag"


@pytest.mark.parametrize(("status", "well"), [(200, True), (503, False)])
def test_the_health_check_tells_a_server_that_is_well_from_one_that_is_not(
    monkeypatch, status, well
):
    monkeypatch.setattr(Answer, "status", status)
    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert (check_health(server.server_port) == 0) is well
        server.shutdown()
    assert check_health(server.server_port) != 0, "nobody answers any more"
