"""What a browser still sends for a page that was left never brings that page back."""

from streamlit.proto.ClientState_pb2 import ClientState

from server.stale_messages import Navigation

SHARED = ("address_bar", "tab_memory")


def asks(page: str, *named: str, **more: object) -> ClientState:
    state = ClientState(page_script_hash=page, **more)
    for widget in (*SHARED, *named):
        state.widget_states.widgets.add(id=widget)
    return state


def turned() -> Navigation:
    """A browser that was on Train, and has just turned to Dense."""
    navigation = Navigation()
    assert navigation.accept(asks("", page_name="train"))
    assert navigation.accept(asks("train", "player", fragment_id="run"))
    assert navigation.accept(asks("dense", query_string="size=28"))
    assert navigation.page == "dense"
    return navigation


def test_a_tick_of_the_page_that_was_left_is_dropped():
    navigation = turned()
    assert not navigation.accept(asks("train", "player", fragment_id="run", is_auto_rerun=True))
    assert navigation.accept(asks("dense", "story", fragment_id="neuron"))


def test_what_was_done_on_the_page_that_was_left_is_told_to_the_next_one():
    for fragment in ("run", ""):
        late = asks("train", "player", fragment_id=fragment, query_string="epochs=9")
        assert turned().accept(late)
        assert (late.page_script_hash, late.fragment_id) == ("dense", "")
        assert late.query_string == "size=28"
        assert [each.id for each in late.widget_states.widgets] == [*SHARED, "player"]


def test_one_may_turn_back_before_the_next_page_has_begun():
    navigation, back = turned(), asks("train")
    assert navigation.accept(back)
    assert (navigation.page, back.page_script_hash) == ("train", "train")
    assert navigation.accept(late := asks("dense", "story", fragment_id="neuron"))
    assert (late.page_script_hash, late.fragment_id) == ("train", "")


def test_pages_turned_faster_than_they_are_shown_are_not_turned_back_to_by_what_they_send():
    navigation = (
        turned()
    )  # the server has begun neither page yet, and the browser still shows Train
    assert navigation.accept(asks("train"))
    assert navigation.accept(asks("dense"))
    for shown in ("dense", "train", "dense", "train"):
        assert navigation.accept(late := asks(shown, f"a control of {shown}", fragment_id="any"))
        assert (navigation.page, late.page_script_hash) == ("dense", "dense")


def test_once_the_next_page_has_begun_any_page_may_be_turned_to_with_any_widgets():
    navigation = turned()
    assert navigation.accept(asks("dense", "story"))
    assert navigation.accept(asks("train", "a widget that all pages have by now"))
    assert navigation.page == "train"


def test_a_page_by_its_name_begins_anew():
    navigation = turned()
    assert navigation.accept(asks("", page_name="draw"))
    assert navigation.accept(asks("draw", "pad", fragment_id="drawing"))
    assert navigation.page == "draw"


def test_one_turns_back_also_where_a_widget_that_all_pages_have_has_come_meanwhile():
    navigation = turned()
    assert navigation.accept(back := asks("train", "share"))
    assert (navigation.page, back.page_script_hash) == ("train", "train")
