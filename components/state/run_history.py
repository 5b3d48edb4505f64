"""Run history: the training runs of one learner, from the one on the page to those that ended."""

from dataclasses import dataclass, field

from models.training.run_summary import RunSummary, summarize
from models.training.run_view import RunView

MAX_RUNS = 6  # kept for comparison; with the curves about 50 KB


@dataclass
class RunHistory:
    """Which run the page shows, and which are compared with it."""

    current: str = ""  # the id of the run the learner started or found again
    abandoned: list[str] = field(default_factory=list)  # left for another one before they ended
    ended: list[RunSummary] = field(default_factory=list)  # the last ones
    ended_count: int = 0  # of all, which numbers them
    opened: list[str] = field(default_factory=list)  # ids of runs the test images were opened for

    def follow(self, run_id: str) -> None:
        """Turn to another run; the one that is left is compared too, once it has ended."""
        if self.current and self.current not in [run.id for run in self.ended]:
            self.abandoned = [*self.abandoned, self.current][-MAX_RUNS:]
        self.current = run_id

    def add_ended(self, view: RunView) -> None:
        """Add an ended run's settings and curves, once; the oldest has to go for a seventh."""
        if not view.frames or view.id in [run.id for run in self.ended]:
            return
        self.ended_count += 1
        summary = summarize(view, f"run {self.ended_count}")
        self.ended = [*self.ended, summary][-MAX_RUNS:]
