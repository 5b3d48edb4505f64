"""Every scene at every size: all that is needed is on the screen, whole, and large enough."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from components.nav.navigation import CONTENTS
from components.nav.progress import question_keys
from components.scenes.lesson_page import TOLD
from components.ui.lesson_text import COMMON, Lesson
from components.ui.question_text import ASK, parse_question
from models.languages import LANGUAGES, in_language
from tests.browser.pages import explore, part, press, settle, turn_to, visit

FIRST, LATER = TOLD[:7], TOLD[7:]  # test_later_scenes.py has the others: files run side by side
TRANSLATIONS = LANGUAGES[1:]
SIZES = {  # by whether the screen is touched
    False: ((1440, 900), (1280, 720), (1920, 1080)),
    True: ((820, 1180), (1180, 820), (390, 844), (360, 640)),
}
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
AUDIT = """touched => {
  const faults = [];
  const box = (element) => element.getBoundingClientRect();
  const name = (element) => (element.dataset?.part ?? element.textContent ?? "").trim().slice(0, 40)
    || element.tagName;
  const isShown = (element) => {
    const { width, height } = box(element);
    // A slider's own input is out of sight, in a box of one pixel; its track and thumb are seen.
    const around = element.parentElement && box(element.parentElement);
    if (around && around.width <= 1 && around.height <= 1) return false;
    return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
  };
  function* within(root, selector) {
    for (const element of root.querySelectorAll("*")) {
      if (element.matches(selector) && isShown(element)) yield element;
      if (element.shadowRoot) yield* within(element.shadowRoot, selector);
    }
  }
  const main = document.querySelector('[data-testid="stMain"]');
  if (main.scrollHeight > main.clientHeight + 1) faults.push("the page scrolls");
  const scene = document.querySelector(".st-key-scene");
  const area = (name) => scene.querySelector(`.st-key-scene_${name}`);
  const areas = ["words", "stage", "turn"].map(area);
  const needed = "button, input, select, a, h1, h2, h3, p, canvas, [role=slider], [role=radio]";
  for (const element of [...within(scene, needed)]) {
    const { left, right, top, bottom } = box(element);
    if (left < -1 || right > innerWidth + 1 || top < -1 || bottom > innerHeight + 1)
      faults.push(`${name(element)} is outside the screen`);
    const isCut = element.scrollWidth > element.clientWidth + 2;
    if (isCut && getComputedStyle(element).overflowX === "hidden")
      faults.push(`${name(element)} is cut`);
  }
  // A term inside a sentence is as high as its letters, as links are.
  const pressed = "button:not(.term), select, a, [role=radio], "
    + "input[type=number], input[type=text]";
  for (const element of [...within(scene, pressed)]) {
    const { width, height } = box(element);
    const least = touched ? 40 : 24;
    if (!element.closest("[data-part=dots]") && (height < least - 0.5 || width < least - 0.5))
      faults.push(`${name(element)} is ${Math.round(width)} by ${Math.round(height)}`);
    const font = parseFloat(getComputedStyle(element).fontSize);
    if (touched && innerWidth < 500 && element.matches("input") && font < 16)
      faults.push(`${name(element)} has letters of ${font}`);
  }
  const [words, stage, turn] = areas.map(box);
  const apart = (one, other) => one.right <= other.left + 1 || other.right <= one.left + 1
    || one.bottom <= other.top + 1 || other.bottom <= one.top + 1;
  if (!apart(words, stage)) faults.push("the words lie on the stage");
  if (!apart(words, turn) || !apart(stage, turn)) faults.push("the bar lies on the scene");
  for (const element of within(areas[0], "code, strong, em"))
    if (box(element).right > words.right + 1) faults.push(`${name(element)} is cut at the right`);
  if (words.height > box(areas[0].parentElement).height + 1) faults.push("the words are cut");
  const room = Math.min(innerWidth, 640) * Math.min(innerHeight, 640) * 0.1;
  if (stage.width * stage.height < room)
    faults.push(`the stage has ${stage.width} by ${stage.height}`);
  return faults;
}"""

AUDIT_DRAWN = f"async touched => {{ await ({TWO_FRAMES})(); return ({AUDIT})(touched); }}"


@pytest.mark.parametrize("lesson", FIRST)
def test_every_scene_stands_whole_on_every_screen(page: Page, lesson: str) -> None:
    stands_whole(page, "" if lesson == FIRST[0] else lesson)


@pytest.mark.slow
@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("lesson", TOLD)
def test_every_scene_stands_whole_on_every_screen_in_every_language(
    page: Page, lesson: str, language: str
) -> None:
    with in_language(language):
        address = "" if lesson == CONTENTS[0].name else lesson
        stands_whole(page, f"{address}?lang={language}")


def stands_whole(page: Page, address: str) -> None:
    """Go through a lesson's scenes, and fail with all that is cut or outside of a screen."""
    page.emulate_media(reduced_motion="reduce")
    visit(page, address, as_told=True)
    bar = part(page, "bar")
    scenes = int(bar.get_attribute("data-scenes") or 0)
    assert scenes > 1
    faults: dict[str, list[str]] = {}
    for number in range(1, scenes):  # the last one, Explore, is a page
        expect(bar).to_have_attribute("data-scene", str(number))
        settle(page)
        faults |= faults_at(page, f"scene {number}")
        if page.locator(".st-key-question").count():
            answer_wrongly(page)
            faults |= faults_at(page, f"scene {number}, answered")
        turn(page, number + 1)
    assert not faults


def faults_at(page: Page, name: str) -> dict[str, list[str]]:
    """What is wrong with a scene on each screen, by the scene and the screen."""
    found = {}
    for touched, sizes in SIZES.items():
        with touch(page, on=touched):
            for width, height in sizes:
                page.set_viewport_size({"width": width, "height": height})
                found[f"{name}, {width} by {height}"] = page.evaluate(AUDIT_DRAWN, touched)
    return {where: faults for where, faults in found.items() if faults}


@contextmanager
def touch(page: Page, *, on: bool) -> Iterator[None]:
    """Let the page's screen be touched, as a context with ``has_touch`` does, and then no more."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": on})
    assert page.evaluate("matchMedia('(pointer: coarse)').matches") == on
    yield
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    devtools.detach()


def turn(page: Page, number: int) -> None:
    """Turn to the next scene, once nothing moves on the stage: Next would first end that."""
    still(page)
    part(page, "next").last.click()
    expect(part(page, "bar").last).to_have_attribute("data-scene", str(number))


def answer_wrongly(page: Page) -> None:
    """Give a scene's question a wrong answer, and wait for what is said of it."""
    question = page.locator(".st-key-question")
    lesson = part(page, "bar").get_attribute("data-lesson") or ""
    key = question_here(page, lesson)
    texts = [option.text for option in parse_question(lesson, key)[1] if not option.is_right]
    if question.get_by_role("spinbutton").count():
        question.get_by_role("spinbutton").fill(texts[0])
        question.get_by_role("button", name=COMMON.label("check answer")).click()
    elif part(page, "check").count():  # the stage asks: the lines begin in a wrong order
        part(page, "check").click()
    else:
        question.get_by_role("button", name=plain(texts[0]), exact=True).click()
    expect(question.get_by_text(COMMON.label("not quite"))).to_be_visible()
    settle(page)
    still(page)


def question_here(page: Page, lesson: str) -> str:
    """The key of the question that is asked."""
    asked = page.locator(".st-key-question p").first.inner_text()
    keys = [key for key in question_keys(lesson) if ASK + key in Lesson(lesson).sections]
    (key,) = (each for each in keys if plain(parse_question(lesson, each)[0]) == plain(asked))
    return key


def plain(text: str) -> str:
    return re.sub(r"[*`]", "", text).strip()


def still(page: Page) -> None:
    """Wait until nothing moves on the stage."""
    expect(page.locator("[data-flying=true]")).to_have_count(0)


SWIPE = """([from, to]) => {
  const at = (x) => new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 500 });
  const sent = (kind, touches, x) => document.body.dispatchEvent(new TouchEvent(kind,
    { bubbles: true, composed: true, touches, changedTouches: [at(x)] }));
  sent("touchstart", [at(from)], from);
  sent("touchend", [], to);
}"""


def expect_scene(page: Page, number: int) -> None:
    expect(part(page, "bar")).to_have_attribute("data-scene", str(number))
    expect(page).to_have_url(re.compile(rf"[?&]scene={number}(&|$)"))
    settle(page)


def test_scenes_are_turned_by_buttons_dots_keys_a_swipe_back_and_a_reload(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    visit(page, "flatten", as_told=True)
    expect_scene(page, 1)  # also in an address that named none
    expect(part(page, "bar").get_by_role("button", name="Back")).to_be_disabled()
    part(page, "bar").get_by_role("button", name="Next").click()
    expect_scene(page, 2)
    part(page, "slider").focus()
    page.keyboard.press("ArrowRight")  # moves the slider
    page.wait_for_timeout(300)
    expect_scene(page, 2)
    page.keyboard.press("PageDown")  # as a remote sends it
    expect_scene(page, 3)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowRight")
    expect_scene(page, 4)
    part(page, "bar").get_by_role("button", name="Scene 7 of 10").click()
    expect_scene(page, 7)
    page.evaluate(SWIPE, [300, 200])
    expect_scene(page, 8)
    page.evaluate(SWIPE, [200, 300])
    expect_scene(page, 7)
    page.keyboard.press("PageUp")
    expect_scene(page, 6)
    for number in (7, 8, 7, 4, 3, 2, 1):
        page.go_back()
        expect_scene(page, number)
    page.go_forward()
    expect_scene(page, 2)
    page.reload()
    expect_scene(page, 2)
    turn_to(page, "Glossary")
    expect(page).not_to_have_url(re.compile("scene="))
    page.go_back()
    settle(page)
    expect_scene(page, 2)
    turn_to(page, "Network")
    turn_to(page, "Flatten", as_told=True)
    expect_scene(page, 2)


def test_a_scene_of_the_page_before_never_gets_into_the_address_of_the_next(tab: Page) -> None:
    visit(tab, "flatten?scene=3")
    # What Streamlit does where the page before still ran as it was left.
    tab.evaluate("history.pushState(null, '', '/train')")
    tab.evaluate("history.pushState(null, '', '/train?scene=8&size=28')")
    assert tab.evaluate("location.pathname + location.search") == "/train?size=28"


def test_next_first_ends_what_moves_on_the_stage(page: Page) -> None:
    visit(page, "flatten?scene=2")
    stage = part(page, "stage")
    part(page, "speed").select_option("0.25")
    press(page, "Play")
    expect(stage).to_have_attribute("data-flying", "true")
    part(page, "bar").get_by_role("button", name="Next").click()
    expect(stage).to_have_attribute("data-flying", "false")
    expect(stage).to_have_attribute("data-landed", "9")
    expect_scene(page, 2)
    page.keyboard.press("PageDown")
    expect_scene(page, 3)


# The least height of letters, in the page and on canvases that turn none of them.
COUNT_LETTERS = """
(() => {
  const { fillText } = CanvasRenderingContext2D.prototype;
  window.painted = new Map();
  CanvasRenderingContext2D.prototype.fillText = function (...rest) {
    const { a } = this.getTransform();
    const size = a * parseFloat(/([\\d.]+)px/.exec(this.font)[1]);
    if (a) painted.set(this.canvas, Math.min(size, painted.get(this.canvas) ?? size));
    return fillText.apply(this, rest);
  };
})()
"""
LEAST_LETTERS = """() => {
  const sizes = [...document.querySelectorAll(".st-key-scene p, .st-key-top_bar p")]
    .map((words) => parseFloat(getComputedStyle(words).fontSize));
  for (const [canvas, size] of painted)
    if (canvas.isConnected) sizes.push((size * canvas.clientWidth) / canvas.width);
  return Math.min(...sizes);
}"""


def test_explore_leads_to_the_next_lesson_and_scenes_present_large(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.add_init_script(COUNT_LETTERS)
    visit(page, "flatten?present=1")
    expect_scene(page, 1)
    assert page.evaluate(LEAST_LETTERS) >= 720 / 36
    assert not page.evaluate(AUDIT, False)
    explore(page)
    page.keyboard.press("PageDown")
    settle(page)
    expect(page).to_have_url(re.compile("/dense"))
