"""The entry script: Streamlit runs it for every page, and it shows the one that is asked for."""

from pathlib import Path

import streamlit as st

from components.nav.navigation import CONTENTS, menu, pages, presentable_pages, show_step
from components.shell.history_throttle import address_bar
from components.shell.presenter import presenter
from components.shell.share_dialog import share
from components.shell.tab_network import network_in_this_tab, shows_news
from components.shell.tab_storage import in_this_tab
from components.shell.tour import tour
from components.shell.url_state import finish_url, open_link, show_link_error
from components.state import controls
from components.state.session import current_session
from components.state.session_recovery import show_recovery_notice

SIDEBAR = 240  # pixels; narrow, so that a tablet has room for the lesson
ICON = Path(__file__).parent / "icon.png"  # a symbol by name would be fetched from outside


def head(name: str) -> None:
    """Say above a page which step of the path it is, and for whom; offer a tour, and to share."""
    with st.container(horizontal=True, vertical_alignment="center"):
        show_step(name)
        tour(name)
        share()


def main() -> None:
    """Show the page that is asked for, as its link says."""
    open_link()
    shows_news()
    session = current_session()
    st.set_page_config(
        page_title="Unrolled", page_icon=str(ICON), layout="wide", initial_sidebar_state=SIDEBAR
    )
    place = "hidden" if session.display.present else "sidebar"
    page = st.navigation(menu(), position=place, expanded=True)
    name = page.url_path or CONTENTS[0].name
    controls.set_page(name)
    show_link_error(name)
    show_recovery_notice(name)
    if session.display.present:
        # Before the page: a key pressed while that still runs turns on from here.
        told, made = presentable_pages(name), pages()
        presenter([made[each] for each in told], told.index(name))
    else:
        head(name)
    page.run()
    finish_url()
    address_bar()
    in_this_tab()
    network_in_this_tab()


if __name__ == "__main__":
    main()
