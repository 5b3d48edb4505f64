"""The launcher: starts the lesson's server, and the trainer beside it."""

import asyncio
import gc
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st

from components.nav.navigation import CONTENTS
from components.ui import widget_scripts
from models.config import data_integrity
from models.runtime import run_registry
from server import addresses, health, start, tidying, widgets

HERE = Path(__file__).parent


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Let the trainer live exactly as long as the server."""
    run_registry.start_trainer()
    # What is loaded by now stays for good; frozen, it is never looked through again.
    gc.collect()
    gc.freeze()
    tidy = asyncio.create_task(tidying.keep_tidy())
    try:
        yield
    finally:
        tidy.cancel()
        run_registry.stop_trainer()


def say_sorry(problem: Exception) -> bool:
    """Write the traceback to the log, where it belongs, and one sentence on the page."""
    logging.getLogger("unrolled").error("a page failed", exc_info=problem)
    st.error("Something went wrong on our side. Your drawing is kept; choose a page to go on.")
    return True


settings = start.settings()
pages = {entry.name: entry.title for entry in CONTENTS}
icon = addresses.icon(HERE / "components" / "shell" / "icon.png")
routes = [health.route, widgets.route(widget_scripts.digest(), widget_scripts.scripts()), icon]
app = st.App(
    HERE / "components" / "shell" / "main.py",
    lifespan=lifespan,
    middleware=start.middleware(settings, pages, routes),
    routes=routes,
    on_script_error=say_sorry,
)

if __name__ == "__main__":
    try:
        data_integrity.check()
    except ValueError as problem:
        sys.exit(f"The lesson cannot begin: {problem}.")
    start.prepare(settings)
    app.run(config=start.config(settings))
