import numpy as np
import pytest
from distributed import Client

from models.data.datasets import load
from models.nn.dense import DenseLayer, random_layer, trace_dense
from models.nn.network import shipped_layers, trace_network
from models.runtime import task_registry as web
from models.runtime.run_registry import RunRegistry
from models.runtime.task_registry import TASKS, TaskRegistry
from models.texts import sentence
from models.training.config import TrainingConfig
from models.training.keras_check import check_dense, check_images, check_network, compare
from models.worker.payload import size_of
from tests.models.waiting import is_a_sentence, wait_until
from tests.trainer import worker_process

LAYER = random_layer(9, 4, "relu", seed=0, digits=2)
QUESTION = {"layers": [(LAYER.kernel, LAYER.bias, "relu")], "image": np.arange(9.0).reshape(3, 3)}


def ended(tasks: TaskRegistry, task: str):
    return wait_until(lambda: (a := tasks.result(task)).state != "pending" and a, "it was answered")


@pytest.fixture
def tasks(runs) -> TaskRegistry:
    wait_until(lambda: runs.status().state == "ready", "the trainer is ready")
    return runs.tasks


@pytest.fixture
def asleep() -> TaskRegistry:
    """A registry nobody serves yet: what is asked stays pending."""
    tasks = TaskRegistry()
    tasks.open(_Starting(), lambda: None)
    return tasks


class _Starting:
    status = web.Status("starting", "The trainer is starting.")


def test_a_task_is_pending_until_it_is_done(tasks):
    task = tasks.submit("keras_trace", "ada", **QUESTION)
    first = tasks.result(task)
    assert first.state == "pending"
    assert is_a_sentence(first.message)
    done = ended(tasks, task)
    assert (done.state, done.message) == ("done", "")
    expected = trace_dense(np.arange(9.0), LAYER)
    np.testing.assert_allclose(done.data["sums"][0], expected.sums, rtol=1e-6, atol=1e-6)
    assert done.data["sums"][0].dtype == np.float32


def test_tasks_are_answered_while_a_run_goes_on(tasks, runs):
    run = runs.start(TrainingConfig(hidden_units=(16,), epochs=100), learner_id="ada")
    wait_until(lambda: len(runs.get(run).history) > 2, "the run is under way")
    assert ended(tasks, tasks.submit("keras_trace", "ada", **QUESTION)).state == "done"
    assert runs.get(run).state == "running"
    runs.stop(run)


@pytest.mark.parametrize(
    "trace",
    [
        trace_dense(np.arange(1, 10.0), LAYER),
        trace_dense(np.arange(1, 10.0), random_layer(9, 4, "softmax", seed=3, digits=2)),
        trace_dense(np.linspace(0, 1, 784), random_layer(784, 16, "gelu", seed=1, digits=4)),
        trace_dense(
            np.array([0.3, -0.7]), DenseLayer(np.full((2, 1), 1000.0), np.array([0.1]), "elu")
        ),
    ],
    ids=lambda trace: f"{trace.inputs.size} inputs, {trace.layer.activation}",
)
def test_keras_computes_the_sums_and_outputs_of_our_layer(tasks, trace):
    check = check_dense(trace)
    said = ended(tasks, tasks.submit(check.task, "ada", **check.arguments))
    agreement = compare(check, said.data)
    assert agreement.within_tolerance
    assert agreement.values == 2 * trace.layer.units
    assert agreement.largest < 1e-4


def test_keras_computes_every_value_of_our_network(tasks):
    trace = trace_network(load("mnist").test.images[0] / 255, shipped_layers())
    check = check_network(trace)
    said = ended(tasks, tasks.submit(check.task, "ada", **check.arguments))
    agreement = compare(check, said.data)
    assert agreement.within_tolerance
    assert agreement.values == 784 + 2 * (128 + 10)
    assert 0 < agreement.largest < 1e-5


def test_keras_predicts_what_we_predict_for_the_first_thousand_test_images(tasks):
    check = check_images(shipped_layers(), load("mnist").test.images)
    said = ended(tasks, tasks.submit(check.task, "ada", **check.arguments))
    agreement = compare(check, said.data)
    assert agreement.within_tolerance
    assert agreement.values == 10_000
    assert agreement.largest < 1e-5


def test_a_wrong_layer_gives_a_large_difference(tasks):
    trace = trace_dense(np.arange(1, 10.0), LAYER)
    check = check_dense(trace)
    kernel = LAYER.kernel.copy()
    kernel[4, 2] += 0.01
    wrong = {
        "another weight": (kernel, LAYER.bias, "relu"),
        "a forgotten bias": (LAYER.kernel, np.zeros(4), "relu"),
        "the columns turned round": (LAYER.kernel[:, ::-1], LAYER.bias, "relu"),
    }
    largest = {}
    for name, layer in wrong.items():
        asked = tasks.submit(check.task, "ada", layers=[layer], image=trace.inputs)
        agreement = compare(check, ended(tasks, asked).data)
        assert not agreement.within_tolerance, name
        largest[name] = agreement.largest
    assert largest["another weight"] == pytest.approx(0.05, abs=1e-5)  # 0.01 × the input 5
    assert largest["a forgotten bias"] == pytest.approx(np.abs(LAYER.bias).max(), abs=1e-5)
    assert largest["the columns turned round"] > 0.1


def test_what_the_trainer_cannot_do_is_said_in_a_sentence(tasks):
    wrong = QUESTION | {"layers": [(LAYER.kernel, LAYER.bias, "magic")]}
    said = ended(tasks, tasks.submit("keras_trace", "ada", **wrong))
    assert said.state == "failed"
    assert is_a_sentence(said.message)
    assert "magic" in said.message


def test_a_mistake_of_ours_is_said_in_a_sentence_without_its_traceback(tasks):
    said = ended(tasks, tasks.submit("keras_trace", "ada", layers=3, picture=4))
    assert said.state == "failed"
    assert is_a_sentence(said.message)
    assert said.message == sentence("task broke off")


def test_every_task_is_a_function_of_its_module(tasks):
    for name, module in TASKS.items():
        assert module.startswith("models.")
        assert callable(getattr(__import__(module, fromlist=[name]), name))


@pytest.mark.parametrize("name", ["os.system", "models.tasks.keras_outputs", "", "run_task"])
def test_only_tasks_by_name_are_run(tasks, name):
    with pytest.raises(ValueError, match="no task is called"):
        tasks.submit(name, "ada")


@pytest.mark.parametrize("thing", [print, object(), {1, 2}, np.array([print]), [lambda: 1]])
def test_nothing_but_plain_data_travels(tasks, thing):
    with pytest.raises(ValueError, match="a task carries numbers, text and arrays here"):
        tasks.submit("keras_trace", "ada", layers=thing)


def test_too_much_data_is_refused_in_a_sentence(asleep):
    with pytest.raises(ValueError, match="has 76 MB, and the trainer accepts up to 64 MB"):
        asleep.submit("keras_trace", "ada", image=np.zeros(10**7))


def test_a_learner_has_at_most_four_tasks_under_way_and_others_are_not_kept_waiting(asleep):
    for _ in range(4):
        asleep.submit("keras_trace", "ada", **QUESTION)
    with pytest.raises(ValueError, match="4 tasks of yours"):
        asleep.submit("keras_trace", "ada", **QUESTION)
    assert asleep.result(asleep.submit("keras_trace", "bob", **QUESTION)).state == "pending"


def test_all_learners_together_have_a_bounded_number_under_way(asleep):
    for learner in range(200):
        asleep.submit("keras_trace", f"learner {learner}", **QUESTION)
    with pytest.raises(ValueError, match="200 tasks"):
        asleep.submit("keras_trace", "one more", **QUESTION)


def test_a_learners_fifth_answer_makes_the_first_forgotten(tasks):
    asked = []
    for _ in range(5):
        asked.append(tasks.submit("keras_trace", "eve", **QUESTION))
        ended(tasks, asked[-1])
    states = [tasks.result(task).state for task in asked]
    assert states == ["failed", "done", "done", "done", "done"]
    assert tasks.result(asked[0]).message == sentence("task forgotten")


def test_an_answer_is_forgotten_after_a_while(tasks):
    task = tasks.submit("keras_trace", "ada", **QUESTION)
    assert ended(tasks, task).state == "done"
    tasks.result_seconds, kept = 0.0, tasks.result_seconds
    try:
        assert tasks.result(task).message == sentence("task forgotten")
    finally:
        tasks.result_seconds = kept


def test_who_gets_no_answer_is_told_so(asleep):
    task = asleep.submit("keras_trace", "ada", **QUESTION)
    assert asleep.result(task).message == "The trainer is starting."
    asleep.timeout_seconds = 0.0
    said = asleep.result(task)
    assert said.state == "failed"
    assert said.message == sentence("task timed out")


def test_an_unknown_id_is_no_task(tasks):
    said = tasks.result("nobody's")
    assert said.state == "failed"
    assert is_a_sentence(said.message)


def test_ids_cannot_be_guessed(asleep):
    ids = {asleep.submit("keras_trace", "ada", **QUESTION) for _ in range(4)}
    assert len(ids) == 4
    assert min(map(len, ids)) >= 20


def test_without_a_trainer_the_answer_is_that_there_is_none():
    tasks = TaskRegistry()
    said = tasks.result(tasks.submit("keras_trace", "ada", **QUESTION))
    assert (said.state, said.message) == ("failed", "No trainer was started.")


def test_a_killed_worker_costs_a_task_nothing_but_time(tasks, runs, trainer):
    busy = runs.start(TrainingConfig(hidden_units=(16,), epochs=100))  # so that turns take a moment
    wait_until(lambda: len(runs.get(busy).history) > 2, "the run is under way")
    worker = worker_process(runs)
    asked = [tasks.submit("keras_trace", "ada", **QUESTION) for _ in range(4)]
    with Client(trainer, set_as_default=False) as client:

        def is_sent() -> bool:
            sent = {key for keys in client.processing().values() for key in keys}
            return any(f"task-{task}" in sent for task in asked)

        wait_until(is_sent, "one is with the worker")
    worker.kill()
    assert {ended(tasks, task).state for task in asked} == {"done"}
    runs.stop(busy)


def test_a_cluster_that_cannot_be_reached_is_told_while_one_waits(monkeypatch):
    monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", "tcp://127.0.0.1:9")
    registry = RunRegistry()
    registry.start_trainer()
    try:
        task = registry.tasks.submit("keras_trace", "ada", **QUESTION)
        wait_until(lambda: registry.status().state == "unavailable", "it gave up for now")
        said = registry.tasks.result(task)
        assert said.state == "pending"
        assert said.message == sentence("trainer unreachable")
    finally:
        registry.stop_trainer()
    assert registry.tasks.result(task).message == sentence("server stopped")


def test_news_carry_no_arrays_as_the_message_they_travel_in_cannot():
    assert size_of({"weights": np.zeros(3)}) == 7 + 24
    with pytest.raises(ValueError, match="numbers and text here, no ndarray"):
        size_of({"weights": np.zeros(3)}, arrays=False)
