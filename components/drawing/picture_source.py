"""The learner's picture: choose its size, bring one from elsewhere, read its numbers."""

from urllib.parse import urlsplit

import numpy as np
import pandas as pd
import streamlit as st

from components.state import controls
from components.state.drawing import COLORS, PADS
from components.state.hidden_controls import is_visible
from components.state.session import Session, current_session, set_state
from components.ui.lesson_text import COMMON, error_sentence
from models.config.public_address import is_here
from models.data.datasets import load_examples
from models.data.image_files import MAX_BYTES, MAX_TRANSFER_MB, from_file
from models.data.resampling import resized
from models.nn.arrays import Array
from models.texts import LearnerError

ORIGINAL_SIDE = 280  # pixels a side stored of a photograph, so that its preparation loses no stroke


def picture_choice() -> None:
    """Let the learner choose the picture's size and color."""
    session = current_session()
    set_state("picture_size", session.drawing.pad)
    set_state("picture_color", session.drawing.color)

    def on_change() -> None:
        session.drawing.choose(*(st.session_state[f"picture_{name}"] for name in ("size", "color")))

    with st.container(horizontal=True, width="content"):
        for name, link_name, options in (("size", "size", PADS), ("color", "colour", COLORS)):
            if is_visible(link_name):
                controls.select(
                    st.segmented_control,
                    COMMON.label(name),
                    list(options),
                    f"picture_{name}",
                    on_change=on_change,
                    required=True,
                    format_func=_option_text,
                )


def _option_text(option: str) -> str:
    """Return a size as it is, and a color in words."""
    return COMMON.label(f"color {option}") if option in COLORS else option


def picture_sources() -> None:
    """Let the learner put a picture on the pad: from a file, the camera, or MNIST."""
    if not is_visible("bring"):
        return
    tabs = [COMMON.label(f"{tab} tab") for tab in ("upload", "camera", "mnist")]
    file, camera, sample = st.tabs(tabs)
    with file:
        st.file_uploader(
            COMMON.label("upload"),
            # Of any type: Streamlit explains its own refusals in a tooltip alone.
            type=None,
            max_upload_size=MAX_TRANSFER_MB,
            key="upload",
            help=COMMON.label("upload help", megabytes=MAX_BYTES >> 20),
            on_change=_store_upload,
            args=("upload",),
        )
        _show_error("upload")
    with camera:
        if not is_camera_available(st.context.url):
            st.info(COMMON.format("camera needs https"))
        elif controls.toggle(COMMON.label("camera on"), "camera_on"):
            st.camera_input(
                COMMON.label("photograph"),
                key="camera",
                resolution="720p",  # some cameras would send eight million pixels
                on_change=_store_upload,
                args=("camera",),
            )
            _show_error("camera")
    with sample:
        _test_image_choice()


def _show_error(key: str) -> None:
    """Show beside a control why its picture was refused."""
    if error := current_session().errors.get(key):
        st.error(error)


def is_camera_available(url: str | None) -> bool:
    """Return whether a browser lets a page at this address use the camera.

    >>> is_camera_available("https://lesson.school"), is_camera_available("http://192.168.0.7/")
    (True, False)
    """
    if not url:
        return True
    address = urlsplit(url)
    return address.scheme == "https" or is_here(address.hostname or "")


def _store_upload(key: str) -> None:
    """Put an uploaded picture on the pad; a bad one leaves everything as it was."""
    upload = st.session_state.get(key)
    session = current_session()
    _clear_errors(session)
    if upload is None:
        return
    channels = COLORS[session.drawing.color]
    contents = upload.getvalue()
    try:
        # In color for gray pads too: what is ink may be told by its color.
        fine = from_file(contents, ORIGINAL_SIDE, channels=3)
        if fine.max() - fine.min() < 0.02:
            raise LearnerError("one color")
        small = from_file(contents, PADS[session.drawing.pad].side, channels)
    except ValueError as problem:
        session.errors[key] = COMMON.format("image unchanged", problem=error_sentence(problem))
        return
    _clear_errors(session)
    session.drawing.replace(small, COMMON.label(f"source {key}"), original=fine)


def _clear_errors(session: Session) -> None:
    for key in ("upload", "camera"):
        session.errors.pop(key, None)


def put_mnist_image(session: Session, part: str, index: int) -> None:
    """Put one of MNIST's images on the pad, at the size that is chosen.

    Args:
        session: the learner's.
        part: a key of ``PARTS``.
        index: of the image in its part.
    """
    examples = load_examples("mnist", part)
    image = examples.images[index] / 255
    values = resized(image, PADS[session.drawing.pad].side)
    if COLORS[session.drawing.color] == 3:
        values = values[:, :, None].repeat(3, axis=2)
    _clear_errors(session)
    source = COMMON.label(f"source mnist {part}", index=index, label=examples.labels[index])
    session.drawing.replace(values, source, original=image)


def _test_image_choice() -> None:
    """Let the learner choose any of MNIST's 10,000 test images, digit by digit."""
    session = current_session()
    test = load_examples("mnist", "test")

    def on_change() -> None:
        digit, number = st.session_state["sample_digit"], st.session_state["sample_nth"]
        if digit is None:
            return
        indices = np.flatnonzero(test.labels == int(digit))
        put_mnist_image(session, "test", int(indices[number % len(indices)]))

    digits, which = COMMON.label("digit"), COMMON.label("nth")
    controls.select(st.pills, digits, list("0123456789"), "sample_digit", on_change=on_change)
    controls.number(st.number_input, which, 0, 890, "sample_nth", default=0, on_change=on_change)


def numbers_table() -> None:
    """Show the image's numbers, with their shape, type and range."""
    image = current_session().drawing.image
    least, most = f"{image.min():g}", f"{image.max():.4g}"
    with st.container(horizontal=True):
        st.metric(COMMON.label("shape"), str(image.shape))
        st.metric(COMMON.label("dtype"), str(image.dtype))
        st.metric(COMMON.label("range"), COMMON.label("from least to most", least=least, most=most))
    if image.ndim == 2:
        _values_table(image, COMMON.label("numbers of image"))
        return
    for channel in range(image.shape[2]):
        name = COMMON.label(f"channel {channel}")
        st.markdown(f"**{name}**, `image[:, :, {channel}]`")
        _values_table(image[:, :, channel], COMMON.label("numbers of channel", channel=name))


def _values_table(values: Array, description: str) -> None:
    """Show values in a table, as whole numbers where they go to 9.

    Args:
        values: (rows, columns).
        description: of the table, for a screen reader.
    """
    table = pd.DataFrame(values)
    st.dataframe(
        table.style.format("{:.0f}" if current_session().drawing.image.max() > 1 else "{:.2f}"),
        height="content" if len(table) <= 8 else 320,
        alt=description,
    )
