"""Heads: what it costs to end a network with Flatten, or with global average pooling."""

from models.nn.layer_cost import DenseBill

VGG16_PARAMETERS = 138_357_544  # keras.applications.VGG16(weights=None).count_params()
VGG16_MAP = (7, 7, 512)  # rows, columns, channels in front of its Flatten
VGG16_UNITS = 4096  # of fc1, the Dense layer behind it


def flatten_head(shape: tuple[int, int, int], units: int) -> DenseBill:
    """Bill a Dense layer that reads every value of a map.

    Args:
        shape: (rows, columns, channels).
        units: of the Dense layer.

    >>> flatten_head(VGG16_MAP, VGG16_UNITS).parameters
    102764544
    """
    rows, columns, channels = shape
    return DenseBill(rows * columns * channels, units)


def pooling_head(shape: tuple[int, int, int], units: int) -> DenseBill:
    """Bill a Dense layer that reads one mean for each channel of a map.

    >>> pooling_head(VGG16_MAP, VGG16_UNITS).parameters
    2101248
    """
    return DenseBill(shape[2], units)
