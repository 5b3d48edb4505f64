"""Values of widgets that no browser of a learner would send."""

import json
import re
from pathlib import Path

COMPONENTS = Path(__file__).parents[2] / "components"

# Every event a widget of ours reports, as its scripts name it; and two that are named by variables.
SENT = re.compile(r'(?:set\w+Value\(|sendEvent\(\w+, )"(\w+)"')
EVENTS = sorted(
    {name for file in COMPONENTS.rglob("*.js") for name in SENT.findall(file.read_text("utf-8"))}
    | {"edit", "answer"}
)


def nested(depth: int, value: object = 1) -> object:
    """A list in a list in a list."""
    for _ in range(depth):
        value = [value]
    return value


VALUES: dict[str, object] = {
    "nothing": None,
    "a truth": True,
    "a number": -1,
    "a huge number": 10**400,
    "a fraction": 0.5,
    "no number": float("nan"),
    "no end": float("-inf"),
    "a word": "abc",
    "no word": "",
    "a long word": "a" * 30_000,
    "half a letter": "\ud800",
    "a zero byte": "\x00",
    "a script": "</script><script>alert(1)</script>",
    "a path": "../../../../etc/passwd",
    "a formula": "{0.__class__.__mro__}",
    "an empty list": [],
    "an empty object": {},
    "a list of nothing": [None],
    "a list of everything": [None, True, -1, 0.5, "abc", [], {}],
    "a long list": list(range(5000)),
    "lists 90 deep": nested(90),
    "a picture of text": {"pixels": "abc", "stamp": 0},
    "a picture of nothing": {"pixels": None, "stamp": None},
    "a picture of 30,000 letters": {"pixels": "A" * 30_000, "stamp": 0},
    "a stamp from the future": {"pixels": "AAAA", "stamp": 10**300},
    "a place outside": {"zoom": [-1, 10**9, 0.5], "evidence": [99, -99]},
    "a place of words": {"zoom": "abc", "evidence": {}},
    "an edit of nobody's": {"serial": -1, "inputs": 9, "unit": 99, "changes": [[99, 1e308]]},
    "an edit of another kind": {"serial": [], "inputs": None, "unit": "0", "changes": 5},
    "a chain of nothing": {"text": None, "rows": [{}], "kind": "__import__"},
    "its own events": {"stored": {"guesses": {"home.weights": [[[[]]]]}, "outcomes": {"a": 5}}},
    "names of Python's": {"__class__": {"__init__": {"__globals__": 1}}, "toString": 1},
}

TEXTS = {name: json.dumps(dict.fromkeys(EVENTS, value)) for name, value in VALUES.items()}
"""Each value, reported as every event at once."""
TEXTS |= {
    "five": "5",
    "a row": "[1]",
    "null": "null",
    "letters": '"abc"',
    "a name twice": '{"drawing": 1, "drawing": null, "told": 1, "told": []}',
}

NO_JSON = {
    "no JSON": "{]",
    "half of it": '{"drawing": {"pixels": "AAA',
    "two of them": "{}{}",
    "no number": "NaN",
    "a number within that is none": '{"told": -Infinity}',
    "50,000 lists": "[" * 50_000,
    "20,000 objects": '{"a":' * 20_000,
    "a number of 5,000 digits": '{"told": ' + "9" * 5000 + "}",
    "nothing": "",
}
"""What is no JSON, or none a browser writes; the server takes it from no page."""
