"""Chain script: what was built from menus, as the Keras program one would have written."""

from pathlib import Path
from string import Template

from models.sequential.model import Chain, in_words
from models.sequential.training_config import BATCH, RATE, READS, ChainTraining

PROGRAM = Path(__file__).parent / "script.txt"
TRAINING = Path(__file__).parent / "training_script.txt"


def network_code(chain: Chain) -> str:
    """Write the network alone."""
    layers = "".join(f"\n        keras.layers.{layer.code()}," for layer in chain.layers)
    return (
        "network = keras.Sequential(\n    [\n"
        f"        keras.Input({in_words(chain.shape)}),{layers}\n    ]\n)"
    )


def script_of(chain: Chain, training: ChainTraining, *, trains: bool) -> str:
    """Write a script that builds the network, and trains it where it can be trained.

    Args:
        chain: made of checked values, so that nothing anybody typed stands in the script.
        training: what was chosen for it.
        trains: whether digits can train it.
    """
    filled = Template(PROGRAM.read_text("utf-8")).substitute(
        network=network_code(chain), seed=training.seed
    )
    if not trains:
        return filled
    pixels = "as they are, 0 to 255: the network scales them itself"
    return filled + Template(TRAINING.read_text("utf-8")).substitute(
        pixels=pixels if chain.rescales else "from 0 to 1 instead of 0 to 255",
        divided="" if chain.rescales else " / np.float32(255)",
        shaped=READS[chain.shape],
        images=f"{training.images:_}",
        rate=RATE,
        from_logits=not chain.gives_probabilities,
        batch_size=BATCH,
        epochs=training.epochs,
    )
