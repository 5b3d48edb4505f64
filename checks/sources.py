"""The web process runs, unpacks and loads nothing that a learner could have sent."""

import ast
import re
from collections.abc import Iterator

from checks.rules import ROOT, read, relative, rule, unless

# Calls that run, unpack or load what they are given, by name; ".load" and ".loads" by their module.
RUNNING = {"eval", "exec", "compile", "__import__", "load_model", "load_weights", "unsafe_load"}
UNPACKING = {"pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "joblib", "yaml"}
SHELLS = {"system", "popen"}
STARTING = {"Popen", "run", "call", "check_output"}
HARMLESS = {"re.compile"}
# Only workers import these; the last one stores a run's last epoch, and reads it again.
IN_WORKERS = ("models/engine/", "models/tasks/", "models/worker/checkpoint_store.py")
# These start this repository's own programs, whose names no learner can set.
START_OURS = {"models/runtime/cluster_connection.py", "models/tasks/run_script.py"}
PLATFORM_FORMAT = re.compile(r"%[-#_^][a-zA-Z]")  # of a date
FRAGMENT = "st.fragment"  # a part of a page that runs on its own, and leaves the address behind


def sources() -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every file that runs."""
    yield "app.py", read("app.py")
    for folder in ("models", "components", "pages", "server"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield relative(file), file.read_text("utf-8")


def calls_that_run(source: str) -> Iterator[str]:
    """Yield every call or import in a source that would run or unpack what it is given."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [each.name for each in node.names] + [getattr(node, "module", None) or ""]
            yield from (name for name in names if name.partition(".")[0] in UNPACKING)
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            last = called.rpartition(".")[2]
            if called not in HARMLESS and last in RUNNING | SHELLS:
                yield called
            if any(each.arg == "allow_pickle" and _may_be_true(each) for each in node.keywords):
                yield "allow_pickle"
            if last in STARTING and "subprocess" in called:
                yield "subprocess"


def _may_be_true(keyword: ast.keyword) -> bool:
    return bool(getattr(keyword.value, "value", True))


@rule
def formats_of_every_platform() -> Iterator[str]:
    """No date is written by a format that only some platforms know, as %-d fails on Windows."""
    for path, source in sources():
        for found in PLATFORM_FORMAT.findall(source):
            yield f"{path}: {found}"


@rule
def styles_before_pages() -> Iterator[str]:
    """No page sends CSS or HTML of its own with a run: components.ui.page_style has all of it."""
    for path, source in sources():
        yield from unless("st.html(" not in source, f"{path}: st.html")


@rule
def nothing_sent_is_run() -> Iterator[str]:
    """The web process calls nothing that runs, unpacks or loads what a learner sent."""
    for path, source in sources():
        if not path.startswith(IN_WORKERS):
            for call in calls_that_run(source):
                ours = call == "subprocess" and path in START_OURS
                yield from unless(ours, f"{path}: {call}")


@rule
def no_unpickling() -> Iterator[str]:
    """NumPy reads the shipped files without unpickling."""
    for path, source in sources():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("np.load", "numpy.load"):
                given = {each.arg: each.value for each in node.keywords}
                pickled = getattr(given.get("allow_pickle"), "value", False) is not False
                yield from unless(not pickled, f"{path}:{node.lineno}")


@rule
def address_follows() -> Iterator[str]:
    """No part of a page runs on its own, so that the address always follows what is shown."""
    for path, source in sources():
        if path.startswith("pages/"):
            yield from unless(FRAGMENT not in source, path)
