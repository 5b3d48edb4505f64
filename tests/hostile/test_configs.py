"""A forged setting ends in a sentence."""

from pathlib import Path

import pytest

from models.sequential.model import from_text
from models.training.config import TrainingConfig
from tests.browser.server import ROOT
from tests.hostile import configs, files, links, messages, requests, values


@pytest.mark.parametrize("name", configs.PLANS)
def test_a_forged_plan_is_refused_in_a_sentence(name):
    with pytest.raises(ValueError, match=r".{10,}") as refusal:
        TrainingConfig(**configs.PLANS[name])
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("name", configs.CHAINS)
def test_a_forged_chain_is_refused_in_a_sentence(name):
    with pytest.raises(ValueError, match=r".{10,}"):
        from_text(configs.CHAINS[name])


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
