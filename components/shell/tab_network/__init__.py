"""What a browser's tab keeps of its learner's own network, through a reload and a restart."""

import streamlit as st

from components.state.session import current_session
from components.state.session_recovery import restore_network, tab_state
from components.ui.widget_bridge import widget, widget_event
from models.nn.dense import DenseLayer
from models.sharing.network_codec import encode_network

KEY = "tab_network"
KEPT = "tab_network_kept"  # the run whose network the tab has
NEWS = "tab_network_news"  # whether the page does not show yet what the tab handed back


@st.fragment
def network_in_this_tab() -> None:
    """Have the tab keep the learner's own network, sent once, and take back what it kept."""
    session = current_session()
    if st.session_state.get(NEWS):
        st.rerun()  # the whole page

    def take() -> None:
        held = widget_event(KEY, "held")
        if held is None:
            session.tab.retries += 1
            return
        restore_network(session, held if isinstance(held, dict) else {})
        st.session_state[NEWS] = session.tab.network_restored = True

    def keep() -> None:
        st.session_state[KEPT] = widget_event(KEY, "kept")

    run = session.network.own_run
    is_kept = bool(run) and st.session_state.get(KEPT) == run
    layers = tuple(DenseLayer(*layer) for layer in session.network.own_layers)
    widget("tab_network")(
        key=KEY,
        data={
            "id": session.id,
            "recalled": session.tab.network_restored,
            "asks": session.tab.retries,
            "about": tab_state(session),
            "run": run,
            "network": None if is_kept else encode_network(layers),
        },
        on_held_change=take,
        on_kept_change=keep,
    )


def shows_news() -> None:
    """Note, as a whole page begins, that it will show all that the tab handed back."""
    st.session_state.pop(NEWS, None)
