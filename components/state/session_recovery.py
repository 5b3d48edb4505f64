"""Recovery where a session was lost under an open page: what is restored, and a notice about it."""

import json
import re
import secrets
from collections.abc import Sequence
from typing import Any

import streamlit as st

from components.state.session import Session, current_session
from components.ui.lesson_text import COMMON
from models.nn.dense import DenseLayer
from models.nn.layer_cost import FLOAT32
from models.runtime import run_registry
from models.runtime.array_memory import track, tracked_bytes
from models.sharing.network_codec import decode_network

ERROR_KEY = "came_back"
PAGE_KEY = "came_back_at"  # the page where the notice was first shown
CHECKED_KEY = "came_back_looked"  # whether this session's run was looked up
BOOT = secrets.token_urlsafe(9)  # differs at every start of the server
RUN = re.compile(r"[\w-]{16,64}( \d{1,9})?", re.ASCII)  # and the step, of a checkpoint
MAX_LENGTH = 400  # characters of a tab's state


def tab_state(session: Session) -> str:
    """Return, as JSON, what the tab stores beside the network: the server's start, and its run."""
    text = {"boot": BOOT, "run": session.network.own_run, "use": session.network.use_own}
    return json.dumps(text, separators=(",", ":"))


def restore_network(session: Session, stored: dict) -> None:
    """Restore what a tab stored, which may be forged, as far as this session lacks it.

    Args:
        session: the learner's.
        stored: ``state``, as `tab_state` returned it, and ``network``, as `encode_network` did.
    """
    before = _read(stored.get("state"))
    if before is None:
        return
    lost_run = ERROR_KEY in session.errors or drop_lost_run(session)
    network = _restore_network(session, before, stored.get("network")) if before["run"] else ""
    outcome = f"{'run' if lost_run else 'no run'}{network}"
    if before["boot"] != BOOT and outcome != "no run":
        session.errors[ERROR_KEY] = COMMON.format(f"restart {outcome}")
    elif network == " gone":
        session.errors[ERROR_KEY] = COMMON.format("network gone")


def _restore_network(session: Session, before: dict, text: Any) -> str:
    if not session.network.own_layers and (layers := _layers(before["run"], text)):
        session.network.adopt(before["run"], layers)
    if session.network.own_run == before["run"]:
        session.network.use_own = before["use"]
    return " kept" if session.network.own_layers else " gone"


def _read(text: Any) -> dict | None:
    if not isinstance(text, str) or len(text) > MAX_LENGTH:
        return None
    try:
        before = json.loads(text)
    except (ValueError, RecursionError):
        return None
    kinds = {"boot": str, "run": str, "use": bool}
    if not isinstance(before, dict) or {key: type(before[key]) for key in before} != kinds:
        return None
    return before if not before["run"] or RUN.fullmatch(before["run"]) else None


def _layers(run_id: str, text: Any) -> Sequence[DenseLayer]:
    """Return a run's network from the registry, or else from the tab; () where it is lost."""
    view = run_registry.get(run_id.partition(" ")[0])
    if view is not None and view.layers is not None:
        return tuple(view.layers)
    try:
        layers = decode_network(text)
    except ValueError:
        return ()
    own_bytes = FLOAT32 * sum(layer.parameters for layer in layers)
    if (
        own_bytes > run_registry.SMALL_NETWORK_BYTES
        and tracked_bytes() + own_bytes > run_registry.MAX_NETWORKS_BYTES
    ):
        return ()  # as for a run: there are many large ones here
    for layer in layers:
        track(layer.kernel)
    return layers


def drop_lost_run(session: Session) -> bool:
    """Forget a run that no longer exists; return whether there was one."""
    if not session.runs.current or run_registry.get(session.runs.current) is not None:
        return False
    session.runs.current = ""
    session.errors[ERROR_KEY] = COMMON.format("run forgotten")
    return True


def show_recovery_notice(page: str) -> None:
    """Show what was lost, until the learner closes the notice or turns the page."""
    session = current_session()
    if CHECKED_KEY not in st.session_state:
        st.session_state[CHECKED_KEY] = True
        drop_lost_run(session)
    if ERROR_KEY not in session.errors:
        st.session_state.pop(PAGE_KEY, None)
    elif page != st.session_state.setdefault(PAGE_KEY, page):
        session.errors.pop(ERROR_KEY)
    else:
        _show_notice(session)


def _close_notice() -> None:
    current_session().errors.pop(ERROR_KEY, None)


def _show_notice(session: Session) -> None:
    with (
        st.container(key="came_back"),
        st.container(horizontal=True, vertical_alignment="center"),
    ):
        st.info(session.errors[ERROR_KEY])
        st.button(COMMON.label("close notice"), key="came_back_close", on_click=_close_notice)
