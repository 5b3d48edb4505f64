"""Session: what is stored for one learner, shared by all pages, in parts of one concern each."""

import secrets
import weakref
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from components.state.drawing import Drawing
from components.state.network_files import OwnNetworkFile
from components.state.run_history import RunHistory
from models.exercises.flashcards import LeitnerDeck
from models.nn.arrays import Array
from models.nn.dense import DenseLayer, packed_layers
from models.runtime import run_registry
from models.sequential.presets import CHALLENGE, FIRST

LayerKey = tuple[str, int, int, str]  # a layer to be edited: whose, inputs, units, training run
WeightChanges = dict[tuple[int, int], float]  # by (input, unit); after the inputs, the bias
Guess = Any  # an int, a number, a word or a tuple of them, as the question's type has it


@dataclass
class NetworkView:
    """Which trained network the pages show, how it reads the picture, and what of it is open."""

    own_layers: tuple[tuple[Array, Array, str], ...] = ()  # kernel, bias, activation of each
    own_run: str = ""  # the id of the run whose network became the learner's own
    own_file: OwnNetworkFile | None = None  # from which the learner's browser fetches it
    use_own: bool = False  # whether pages show the learner's own network
    prepare: bool = True  # whether the network sees the picture as MNIST would have it
    read_order: str = "row by row"  # a key of ORDERS
    zoom: tuple[int, ...] = ()  # what is open: layer, unit, input
    evidence: tuple[int, int] | None = None  # the classes whose evidence is shown, -1 for any

    def adopt(self, run_id: str, layers: Sequence[DenseLayer]) -> None:
        """Make a trained network the learner's own; the other pages show it from now on."""
        self.own_layers = tuple(packed_layers(layers))
        self.use_own = True
        self.own_run = run_id

    def own_address(self) -> str | None:
        """Return where the browser fetches the learner's own network; None if it is too large."""
        if self.own_file is None or self.own_file.layers is not self.own_layers:
            self.own_file = OwnNetworkFile(self.own_layers)
        return self.own_file.address


@dataclass
class WeightEdits:
    """The weights the learner set, as changes to the layers they began with."""

    changes: dict[LayerKey, WeightChanges] = field(default_factory=dict)
    undo_stacks: dict[LayerKey, list[WeightChanges]] = field(default_factory=dict)
    last_event: int = 0  # the number of the last edit that a widget reported and was applied
    table_version: int = 0  # grows when what was typed into the table is to be dropped


@dataclass
class NeuronPractice:
    """How the learner works on one neuron."""

    mode: str = "watch"
    step: int = 0  # of the neuron's computation, as far as it is shown
    first_term: int | None = None  # the exercise begins with it; None where the page chooses
    seed: int = 0  # of the neuron they compute alone
    progress: dict[str, dict[str, dict]] = field(default_factory=dict)  # answers by exercise


@dataclass
class Answers:
    """The answers to the lesson's questions, by page and question."""

    given: dict[str, list[Guess]] = field(default_factory=dict)  # all, in order
    correct: dict[str, bool] = field(default_factory=dict)  # whether the last one was right
    unverified: set[str] = field(default_factory=set)  # those the tab restored
    reopened: set[str] = field(default_factory=set)  # those the learner wants to answer anew
    skipped: set[str] = field(default_factory=set)  # those whose answer they had shown


@dataclass
class Flashcards:
    """How far the learner is with the cards to recall."""

    linked: str = ""  # the deck as a link has it
    deck: LeitnerDeck | None = None  # once the cards were opened
    feedback: tuple[str, dict[str, str]] | tuple[()] = ()  # on the last card: a section, its gaps


@dataclass
class Workbench:
    """The layer stack that is built, as `models.sequential.model.to_text` writes it."""

    stack: str = FIRST
    revision: int = 0  # grows when the stack changes by anything but the learner's own hand
    shown: str = ""  # the last one whose numbers were shown

    def replace(self, text: str) -> None:
        """Put another layer stack on the workbench."""
        self.stack = text
        self.revision += 1


@dataclass
class Challenge:
    """What the learner builds and trains for the challenge."""

    bench: Workbench = field(default_factory=lambda: Workbench(CHALLENGE))
    attempt: str = ""  # the id of the last training
    hints: int = 0  # that were shown


@dataclass
class SceneProgress:
    """Which scene of each lesson is shown."""

    page: str = ""  # that is shown
    numbers: dict[str, int] = field(default_factory=dict)  # by lesson, from 1
    linked: int | None = None  # where the link leads, until its page was opened or left

    @property
    def shown(self) -> int | None:
        """The scene that is shown; None where the page is not told in scenes."""
        return self.numbers.get(self.page)

    def turn_to(self, page: str) -> None:
        """Turn to another page, which the link did not mean."""
        if self.page not in ("", page):
            self.linked = None
        self.page = page

    def open(self, lesson: str, count: int) -> int:
        """Return the scene of a lesson that has so many; a link's where one led here."""
        linked, self.linked = self.linked, None
        number = self.numbers.get(lesson, 1) if linked is None else linked
        self.numbers[lesson] = min(max(number, 1), count)
        return self.numbers[lesson]


@dataclass
class TabRecovery:
    """What has been restored from the browser's tab after a reload."""

    answers_restored: bool = False
    network_restored: bool = False
    retries: int = 0  # of the questions to the tab, as what it sent could not be read


@dataclass
class Display:
    """How the pages are shown."""

    present: bool = False  # to a room, on a projector
    language: str = ""  # that a link or the learner chose; "" is the browser's
    preferred_language: str = ""  # what the browser asks for, once it is known
    hidden: tuple[str, ...] = ()  # controls a teacher's link leaves out: keys of HIDEABLE


@dataclass
class RemoteRequest:
    """A request to a worker, and its result."""

    subject: str  # what it is about; a request about other numbers has another
    task: str = ""  # its id while it is pending
    error: str = ""  # a sentence where there is no result
    refused: bool = False  # whether it was not even taken, as there was no room for it
    result: Any = None
    reports: tuple[dict, ...] = ()  # all of a long task, once it has ended, however it ended

    @property
    def pending(self) -> bool:
        """Whether there is no result yet."""
        return bool(self.task)


@dataclass
class Session:
    """What one learner made and chose; changed in callbacks only (and by the training tick)."""

    drawing: Drawing = field(default_factory=Drawing)
    network: NetworkView = field(default_factory=NetworkView)
    weights: WeightEdits = field(default_factory=WeightEdits)
    neuron: NeuronPractice = field(default_factory=NeuronPractice)
    answers: Answers = field(default_factory=Answers)
    cards: Flashcards = field(default_factory=Flashcards)
    workbench: Workbench = field(default_factory=Workbench)
    challenge: Challenge = field(default_factory=Challenge)
    runs: RunHistory = field(default_factory=RunHistory)
    scenes: SceneProgress = field(default_factory=SceneProgress)
    tab: TabRecovery = field(default_factory=TabRecovery)
    display: Display = field(default_factory=Display)
    requests: dict[str, RemoteRequest] = field(default_factory=dict)  # the last one by key
    errors: dict[str, str] = field(default_factory=dict)  # a sentence for the learner, by its key
    id: str = field(default_factory=lambda: secrets.token_urlsafe(12))


def current_session() -> Session:
    """Return the session of the current page's learner."""
    try:  # a run asks for it 300 times, and each look costs microseconds
        return st.session_state["learner"]
    except KeyError:
        st.session_state["learner"] = session = new_session()
        return session


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
