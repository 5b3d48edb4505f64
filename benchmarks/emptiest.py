"""The launcher of the emptiest app, as app.py is the lesson's: what the pen costs by itself."""

import os
from pathlib import Path

import streamlit as st

from components.ui import widget_bundles, widget_scripts
from server import widgets

PAGE = Path(__file__).with_name("emptiest_page.py")
app = st.App(
    PAGE,
    routes=[
        widgets.route(widget_scripts.digest(), widget_bundles.bundles(), widget_scripts.MAX_RETRIES)
    ],
)

if __name__ == "__main__":
    app.run(config={"server.port": int(os.environ["PORT"]), "server.headless": True})
