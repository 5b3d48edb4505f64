"""A ``.keras`` file that older versions of Keras 3 open, too."""

import io
import json
import zipfile
from typing import Any

CONFIG = "config.json"
NEWER_OPTIONS = {
    "quantization_config": None,
    "input_axes": None,
    "output_axes": None,
    "optional": False,
}
"""What Keras 3 got after 3.0 and refuses before, with the value that leaves everything as it was.

Tried with 3.0.5, 3.3.3, 3.6.0, 3.9.2 and 3.12.0, which open no file that names the first of them.
"""


def for_older_keras(file: bytes) -> bytes:
    """Return a ``.keras`` file without the options that say nothing and that older Keras refuses.

    Args:
        file: as Keras saved it.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as saved, zipfile.ZipFile(out, "w") as written:
        for entry in saved.infolist():
            content = saved.read(entry)
            if entry.filename == CONFIG:
                content = json.dumps(_without_newer(json.loads(content))).encode()
            written.writestr(entry, content)
    return out.getvalue()


def _without_newer(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_newer(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _without_newer(each)
        for name, each in value.items()
        if name not in NEWER_OPTIONS or each is not NEWER_OPTIONS[name]
    }
