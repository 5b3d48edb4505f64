"""A learner's visit without a browser: opens pages, and sends what a browser sends or forges."""

import base64
import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from components.nav.navigation import CONTENTS, TOLD
from components.nav.top_bar import LANGUAGE_KEY
from components.state.controls import SEPARATOR
from components.state.session import Answers, Session
from components.ui.lesson_text import COMMON
from tests.models.waiting import wait_until

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "components" / "shell" / "main.py"


EXPLORE = 40  # or the last scene there is
ANSWERED = {"network.order": [1]}  # what it asks is tested apart


def visit(page: str = "home", learner: Session | None = None) -> AppTest:
    """A fresh session whose first request is for a page, as by a link to it.

    Args:
        page: which.
        learner: what was drawn and chosen before; as it comes, they have answered what would
            keep parts of *Network* locked. In lessons told in scenes they are at
            *Explore*, unless they were elsewhere.
    """
    at = AppTest.from_file(SCRIPT, default_timeout=120)
    learner = learner or Session(answers=Answers(given=dict(ANSWERED)))
    learner.scenes.numbers = dict.fromkeys(TOLD, EXPLORE) | learner.scenes.numbers
    at.session_state["learner"] = learner
    return turned(at, page)


def at_scene(lesson: str, number: int, learner: Session | None = None) -> AppTest:
    """A fresh session at a scene of a lesson, counted from 1, with no question answered."""
    learner = learner or Session()
    learner.scenes.numbers[lesson] = number
    return visit(lesson, learner)


def payload(at: AppTest, key: str) -> dict:
    """What a widget's script gets."""
    return json.loads(at.get_by_key(key).proto.json)


def opened(page: str, **query: str) -> AppTest:
    """A fresh session that begins with a link.

    Args:
        page: where it leads.
        query: what stands behind its "?".
    """
    at = AppTest.from_file(SCRIPT, default_timeout=120)
    at.query_params.update(query)
    return turned(at, page)


def turned(at: AppTest, page: str) -> AppTest:
    """The same session on another page."""
    return at.switch_page(str(ROOT / "pages" / f"{page}.py")).run()


def every_turn(names: list[str]) -> list[str]:
    """A walk that turns from every page to every other exactly once."""
    walk, left = [names[0]], {(a, b) for a in names for b in names if a != b}

    def further(at: str) -> bool:
        if not left:
            return True
        for to in names:
            if (at, to) in left:
                left.remove((at, to))
                walk.append(to)
                if further(to):
                    return True
                walk.pop()
                left.add((at, to))
        return False

    assert further(names[0])
    return walk


def with_picture(page: str, size: str = "28×28", color: str = "gray", seed: int = 0) -> AppTest:
    """A fresh session on a page, of somebody who has scribbled on the pad."""
    learner = Session(answers=Answers(given=dict(ANSWERED)))
    learner.drawing.choose(size, color)
    learner.drawing.draw(scribble(learner.drawing.levels, seed))
    return visit(page, learner)


def control(at: AppTest, name: str) -> Element:
    """A control on the page, by its name.

    Raises:
        KeyError: there is none of that name.
    """
    for each in at._tree:
        key = getattr(each, "key", None)
        if each is not at._tree and key and key.partition(SEPARATOR)[0] == name:
            return each
    raise KeyError(name)


def address(at: AppTest) -> dict[str, str]:
    """What stands behind the "?" of the address."""
    found = at.query_params.items()
    return {name: value if isinstance(value, str) else value[-1] for name, value in found}


def choose_language(at: AppTest, language: str) -> AppTest:
    """Choose a language in the menu."""
    return choose(at, LANGUAGE_KEY, language)


def session(at: AppTest) -> Session:
    return at.session_state["learner"]


def choose(at: AppTest, key: str, value: object) -> AppTest:
    return control(at, key).set_value(value).run()


def send(at: AppTest, key: str, **message: object) -> AppTest:
    """Send one widget's value as it comes over the wire, whether a browser would or not.

    Args:
        at: the session.
        key: the widget's.
        message: the wire's field and its value, as in ``double_value=9e9``; none sends no value.
    """
    return send_all(at, [key], **message)


def send_all(at: AppTest, keys: list[str], **message: object) -> AppTest:
    """Send several widgets the same value, for one run of the page."""
    sent = [_state_of(control(at, key).proto.id, message) for key in keys]
    named = {state.id for state in sent}
    others = [state for state in at._tree.get_widget_states().widgets if state.id not in named]
    # A browser names a button that is pressed after all values, so it does what they say.
    return at._run(WidgetStates(widgets=[*sent, *others]))


def _state_of(widget: str, message: dict[str, object]) -> WidgetState:
    state = WidgetState(id=widget)
    for field, value in message.items():
        if isinstance(value, list):
            getattr(state, field).SetInParent()
            getattr(state, field).data.extend(value)
        else:
            setattr(state, field, value)
    return state


def run_until(at: AppTest, true: Callable[[AppTest], object], what: str) -> AppTest:
    """Run the page again and again, as one that polls does, until something is true of it.

    Args:
        at: the session.
        true: of the page; no error may be shown before it is.
        what: is waited for, as in "the run ended".
    """

    def is_true() -> bool:
        if true(at):
            return True
        time.sleep(0.1)
        at.run()
        assert [each.value for each in at.error] == []
        return False

    wait_until(is_true, what)
    return at


def event(at: AppTest, key: str, **values: object) -> AppTest:
    """Send what a widget of ours reports."""
    return send(at, key, json_value=json.dumps(values))


def drawing(at: AppTest, levels: np.ndarray) -> dict:
    """What the pad sends of a picture."""
    pixels = base64.b64encode(levels.astype(np.uint8).tobytes()).decode()
    return {"pixels": pixels, "revision": session(at).drawing.revision}


def draw(at: AppTest, levels: np.ndarray, pad: str = "draw_pad") -> AppTest:
    """Draw a whole picture on the pad."""
    return event(at, pad, drawing=drawing(at, levels))


def scribble(levels: np.ndarray, seed: int = 0) -> np.ndarray:
    """Another picture of the same size, in whole steps of ink."""
    most = 9 if len(levels) == 3 else 255
    return np.random.default_rng(seed).integers(0, most + 1, levels.shape, dtype=np.uint8)


def pictures(at: AppTest) -> dict:
    """A copy of everything the learner has drawn, to compare with later."""
    return {place: levels.copy() for place, levels in session(at).drawing.pictures.items()}


def unchanged(at: AppTest, before: dict) -> bool:
    now = session(at).drawing.pictures
    return now.keys() == before.keys() and all(
        now[place].dtype == before[place].dtype and np.array_equal(now[place], before[place])
        for place in before
    )


def errors(at: AppTest) -> list[str]:
    """Every error on the page; a traceback among them fails at once."""
    assert not at.exception, at.exception[0].value
    return [error.value for error in at.error]


def is_a_sentence(text: str) -> bool:
    return text[0].isupper() and text.endswith(".") and "\n" not in text and "Error" not in text


def captions(at: AppTest) -> list[str]:
    """What stands in small letters on the page, without the menu's groups."""
    groups = {COMMON.label(f"group {entry.group}") for entry in CONTENTS}
    return [caption.value for caption in at.caption if caption.value not in groups]


def words(at: AppTest) -> str:
    """All the Markdown on the page, without the glossary's entries."""
    return "\n".join(without_terms(each.value) for each in at.markdown)


def without_terms(text: str) -> str:
    """A page's text as its lesson has it, without the buttons that open the glossary's entries."""
    text = re.sub(r"\n\n<div popover.*?</div>", "", text, flags=re.DOTALL)
    return re.sub(r"<button[^>]*>(.*?)</button>", r"\1", text)


def title(at: AppTest) -> str:
    """The page's title."""
    (only,) = at.title
    return only.value
