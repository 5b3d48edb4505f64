"""Payloads: what each widget's browser side gets, described once for Python and JavaScript.

A widget's ``payload.py`` has a TypedDict ``Payload``; ``payload.d.ts`` beside it is written from it
for TypeScript, which checks the scripts. Tests compare with it what pages send.
"""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints

from components.ui.widget_bridge import widget_folders
from components.ui.widget_scripts import COMPONENTS, SHARED
from components.ui.wire_format import BrowserNetwork, PackedNumbers

# What several widgets get, each in a file of its own.
SHARED_TYPES: dict[type, str] = {
    PackedNumbers: "packed_numbers.d.ts",
    BrowserNetwork: "browser_network.d.ts",
}
IMPORT = 'import type {{ {} }} from "../../ui/js/{}";\n'
SIMPLE = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null"}


def payload_of(folder: str) -> type:
    """Return what the widget in a folder of that name gets, a TypedDict."""
    where = widget_folders()[folder].relative_to(COMPONENTS.parent)
    return import_module(".".join((*where.parts, "payload"))).Payload


def declarations() -> dict[Path, str]:
    """Return what each widget's ``payload.d.ts`` must hold, by its path."""
    texts = {SHARED / file: _declaration(kind, set()) for kind, file in SHARED_TYPES.items()}
    for folder, where in widget_folders().items():
        texts[where / "payload.d.ts"] = _declaration(payload_of(folder), set(SHARED_TYPES))
    return texts


def _declaration(payload: type, imported: set[type]) -> str:
    """Write a TypedDict, and all that it is made of but is not imported, as TypeScript."""
    found = {kind.__name__: "" for kind in imported}
    _declare(payload, found)
    text = "\n".join(filter(None, found.values()))
    imports = "".join(
        IMPORT.format(kind.__name__, file)
        for kind, file in sorted(SHARED_TYPES.items(), key=lambda item: item[1])
        if kind in imported and re.search(rf"\b{kind.__name__}\b", text)
    )
    head = f"{imports}\n" if imports else ""
    return f"// Written by `make format` from Python's TypedDict.\n\n{head}{text}"


def write_declarations() -> None:
    """Write every ``payload.d.ts``."""
    for file, text in declarations().items():
        file.write_text(text, encoding="utf-8")


def _declare(kind: type, found: dict[str, str]) -> None:
    found[kind.__name__] = ""  # so that it stands before the types it consists of
    lines = [f"/** {(kind.__doc__ or kind.__name__).splitlines()[0]} */"] if kind.__doc__ else []
    lines.append(f"export interface {kind.__name__} {{")
    for name, hint in get_type_hints(kind, include_extras=True).items():
        if get_origin(hint) is NotRequired:
            lines.append(f"  {name}?: {_typescript(get_args(hint)[0], found)};")
        else:
            lines.append(f"  {name}: {_typescript(hint, found)};")
    found[kind.__name__] = "\n".join([*lines, "}", ""])


def _typescript(hint: Any, found: dict[str, str]) -> str:
    origin, parts = get_origin(hint), get_args(hint)
    if hint in SIMPLE:
        return SIMPLE[hint]
    if origin in (Union, UnionType):
        return " | ".join(dict.fromkeys(_typescript(part, found) for part in parts))
    if origin is Literal:
        return " | ".join(f'"{part}"' for part in parts)
    if origin is list:
        inner = _typescript(parts[0], found)
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if origin is tuple:
        return f"[{', '.join(_typescript(part, found) for part in parts)}]"
    if origin is dict:
        return f"Record<{_typescript(parts[0], found)}, {_typescript(parts[1], found)}>"
    if hint.__name__ not in found:
        _declare(hint, found)
    return hint.__name__


def faults(value: Any, hint: Any, where: str = "payload") -> Iterator[str]:
    """Yield a sentence for each part of a value that does not match a type.

    >>> list(faults({"rows": "3"}, dict[str, int]))
    ["payload['rows'] is '3', not int"]
    """
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        likely = [part for part in parts if part is not NoneType]
        if len(likely) == 1 and value is not None:  # then its own faults are more to the point
            yield from faults(value, likely[0], where)
        elif all(any(faults(value, part)) for part in parts):
            yield f"{where} is {value!r:.60}, not {hint}"
    elif origin is Literal:
        if value not in parts:
            yield f"{where} is {value!r:.60}, not {hint}"
    elif origin in (list, tuple):
        yield from _faults_of_list(value, origin, parts, where)
    elif origin is dict and not isinstance(value, dict):
        yield f"{where} is {value!r:.60}, not {hint}"
    elif origin is dict:
        for key, each in value.items():
            yield from faults(key, parts[0], f"{where}'s key")
            yield from faults(each, parts[1], f"{where}[{key!r}]")
    elif hasattr(hint, "__required_keys__"):
        yield from _faults_of_record(value, hint, where)
    elif not _is_simple(value, hint):
        yield f"{where} is {value!r:.60}, not {hint.__name__}"


def _is_simple(value: object, hint: Any) -> bool:
    """Return whether a value is of a simple type; NumPy's float is a float, a bool is no number."""
    if isinstance(value, bool):
        return hint is bool
    return isinstance(value, hint if hint is not float else (int, float))


def _faults_of_list(value: object, origin: type, parts: tuple, where: str) -> Iterator[str]:
    if not isinstance(value, list | tuple) or (origin is tuple and len(value) != len(parts)):
        yield f"{where} is {value!r:.60}, not {origin.__name__} of {parts}"
        return
    hints = parts if origin is tuple else parts * len(value)
    for index, (each, hint) in enumerate(zip(value, hints, strict=True)):
        yield from faults(each, hint, f"{where}[{index}]")


def _faults_of_record(value: object, hint: Any, where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where} is {value!r:.60}, not {hint.__name__}"
        return
    hints = get_type_hints(hint)
    for name in hint.__required_keys__ - value.keys():
        yield f"{where} lacks {name}"
    for name, each in value.items():
        if name not in hints:
            yield f"{where} has {name}, which {hint.__name__} has not"
        else:
            yield from faults(each, hints[name], f"{where}.{name}")
