"""What a browser still sends for a page that was left never brings that page back."""

from streamlit.proto.ClientState_pb2 import ClientState

from server.page_turns import Turns

SHARED = ("address_bar", "tab_memory")


def asks(page: str, *widgets: str, **more: object) -> ClientState:
    asked = ClientState(page_script_hash=page, **more)
    for widget in (*SHARED, *widgets):
        asked.widget_states.widgets.add(id=widget)
    return asked


def turned() -> Turns:
    """A browser that was on Train, and has just turned to Dense."""
    turns = Turns()
    assert turns.takes(asks("", page_name="train"))
    assert turns.takes(asks("train", "player", fragment_id="run"))
    assert turns.takes(asks("dense", query_string="size=28"))
    assert turns.page == "dense"
    return turns


def test_a_tick_of_the_page_that_was_left_is_dropped():
    turns = turned()
    assert not turns.takes(asks("train", "player", fragment_id="run", is_auto_rerun=True))
    assert turns.takes(asks("dense", "story", fragment_id="neuron"))


def test_what_was_done_on_the_page_that_was_left_is_told_to_the_next_one():
    for fragment in ("run", ""):
        late = asks("train", "player", fragment_id=fragment, query_string="epochs=9")
        assert turned().takes(late)
        assert (late.page_script_hash, late.fragment_id) == ("dense", "")
        assert late.query_string == "size=28"
        assert [each.id for each in late.widget_states.widgets] == [*SHARED, "player"]


def test_one_may_turn_back_before_the_next_page_has_begun():
    turns, back = turned(), asks("train")
    assert turns.takes(back)
    assert (turns.page, back.page_script_hash) == ("train", "train")
    assert turns.takes(late := asks("dense", "story", fragment_id="neuron"))
    assert (late.page_script_hash, late.fragment_id) == ("train", "")


def test_pages_turned_faster_than_they_are_shown_are_not_turned_back_to_by_what_they_send():
    turns = turned()  # the server has begun neither page yet, and the browser still shows Train
    assert turns.takes(asks("train"))
    assert turns.takes(asks("dense"))
    for shown in ("dense", "train", "dense", "train"):
        assert turns.takes(late := asks(shown, f"a control of {shown}", fragment_id="any"))
        assert (turns.page, late.page_script_hash) == ("dense", "dense")


def test_once_the_next_page_has_begun_any_page_may_be_turned_to_with_any_widgets():
    turns = turned()
    assert turns.takes(asks("dense", "story"))
    assert turns.takes(asks("train", "a widget that all pages have by now"))
    assert turns.page == "train"


def test_a_page_by_its_name_begins_anew():
    turns = turned()
    assert turns.takes(asks("", page_name="draw"))
    assert turns.takes(asks("draw", "pad", fragment_id="drawing"))
    assert turns.page == "draw"


def test_one_turns_back_also_where_a_widget_that_all_pages_have_has_come_meanwhile():
    turns = turned()
    assert turns.takes(back := asks("train", "share"))
    assert (turns.page, back.page_script_hash) == ("train", "train")
