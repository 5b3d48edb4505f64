"""How pytest-xdist shares the test files out: the longest first, and no core idle.

There is one worker more than there are cores. The last one takes the files of WAITING first,
which wait for silences, leases and processes that start, and among them those that share a
trainer (``tests.trainer``); the others compute meanwhile. At the end all help with what is left.
"""

import os
from pathlib import Path

from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

ROOT = Path(__file__).parents[1]
WAITING = (  # the longest first
    "tests/models/runtime/test_faults.py",
    "tests/server/test_server.py",
    "tests/models/runtime/test_run_registry.py",
    "tests/deploy/test_offline.py",
    "tests/models/runtime/test_lost_trainer.py",
    "tests/models/runtime/test_clock_changes.py",
    "tests/models/runtime/test_foreign_cluster.py",
    "tests/deploy/test_cluster.py",
    "tests/deploy/test_network_cuts.py",
    "tests/server/test_operations.py",
    "tests/models/runtime/test_long_tasks.py",
    "tests/models/runtime/test_task_registry.py",
    "tests/pages/test_train_page.py",
    "tests/pages/test_run_comparison.py",
    "tests/deploy/test_manual_cluster.py",
)
COMPUTING = (  # those of the others that take longest
    "tests/browser/test_walk.py",
    "tests/browser/test_scenes.py",
    "tests/models/exercises/test_scripts.py",
    "tests/browser/test_navigation.py",
    "tests/browser/test_training.py",
    "tests/pages/test_forged_widgets.py",
    "tests/models/engine/test_train.py",
    "tests/browser/test_draw_pad.py",
    "tests/browser/test_later_scenes.py",
    "tests/browser/test_accessibility.py",
    "tests/browser/test_gradient_view.py",
    "tests/models/training/test_evaluation.py",
    "tests/models/training/test_diagnostics.py",
    "tests/models/export/test_run_files.py",
    "tests/browser/test_live_network.py",
    "tests/browser/test_neuron_view.py",
    "tests/browser/test_sharing.py",
    "tests/browser/test_recording.py",
    "tests/browser/test_later_accessibility.py",
    "tests/models/tasks/test_keras_evaluate.py",
    "tests/browser/test_live_views.py",
    "tests/browser/test_flatten_view.py",
    "tests/browser/test_pitfall_scenes.py",
    "tests/browser/test_widgets.py",
    "tests/models/training/test_checkpoint.py",
    "tests/models/training/test_presets.py",
    "tests/browser/test_whole_lesson.py",
    "tests/browser/test_myths_and_pitfalls.py",
    "tests/browser/test_restart.py",
    "tests/models/data/test_photographs.py",
    "tests/models/data/test_image_files.py",
    "tests/browser/test_content_security_policy.py",
    "tests/browser/test_closed_tab.py",
    "tests/browser/test_challenge.py",
    "tests/browser/test_experiments.py",
    "tests/browser/test_step_explainer.py",
    "tests/browser/test_side_pad.py",
    "tests/browser/test_workbench.py",
    "tests/browser/test_network_view.py",
    "tests/browser/test_downloads.py",
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
    waiting = [file for file in WAITING if file in files]
    computing = [file for file in COMPUTING if file in files]
    computing += [file for file in files if file not in {*WAITING, *COMPUTING}]
    return [*waiting, *computing][0] if waits else [*computing, *waiting][0]


def worker_count() -> int:
    """Return how many workers ``-n auto`` is: one more than there are cores."""
    return (os.cpu_count() or 1) + 1
