"""Scripts of the browser's widgets: ES modules, and their styles, which come as modules, too.

Streamlit would send styles with every change of a widget's data. `widget_bundles` has how they
reach a page.
"""

import hashlib
import json
import re
from functools import cache
from pathlib import Path, PurePosixPath

COMPONENTS = Path(__file__).parents[1]
SHARED = COMPONENTS / "ui" / "js"  # what widgets share
SHARED_STYLE = SHARED / "shared.css"
MAX_RETRIES = 6  # of loading scripts, each under addresses of its own
LOADER = SHARED / "load.js"  # comes with each widget's data, and loads the others
IMPORT = re.compile(r"""^(?:import|export \{)[^;"']*?["'](\.[^"']+)["']""", re.MULTILINE)


@cache
def scripts() -> dict[str, str]:
    """Return every script's text by its path in components/."""
    files = [*COMPONENTS.glob("*/*/*.js"), *SHARED.rglob("*.js")]
    modules = {
        file.relative_to(COMPONENTS).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(set(files) - {LOADER})
    }
    styles = sorted([*COMPONENTS.glob("*/*/view.css"), SHARED_STYLE])
    return modules | {style_module(file): _style_script(file) for file in styles}


def style_module(file: Path) -> str:
    """Return the path of the module that holds a style."""
    return f"{file.relative_to(COMPONENTS).as_posix()}.js"


def _style_script(file: Path) -> str:
    return f"export default {json.dumps(file.read_text(encoding='utf-8'))};\n"


@cache
def digest() -> str:
    """Return a name for the content of all scripts, which changes with any of them."""
    content = hashlib.sha256()
    for path, text in scripts().items():
        content.update(f"{path}\n{len(text)}\n{text}".encode())
    return content.hexdigest()[:16]


def imports_of(path: str) -> list[str]:
    """Return the scripts that a script imports itself.

    >>> imports_of("ui/js/motion.js")
    []
    """
    return [imported_path(path, target) for target in IMPORT.findall(scripts()[path])]


def imported_path(path: str, target: str) -> str:
    """Return the path of a script that another one imports.

    >>> imported_path("nav/menu_focus/view.js", "../../ui/js/dom.js")
    'ui/js/dom.js'
    """
    parts = list(PurePosixPath(path).parent.parts)
    for part in PurePosixPath(target).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


@cache
def modules_of(path: str) -> list[str]:
    """Return a script and all that it imports."""
    found: list[str] = []
    waiting = [path]
    while waiting:
        if (script := waiting.pop(0)) not in found:
            found.append(script)
            waiting += imports_of(script)
    return found
