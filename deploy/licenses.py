"""Licenses: writes docs/licenses.md, the list of what others let us use.

``python -m deploy.licenses`` writes it anew; a test holds it in step with what is installed.
"""

from pathlib import Path

from deploy.installed import locked, packages, same

PAGE = Path(__file__).parent.parent / "docs" / "licenses.md"
# Packages for other systems or Pythons, which this one cannot ask.
ELSEWHERE = {
    "colorama": "BSD License",
    "importlib-metadata": "Apache-2.0",
    "lazy-importer": "Apache-2.0",
    "tensorflow": "Apache 2.0",
    "tensorflow-cpu": "Apache 2.0",
    "watchdog": "Apache-2.0",
    "zipp": "MIT",
}
HEAD = """\
# Licenses of what the lesson stands on

The lesson itself is under the MIT license, MNIST under CC BY-SA 3.0:
see [LICENSE](../LICENSE) and [data/README.md](../data/README.md).
These are the packages of `requirements.lock`, each with the license its own metadata names.
In the image its text lies in the package's `.dist-info` under `/opt/venv/lib`.
The image also has Debian's packages, each with its license in `/usr/share/doc`;
`/app/sbom.cdx.json` lists them all with their versions.
The wheels of pi-heif hold libheif and libde265, which are under the LGPL-3.0.

Made by `python -m deploy.licenses`.

| package | license |
|---|---|
"""


def page() -> str:
    """Write the whole page."""
    known = ELSEWHERE | {same(each.name): each.license for each in packages()}
    names = sorted({same(pin.name) for pin in locked()})
    return HEAD + "".join(f"| {name} | {known[name]} |\n" for name in names)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
