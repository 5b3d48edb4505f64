"""Session: what is stored for one learner, shared by all pages."""

import secrets
import weakref
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import streamlit as st

from models.exercises.flashcards import LeitnerDeck
from models.nn.arrays import Array
from models.nn.dense import DenseLayer, packed_layers
from models.runtime import run_registry
from models.sequential.presets import FIRST
from models.training.run_summary import RunSummary, summarize
from models.training.run_view import RunView

Place = tuple[str, int, int, str]  # a layer to be changed: whose, inputs, units, training run
Guess = Any  # an int, a number, a word or places, as the kind of the question has it


MAX_RUNS = 6  # kept for comparison; with the curves about 50 KB


@dataclass(frozen=True)
class Pad:
    """A size of drawing: its pixels, and the value of a full stroke of ink."""

    name: str
    side: int
    levels: int  # ink comes in whole steps, 0 to levels
    full: float  # the value of the last step

    def values(self, levels: Array) -> Array:
        """Return the values of whole steps of ink."""
        return levels * (self.full / self.levels)

    def to_levels(self, values: Array) -> Array:
        """Return values from 0 to 1, as image files have them, in whole steps of ink."""
        return np.rint(np.clip(values, 0, 1) * self.levels).astype(np.uint8)


PADS = {
    pad.name: pad
    for pad in (
        Pad("3×3", 3, levels=9, full=9.0),  # small whole numbers, to be added up by hand
        Pad("8×8", 8, levels=255, full=1.0),
        Pad("28×28", 28, levels=255, full=1.0),
    )
}
COLOURS = {"grey": 1, "RGB": 3}  # channels


def _blank(pad: Pad, channels: int) -> Array:
    shape = (pad.side, pad.side) if channels == 1 else (pad.side, pad.side, channels)
    return np.zeros(shape, np.uint8)


def _first_pictures() -> dict[tuple[str, str], Array]:
    pictures = {
        (name, colour): _blank(pad, channels)
        for name, pad in PADS.items()
        for colour, channels in COLOURS.items()
    }
    pictures["3×3", "grey"] = np.arange(1, 10, dtype=np.uint8).reshape(3, 3)
    # Red counts up, green counts down, blue stays: each value in the vector tells its channel.
    up = pictures["3×3", "grey"]
    pictures["3×3", "RGB"] = np.stack([up, 10 - up, np.full_like(up, 5)], axis=-1)
    return pictures


@dataclass
class RemoteRequest:
    """A question to the trainer, and what came of it."""

    mark: str  # of what it is about; asked about other numbers it has another
    task: str = ""  # while it is pending
    trouble: str = ""  # a sentence where there is no answer
    answer: Any = None
    news: tuple[dict, ...] = ()  # all a long task told, once it has ended, however it ended

    @property
    def pending(self) -> bool:
        """Whether there is no answer yet."""
        return bool(self.task)


@dataclass
class Session:
    """What one learner made and chose; changed in callbacks only (and by the training tick)."""

    pad: str = "3×3"
    colour: str = "grey"
    pictures: dict[tuple[str, str], Array] = field(default_factory=_first_pictures)
    originals: dict[tuple[str, str], Array] = field(default_factory=dict)  # finer, as it came
    stamp: int = 0  # grows when a picture changes by anything but the pad's own pen
    settled: bool = False  # whether the learner has drawn something, or chosen a size
    position: int = 0  # how many of the picture's values have been read into the vector
    read_order: str = "row by row"  # how the trained network gets to read the picture
    source: str = ""  # one phrase: where the picture on the pad came from
    prepare: bool = True  # whether the trained network sees the picture as MNIST would have it
    own_layers: tuple[tuple[Array, Array, str], ...] = ()  # kernel, bias, activation of each
    use_own: bool = False  # whether pages show the learner's own network
    zoom: tuple[int, ...] = ()  # where the network is looked at: layer, unit, input
    evidence: tuple[int, int] | None = None  # the classes whose evidence is shown, -1 for any
    by_hand: dict[Place, dict[tuple[int, int], float]] = field(default_factory=dict)
    undo: dict[Place, list[dict[tuple[int, int], float]]] = field(default_factory=dict)
    told: int = 0  # how far the neuron's story has been told, in steps
    answered: int = 0  # the number of the last change that a widget reported and was taken in
    by_hand_table: int = 0  # grows when the table shall forget what was typed into it
    neuron_mode: str = "watch"  # how the learner works on a neuron
    stretch: int | None = None  # the term their exercise begins with; None where the page chooses
    alone: int = 0  # the seed of the neuron they compute alone
    practice: dict[str, dict[str, dict]] = field(default_factory=dict)  # answers by exercise
    asked: dict[str, RemoteRequest] = field(default_factory=dict)  # the last question of each place
    guesses: dict[str, list[Guess]] = field(default_factory=dict)  # by question, all in order
    outcomes: dict[str, bool] = field(default_factory=dict)  # whether the last one was right
    recalled: bool = False  # whether what the browser's tab remembered has been taken in
    network_recalled: bool = False  # and so with the network that the tab kept
    asked_again: int = 0  # times the tab was, as what it handed over could not be read
    doubted: set[str] = field(default_factory=set)  # questions whose answers the tab remembered
    reopened: set[str] = field(default_factory=set)  # questions the learner wants to answer anew
    cards: str = ""  # how far they were with their cards, as their link has it
    deck: LeitnerDeck | None = None  # the cards to recall, once they were looked at
    # What came of the last card: a section, its gaps.
    card_told: tuple[str, dict[str, str]] | tuple[()] = ()
    chain: str = (
        FIRST  # what is built on the workbench, as `models.sequential.model.to_text` writes it
    )
    chain_stamp: int = 0  # grows when the chain changes by anything but the learner's own hand
    chain_built: str = ""  # the last one whose numbers were shown
    run_id: str = ""  # the training run the learner started or found again
    kept_run: str = ""  # the run whose network became the learner's own
    left: list[str] = field(default_factory=list)  # runs left for another one before they ended
    kept_runs: list[RunSummary] = field(default_factory=list)  # the last ones that ended
    runs_ended: int = 0
    id: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    present: bool = False  # whether the lesson is shown to a room, on a projector
    hidden: tuple[str, ...] = ()  # controls a teacher's link leaves out: keys of HIDEABLE
    trouble: dict[str, str] = field(default_factory=dict)  # a sentence for the learner, by where

    @property
    def levels(self) -> Array:
        """The active picture in whole steps of ink."""
        return self.pictures[self.pad, self.colour]

    @property
    def image(self) -> Array:
        """The active picture's values: (side, side) or (side, side, 3)."""
        return PADS[self.pad].values(self.levels)

    @property
    def light(self) -> Array:
        """The active picture from 0 (black) to 1 (white), as fine as we have it."""
        fine = self.originals.get((self.pad, self.colour))
        return self.levels / PADS[self.pad].levels if fine is None else fine

    def begin_drawing(self) -> None:
        """Lay out a page of MNIST's size for somebody who has not drawn yet."""
        if not self.settled:
            self.choose("28×28", "grey")

    def draw(self, levels: Array) -> None:
        """Keep what the pen drew on the active pad."""
        self.pictures[self.pad, self.colour] = levels
        self.originals.pop((self.pad, self.colour), None)
        self.settled = True
        self.source = "drawn by you"

    def put(self, values: Array, source: str, original: Array) -> None:
        """Replace the active picture by one from elsewhere.

        Args:
            values: 0 to 1, shaped as the active picture.
            source: one phrase, where it came from.
            original: the same picture as fine as it came, 0 to 1.
        """
        self.pictures[self.pad, self.colour] = PADS[self.pad].to_levels(values)
        self.originals[self.pad, self.colour] = original
        self.stamp += 1
        self.settled = True
        self.source = source

    def keep_network(self, run_id: str, layers: Sequence[DenseLayer]) -> None:
        """Make a trained network the learner's own; the other pages show it from now on."""
        self.own_layers = tuple(packed_layers(layers))
        self.use_own = True
        self.kept_run = run_id

    def follow(self, run_id: str) -> None:
        """Turn to another run; the one that is left is kept too, once it has ended."""
        if self.run_id and self.run_id not in [run.id for run in self.kept_runs]:
            self.left = [*self.left, self.run_id][-MAX_RUNS:]
        self.run_id = run_id

    def keep_run(self, view: RunView) -> None:
        """Keep an ended run's settings and curves, once; the oldest has to go for a seventh."""
        if not view.frames or view.id in [run.id for run in self.kept_runs]:
            return
        self.runs_ended += 1
        kept = summarize(view, f"run {self.runs_ended}")
        self.kept_runs = [*self.kept_runs, kept][-MAX_RUNS:]

    def begin_chain(self, text: str) -> None:
        """Put another chain on the workbench."""
        self.chain = text
        self.chain_stamp += 1

    def read_whole(self) -> None:
        """Have the whole picture in the vector, so that it is seen there while it is drawn."""
        self.position = self.levels.size

    def choose(self, pad: str, colour: str) -> None:
        """Turn to another size or colour, each with its own picture; one read whole stays so."""
        whole = self.position == self.levels.size
        self.pad, self.colour = pad, colour
        if whole:
            self.read_whole()
        self.settled = True
        self.stamp += 1


FIRST_PICTURES = _first_pictures()  # as every session begins; nobody draws on these


def current_session() -> Session:
    """Return the session of the current page's learner."""
    if "learner" not in st.session_state:  # a page asks for it dozens of times, it begins once
        st.session_state["learner"] = new_session()
    return st.session_state["learner"]


def new_session() -> Session:
    """Return a new session; when it is collected, its learner has left."""
    session = Session()
    weakref.finalize(session, run_registry.leave, session.id).atexit = False
    return session


def set_default(key: str, value: object) -> None:
    """Set a control's value, unless a link or the learner has set it."""
    st.session_state.setdefault(key, value)


def set_state(key: str, value: object) -> None:
    """Set a control's value to the session's; call it before the control is drawn.

    Args:
        key: the control's name.
        value: the session's.
    """
    st.session_state[key] = value
