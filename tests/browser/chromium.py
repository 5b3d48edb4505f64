"""Finds a Chromium for the browser tests, and installs one where none is to be found.

`python -m tests.browser.chromium` does so before the tests begin, or says in one
sentence why there is none. CHROMIUM in the environment names one's own.

The headless shell comes first: the same engine without windows, which opens and turns pages for
a fifth less processor time than the whole browser without a window.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
NONE = (
    "No browser for the tests: install Chromium or Chrome (on Debian: apt install chromium), "
    "or name one with CHROMIUM=/path/to/chromium."
)
PATIENCE = 600  # seconds an installation may take


def find() -> str | None:
    """Name a browser that is there: one's own, the system's shell, Playwright's, the system's."""
    if own := os.environ.get("CHROMIUM"):
        return own if Path(own).is_file() else None
    if shell := next(filter(None, map(shutil.which, SHELLS)), None):
        return shell
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        if Path(playwright.chromium.executable_path).is_file():
            return playwright.chromium.executable_path
    installed = (shutil.which(name) for name in NAMES)
    return next((path for path in (*installed, *PLACES) if path and Path(path).is_file()), None)


def install() -> None:
    """Try the system's package manager, where we may use it, then Playwright's own browser."""
    if shutil.which("apt-get"):
        root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        _run([*root, "apt-get", "update", "-qq"])
        for package in (SHELLS[0], NAMES[0]):
            _run([*root, *["apt-get", "install", "-y", "-qq", "--no-install-recommends"], package])
            if find():
                return
    _run([sys.executable, "-m", "playwright", "install", "chromium"])


def _run(command: list[str]) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(
            command, env=environment, timeout=PATIENCE, check=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as problem:
        print(f"{command[0]}: {problem}", file=sys.stderr)


def main() -> int:
    """Make sure that there is a browser."""
    if find():
        return 0
    if "CHROMIUM" not in os.environ:
        print("No Chromium found; installing one for the browser tests", flush=True)
        install()
    if find():
        return 0
    print(NONE, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
