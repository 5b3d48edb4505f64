"""The page of a run that was stopped while its worker does not respond."""

from components.state.run_history import RunHistory
from components.state.session import Session
from components.ui.lesson_text import Lesson
from models.runtime import run_registry
from tests.models.training.test_run_view import lost
from tests.pages.visit import errors, session, visit, words


def stopped_in_vain(registry):
    run = lost()
    registry.add(run)
    run.stop("")
    run.use_checkpoint(for_good=False)
    return run


def test_the_last_checkpoints_network_is_offered_while_the_exact_one_is_awaited(registry):
    run = stopped_in_vain(registry)
    at = visit("train", Session(runs=RunHistory(current=run.id)))
    assert errors(at) == []
    assert at.progress[0].text.startswith("Stopping: epoch 2 of 2, batch 11 of 16")
    assert any("the network after batch 8 is yours" in info.value for info in at.info)
    assert {"take weights.npz", "take my_run.py"} <= {
        each.key for each in at.get("download_button")
    }
    assert at.button(key="stop").disabled
    kernel = session(at).network.own_layers[0][0]
    assert (kernel == run_registry.get(run.id).layers[0].kernel).all()
    # Whatever the exact one is:
    run.result.layers, run.result.checkpoint_step = tuple(reversed(run.result.layers)), None
    run.end("stopped", "")
    at.run()
    assert errors(at) == []
    assert session(at).network.own_run == run.id
    assert (session(at).network.own_layers[-1][0] == kernel).all()


def test_the_page_names_the_checkpoint_if_its_network_remains_the_last(registry):
    run = stopped_in_vain(registry)
    run.use_checkpoint(for_good=True)
    at = visit("train", Session(runs=RunHistory(current=run.id)))
    assert errors(at) == []
    view = run_registry.get(run.id)
    assert Lesson("train").format("yours", accuracy=f"{view.network_accuracy:.2%}") in words(at)
    assert "the network after batch 8, the last one that was stored" in words(at)
