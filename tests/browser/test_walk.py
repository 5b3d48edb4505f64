"""The lesson as a new learner walks it: by *Next* from the first page to the printed challenge."""

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from components.nav.navigation import CONTENTS, TOLD, steps
from components.recall.objective_test import OBJECTIVES
from components.ui.lesson_text import Lesson, scene_names, sections
from components.ui.question_text import Option, parse_options, parse_question
from models.exercises.program_order import LINES
from tests.browser.conftest import SCREENS, screen_page
from tests.browser.pages import (
    SHORT,
    close_menu,
    draw_seven,
    move_slider,
    open_menu,
    part,
    press,
    settle,
    wait_until,
)
from tests.browser.server import Server
from tests.browser.test_scenes import AUDIT, plain, question_here, still
from tests.browser.test_step_scenes import drag_around

pytestmark = pytest.mark.trains

PATIENCE = 180_000  # milliseconds that Keras may take on a slow machine
WRONG_FIRST = 3  # every third question is answered wrongly at first
TICK = " ✓"
PATH = tuple(entry.name for entry in steps() if entry.name in TOLD)

Notice = Callable[[Page, str], None]


@pytest.mark.parametrize("screen", ["laptop", pytest.param("phone", marks=pytest.mark.slow)])
def test_a_new_learner_walks_from_the_first_page_to_the_printed_challenge_and_the_exit_test(
    contexts: Callable[..., BrowserContext], training_server: Server, screen: str
) -> None:
    *_, touched = SCREENS[screen]
    with screen_page(contexts, training_server, screen) as page:
        page.goto("/")
        walk(page, touched=touched)
    brought_no_tensorflow(training_server)


def brought_no_tensorflow(server: Server) -> None:
    """Expect TensorFlow in none of the web process's memory, and its trainer beside it."""
    web = psutil.Process(server.process.pid)
    held = [entry.path for entry in web.memory_maps()]
    assert any("numpy" in path for path in held), "this look at the process sees its libraries"
    assert not [path for path in held if "tensorflow" in Path(path).as_posix()]
    assert any("local_cluster" in " ".join(child.cmdline()) for child in web.children())


def walk(page: Page, *, touched: bool, notice: Notice = lambda *_: None) -> None:
    """Walk the whole path.

    Args:
        page: at the first page.
        touched: whether its screen is.
        notice: is called in each scene, with its name, once all there is was done.
    """
    asked, drawing = 0, ""
    for lesson in PATH:
        names = scene_names(lesson)
        for number, name in enumerate(names, start=1):
            where = f"{lesson} {name}"
            stand(page, lesson, number, len(names))
            if number == len(names):
                continue
            notice(page, where)
            ACTIONS.get(where, settle)(page)
            if where == "train program":
                order_program(page)
            elif page.locator(".st-key-question").count():
                answer(page, lesson, wrongly=asked % WRONG_FIRST == 0)
                asked += 1
                settle(page)
                AFTER.get(where, still)(page)
            settle(page)
            still(page)
            faults = page.evaluate(AUDIT, touched)
            assert not faults, (where, faults)
            assert not drawing or picture(page) == drawing, f"{where}: the drawing is another one"
            drawing = picture(page)
            notice(page, f"{where} done")
            turn(page)
        notice(page, f"{lesson} explore")
        assert ticks(page) == set(PATH[: PATH.index(lesson) + 1])
        turn(page)
    title = page.get_by_role("heading", level=1, name=sections("recall")["title"], exact=True)
    expect(title).to_be_visible()
    exit_test(page)
    assert ticks(page) == {*PATH, "recall"}
    page.reload()
    settle(page)
    assert ticks(page) == {*PATH, "recall"}
    expect(page.get_by_text("6 of 6")).to_be_visible()


def stand(page: Page, lesson: str, number: int, count: int) -> None:
    """Expect a scene of a lesson, and wait until it has come to rest."""
    bar = page.locator(".st-key-scene_turn [data-part=bar]")
    expect(bar).to_have_attribute("data-lesson", lesson)
    expect(bar).to_have_attribute("data-scene", str(number))
    expect(bar).to_have_attribute("data-scenes", str(count))
    expect(page.locator("h1")).to_have_text(sections(lesson)["title"])
    settle(page)
    still(page)


# Ends what moves on the stage, as a first press of *Next* would.
FINISH = "() => document.dispatchEvent(new CustomEvent('unrolled:finish', { cancelable: true }))"


def turn(page: Page) -> None:
    page.evaluate(FINISH)
    page.locator(".st-key-scene_turn [data-part=next]").click()


def picture(page: Page) -> str:
    """The drawing, as the address has it; "" while it has none."""
    found = re.search(r"[?&]picture=([^&]*)", page.url)
    return found[1] if found else ""


def ticks(page: Page) -> set[str]:
    """The lessons that have a tick in the menu."""
    titles = open_menu(page).get_by_role("link").all_inner_texts()
    close_menu(page)
    ticked = [title for title in titles if title.endswith(TICK)]
    return {entry.name for entry in CONTENTS for title in ticked if entry.title in title}


def answer(page: Page, lesson: str, *, wrongly: bool) -> None:
    """Answer a scene's question, at first with a usual mistake or not."""
    key = question_here(page, lesson)
    _, options = parse_question(lesson, key)
    feedback = page.locator(".st-key-feedback")
    if wrongly:
        give(page, next(option for option in options if not option.is_right))
        expect(feedback).to_contain_text("Not quite.")
    give(page, next(option for option in options if option.is_right))
    expect(feedback).to_contain_text("Correct.")
    expect(feedback).not_to_contain_text(plain(Lesson(lesson).sections[f"hint {key}"]))


def give(page: Page, option: Option) -> None:
    question = page.locator(".st-key-question")
    if question.get_by_role("spinbutton").count():
        question.get_by_role("spinbutton").fill(option.text)
        question.get_by_role("button", name="Check").click()
    else:
        question.get_by_role("button", name=plain(option.text), exact=True).click()


def order_program(page: Page) -> None:
    """Check the lines as they come, then move each up to its place from the top on, and check."""
    feedback = page.locator(".st-key-feedback")
    part(page, "check").click()
    expect(feedback).to_contain_text("Not quite.")
    lines = part(page, "lines").locator("li")
    for place, line in enumerate(LINES):
        row = lines.filter(has_text=line.code)
        while lines.all_inner_texts().index(row.inner_text()) > place:
            row.locator("[data-action=up]").click()
    part(page, "check").click()
    expect(feedback).to_contain_text("Correct.")


def draw(page: Page) -> None:
    expect(part(page, "answer")).to_have_text(re.compile("Prediction: "))
    still(page)
    draw_seven(page)
    expect(part(page, "answer")).to_have_text(re.compile("Prediction: 7"))


def slide(slider: Locator, key: str = "ArrowRight") -> None:
    slider.focus()
    expect(slider).to_be_focused()
    slider.press(key)
    slider.blur()


def play(page: Page) -> None:
    """Let all pixels fly into the vector."""
    part(page, "speed").select_option("4")
    press(page, "Play")
    expect(part(page, "stage")).to_have_attribute("data-landed", "9")


def fold_back(page: Page) -> None:
    press(page, "Un-flatten")
    expect(part(page, "stage")).to_have_attribute("data-landed", "0")


def fill_blanks(page: Page) -> None:
    for label, number in (
        ("running sum after term 1", "4.5"),
        ("x times w of term 2", "-3"),
        ("running sum after term 2", "1.5"),
        ("running sum plus bias", "3"),
        ("the neuron's output", "3"),
    ):
        field = page.get_by_label(label, exact=True)
        field.fill(number)
        field.press("Enter")
    expect(part(page, "score")).to_contain_text("All correct")


def draw_heart(page: Page) -> None:
    """Draw over the digit, and have it back."""
    press(page, "Draw a heart")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    settle(page)
    assert picture(page)
    press(page, "Undo")


def train(page: Page) -> None:
    """Train with the settings as they are, and watch it to its end."""
    press(page, "Train")
    expect(part(page, "where")).to_have_text("Epoch 5 of 5", timeout=PATIENCE)
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_visible()


def say_which_digit(page: Page) -> None:
    page.get_by_role("combobox").last.click()
    page.get_by_role("option", name="7", exact=True).click()
    settle(page)


def rewind(page: Page) -> None:
    say_which_digit(page)
    slide(part(page, "slider"), "Home")
    expect(part(page, "where")).to_contain_text("Before the first step")


def open_test_images(page: Page) -> None:
    press(page, "Open the test images")
    expect(page.get_by_text("Test accuracy")).to_be_visible(timeout=PATIENCE)


def look_at_mistakes(page: Page) -> None:
    cells = part(page, "confusion").locator("td")
    counts = cells.all_inner_texts()
    wrong = [at for at, count in enumerate(counts) if at % 11 and int(count)]  # off the diagonal
    cells.nth(wrong[0]).click()
    expect(part(page, "found").get_by_role("button").first).to_be_in_viewport(timeout=PATIENCE)
    part(page, "mistakes").get_by_role("button", name="Close").click()


def see_verdict(page: Page) -> None:
    expect(part(page, "verdict")).to_have_text(re.compile("Myth|Fact"), timeout=PATIENCE)


def see_program_begin(page: Page) -> None:
    """Go on while a program runs; of those that still do, so many at once are allowed."""
    waits = Lesson("pitfalls").words("program")["waits"]
    output, again = page.locator(".program .output"), page.get_by_role("button", name="Try again")

    def has_begun() -> bool:
        settle(page)
        if again.is_visible():
            with suppress(PlaywrightTimeout):  # it goes once there is room
                again.click(timeout=SHORT)
            return False
        return waits not in output.inner_text()

    for _ in range(6):  # of half a minute each
        with suppress(AssertionError):
            wait_until(page, has_begun, "a program runs")
            return
    raise AssertionError("no program runs")


def see_last_program(page: Page) -> None:
    """Wait until the last program has run."""
    see_program_begin(page)
    found = page.locator(".program .output").get_by_text("probability")
    expect(found.first).to_be_visible(timeout=PATIENCE)


def train_model(page: Page) -> None:
    """Train for one epoch: enough for a page with figures."""
    move_slider(page, "Epochs", 1)
    press(page, "Train")
    expect(part(page, "status")).to_contain_text("Epoch 1 of 1", timeout=PATIENCE)
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled(timeout=PATIENCE)


def evaluate(page: Page) -> None:
    press(page, "Evaluate")
    conditions = part(page, "conditions").get_by_role("listitem")
    expect(conditions.first).to_have_attribute("data-state", "met", timeout=PATIENCE)


def print_sheet(page: Page) -> None:
    """Print the page: one sheet of paper, with what was built and found on it."""
    name = part(page, "sheet").get_attribute("aria-label") or ""
    assert "parameters of at most 60,000, met" in name
    assert "of the test images" in name
    page.evaluate("() => { window.print = () => { document.title = 'printed'; }; }")
    press(page, "Print")
    expect(page).to_have_title("printed")
    page.emulate_media(media="print")
    expect(page.locator("body > .print-sheet")).to_be_visible()
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", printed)) == 1
    page.emulate_media(media="null")


def exit_test(page: Page) -> None:
    """Fill the blank, and take the exit test without a mistake."""
    blank = page.locator("[class*=st-key-question_recall]")
    blank.get_by_role("textbox").fill("784")
    blank.get_by_role("textbox").press("Enter")
    press(page, "Keep my answer")
    settle(page)
    for objective in OBJECTIVES:
        text, options = parse_options(Lesson("recall").sections[f"exit {objective}"])
        right = next(option for option in options if option.is_right)
        group = page.get_by_role("radiogroup", name=plain(text))
        group.get_by_text(plain(right.text), exact=True).click()
        settle(page)
    press(page, "See how you did")
    expect(page.get_by_text("6 of 6")).to_be_visible()


ACTIONS: dict[str, Callable[[Page], None]] = {
    "home read": draw,
    "draw zoom": lambda page: slide(page.get_by_role("slider", name="Zoom"), "End"),
    "flatten flight": play,
    "flatten back": fold_back,
    "dense template": lambda page: slide(page.get_by_role("slider").first),
    "dense bias": lambda page: slide(page.get_by_role("slider", name="bias")),
    "dense activation": lambda page: page.get_by_text("ReLU", exact=True).click(),
    "dense blanks": fill_blanks,
    "network exp": lambda page: slide(page.get_by_role("slider", name="logit of 3")),
    "network certainty": draw_heart,
    "network solved": lambda page: slide(page.get_by_role("slider").first),
    "train loss": lambda page: slide(part(page, "probability"), "Home"),
    "train train": train,
    "train rewind": rewind,
    "train split": open_test_images,
    "train confusion": look_at_mistakes,
    "step gears": lambda page: drag_around(page, 0),
    "step rate": lambda page: slide(part(page, "slider"), "End"),
    "challenge train": train_model,
    "challenge evaluate": evaluate,
    "challenge page": print_sheet,
}
"""What a scene asks for beside its question."""

AFTER: dict[str, Callable[[Page], None]] = {
    "home puzzle": lambda page: slide(page.get_by_role("slider"), "Home"),
    "step slope": lambda page: slide(part(page, "slider")),
    **{f"myths {name}": see_verdict for name in scene_names("myths")},
    **{f"pitfalls {name}": see_program_begin for name in scene_names("pitfalls")},
    "pitfalls fix_softmax": see_last_program,
}
"""What can be tried, or is to be seen, once the question was answered."""
