"""Finds an nginx for the tests, and installs one where none is to be found and we may."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "deploy" / "nginx.conf"
MANUAL = ROOT / "docs" / "administrator.md"
NONE = "No nginx for the tests: install it (on Debian: apt install nginx-light)."
PATIENCE = 300  # seconds an installation may take
SBIN = "/usr/sbin:/usr/local/sbin:/opt/homebrew/bin"


def find() -> str | None:
    """Name an nginx that is there."""
    return shutil.which("nginx", path=os.environ.get("PATH", "") + os.pathsep + SBIN)


def needed() -> str:
    """Name an nginx, installed if need be; without one the test is skipped and says so."""
    if not find() and shutil.which("apt-get"):
        root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        for words in ("update -qq", "install -y -qq --no-install-recommends nginx-light"):
            subprocess.run(
                [*root, "apt-get", *words.split()], timeout=PATIENCE, check=False,
                env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
    return find() or pytest.skip(NONE)


def configuration(folder: Path, port: int, web_1: int, web_2: int) -> Path:
    """Write the shipped configuration with other addresses and places, and nothing else changed.

    Args:
        folder: what it writes goes there instead of to /tmp.
        port: where it shall listen, on this machine only.
        web_1: the first replica's port.
        web_2: the second's.
    """
    text = SHIPPED.read_text("utf-8")
    for old, new in {
        "listen 8080": f"listen 127.0.0.1:{port}",
        "web-1:8501": f"127.0.0.1:{web_1}",
        "web-2:8502": f"127.0.0.1:{web_2}",
        "~:8501$": f"~:{web_1}$",
        "~:8502$": f"~:{web_2}$",
        " /tmp/": f" {folder}/",
    }.items():
        assert old in text
        text = text.replace(old, new)
    assert not re.search(r"850[12]|web-", text)
    path = folder / "nginx.conf"
    path.write_text(text, "utf-8")
    return path


def with_tls(folder: Path, port: int) -> None:
    """Put the shipped TLS settings where nginx looks for them; the certificates are there too."""
    (folder / "tls").mkdir()
    (folder / "tls" / "tls.conf").write_text(tls_settings(port, folder), "utf-8")


def tls_settings(port: int, certificates: Path) -> str:
    """Take the shipped TLS settings, with another port and another folder of certificates."""
    text = (ROOT / "deploy" / "tls.conf").read_text("utf-8")
    for old, new in {
        "listen 8443": f"listen 127.0.0.1:{port}",
        "/certificates/": f"{certificates}/",
    }.items():
        assert old in text
        text = text.replace(old, new)
    return text


def nginx(folder: Path, port: int, web_1: int, web_2: int) -> AbstractContextManager[Path]:
    """Run nginx before two replicas until the test is done with it; gives its access log."""
    return configured_nginx(folder, configuration(folder, port, web_1, web_2))


def nginx_at_path(folder: Path, port: int, web: int, path: str) -> AbstractContextManager[Path]:
    """Run nginx as the manual's example has it, before a lesson below a path.

    Args:
        folder: what it writes goes there.
        port: where it shall listen, on this machine only.
        web: the lesson's port.
        path: below which the lesson is.
    """
    (example,) = re.findall(r"```nginx\n(.*?)```", MANUAL.read_text("utf-8"), re.DOTALL)
    for old, new in {"/lesson/": f"/{path}/", "127.0.0.1:8501": f"127.0.0.1:{web}"}.items():
        assert old in example
        example = example.replace(old, new)
    places = "\n".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    file = folder / "nginx.conf"
    file.write_text(
        f"pid {folder}/nginx.pid; events {{}}\n"
        f"http {{ access_log off; {places}\nserver {{ listen 127.0.0.1:{port};\n{example}}} }}"
    )
    return configured_nginx(folder, file)


@contextmanager
def configured_nginx(folder: Path, file: Path) -> Iterator[Path]:
    """Run nginx with a configuration until the test is done with it; gives its log."""
    command = [needed(), "-c", str(file), "-g"]
    # Root's nginx would give its work to a user who may not look into the test's folder.
    command += ["daemon off;" + (" user root;" if os.geteuid() == 0 else "")]
    subprocess.run([*command, "-t", "-q"], check=True)
    log = folder / "nginx.log"
    with log.open("a") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
    try:
        yield log
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def started_by_script(folder: Path, plain: int, secret: int, certificates: Path) -> Iterator[None]:
    """Run the shipped start-nginx.sh, with other ports and places, until the test is done with it.

    Args:
        folder: what it reads and writes is there instead of in /deploy and /tmp.
        plain: where it shall listen, on this machine only.
        secret: where it shall listen with TLS.
        certificates: a folder as is mounted to /certificates.
    """
    configuration(folder, plain, plain, plain)
    (folder / "tls.conf").write_text(tls_settings(secret, certificates), "utf-8")
    text = (ROOT / "deploy" / "start-nginx.sh").read_text("utf-8")
    for old, new in {
        " /tmp/": f" {folder}/",
        " /certificates/": f" {certificates}/",
        "daemon off;": "daemon off;" + (" user root;" if os.geteuid() == 0 else ""),
    }.items():
        assert old in text
        text = text.replace(old, new)
    script = folder / "start-nginx.sh"
    script.write_text(text, "utf-8")
    place = f"{Path(needed()).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    with (folder / "nginx.log").open("a") as said:
        process = subprocess.Popen(
            ["sh", script], stdout=said, stderr=said, env=os.environ | {"PATH": place}
        )
    try:
        yield
    finally:
        process.terminate()  # the script has become nginx
        assert process.wait(20) == 0
