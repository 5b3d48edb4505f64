"""Forged settings end in a sentence, and the web process has no way to run what anybody sends."""

import ast
from pathlib import Path

import pytest

from models.sequential.model import from_text
from models.training.config import TrainingConfig
from tests.browser.server import ROOT
from tests.hostile import configs, files, links, messages, requests, values

# Calls that run, unpack or load what they are given, by name; ".load" and ".loads" by their module.
RUNNING = {"eval", "exec", "compile", "__import__", "load_model", "load_weights", "unsafe_load"}
UNPACKING = {"pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "joblib", "yaml"}
SHELLS = {"system", "popen"}
HARMLESS = {"re.compile"}
# Not in the web process: a worker's and its children's own.
# What only workers import; the last is where one keeps its last epoch, and reads it again.
IN_WORKERS = ("models/engine/", "models/tasks/", "models/worker/checkpoint_store.py")
# These run this repository's own programs, whose names are theirs alone to say.
START_OURS = {"models/runtime/cluster_connection.py", "models/tasks/run_script.py"}


def sources() -> dict[str, str]:
    """Every file of ours that runs, by its path."""
    folders = ("models", "components", "pages", "server")
    files = [ROOT / "app.py", *(file for name in folders for file in (ROOT / name).rglob("*.py"))]
    return {file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in files}


@pytest.mark.parametrize("name", configs.PLANS)
def test_a_forged_plan_is_refused_in_a_sentence(name):
    with pytest.raises(ValueError, match=r".{10,}") as refusal:
        TrainingConfig(**configs.PLANS[name])
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("name", configs.CHAINS)
def test_a_forged_chain_is_refused_in_a_sentence(name):
    with pytest.raises(ValueError, match=r".{10,}"):
        from_text(configs.CHAINS[name])


def runs_something(source: str) -> list[str]:
    """Every call in a source that would run or unpack what it is given."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [each.name for each in node.names] + [getattr(node, "module", None) or ""]
            found += [name for name in names if name.partition(".")[0] in UNPACKING]
        if isinstance(node, ast.Call):
            said = ast.unparse(node.func)
            last = said.rpartition(".")[2]
            if said not in HARMLESS and last in RUNNING | SHELLS:
                found.append(said)
            if any(
                each.arg == "allow_pickle" and getattr(each.value, "value", 1)
                for each in node.keywords
            ):
                found.append("allow_pickle")
            if last in ("Popen", "run", "call", "check_output") and "subprocess" in said:
                found.append("subprocess")
    return found


def test_the_web_process_runs_unpacks_and_loads_nothing_a_learner_sent():
    found = {
        f"{path}: {what}"
        for path, source in sources().items()
        if not path.startswith(IN_WORKERS)
        for what in runs_something(source)
        if not (what == "subprocess" and path in START_OURS)
    }
    assert found == set()


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from dill import loads",
        "eval('1')",
        "builtins.exec(code)",
        "np.load(file, allow_pickle=True)",
        "np.load(file, allow_pickle=given)",
        "keras.saving.load_model(file)",
        "os.system(line)",
        "subprocess.run(line, shell=True)",
    ],
)
def test_the_detector_sees_what_would_run_or_unpack(source):
    assert runs_something(source)


def test_numpy_reads_the_shipped_files_without_unpickling():
    for path, source in sources().items():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("np.load", "numpy.load"):
                given = {each.arg: each.value for each in node.keywords}
                assert getattr(given.get("allow_pickle"), "value", False) is False, path


def test_the_corpus_has_hundreds_of_hostile_inputs_of_every_kind():
    kinds = {
        "files": files.HOSTILE,
        "links": links.FORGED,
        "values": {**values.TEXTS, **values.NO_JSON},
        "configs": {**configs.PLANS, **configs.CHAINS},
        "messages": {**messages.CLOSED, **messages.BORNE},
        "requests": {**requests.REQUESTS, **requests.RAW},
    }
    assert all(len(inputs) >= 30 for inputs in kinds.values())
    assert sum(map(len, kinds.values())) >= 150
    assert Path(ROOT / "tests" / "hostile").is_dir()
