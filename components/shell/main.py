"""The entry script: Streamlit runs it for every page, and it shows the requested one."""

from pathlib import Path

import streamlit as st

from components.nav.navigation import CONTENTS, menu, pages, presentable_pages, show_step
from components.nav.top_bar import top_bar
from components.shell.history_throttle import throttle_history
from components.shell.presenter import presenter
from components.shell.share_dialog import share
from components.shell.tab_network import on_page_start, tab_network
from components.shell.tab_storage import tab_storage
from components.shell.tour import tour
from components.shell.url_state import finish_url, open_link, show_link_error
from components.state import controls
from components.state.session import current_session
from components.state.session_recovery import show_recovery_notice

SIDEBAR = 240  # pixels; narrow, so that a tablet has room for the lesson
ICON = Path(__file__).parent / "icon.png"  # a symbol by name would be fetched from outside


def page_header(name: str) -> None:
    """Show above a page its step and level, the tour and the share button."""
    with st.container(horizontal=True, vertical_alignment="center"):
        show_step(name)
        tour(name)
        share()


def main() -> None:
    """Show the requested page, in the state that its link has."""
    open_link()
    on_page_start()
    session = current_session()
    st.set_page_config(
        page_title="Unrolled", page_icon=str(ICON), layout="wide", initial_sidebar_state=SIDEBAR
    )
    page = st.navigation(menu(), position="hidden")
    name = page.url_path or CONTENTS[0].name
    controls.set_page(name)
    session.scenes.page = name
    show_link_error(name)
    show_recovery_notice(name)
    if session.display.present:
        # Before the page, so that keys already work while its script runs.
        names, pages_by_name = presentable_pages(name), pages()
        presenter([pages_by_name[each] for each in names], names.index(name))
    else:
        top_bar(name, share)
    page.run()
    finish_url()
    throttle_history()
    tab_storage()
    tab_network()


if __name__ == "__main__":
    main()
