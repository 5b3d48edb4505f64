"""A full disk, and one that may only be read: training waits, and begins when there is room."""

import os
import shlex
import subprocess
import sys

import pytest

from tests.browser.server import ROOT

# In a view of the disks that only this process has: nothing of the machine's own is touched.
MOUNT = """
for place in /tmp /var/tmp; do
  mount -t tmpfs -o size=1m tmpfs $place
  {trouble}
done
mount --bind {root} {root} && mount -o remount,ro,bind {root} && cd {root}
exec {python} -m tests.models.on_a_disk sh -c 'for place in /tmp /var/tmp; do {relief}; done'
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


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or not may_mount(),
    reason="only root on Linux may give a process disks of its own",
)
@pytest.mark.skipif(ROOT.is_relative_to("/tmp"), reason="the disk of another /tmp would hide us")
@pytest.mark.parametrize("disk", TROUBLE)
def test_where_nothing_can_be_written_training_waits_for_room(disk):
    trouble, relief = TROUBLE[disk]
    script = MOUNT.format(
        trouble=trouble, relief=relief, root=shlex.quote(str(ROOT)), python=sys.executable
    )
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script],
        env=os.environ | {"UNROLLED_WORKERS": "1"},
        capture_output=True,
        text=True,
        timeout=240,
    )
    said, state = done.stdout.splitlines()
    assert said == "The trainer cannot be reached just now; we keep trying."
    assert state == "finished", done.stderr
