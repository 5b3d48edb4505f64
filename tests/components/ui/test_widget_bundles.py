"""The bundles in which widgets' scripts reach a page."""

import pytest

from components.ui.widget_bridge import widget_folders
from components.ui.widget_bundles import (
    SHARED_BUNDLE,
    as_function_body,
    bundle_of,
    bundles,
    bundles_of_page,
)
from components.ui.widget_scripts import SHARED_STYLE, modules_of, scripts, style_module


def test_a_widget_finds_its_script_its_styles_and_all_they_import_in_its_two_bundles():
    for folder, where in widget_folders().items():
        view = f"{where.parent.name}/{folder}/view.js"
        text = bundles()[SHARED_BUNDLE] + bundles()[bundle_of(folder)]
        for path in (*modules_of(view), f"{view[:-3]}.css.js", style_module(SHARED_STYLE)):
            assert f'define("{path}", ' in text


def test_no_script_is_left_out():
    everything = "".join(bundles().values())
    assert [path for path in scripts() if f'define("{path}", ' not in everything] == []


def test_a_page_asks_for_its_own_widgets_and_those_of_every_page():
    assert bundles_of_page("home") == [SHARED_BUNDLE]
    assert set(bundles_of_page("network")) == {
        SHARED_BUNDLE,
        "bundles/network/network_stage.js",
        "bundles/network/network_view.js",
    }


def test_a_module_gives_away_what_it_exports_and_gets_what_it_imports():
    script = """import {
  a,
  b as c,
} from "./other.js";

/** A comment. */
export const first = a;
export function second() {}
export async function third() {}
export default function ({ data }) {
  return c(data);
}
"""
    assert (
        as_function_body("ui/js/one.js", script)
        == """const {
  a,
  b: c,
} = need("ui/js/other.js");

/** A comment. */
const first = a;
function second() {}
async function third() {}
function defaultExport({ data }) {
  return c(data);
}
return { first, second, third, default: defaultExport };
"""
    )


@pytest.mark.parametrize(
    "line",
    [
        'import * as all from "./x.js";',
        'import one from "./x.js";',
        'import "./x.js";',
        'export { a } from "./x.js";',
        'export * from "./x.js";',
        "export { a };",
        "export let a = 1;",
    ],
)
def test_what_no_bundle_can_have_is_refused(line):
    with pytest.raises(RuntimeError, match=r"view\.js imports or exports in a way"):
        as_function_body("ui/one/view.js", f"{line}\n")
