"""A full disk, and one that may only be read: pages go on, and training waits for room."""

import os
import shlex
import subprocess
import sys

import pytest

from models.texts import sentence
from tests.browser.server import ROOT

# In a view of the disks that only this process has: nothing of the machine's own is touched.
MOUNT = """
for place in /tmp /var/tmp; do
  mount -t tmpfs -o size=1m tmpfs $place
  {trouble}
done
mount --bind {root} {root} && mount -o remount,ro,bind {root} && cd {root}
exec {python} -m {module} sh -c 'for place in /tmp /var/tmp; do {relief}; done'
"""
TROUBLE = {
    "full": ("dd if=/dev/zero of=$place/full bs=64k 2>/dev/null", "rm $place/full"),
    "read-only": ("mount -o remount,ro $place", "mount -o remount,rw $place"),
}


def may_mount() -> bool:
    tried = subprocess.run(
        ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/var/tmp"], capture_output=True
    )
    return tried.returncode == 0


pytestmark = [
    pytest.mark.cluster,
    pytest.mark.skipif(
        sys.platform != "linux" or os.geteuid() != 0 or not may_mount(),
        reason="only root on Linux may give a process disks of its own",
    ),
    pytest.mark.skipif(
        ROOT.is_relative_to("/tmp"), reason="the disk of another /tmp would hide us"
    ),
]


def on(disk: str, module: str) -> tuple[list[str], str]:
    """Run one of our modules on such a disk; give the lines it says, and what went wrong."""
    trouble, relief = TROUBLE[disk]
    root = shlex.quote(str(ROOT))
    script = MOUNT.format(
        trouble=trouble, relief=relief, root=root, python=sys.executable, module=module
    )
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script],
        # What the tests share is not there either: XLA compiles as if for the first time.
        env=os.environ | {"UNROLLED_WORKERS": "1", "TF_XLA_FLAGS": ""},
        capture_output=True,
        text=True,
        timeout=240,
    )
    return done.stdout.splitlines(), done.stderr


@pytest.mark.parametrize("disk", TROUBLE)
def test_where_nothing_can_be_written_training_waits_for_room(disk):
    (said, state), problem = on(disk, "tests.models.training_on_full_disk")
    assert said == sentence("trainer unreachable")
    assert state == "finished", problem


@pytest.mark.parametrize("disk", TROUBLE)
def test_where_nothing_can_be_written_pages_open_and_take_a_large_picture(disk):
    (uploaded, healthy), problem = on(disk, "tests.models.pages_on_full_disk")
    assert (uploaded, healthy) == ("204", "200"), problem
