"""Tab network: the learner's own network, stored in the browser's tab against a lost session."""

import streamlit as st

from components.state.session import current_session
from components.state.session_recovery import restore_network, tab_state
from components.ui.widget_bridge import widget, widget_event
from models.nn.dense import DenseLayer
from models.sharing.network_codec import encode_network

KEY = "tab_network"
STORED_RUN_KEY = "tab_network_run"  # the run whose network the tab has
RERUN_KEY = "tab_network_rerun"  # whether the page does not show the restored network yet


@st.fragment
def tab_network() -> None:
    """Store the learner's own network in the tab, sent once, and restore what it stored before."""
    session = current_session()
    if st.session_state.get(RERUN_KEY):
        st.rerun()  # the whole page

    def restore() -> None:
        stored = widget_event(KEY, "stored")
        if stored is None:
            session.tab.retries += 1
            return
        restore_network(session, stored if isinstance(stored, dict) else {})
        st.session_state[RERUN_KEY] = session.tab.network_restored = True

    def record_stored_run() -> None:
        st.session_state[STORED_RUN_KEY] = widget_event(KEY, "saved")

    run = session.network.own_run
    is_stored = bool(run) and st.session_state.get(STORED_RUN_KEY) == run
    layers = tuple(DenseLayer(*layer) for layer in session.network.own_layers)
    widget("tab_network")(
        key=KEY,
        data={
            "id": session.id,
            "isRestored": session.tab.network_restored,
            "retries": session.tab.retries,
            "state": tab_state(session),
            "run": run,
            "network": None if is_stored else encode_network(layers),
        },
        on_stored_change=restore,
        on_saved_change=record_stored_run,
    )


def on_page_start() -> None:
    """Record that the page that starts now will show what was restored."""
    st.session_state.pop(RERUN_KEY, None)
