"""Who may import whom: the rules that keep mathematics, screen and lesson apart."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("models", "components", "pages", "server")

FORBIDDEN = {
    "models": {"streamlit", "plotly", "components", "pages", "server"},
    "components": {"keras", "tensorflow", "pages"},
    "pages": {"numpy", "plotly", "keras", "tensorflow"},
    "server": {"components", "pages", "numpy"},
}
FORBIDDEN_IN_FIGURES = {"streamlit"}

ENGINE = {"keras", "tensorflow"}
HOLD_THE_ENGINE = {"models/reference.py", "models/training.py"}
# Further files that may import keras or tensorflow; each line gives its reason.
ALSO_MAY_HOLD_THE_ENGINE = {
    "models/program.py",  # what training.py has compiled
    "models/compiled.py",  # how
    "models/tensors.py",  # a dataset as the compiled functions take it
    "models/course.py",  # calls them
    "models/at_building.py",  # a worker chains the layers of the workbench
    "models/at_chain.py",  # and trains what was chained
    "models/at_keras.py",  # a worker runs real layers and writes .keras files for the pages
    "models/at_conv.py",  # trains a convolution before Flatten, for the page on backpropagation
    "models/at_evaluate.py",  # there a real network judges the moments of a run
    "models/at_gradient.py",  # there a tape takes the loss back, for the pages
    "models/script_child.py",  # a process of its own, in which one of the lesson's scripts runs
    "models/pupil.py",  # networks that are no chain of Dense layers, trained for experiments
    "models/at_lab.py",  # has them trained
}


def imported(source, path):
    """Every module a source imports, dotted, wherever in the file the import stands."""
    return [name for _, name in _imports(ast.parse(source), path, top=True)]


def imported_on_loading(source, path):
    """The modules a source imports as soon as it is imported: none inside a function."""
    return [name for top, name in _imports(ast.parse(source), path, top=True) if top]


def _imports(node, path, top):
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
        top = False
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        top = False
    for name in _names(node, path):
        yield top, name
    for child in ast.iter_child_nodes(node):
        yield from _imports(child, path, top)


def _names(node, path):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        package = list(Path(path).parts[:-1])
        above = package[: len(package) - node.level + 1] if node.level else []
        module = ".".join([*above, *([node.module] if node.module else [])])
        # `from models import training` may name a module as well as a thing in one.
        inside = [".".join(filter(None, [module, alias.name])) for alias in node.names]
        return [module, *inside] if module else inside
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        called = getattr(node.func, "attr", getattr(node.func, "id", None))
        name = node.args[0].value
        if called in {"import_module", "__import__"} and isinstance(name, str):
            return [name]
    return []


def forbidden_for(path):
    """The packages a file may not import, by where it stands."""
    path = Path(path)
    forbidden = set(FORBIDDEN.get(path.parts[0], ()))
    if path.parts[0] == "components" and "figures" in (path.stem, *path.parts[1:2]):
        forbidden |= FORBIDDEN_IN_FIGURES
    if path.as_posix() not in HOLD_THE_ENGINE | ALSO_MAY_HOLD_THE_ENGINE:
        forbidden |= ENGINE
    return forbidden


def broken_rules(source, path):
    """One sentence for each import the file may not have."""
    packages = {name.partition(".")[0] for name in imported(source, path)}
    return [f"{path} imports {name}" for name in sorted(packages & forbidden_for(path))]


def reaches_the_engine(start, sources):
    """The way from a file to keras along what is imported on loading, or nothing.

    Of the first file every import counts: a page's function runs in the web process too.
    """
    ways, seen = [(start,)], {start}
    while ways:
        way = ways.pop(0)
        find = imported if way == (start,) else imported_on_loading
        for name in find(sources[way[-1]], way[-1]):
            if name.partition(".")[0] in ENGINE:
                return (*way, name)
            base = name.replace(".", "/")
            for file in (f"{base}.py", f"{base}/__init__.py"):
                if file in sources and file not in seen:
                    seen.add(file)
                    ways.append((*way, file))
    return ()


def sources():
    files = [ROOT / "app.py", *(file for name in FOLDERS for file in (ROOT / name).rglob("*.py"))]
    return {
        file.relative_to(ROOT).as_posix(): file.read_text("utf-8")
        for file in sorted(files)
        if file.exists()
    }


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_file_imports_what_its_folder_may_not(folder):
    files = {path: source for path, source in sources().items() if Path(path).parts[0] == folder}
    assert [line for path in files for line in broken_rules(files[path], path)] == []


def test_neither_the_launcher_nor_any_page_or_component_loads_keras_by_a_roundabout_way():
    found = sources()
    starts = [
        path for path in found if Path(path).parts[0] in {"app.py", "components", "pages", "server"}
    ]
    ways = [way for start in starts if (way := reaches_the_engine(start, found))]
    assert ways == []


def test_the_pages_are_scripts_and_no_package():
    assert not (ROOT / "pages" / "__init__.py").exists()


def test_the_walk_finds_the_files_it_is_to_judge():
    assert {"models/arrays.py", "models/dense.py", "models/reference.py"} <= set(sources())


def test_the_detector_finds_keras_where_it_is_allowed():
    assert "keras" in imported(sources()["models/reference.py"], "models/reference.py")


@pytest.mark.parametrize(
    ("path", "source", "package"),
    [
        ("models/dense.py", "import streamlit as st", "streamlit"),
        ("models/dense.py", "import plotly.graph_objects as go", "plotly"),
        ("models/dense.py", "from components import theme", "components"),
        ("models/dense.py", "from .. import components", "components"),
        ("models/deep/dense.py", "from ...pages import flatten", "pages"),
        ("models/dense.py", "def f():\n    import keras", "keras"),
        ("models/runs.py", "from tensorflow.keras import layers", "tensorflow"),
        ("components/lesson.py", "class A:\n    def f(self):\n        import keras", "keras"),
        ("components/draw_pad/__init__.py", "import pages.flatten", "pages"),
        ("components/figures.py", "import streamlit", "streamlit"),
        ("components/figures/bars.py", "from streamlit import session_state", "streamlit"),
        ("pages/flatten.py", "if True:\n    import numpy as np", "numpy"),
        (
            "pages/flatten.py",
            "try:\n    1\nfinally:\n    import plotly",
            "plotly",
        ),
        ("pages/flatten.py", "import importlib\nimportlib.import_module('keras.layers')", "keras"),
        ("pages/flatten.py", "__import__('tensorflow')", "tensorflow"),
    ],
)
def test_the_detector_flags_a_forbidden_import(path, source, package):
    assert broken_rules(source, path) == [f"{path} imports {package}"]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("models/reference.py", "import keras"),
        ("models/training.py", "import keras, tensorflow as tf"),
        ("models/dense.py", "import numpy as np\nfrom models.arrays import frozen"),
        ("models/dense.py", "from . import arrays"),
        ("components/lesson.py", "import streamlit\nimport plotly\nimport numpy"),
        ("components/figures.py", "import plotly.graph_objects as go"),
        ("pages/flatten.py", "import streamlit as st\nfrom components import lesson"),
        ("pages/flatten.py", "text = 'import keras'  # import keras"),
    ],
)
def test_the_detector_leaves_an_allowed_import_alone(path, source):
    assert broken_rules(source, path) == []


ENGINE_ROOM = {
    "models/training.py": "import keras",
    "models/late.py": "def work():\n    import models.training",
    "models/early.py": "from models import training",
    "models/typed.py": "if TYPE_CHECKING:\n    from models import training",
}


@pytest.mark.parametrize(
    ("page", "reached"),
    [
        ("from models.training import train", True),
        ("from models import training", True),
        ("def shown():\n    from models.training import train", True),
        ("import models.early", True),
        ("import models.late", False),  # only what runs in a worker asks for keras there
        ("import models.typed", False),
        ("import streamlit", False),
    ],
)
def test_the_search_for_keras_follows_what_is_imported_on_loading(page, reached):
    files = {"pages/p.py": page, **ENGINE_ROOM}
    assert bool(reaches_the_engine("pages/p.py", files)) == reached
