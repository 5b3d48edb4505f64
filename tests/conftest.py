"""What all tests share."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import cache

import hypothesis
import pytest
import streamlit as st
from playwright.sync_api import Browser
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import app_test, local_script_runner

from tests.browser.opening import open_browser
from tests.kinds import kinds
from tests.payloads import checked_component
from tests.trainer import run_trainer

# Each trainer of a test begins with as many workers as this; a second one would load TensorFlow
# beside what is tested. Who wants more says so.
os.environ.setdefault("UNROLLED_WORKERS", "1")

# Servers and trainers are started by the hundred, and each would compile the project's 400 modules
# anew where the environment forbids to keep what is compiled: 0.7 processor seconds of each.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Every AppTest looks through all installed packages for components: nine tenths of its time,
# and always with the same outcome while the tests run.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

# And at each turn it would compile the pages anew: a quarter of what is left.
compiled = ScriptCache()
local_script_runner.ScriptCache = app_test.ScriptCache = lambda: compiled

# After every run of a page Streamlit tidies up after Keras where a process has it. The web
# process never has; a process of tests may, and would spend most of its time on that.
script_runner._clean_problem_modules = lambda: None


# How long an example takes is the machine's affair.
hypothesis.settings.register_profile("unrolled", deadline=None)
hypothesis.settings.load_profile("unrolled")

# Both sides of each widget know one description of what it is sent.
st.components.v2.component = checked_component


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Let all processes of this run share what XLA has compiled.

    A network of another shape costs each process 2.4 processor seconds; read from a file, 0.5.
    It is the same machine code, and TensorFlow compares the whole program before it takes it.
    """
    if not hasattr(config, "workerinput"):  # pytest-xdist's workers get the environment of this one
        compiled = tempfile.mkdtemp(prefix="unrolled-xla-")
        config.add_cleanup(lambda: shutil.rmtree(compiled, ignore_errors=True))
        flag = f"--tf_xla_persistent_cache_directory={compiled}"
        os.environ["TF_XLA_FLAGS"] = f"{os.environ.get('TF_XLA_FLAGS', '')} {flag}".strip()


def pytest_sessionstart() -> None:
    gc.disable()  # looking through all that is being loaded would take a sixth of the time


def pytest_collection_finish() -> None:
    gc.enable()
    gc.freeze()  # what is loaded stays: it need not be looked through again


@pytest.hookimpl(optionalhook=True)  # where pytest-xdist is left out, nothing is shared out
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    from tests.workers import Overlapping

    return Overlapping(config, log) if config.getoption("dist") == "loadfile" else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    from tests.workers import worker_count

    # `-n logical` remains one a core, for tests of which none waits.
    return worker_count() if config.option.numprocesses == "auto" else None


@pytest.hookimpl(tryfirst=True)  # before those with other markers are left out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for kind in kinds(item):
            item.add_marker(kind)


@pytest.fixture(scope="session")
def trainer() -> Iterator[str]:
    """The address of a trainer that stays as long as this process of tests."""
    with run_trainer() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all: Playwright runs once a process."""
    with open_browser() as browser:
        yield browser
