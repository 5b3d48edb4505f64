"""What the browser gets of a link to share."""

from typing import NotRequired, TypedDict


class PublicAddress(TypedDict):
    """How others reach this server."""

    url: str  # "" where they do not
    notice: str  # a sentence, where there is no url


class QrCode(TypedDict):
    """A link's QR code, or why it has none."""

    link: str
    svg: NotRequired[str]
    error: NotRequired[str]


class Payload(TypedDict):
    """A link, and what is written around it."""

    page: str | None  # None is the address bar's own link, behind a button
    query: str | None  # what stands behind the "?" of another page's link
    publicAddress: PublicAddress
    withQrCode: bool
    qrCode: QrCode | None
    words: dict[str, str]
