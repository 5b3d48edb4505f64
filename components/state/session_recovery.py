"""Came back: what is kept, what is gone, and how it is said, where a learner's session began anew
under an open page.
"""

import json
import re
import secrets
from typing import Any

import streamlit as st

from components.state.session import Session, current_session
from components.ui.lesson_text import Lesson
from models.nn.dense import DenseLayer
from models.nn.layer_cost import FLOAT32
from models.runtime import run_registry
from models.runtime.array_memory import held_bytes, hold
from models.sharing.network_codec import layers_from

common = Lesson("common")
TROUBLE = "came back"
PLACE = "came_back_at"  # the page where it was first said
LOOKED = "came_back_looked"  # whether this session's run was looked for as it began
BOOT = secrets.token_urlsafe(9)  # another one at every start of the server
RUN = re.compile(r"[\w-]{16,64}( \d{1,9})?", re.ASCII)  # and the step, of an epoch that was kept
LONGEST = 400  # letters of what a tab says about itself
STAYS = (
    "<style>.st-key-came_back { position: fixed !important; z-index: 999; top: 4rem; left: 50%;"
    " transform: translateX(-50%); width: min(46rem, 94vw) !important; padding: 0.3rem;"
    " border-radius: 12px; background: Canvas; box-shadow: 0 4px 24px rgb(0 0 0 / 35%); }</style>"
)


def about(session: Session) -> str:
    """Write what the tab keeps beside the network: whose start it was, and which run's it is."""
    said = {"boot": BOOT, "run": session.kept_run, "use": session.use_own}
    return json.dumps(said, separators=(",", ":"))


def take_back(session: Session, held: dict) -> None:
    """Take in what a tab kept, which may be anything, where this session has nothing of it.

    Args:
        session: the learner's.
        held: ``about``, as that function wrote it, and ``network``, as `network_text` did.
    """
    before = _read(held.get("about"))
    if before is None:
        return
    lost_run = TROUBLE in session.trouble or lose_run(session)
    network = _take_network(session, before, held.get("network")) if before["run"] else ""
    words = f"{'run' if lost_run else 'no run'}{network}"
    if before["boot"] != BOOT and words != "no run":
        session.trouble[TROUBLE] = common.format(f"restart {words}")
    elif network == " gone":
        session.trouble[TROUBLE] = common.format("network gone")


def _take_network(session: Session, before: dict, text: Any) -> str:
    if not session.own_layers and (layers := _layers(before["run"], text)):
        session.keep_network(before["run"], layers)
    if session.kept_run == before["run"]:
        session.use_own = before["use"]
    return " kept" if session.own_layers else " gone"


def _read(said: Any) -> dict | None:
    if not isinstance(said, str) or len(said) > LONGEST:
        return None
    try:
        before = json.loads(said)
    except (ValueError, RecursionError):
        return None
    kinds = {"boot": str, "run": str, "use": bool}
    if not isinstance(before, dict) or {key: type(before[key]) for key in before} != kinds:
        return None
    return before if not before["run"] or RUN.fullmatch(before["run"]) else None


def _layers(run_id: str, text: Any) -> tuple[DenseLayer, ...]:
    """Find a network where it was trained, or else in the tab; () where it is gone."""
    view = run_registry.get(run_id.partition(" ")[0])
    if view is not None and view.layers is not None:
        return view.layers
    try:
        layers = layers_from(text)
    except ValueError:
        return ()
    own = FLOAT32 * sum(layer.parameters for layer in layers)
    if own > run_registry.USUAL_BYTES and held_bytes() + own > run_registry.NETWORKS_BYTES:
        return ()  # as for a run: there are many large ones here
    for layer in layers:
        hold(layer.kernel)
    return layers


def lose_run(session: Session) -> bool:
    """Leave a run that is nobody's any more, and have the page say so."""
    if not session.run_id or run_registry.get(session.run_id) is not None:
        return False
    session.run_id = ""
    session.trouble[TROUBLE] = common.format("run forgotten")
    return True


def say_came_back(page: str) -> None:
    """Say what is gone, where the learner is, until they close it or turn the page."""
    session = current_session()
    if LOOKED not in st.session_state:
        st.session_state[LOOKED] = True
        lose_run(session)
    if TROUBLE not in session.trouble:
        st.session_state.pop(PLACE, None)
    elif page != st.session_state.setdefault(PLACE, page):
        session.trouble.pop(TROUBLE)
    else:
        _say(session)


def _say(session: Session) -> None:
    with st.container(key="came_back"):
        st.html(STAYS)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info(session.trouble[TROUBLE])
            st.button(
                common.format("came back close"),
                key="came_back_close",
                on_click=lambda: session.trouble.pop(TROUBLE, None),
            )
