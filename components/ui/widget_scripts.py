"""Scripts of the browser's widgets: ES modules, served as they lie under one address.

The address changes with any script, so that browsers keep every one for good; and what several
widgets import comes once. Styles come as modules, too: Streamlit would send them with every change
of a widget's data.
"""

import hashlib
import json
import re
from functools import cache
from pathlib import Path, PurePosixPath

COMPONENTS = Path(__file__).parents[1]
SHARED = COMPONENTS / "ui" / "js"  # what widgets share
SHARED_STYLE = SHARED / "shared.css"
EVERY_PAGE = ("drawing", "nav", "scenes", "shell")  # packages whose widgets any page may show
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
    folder = PurePosixPath(path).parent
    return [_joined(folder, target) for target in IMPORT.findall(scripts()[path])]


def _joined(folder: PurePosixPath, target: str) -> str:
    parts = list(folder.parts)
    for part in PurePosixPath(target).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


@cache
def modules_of(path: str) -> list[str]:
    """Return a script and all that it imports, so that a page loads them at once."""
    found: list[str] = []
    waiting = [path]
    while waiting:
        if (script := waiting.pop(0)) not in found:
            found.append(script)
            waiting += imports_of(script)
    return found


@cache
def modules_of_page(name: str) -> list[str]:
    """Return the scripts and styles that a page is likely to load, most shared first.

    Args:
        name: the page's, which is its package's as well.
    """
    packages = (*EVERY_PAGE, name)
    views = [
        file for package in packages for file in sorted(COMPONENTS.glob(f"{package}/*/view.js"))
    ]
    styles = [SHARED_STYLE, *(file.with_suffix(".css") for file in views)]
    paths = [file.relative_to(COMPONENTS).as_posix() for file in views]
    return list(
        dict.fromkeys(
            [*map(style_module, styles), *(module for path in paths for module in modules_of(path))]
        )
    )
