"""No network at run time: the whole lesson walked where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from components.nav.navigation import CONTENTS

ROOT = Path(__file__).parents[2]
ASK = ("unshare", "--net")
AS_ANYBODY = ("--user", "--map-root-user")  # where the system lets everybody have a namespace


def a_machine_without_network() -> tuple[str, ...]:
    """Find a command that runs another without any network, or skip the test and say why."""
    if not shutil.which(ASK[0]):
        pytest.skip("only Linux's unshare takes the network away from a process")
    for command in (ASK, (*ASK, *AS_ANYBODY)):
        if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
            return command
    pytest.skip("neither root nor user namespaces: nobody here may take the network away")


@pytest.mark.browser
@pytest.mark.cluster
def test_every_page_a_training_and_a_program_work_without_any_network():
    alone = a_machine_without_network()
    done = subprocess.run(
        [*alone, sys.executable, "-m", "tests.deploy.offline"],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=900,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == f"{len(CONTENTS)} pages"
