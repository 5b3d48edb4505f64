"""What a tab hands back of its learner's network, and what the page says where all began anew."""

import json

import numpy as np
import pytest

from components.state.session import Session
from components.state.session_recovery import BOOT
from components.ui.lesson_text import sections
from models.nn.network import shipped_layers
from models.sharing.network_codec import encode_network
from tests.models.sharing.test_network_codec import FORGED, network
from tests.pages.test_past_runs import ended_run
from tests.pages.visit import control, errors, event, opened, session, turned, visit

RUN = "a-run-of-long-ago-____"
OWN = network(784, 16, 10)


def tab_payload(
    boot: str = "another start", run: str = RUN, use: bool = True, network: object = None
):
    state = {"boot": boot, "run": run, "use": use}
    return {"state": json.dumps(state), "network": network}


def handed(at, **held):
    return event(at, "tab_network", stored=tab_payload(**held))


def notices(at) -> list[str]:
    return [each.value for each in at.info]


def own(at) -> list[np.ndarray]:
    return [kernel for kernel, _, _ in session(at).network.own_layers]


def said(section: str) -> str:
    return sections("common")[section]


def test_a_network_the_server_has_lost_comes_back_from_the_tab_and_the_page_says_so():
    at = opened("network", run=RUN)
    assert notices(at) == [said("run forgotten")]
    at = handed(at, network=encode_network(OWN))
    assert notices(at) == [said("restart run kept")]
    assert [np.array_equal(a, b.kernel) for a, b in zip(own(at), OWN, strict=True)] == [True] * 2
    assert control(at, "use_own").value is True
    assert notices(at.run()) == [said("restart run kept")]  # until it is closed
    assert notices(at.button(key="came_back_close").click().run()) == []
    assert len(own(at)) == 2


def test_the_network_of_an_epoch_that_was_kept_comes_back_too():
    at = handed(opened("network"), run=f"{RUN} 938", network=encode_network(OWN))
    assert notices(at) == [said("restart no run kept")]
    assert (session(at).network.own_run, len(own(at))) == (f"{RUN} 938", 2)


def test_what_was_said_goes_with_the_page():
    at = handed(opened("network", run=RUN), network=encode_network(OWN))
    assert notices(turned(at, "glossary")) == []
    assert notices(turned(at, "network")) == []


@pytest.mark.parametrize("page", ["network", "train"])
@pytest.mark.parametrize(
    ("link", "held", "section"),
    [
        ({"run": RUN}, {"run": ""}, "restart run"),
        ({"run": RUN}, {}, "restart run gone"),
        ({"run": RUN}, {"network": json.dumps([[784, 10]])}, "restart run gone"),
        ({}, {"network": encode_network(OWN)}, "restart no run kept"),
        ({}, {}, "restart no run gone"),
        ({"run": RUN}, {"boot": BOOT, "run": ""}, "run forgotten"),
        ({}, {"boot": BOOT}, "network gone"),
    ],
)
def test_the_page_says_what_is_gone_and_nothing_more(page, link, held, section):
    at = handed(opened(page, **link), **held)
    assert said(section) in notices(at)
    assert len({*notices(at)} & {*sections("common").values()}) == 1
    assert bool(own(at)) == section.endswith("kept")


@pytest.mark.parametrize("held", [{"run": ""}, {"boot": BOOT, "network": encode_network(OWN)}])
def test_where_nothing_is_lost_nothing_is_said(held):
    at = handed(opened("network"), **held)
    assert notices(at) == []
    assert bool(own(at)) == ("network" in held)


def test_after_a_reload_the_server_has_the_network_itself_and_the_choice_is_the_tabs(registry):
    run = ended_run(registry, "mine")
    at = handed(opened("network", run=run), boot=BOOT, run=run, use=False)
    assert notices(at) == []
    assert own(at)[0].tobytes() == registry.get(run).layers[0].kernel.tobytes()
    assert control(at, "use_own").value is False


def test_a_network_trained_since_is_not_overwritten():
    learner = Session()
    learner.network.adopt("a-newer-run-__________", shipped_layers())
    at = handed(visit("network", learner), network=encode_network(OWN))
    assert own(at)[0] is shipped_layers()[0].kernel
    assert session(at).network.own_run == "a-newer-run-__________"


@pytest.mark.parametrize("name", FORGED)
def test_forged_networks_give_nothing_and_break_nothing(name):
    at = handed(opened("network"), network=FORGED[name])
    assert errors(at) == []
    assert own(at) == []


@pytest.mark.parametrize(
    "held",
    [None, 5, [], {}, {"state": 5}, {"state": "{"}, {"state": "[" * 300}, {"state": "[]"}]
    + [
        {"state": json.dumps(about), "network": encode_network(OWN)}
        for about in (
            {"boot": "x", "run": RUN},
            {"boot": 1, "run": RUN, "use": True},
            {"boot": "x", "run": RUN, "use": 1},
            {"boot": "x", "run": "../..", "use": True},
            {"boot": "x", "run": RUN * 90, "use": True},
        )
    ],
)
def test_a_tab_that_lies_about_itself_is_not_believed(held):
    at = event(opened("network"), "tab_network", stored=held)
    assert errors(at) == notices(at) == own(at) == []


def test_a_network_is_sent_to_the_tab_until_the_tab_has_it_and_not_again():
    learner = Session()
    learner.network.adopt(RUN, OWN)

    def sent(at):
        return json.loads(at.get_by_key("tab_network").proto.json)["network"]

    at = visit("home", learner)
    assert sent(at) == encode_network(OWN)
    at = event(at, "tab_network", saved=RUN)
    assert sent(at) is None
    assert sent(turned(at, "glossary")) is None
    session(at).network.adopt("another-run-__________", OWN)
    assert sent(at.run()) == encode_network(OWN)
