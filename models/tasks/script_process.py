"""Script process: run one script as ``python script.py`` would, and report its output.

``python -m models.tasks.script_process`` reads the script's source from stdin and writes the
result as one line of JSON. A new process, so that no seed, layer name or warning of one
script affects another, or a training.
"""

import contextlib
import io
import json
import re
import sys
import time
import traceback
import warnings

NAME = "script.py"
COLOR = re.compile(r"\x1b\[\d*m")  # Keras writes its messages bold for a terminal
STACK = re.compile(r"Detected at node .+?\n\n(?=[^ \n])|\n\t \[\[\{\{.+", re.DOTALL)  # TensorFlow's
FOLDERS = re.compile(r"(?:[A-Za-z]:)?(?:[\\/][\w.+-]+)+[\\/](?=[\w.-]+\.\w+)")


def plain(text: str) -> str:
    r"""Remove terminal colors, TensorFlow's stack and this machine's folders from a message.

    >>> plain("\x1b[1mno\x1b[0m /home/ada/keras/flatten.py")
    'no flatten.py'
    >>> plain("Error:\n\nDetected at node a:\n  File b\n\nA 9.\n\t [[{{node a}}]] [Op:b]")
    'Error:\n\nA 9.'
    """
    return FOLDERS.sub("", STACK.sub("", COLOR.sub("", text)))


class OutputCapture(io.StringIO):
    """A script's output, with its warnings between the lines where they occurred."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[tuple[str, str]] = []  # kind, text

    def note(self, kind: str, text: str) -> None:
        """Record one message, after all that was printed before it."""
        if printed := self.getvalue().rstrip("\n"):
            self.records.append(("printed", plain(printed)))
        self.seek(0)
        self.truncate()
        if text:
            self.records.append((kind, plain(text).strip()))

    def warn(self, message: Warning, category: type, *_: object, **__: object) -> None:
        """Record a warning; for ``warnings.showwarning``."""
        self.note("warning", f"{category.__name__}: {message}")


def run(text: str) -> dict:
    """Run a script and capture its output.

    Returns:
        ``said``, a list of (kind, text) with the kinds printed, warning and error; ``error``,
        the exception's type or an empty string; ``line``, where it was raised, from 0; ``seconds``.
    """
    capture, error, line, start = OutputCapture(), "", None, time.monotonic()
    with contextlib.redirect_stdout(capture), warnings.catch_warnings():
        warnings.showwarning = capture.warn
        try:
            exec(compile(text, NAME, "exec"), {"__name__": "__main__"})  # noqa: S102 - the lesson's own programs
        except Exception as exception:  # noqa: BLE001 - what the program raised is its result
            error = type(exception).__name__
            frames = traceback.extract_tb(exception.__traceback__)
            line = max(((f.lineno or 1) - 1 for f in frames if f.filename == NAME), default=None)
            capture.note("error", f"{error}: {exception}")
    capture.note("printed", "")
    seconds = time.monotonic() - start
    return {"said": capture.records, "error": error, "line": line, "seconds": seconds}


def use_the_shipped_mnist() -> None:
    """Make ``keras.datasets.mnist.load_data()`` read the lesson's own file, without a download."""
    import keras  # noqa: PLC0415 - not in a process that only runs `run`

    from models.data.datasets import load  # noqa: PLC0415

    def load_data(path: str = "mnist.npz") -> tuple:  # noqa: ARG001 - as Keras declares it
        data = load("mnist")
        return tuple((part.images, part.labels) for part in (data.train, data.test))

    keras.datasets.mnist.load_data = load_data


if __name__ == "__main__":
    text = sys.stdin.read()
    use_the_shipped_mnist()
    print(json.dumps(run(text)))
