"""The link builder: a teacher chooses what a class shall find, and gets the link to it."""

from urllib.parse import urlencode

import streamlit as st

from components.nav.navigation import CONTENTS, TEACHING
from components.questions.prediction import Number, prediction
from components.shell.share_dialog import share_link
from components.shell.url_field_values import DEFAULT_CONFIG
from components.shell.url_state import query_of
from components.state import controls
from components.state.control_defaults import LAYER, MAX_SEED
from components.state.hidden_controls import HIDEABLE_CONTROLS
from components.state.session import current_session
from components.ui.lesson_text import COMMON, Lesson
from models.sharing.image_codec import encode_image
from models.sharing.url_codec import CHECK

OWN_FIELDS = ("present", "hide", "run", "cards")  # of the teacher's own session
IMAGE_FIELDS = ("size", "colour", "picture", "at", "by_hand")
SHADE_BITS, LETTER_BITS = 4, 6  # of one of sixteen shades, and of one letter of a link
MAX_SHOWN = 24  # letters of a value that is shown


def length_question(lesson: Lesson) -> None:
    """Ask how long a link with an image is."""
    pixels = 28 * 28
    longest = -(-pixels * SHADE_BITS // LETTER_BITS)
    question = prediction(lesson, "length", Number(0, 1_000_000, tolerance=longest // 20))
    if question.is_answered:
        session = current_session()
        yours = len(encode_image(session.drawing.levels, int(session.drawing.levels.max())))
        side = "×".join(map(str, session.drawing.levels.shape))
        question.reveal(
            longest, pixels=pixels, bits=pixels * SHADE_BITS, most=longest, side=side, yours=yours
        )


def link_builder(lesson: Lesson) -> None:
    """Let a teacher choose what a link contains, and show the link.

    Args:
        lesson: explains the choices.
    """
    titles = {entry.name: entry.title for entry in CONTENTS if entry.group != TEACHING}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        page = controls.select(
            st.selectbox,
            lesson.label("page"),
            list(titles),
            "teach_page",
            default=CONTENTS[0].name,
            format_func=titles.get,
            width=220,
        )
        _seeds(lesson)
    with st.container(horizontal=True):
        present = controls.toggle(lesson.label("present"), "teach_present")
        image = controls.toggle(lesson.label("image"), "teach_picture", default=True)
        settings = controls.toggle(lesson.label("settings"), "teach_settings", default=True)
    hidden = controls.select_several(
        st.pills,
        lesson.format("hide"),
        list(HIDEABLE_CONTROLS),
        "teach_hide",
        selection_mode="multi",
        format_func=lambda name: COMMON.label(f"hide {name}"),
    )
    query = _query(present=present, image=image, settings=settings, hidden=hidden)
    contents = [
        f"{name} {text}" if len(text) <= MAX_SHOWN else name
        for name, text in query.items()
        if name != CHECK
    ]
    st.markdown(lesson.format("carries", values="; ".join(contents) or lesson.format("nothing")))
    path = "./" if page == CONTENTS[0].name else page
    if present:
        st.markdown(lesson.format("for the projector"))
        share_link("teach_projector", path, f"?{urlencode(query)}", with_qr_code=False)
        st.markdown(lesson.format("for learners"))
        query = {name: text for name, text in query.items() if name != "present"}
    share_link("teach_link", path, f"?{urlencode(query)}" if query else "")


def _seeds(lesson: Lesson) -> None:
    """Show the two seeds, to change them without leaving the page."""
    _seed(lesson.label("layer seed"), "dense_seed", LAYER["dense_seed"], MAX_SEED)
    _seed(lesson.label("training seed"), "plan_seed", DEFAULT_CONFIG.seed, 2**31 - 1)


def _seed(label: str, key: str, default: int, maximum: int) -> None:
    controls.number(st.number_input, label, 0, maximum, key, default=default, width=220)


def _query(*, present: bool, image: bool, settings: bool, hidden: list[str]) -> dict[str, str]:
    """Return the query of a link that leads to this choice."""
    every_field = query_of(current_session())
    without = [name for name in every_field if name not in IMAGE_FIELDS and not settings]
    without += () if image else IMAGE_FIELDS
    query = query_of(current_session(), without=(*OWN_FIELDS, *without))
    if present:
        query["present"] = "1"
    if hidden:
        query["hide"] = ".".join(hidden)
    return query
