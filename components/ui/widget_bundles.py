"""Bundles of the widgets' scripts: what a page needs comes in two or three files, not in eighty.

Each module becomes a function in its bundle, which is called when it is first imported. Modules
that several bundles have are made once: all bundles fill one table of the page (`PRELUDE`). The
scripts themselves stay what they are, modules without a build, which is how they are tested.
"""

import json
import re
from functools import cache

from components.ui.widget_scripts import (
    COMPONENTS,
    IMPORT,
    SHARED_STYLE,
    digest,
    imported_path,
    modules_of,
    scripts,
    style_module,
)

EVERY_PAGE = ("drawing", "nav", "scenes", "shell")  # packages whose widgets any page may show
# As deep in folders as a module is in components/, for what a module finds by its own address.
SHARED_BUNDLE = "bundles/shared/every_page.js"
PRELUDE = """const { define, need } = ((window.unrolledModules ??= {})[%s] ??= (() => {
  const makers = new Map();
  const made = new Map();
  return {
    define: (path, make) => makers.has(path) || makers.set(path, make),
    need: (path) => {
      if (!made.has(path)) made.set(path, makers.get(path)());
      return made.get(path);
    },
  };
})());
export default need;
"""
NAMES = re.compile(r"""^import \{([^}]*)\} from ["'](\.[^"']+)["'];$""", re.MULTILINE)
EXPORT = re.compile(r"^export (default )?(async )?(function|const|class)\*? ?(\w*)", re.MULTILINE)
DEFAULT = "defaultExport"


@cache
def bundle_of(folder: str) -> str:
    """Return the path of the bundle that a widget comes in, beside that of every page.

    Args:
        folder: the widget's, of that name in its package.
    """
    (view,) = COMPONENTS.glob(f"*/{folder}/view.js")
    package = view.parent.parent.name
    return SHARED_BUNDLE if package in EVERY_PAGE else f"bundles/{package}/{folder}.js"


@cache
def bundles() -> dict[str, str]:
    """Return every bundle's text by its path."""
    views = sorted(COMPONENTS.glob("*/*/view.js"))
    paths = {view: view.relative_to(COMPONENTS).as_posix() for view in views}
    shared = _modules([paths[view] for view in views if view.parent.parent.name in EVERY_PAGE])
    own = {
        bundle_of(view.parent.name): [each for each in _modules([path]) if each not in shared]
        for view, path in paths.items()
        if view.parent.parent.name not in EVERY_PAGE
    }
    return {path: _bundle(modules) for path, modules in {SHARED_BUNDLE: shared, **own}.items()}


def bundles_of_page(name: str) -> list[str]:
    """Return the bundles that a page is likely to load.

    Args:
        name: the page's, which is its package's as well.
    """
    return [path for path in bundles() if path == SHARED_BUNDLE or f"/{name}/" in path]


def _modules(views: list[str]) -> list[str]:
    """Return views with their styles, and all that they import."""
    styles = [style_module(SHARED_STYLE)]
    styles += [f"{view.removesuffix('.js')}.css.js" for view in views]
    return list(dict.fromkeys([*styles, *(each for view in views for each in modules_of(view))]))


def _bundle(modules: list[str]) -> str:
    return PRELUDE % json.dumps(digest()) + "".join(
        f"define({json.dumps(path)}, () => {{\n{as_function_body(path, scripts()[path])}}});\n"
        for path in modules
    )


def as_function_body(path: str, script: str) -> str:
    '''Return a module's text as the body of a function that returns what the module exports.

    Args:
        path: the module's, from which its imports are.
        script: imports by name alone; exports functions, constants and classes where it declares
            them.

    Raises:
        RuntimeError: the script imports or exports in another way.

    >>> script = """import { f as g } from "../c.js";
    ... export const x = g();
    ... """
    >>> print(as_function_body("a/b/view.js", script), end="")
    const { f: g } = need("a/c.js");
    const x = g();
    return { x };
    '''
    exports: dict[str, str] = {}

    def import_names(found: re.Match[str]) -> str:
        names = found[1].replace(" as ", ": ")
        return f"const {{{names}}} = need({json.dumps(imported_path(path, found[2]))});"

    def declare(found: re.Match[str]) -> str:
        default, waits, kind, name = found.groups()
        exports["default" if default else name] = local = name or DEFAULT
        return f"{waits or ''}{kind} {local}" if name or kind == "function" else found[0]

    body = EXPORT.sub(declare, NAMES.sub(import_names, script))
    if body.startswith("export default "):  # a style's text
        exports["default"] = DEFAULT
        body = f"const {DEFAULT} = {body.removeprefix('export default ')}"
    if IMPORT.search(body) or re.search(r"^(export|import) ", body, re.MULTILINE):
        raise RuntimeError(f"{path} imports or exports in a way that no bundle can have")
    named = ", ".join(
        name if name == local else f"{name}: {local}" for name, local in exports.items()
    )
    return f"{body}return {{ {named} }};\n"
