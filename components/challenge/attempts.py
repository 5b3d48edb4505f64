"""Attempts: the learners' trainings for the challenge, and how Keras evaluated them.

They lie in the process, not in a session, so that a reload finds its own again by the id that
its link has.
"""

import secrets
import time
from dataclasses import asdict, dataclass, field
from typing import Any

from components.drawing.labeled_digit import Digit
from components.remote.task_status import collect, submit
from components.state.session import Challenge, RemoteRequest, current_session
from models.exercises.transforms import all_shifts
from models.nn.arrays import Array
from models.runtime import task_registry
from models.sequential.training_config import ModelTraining

REACH = 2  # pixels by which the digit is shifted at most
TRAINING, EVALUATION = "challenge_training", "challenge_evaluation"  # requests
MAX_ATTEMPTS = 200  # with weights of at most 240 kB each
MAX_RESULTS = 20  # of one attempt, for as many digits


@dataclass
class Attempt:
    """One training, and the evaluations of its network by the digit that was shifted."""

    stack: str
    training: ModelTraining
    digit: str  # the fingerprint of the one that its epochs predict
    request: RemoteRequest
    results: dict[str, dict] = field(default_factory=dict)  # by the digit's fingerprint
    evaluation: RemoteRequest | None = None
    message: str = ""  # what it waits for, in a sentence

    @property
    def epochs(self) -> list[dict]:
        """The reports of the epochs that have ended."""
        return [report for report in self.request.reports if "epoch" in report]

    @property
    def weights(self) -> list[Array] | None:
        """The trained network's; None until it is trained."""
        return self.request.result["weights"] if self.request.result else None

    @property
    def is_pending(self) -> bool:
        """Whether a worker trains or evaluates it."""
        return self.request.pending or bool(self.evaluation and self.evaluation.pending)


attempts: dict[str, Attempt] = {}  # by id, the oldest first


def current_attempt() -> Attempt | None:
    """Return the learner's last attempt, or None if there is none here."""
    return attempts.get(current_session().challenge.attempt)


def shifted(digit: Digit) -> Array:
    """Return a digit in all its positions, ``(25, 28, 28)``, from 0 to 1."""
    return all_shifts(digit.image, REACH)


def start_attempt(training: ModelTraining, digit: Digit) -> None:
    """Train the learner's model; for a button's callback."""
    challenge = current_session().challenge
    stack = challenge.bench.stack
    arguments = {"text": stack, "settings": asdict(training), "images": shifted(digit)}
    submit(TRAINING, stack, "train_challenge", arguments)
    request = current_session().requests[TRAINING]
    _store(challenge, Attempt(stack, training, digit.fingerprint, request))


def _store(challenge: Challenge, attempt: Attempt) -> None:
    while len(attempts) >= MAX_ATTEMPTS:
        attempts.pop(next(iter(attempts)), None)
    challenge.attempt = secrets.token_urlsafe(16)
    attempts[challenge.attempt] = attempt


def stop_attempt(attempt: Attempt) -> None:
    """Stop a training; for a button's callback."""
    task_registry.cancel(attempt.request.task)


def evaluate_attempt(attempt: Attempt, digit: Digit) -> None:
    """Have Keras evaluate an attempt; for a button's callback."""
    arguments: dict[str, Any] = {
        "text": attempt.stack,
        "weights": attempt.weights,
        "images": shifted(digit),
    }
    submit(EVALUATION, digit.fingerprint, "evaluate_challenge", arguments)
    attempt.evaluation = current_session().requests[EVALUATION]


def refresh(attempt: Attempt) -> bool:
    """Fetch what has come of an attempt; return whether something has just ended."""
    was_pending = attempt.is_pending
    _refresh(attempt, attempt.request)
    if (asked := attempt.evaluation) and asked.pending:
        _refresh(attempt, asked)
        if asked.result:
            while len(attempt.results) >= MAX_RESULTS:
                attempt.results.pop(next(iter(attempt.results)))
            attempt.results[asked.subject] = asked.result | {"when": 1000 * time.time()}
    return was_pending and not attempt.is_pending


def _refresh(attempt: Attempt, request: RemoteRequest) -> None:
    if not request.pending:
        return
    found = collect(request)
    request.reports = found.reports
    if found.state == "pending":
        attempt.message = found.message
