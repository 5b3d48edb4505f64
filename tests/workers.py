"""How the test files are shared out: those that mostly wait keep no core idle.

Three workers share two cores. One of them takes the files below first, which wait for silences,
leases and processes that start; the others compute meanwhile. At the end all help with what is
left.
"""

from pathlib import Path

from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

ROOT = Path(__file__).parents[1]
WAITING = (  # the longest first
    "tests/deploy/test_network_cuts.py",
    "tests/models/runtime/test_faults.py",
    "tests/deploy/test_cluster.py",
    "tests/models/runtime/test_run_registry.py",
    "tests/server/test_server.py",
    "tests/models/runtime/test_clock_changes.py",
    "tests/server/test_operations.py",
    "tests/models/runtime/test_task_registry.py",
    "tests/models/runtime/test_long_tasks.py",
    "tests/deploy/test_offline.py",
    "tests/deploy/test_manual_cluster.py",
)


class Overlapping(LoadFileScheduling):
    """Hands out whole files, the waiting ones to one worker as long as there are others."""

    def _assign_work_unit(self, node: WorkerController) -> None:
        wanted = next_file(list(self.workqueue), waits=node is self._waiting_one())
        self.workqueue.move_to_end(wanted, last=False)
        super()._assign_work_unit(node)

    def _waiting_one(self) -> WorkerController | None:
        """Choose the last worker, where there are more than two."""
        return self.nodes[-1] if len(self.nodes) > 2 else None


def next_file(files: list[str], waits: bool) -> str:
    """Choose from the files that are left, in the order they are to come.

    Args:
        files: their names, at least one.
        waits: whether it is for the worker that takes the waiting ones.
    """
    ours = [file for file in WAITING if file in files] if waits else []
    others = [file for file in files if file not in WAITING]
    return [*ours, *others, *files][0]
