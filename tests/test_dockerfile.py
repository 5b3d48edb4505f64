"""The commands of the Dockerfile that also run without a container."""

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

from checks.dockerfile import RUNTIME, arguments
from deploy.installed import same, wanted_here

ROOT = Path(__file__).parent.parent


@pytest.mark.skipif(sys.platform == "win32", reason="the containers are Linux's")
def test_the_builds_own_command_writes_a_valid_bill_of_every_locked_package(tmp_path):
    (command,) = (rest for rest in arguments("RUN") if "sbom" in rest)
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
    command = json.loads(arguments("HEALTHCHECK", RUNTIME)[-1].split("CMD", 1)[1])
    assert command[0] == "python"
    return subprocess.run(
        [sys.executable, *command[1:]],
        cwd=ROOT,
        # A proxy for the world outside must not be asked about the inside.
        env=os.environ | {"PORT": str(port), "http_proxy": "http://127.0.0.1:9"},
        stderr=subprocess.DEVNULL,
        check=False,
    ).returncode


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
