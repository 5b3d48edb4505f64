"""The entry script: Streamlit runs it for every page, and it shows the requested one."""

from pathlib import Path

import streamlit as st

from components.nav.navigation import CONTENTS, TOLD, pages
from components.nav.top_bar import top_bar
from components.shell.history_throttle import throttle_history
from components.shell.page_language import page_language
from components.shell.presenter import presenter
from components.shell.share_dialog import share
from components.shell.tab_network import on_page_start, tab_network
from components.shell.tab_storage import tab_storage
from components.shell.tour import tour
from components.shell.url_state import finish_url, open_link, show_link_error
from components.state import controls
from components.state.language import session_language
from components.state.session import current_session
from components.state.session_recovery import show_recovery_notice
from components.ui.lesson_text import COMMON
from models.languages import set_language_source

ICON = Path(__file__).parent / "icon.png"  # a symbol by name would be fetched from outside


def _tools(name: str) -> None:
    """Show what the top bar offers on a page; a lesson told in scenes has its tour in *Explore*."""
    if name not in TOLD:
        tour(name)
    share()


def main() -> None:
    """Show the requested page, in the state that its link has."""
    set_language_source(session_language)
    open_link()
    on_page_start()
    session = current_session()
    st.set_page_config(page_title=COMMON.label("app"), page_icon=str(ICON), layout="wide")
    known = pages()
    page = st.navigation(list(known.values()), position="hidden")
    name = page.url_path or CONTENTS[0].name
    controls.set_page(name)
    is_first = not session.scenes.page
    if session.scenes.page != name:
        session.drawing.put_back()
    session.scenes.turn_to(name)
    show_link_error(name)
    show_recovery_notice(name)
    with (
        presenter(name, known)
        if session.display.present
        else top_bar(name, known, lambda: _tools(name), is_filled_last=is_first)
    ):
        page.run()
    finish_url()
    page_language()
    throttle_history()
    tab_storage()
    tab_network()


if __name__ == "__main__":
    main()
