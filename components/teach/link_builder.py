"""The link builder: a teacher says what a class shall find, and gets the link that leads there."""

from urllib.parse import urlencode

import streamlit as st

from components.nav.navigation import CONTENTS
from components.questions.prediction import Number, prediction
from components.shell.share_dialog import share_link
from components.shell.url_field_values import PLAN
from components.shell.url_state import link_of
from components.state import controls
from components.state.control_defaults import LAYER, MAX_SEED
from components.state.hidden_controls import HIDEABLE_CONTROLS
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.sharing.image_codec import encode_image
from models.sharing.url_codec import CHECK

TITLES = {entry.name: entry.title for entry in CONTENTS if entry.name != "teach"}
OWN = ("present", "hide", "run", "cards")  # of the page one builds it on
PICTURE = ("size", "colour", "picture", "at", "by_hand")
SIXTEEN, LETTER = 4, 6  # bits: of one of sixteen shades, of one letter of a link
SHORT = 24  # letters of a value that is worth writing out


def length_question(lesson: Lesson) -> None:
    """Ask how long a link is that carries a picture."""
    pixels = 28 * 28
    most = -(-pixels * SIXTEEN // LETTER)
    question = prediction(lesson, "length", Number(0, 1_000_000, tolerance=most // 20))
    if question.is_answered:
        session = current_session()
        yours = len(encode_image(session.drawing.levels, int(session.drawing.levels.max())))
        side = "×".join(map(str, session.drawing.levels.shape))
        question.reveal(
            most, pixels=pixels, bits=pixels * SIXTEEN, most=most, side=side, yours=yours
        )


def link_builder(lesson: Lesson) -> None:
    """Let a teacher choose what a link carries, and show it.

    Args:
        lesson: says what the choices mean.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        page = controls.select(
            st.selectbox,
            "Page",
            list(TITLES),
            "teach_page",
            default=CONTENTS[0].name,
            format_func=TITLES.get,
            width=220,
        )
        _seeds()
    with st.container(horizontal=True):
        present = controls.toggle("Present on a projector", "teach_present")
        picture = controls.toggle("With the picture on my pad", "teach_picture", default=True)
        settings = controls.toggle("With my settings", "teach_settings", default=True)
    hidden = controls.select_several(
        st.pills,
        lesson.format("hide"),
        list(HIDEABLE_CONTROLS),
        "teach_hide",
        selection_mode="multi",
        format_func=HIDEABLE_CONTROLS.get,
    )
    query = _query(present=present, picture=picture, settings=settings, hidden=hidden)
    carried = [
        f"{name} {text}" if len(text) <= SHORT else name
        for name, text in query.items()
        if name != CHECK
    ]
    st.markdown(lesson.format("carries", values="; ".join(carried) or lesson.format("nothing")))
    where = "./" if page == CONTENTS[0].name else page
    if present:
        st.markdown(lesson.format("for the projector"))
        share_link("teach_projector", where, f"?{urlencode(query)}", coded=False)
        st.markdown(lesson.format("for learners"))
        query = {name: text for name, text in query.items() if name != "present"}
    share_link("teach_link", where, f"?{urlencode(query)}" if query else "")


def _seeds() -> None:
    """The two seeds, where one changes them without turning the page."""
    _seed("Seed of the layer on Dense", "dense_seed", LAYER["dense_seed"], MAX_SEED)
    _seed("Seed of the training", "plan_seed", PLAN.seed, 2**31 - 1)


def _seed(label: str, key: str, first: int, most: int) -> None:
    controls.number(st.number_input, label, 0, most, key, default=first, width=220)


def _query(*, present: bool, picture: bool, settings: bool, hidden: list[str]) -> dict[str, str]:
    """Write what a link carries that leads to this choice."""
    everything = link_of(current_session())
    without = [name for name in everything if name not in PICTURE and not settings]
    query = link_of(current_session(), without=(*OWN, *without, *(() if picture else PICTURE)))
    if present:
        query["present"] = "1"
    if hidden:
        query["hide"] = ".".join(hidden)
    return query
