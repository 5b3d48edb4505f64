"""Launcher: starts the lesson's server, and the trainer beside it."""

import asyncio
import gc
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import streamlit as st

from components.nav.navigation import CONTENTS
from components.state.network_files import own_network, shipped_network
from components.ui import widget_bundles, widget_scripts
from components.ui.page_style import page_style
from models.config import data_integrity
from models.runtime import run_registry
from models.texts import sentence
from server import (
    addresses,
    health,
    memory_release,
    networks,
    page_routing,
    process_setup,
    start,
    widgets,
)

FOLDER = Path(__file__).parent


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Run the trainer exactly as long as the server."""
    run_registry.start_trainer()
    # What is loaded by now stays for good; frozen, the garbage collector skips it.
    gc.collect()
    gc.freeze()
    release_task = asyncio.create_task(memory_release.release_periodically())
    try:
        yield
    finally:
        release_task.cancel()
        run_registry.stop_trainer()


def show_script_error(error: Exception) -> bool:
    """Log the traceback of a page that failed, and show one sentence in its place."""
    logging.getLogger("unrolled").error("a page failed", exc_info=error)
    st.error(sentence("page failed"))
    return True


settings = start.read_settings()
pages = {entry.name: partial(getattr, entry, "title") for entry in CONTENTS}
modules = {
    # The first page's own path is the root.
    "" if number == 0 else entry.name: [
        widgets.address(widget_scripts.digest(), path)
        for path in widget_bundles.bundles_of_page(entry.name)
    ]
    for number, entry in enumerate(CONTENTS)
}
favicon = page_routing.favicon_route(FOLDER / "components" / "shell" / "icon.png")
routes = [
    health.route,
    widgets.route(widget_scripts.digest(), widget_bundles.bundles(), widget_scripts.MAX_RETRIES),
    *networks.routes(shipped_network, own_network),
    favicon,
]
app = st.App(
    FOLDER / "components" / "shell" / "main.py",
    lifespan=lifespan,
    middleware=start.middleware(settings, pages, routes, modules, page_style()),
    routes=routes,
    on_script_error=show_script_error,
)

if __name__ == "__main__":
    try:
        data_integrity.verify()
        addresses.check(settings)
    except ValueError as error:
        sys.exit(f"The lesson cannot begin: {error}.")
    process_setup.prepare_process(settings)
    app.run(config=start.streamlit_options(settings))
