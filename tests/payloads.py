"""What pages send to widgets is what their scripts are typed by: checked in every AppTest."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from components.ui.payloads import faults, payload_of

PREFIX = "unrolled_"
register = st.components.v2.component


def checked_component(name: str, **parts: Any) -> Callable[..., Any]:
    """Register a widget that refuses a payload its scripts do not know."""
    mount = register(name, **parts)
    payload = payload_of(name.removeprefix(PREFIX))

    def checked(*, data: object, **options: Any) -> Any:
        found = list(faults(data, payload))
        assert not found, f"{name} was sent what its payload.py does not say: {found[:5]}"
        return mount(data=data, **options)

    return checked
