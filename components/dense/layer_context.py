"""What both views of a Dense layer are sent besides its numbers."""

from dataclasses import dataclass

from components.state.session import LayerKey, current_session
from models.nn.dense import DenseLayer


@dataclass(frozen=True)
class LayerContext:
    """How a layer's numbers are shown, and what the browser needs to compute them from the pad."""

    start: DenseLayer  # the layer without the learner's changes
    shape: tuple[int, ...]  # of the image the inputs were flattened from
    brightest: float  # the input that is shown white
    digits: int  # decimals of weights, products and sums
    layer_key: LayerKey  # under which the session stores the learner's changes
    is_prepared: bool  # whether the image is the picture prepared as MNIST is
    follows_pad: bool = True  # whether the image is the picture on the pad, which views then follow

    def payload(self) -> dict:
        """Return the fields that both widgets' payloads share."""
        session = current_session()
        rows, columns, *channels = self.shape
        return {
            "rows": rows,
            "columns": columns,
            "channels": channels[0] if channels else 1,
            "brightest": self.brightest,
            "inputDigits": 0 if self.brightest > 1 else 4,
            "digits": self.digits,
            "layerKey": str(self.layer_key),
            "lastEvent": session.weights.last_event,
            "isPrepared": self.is_prepared,
            "picture": session.drawing.checksum if self.follows_pad else None,
        }
