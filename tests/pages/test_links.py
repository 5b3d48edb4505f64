"""A link restores page, picture and settings; a bad one says so and begins where all begin."""

import json

import numpy as np
import pytest

from components.nav.navigation import CONTENTS, LABS, TEACHING, visible_entries
from components.shell.tab_storage import MAX_LENGTH, parse_answers
from components.shell.url_fields import URL_FIELDS
from components.shell.url_state import FREE, KINDS, query_of
from components.state.hidden_controls import HIDEABLE_CONTROLS, is_visible
from components.state.session import Session
from components.ui.lesson_text import COMMON, Lesson
from models.sharing.url_codec import from_query
from tests.pages.visit import (
    EXPLORE,
    address,
    choose,
    control,
    draw,
    errors,
    event,
    is_a_sentence,
    opened,
    scribble,
    session,
    turned,
    visit,
    with_picture,
    words,
)

NO_TRAINER = "No trainer was started."  # here, where only the workbench asks for it at once
NAMES = [entry.name for entry in CONTENTS]


def warnings(at):
    return [warning.value for warning in at.warning]


# There and back


@pytest.mark.parametrize(("linked", "color"), [("grey", "gray"), ("gray", "gray"), ("RGB", "RGB")])
def test_links_of_the_british_version_choose_the_same_color(linked, color):
    at = opened("flatten", size="8", colour=linked)
    assert warnings(at) == []
    assert session(at).drawing.color == color


@pytest.mark.parametrize("page", NAMES)
def test_a_link_brings_picture_and_settings_to_every_page(page):
    at = with_picture("flatten", "8×8", "RGB")
    at = choose(at, "reading_order", "column by column")
    at = turned(at, "dense")
    at = control(at, "dense_units").set_value(7).run()
    at = control(at, "dense_seed").set_value(3).run()
    link, drawn = address(at), session(at).drawing.levels.copy()
    there = opened(page, **link)
    assert {*errors(there), *warnings(there)} <= {NO_TRAINER}
    assert (session(there).drawing.pad, session(there).drawing.color) == ("8×8", "RGB")
    np.testing.assert_array_equal(session(there).drawing.levels, drawn)
    session(there).scenes.numbers["dense"] = EXPLORE
    there = turned(turned(there, "flatten"), "dense")
    assert there.session_state["reading_order"] == "column by column"
    assert control(there, "dense_units").value == 7
    assert control(there, "dense_seed").value == 3
    assert address(there) == link


def test_the_controls_of_the_paths_pages_are_in_the_link():
    at = control(visit("weights"), "guess_weights.parameters").set_value(1).run()
    at = at.button(key="keep_weights.parameters").click().run()
    at = control(at, "bill_units").set_value(512).run()
    assert opened("weights", **address(at)).session_state["bill_units"] == 512
    at = control(turned(at, "beyond"), "head_side").set_value(14).run()
    at = choose(turned(at, "backprop"), "true_label_example", "B")
    at.session_state["nudge_example"] = -0.5
    link = address(at.run())
    there = opened("backprop", **link)
    assert there.session_state["true_label_example"] == "B"
    assert there.session_state["nudge_example"] == -0.5
    session(there).scenes.numbers["beyond"] = EXPLORE
    assert control(turned(there, "beyond"), "head_side").value == 14
    assert address(there) == link | {"scene": address(there)["scene"]}


@pytest.mark.parametrize(
    ("page", "link"),
    [("weights", {"bill_units": "3"}), ("backprop", {"true_label_example": "7"})],
)
def test_a_control_is_given_nothing_it_does_not_offer(page, link):
    there = opened(page, **link)
    assert [text for text in warnings(there) if "must be one of" in text]
    assert not errors(there)


def test_a_unit_that_a_smaller_layer_does_not_have_is_no_mistake():
    there = opened("inside", sums_unit="60", dense_weights="random", weights_unit="120")
    assert not errors(there)
    assert not errors(turned(there, "weights"))


def test_the_settings_of_a_training_and_its_seed_are_in_the_link():
    at = visit("train")
    at = choose(at, "plan_layers", 2)
    at = control(at, "plan_units_1").set_value(32).run()
    at = control(at, "plan_seed").set_value(11).run()
    at = control(at, "plan_learning_rate").set_value(3e-5).run()
    at = control(at, "plan_optimizer").set_value("sgd").run()
    there = opened("train", **address(at))
    assert there.session_state["plan_layers"] == 2
    values = [control(there, f"plan_{name}").value for name in ("units_1", "seed")]
    assert values == [32, 11]
    assert control(there, "plan_learning_rate").value == 3e-5
    assert control(there, "plan_optimizer").value == "sgd"


def test_weights_set_by_hand_the_unit_and_the_step_of_its_story_are_in_the_link():
    at = visit("dense")
    edit = {"serial": 1, "inputs": 9, "unit": 0, "changes": [[4, -2.5], [9, 1.25]]}
    at = event(at, "neuron_view", edit=edit)
    at = event(at, "neuron_view", step=6)
    at = control(at, "unit_of_4").set_value(2).run()
    there = opened("dense", **address(at))
    assert errors(there) == []
    assert there.session_state["dense_weights"] == "hand"
    assert control(there, "unit_of_4").value == 2
    assert session(there).weights.changes["hand", 9, 4, ""] == {(4, 0): -2.5, (9, 0): 1.25}
    assert session(there).neuron.step == 6


def test_the_place_of_the_flight_and_of_the_look_into_the_network_are_in_the_link():
    at = event(visit("flatten"), "flatten_view", position=5)
    assert session(opened("flatten", **address(at))).drawing.position == 5
    at = event(visit("network"), "network_view", selection={"zoom": [0, 17, 300], "evidence": None})
    assert session(opened("network", **address(at))).network.zoom == (0, 17, 300)


def test_the_example_one_plays_with_is_in_the_link():
    at = control(visit("home"), "idea_pixel").set_value((2, 0)).run()
    at = control(at, "idea_value_2_0").set_value(9).run()
    at = choose(at, "idea_unit", 3)
    there = opened("home", **address(at))
    assert control(there, "idea_value_2_0").value == 9
    assert there.session_state["idea_unit"] == 3


def test_a_lesson_as_it_begins_has_a_bare_address_and_no_link_holds_an_answer():
    at = visit("weights")
    assert set(address(at)) <= {"scene"}
    control(at, "guess_weights.parameters").set_value(101770).run()
    at = at.button(key="keep_weights.parameters").click().run()
    assert session(at).answers.given
    assert set(address(at)) <= {"scene"}


def test_every_value_of_the_link_has_a_first_value_that_is_left_out():
    assert query_of(Session()) == {}
    assert set(FREE) == {"present", "hide", "run", "cards", "scene", "lang"}
    assert list(URL_FIELDS) == list(KINDS)


def test_the_drawing_goes_into_the_address_as_it_is_drawn():
    at = visit("draw")
    levels = scribble(session(at).drawing.levels)
    at = draw(at, levels // 17 * 17)
    np.testing.assert_array_equal(
        from_query(address(at), KINDS, FREE)["picture"].reshape(28, 28), levels // 17 * 17
    )
    assert len(address(at)["picture"]) <= 524


# Forged and cut


FORGED = (  # made of the link to a picture
    lambda link: {name: value for name, value in link.items() if name != "picture"},
    lambda link: link | {"picture": link["picture"][:-9]},
    lambda link: link | {"picture": "z" + "A" * 500},
    lambda link: link | {"check": link["check"][::-1] + "x"},
    lambda link: link | {"seed": "5"},
    lambda _: {"picture": "b////"},
    lambda _: {"seed": "minus one"},
    lambda _: {"units": "1000000"},
    lambda _: {"weights": "<script>"},
    lambda _: {"hidden_units": "128.128.128.128"},
    lambda _: {"rate": "nan"},
    lambda _: {"zoom": "1.2.3.4"},
    lambda _: {"by_hand": "0_0_1e99"},
    lambda _: {"present": "perhaps"},
    lambda _: {"at": "-1"},
    lambda _: {"hide": "../../etc"},
)


@pytest.fixture(scope="module")
def link_to_a_picture():
    return address(turned(with_picture("network"), "network"))


@pytest.mark.parametrize("forge", FORGED)
def test_a_bad_link_says_one_sentence_and_begins_where_all_begin(forge, link_to_a_picture):
    at = opened("network", **forge(link_to_a_picture))
    assert errors(at) == []
    (said,) = warnings(at)
    assert "This link doesn't work" in said
    assert is_a_sentence(said.replace("**", ""))
    fresh = session(visit("network"))
    assert not session(at).drawing.levels.any()
    here = session(at)
    for part in ("network", "weights", "neuron", "display", "runs", "cards", "workbench"):
        assert getattr(here, part) == getattr(fresh, part)
    for name in ("pad", "color", "position"):
        assert getattr(here.drawing, name) == getattr(fresh.drawing, name)
    assert "seed" not in address(at)
    assert warnings(turned(at, "dense")) == []


def test_values_that_are_sound_but_fit_nothing_lose_nothing():
    at = opened("dense", units="2", unit="100", zoom="5.400", by_hand="20_0_1", weights="hand")
    assert errors(at) == warnings(at) == []
    at = turned(at, "network")
    assert errors(at) == []


def test_a_link_to_a_run_that_is_gone_says_so_and_keeps_the_settings():
    at = opened("train", run="nobody-knows-this", epochs="9")
    assert errors(at) == []
    assert ["The run in this link has expired" in info.value for info in at.info] == [True]
    assert control(at, "plan_epochs").value == 9
    assert "run" not in address(at.run())


# Present and hide


def test_presenting_has_no_menu_and_turns_through_the_path_and_stays():
    at = opened("flatten", present="1")
    assert errors(at) == []
    path = [entry.name for entry in CONTENTS if entry.group != TEACHING]
    assert at.caption[0].value == f"{path.index('flatten') + 1} of {len(path)}"
    at = turned(at, "dense")
    assert session(at).display.present
    assert address(at)["present"] == "1"
    at = at.button(key="present_leave").click().run()
    assert not session(at).display.present
    assert "present" not in address(at)


def links(at):
    return "\n".join(link.proto.label for link in at.get("page_link"))


HIDES = {
    "size": ("flatten", "picture_size"),
    "colour": ("flatten", "picture_color"),
    "draw": ("flatten", "pad_beside"),
    "bring": ("draw", "upload"),
    "prepare": ("network", "prepare"),
    "order": ("flatten", "reading_order"),
    "weights": ("dense", "dense_weights"),
    "units": ("dense", "dense_units"),
    "activation": ("dense", "dense_activation"),
    "seed": ("dense", "dense_seed"),
    "experiments": ("train", "preset"),
    "more": ("train", "plan_optimizer"),
    "keras": ("dense", "check_dense"),
    "questions": ("weights", "keep_weights.parameters"),
    "share": ("home", "share"),
}


def has(at, key):
    try:
        return control(at, key) is not None
    except KeyError:
        return False


@pytest.mark.parametrize("name", HIDES)
def test_a_hidden_control_is_gone_and_nothing_else_is_lost(name):
    page, key = HIDES[name]
    assert has(visit(page), key)
    at = opened(page, hide=name)
    assert errors(at) == warnings(at) == []
    assert not has(at, key)


def test_hidden_controls_keep_the_values_of_the_link():
    at = opened("dense", units="6", seed="9", hide="units,seed,weights,activation")
    assert errors(at) == []
    assert control(at, "unit_of_6").label == Lesson("dense").label(
        "unit", last=5
    )  # its range, which the field itself enforces
    assert address(at.run())["hide"] == "units.seed.weights.activation"
    at = opened("train", hidden_units="32", training_seed="4", hide="units.more.seed")
    assert errors(at) == []
    assert at.session_state["plan_units_0"] == 32
    assert at.session_state["plan_seed"] == 4


def test_names_nobody_knows_are_said_and_left_out():
    at = opened("dense", hide="seed,everything")
    (said,) = warnings(at)
    assert "everything" in said
    assert session(at).display.hidden == ("seed",)


def test_without_questions_a_page_shows_at_once_what_comes_of_them():
    asked, told = visit("weights"), opened("weights", hide="questions")
    assert "101,770" not in words(asked)
    assert "101,770" in words(told)
    assert "Before you look" not in words(told)
    assert session(told).answers.given == {}


def test_labs_that_are_left_out_are_out_of_sight_and_a_link_to_one_still_leads_there():
    assert Lesson("home").label("go to build") in links(opened("home", scene="40"))
    for page in ("home", "recall"):
        at = opened(page, hide="labs", scene="40")
        assert errors(at) == []
        assert Lesson("home").label("go to build") not in links(at)
        assert "Next: Workbench" not in links(at)
    for present in ("0", "1"):
        assert "Workbench" in opened("build", hide="labs", present=present).title[0].value


def test_nothing_is_asked_to_hide_that_cannot_be_hidden():
    assert set(HIDES) <= set(HIDEABLE_CONTROLS)
    with pytest.raises(KeyError, match="can be hidden"):
        is_visible("everything")
    assert [entry.name for entry in visible_entries()] == [
        entry.name for entry in CONTENTS if entry.group != LABS or is_visible("labs")
    ]


# For teachers


def test_a_teachers_link_carries_what_was_chosen_and_leads_there():
    at = with_picture("dense", "3×3", "gray")
    at = control(at, "dense_units").set_value(5).run()
    at = turned(at, "teach")
    at = control(at, "teach_page").set_value("dense").run()
    at = control(at, "dense_seed").set_value(21).run()
    at = control(at, "teach_present").set_value(True).run()
    at = control(at, "teach_hide").set_value(["units", "share"]).run()
    for_learners = json.loads(at.get_by_key("teach_link").proto.json)
    data = json.loads(at.get_by_key("teach_projector").proto.json)
    assert data["page"] == for_learners["page"] == "dense"
    assert "present=1&" in data["query"]
    assert for_learners["query"] == data["query"].replace("present=1&", "")
    assert (data["withQrCode"], for_learners["withQrCode"]) == (False, True)
    pairs = dict(pair.split("=") for pair in data["query"].removeprefix("?").split("&"))
    there = opened("dense", **pairs)
    assert errors(there) == warnings(there) == []
    np.testing.assert_array_equal(session(there).drawing.levels, session(at).drawing.levels)
    assert there.session_state["dense_units"] == 5
    assert there.session_state["dense_seed"] == 21
    assert session(there).display.present
    assert session(there).display.hidden == ("units", "share")
    assert not session(at).display.present


def test_looking_at_the_teachers_page_changes_no_seed():
    at = turned(opened("dense", units="3", seed="7"), "teach")
    assert control(at, "dense_seed").value == 7
    at = turned(at.run(), "dense")
    assert control(at, "dense_seed").value == 7


# What the tab remembers


def stored(at, **kept):
    return event(at, "tab_memory", stored=json.dumps(kept))


def test_answers_come_back_after_a_reload_and_so_do_the_ticks():
    at = stored(
        opened("weights", scene=str(EXPLORE)),
        guesses={"weights.parameters": [13, 101770]},
        outcomes={"weights.parameters": True},
    )
    assert session(at).answers.given == {"weights.parameters": [13, 101770]}
    assert COMMON.format("your answers", answer="101,770", before="13") in words(at)


@pytest.mark.parametrize(
    "held",
    [
        None,
        "",
        "{",
        "[]",
        "null",
        "[" * 5000,
        json.dumps({"guesses": [1], "outcomes": 3}),
        json.dumps({"guesses": {"weights.parameters": 101770}}),
        json.dumps(
            {"guesses": {"weights.parameters": [None, {}, [], [1.5], "x" * 41, True, [0] * 99]}}
        ),
        json.dumps({"guesses": {"home.nothing": [1], "nowhere.weights": [1]}}),
        json.dumps({"outcomes": {"weights.parameters": "yes", "nowhere.weights": True}}),
        json.dumps({"guesses": {"weights.parameters": [1] * MAX_LENGTH}}),
    ],
)
def test_forged_memories_give_nothing(held):
    assert parse_answers(held) == ({}, {})
    at = event(opened("home"), "tab_memory", stored=held)
    assert errors(at) == []
    assert session(at).answers.given == session(at).answers.correct == {}


def test_an_answer_of_another_kind_is_dropped_when_its_question_is_asked():
    forged = {"weights.asleep": [[99, 7], "no"], "weights.parameters": [-1, 4]}
    at = stored(
        opened("weights", scene=str(EXPLORE)), guesses=forged, outcomes={"weights.asleep": True}
    )
    assert errors(at) == []
    assert session(at).answers.given == {"weights.parameters": [4]}
    assert session(at).answers.correct.get("weights.asleep") is None


def test_an_answer_given_since_is_not_overwritten():
    at = opened("weights", scene=str(EXPLORE))
    control(at, "guess_weights.parameters").set_value(1).run()
    at = at.button(key="keep_weights.parameters").click().run()
    at = stored(at, guesses={"weights.parameters": [2]})
    assert session(at).answers.given == {"weights.parameters": [1]}
