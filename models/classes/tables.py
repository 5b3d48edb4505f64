"""Tables of the database of classes. Nothing in them says who a learner is."""

from sqlalchemy import Column, Float, ForeignKey, Integer, LargeBinary, MetaData, String, Table

MAX_ANSWER = 200  # characters of an answer, JSON in ASCII
MAX_PLACE = 80  # of a question's place, "<lesson>.<question>"
MAX_LINK = 80  # of what is led to, "<page>?scene=<number>"

metadata = MetaData()


def _code(*, is_key: bool = True) -> Column:
    parent = ForeignKey("class.code", ondelete="CASCADE")
    return Column("code", String(6), parent, primary_key=is_key)


CLASS = Table(
    "class",
    metadata,
    Column("code", String(6), primary_key=True),
    Column("key", String(64), nullable=False),  # its digest
    Column("version", Integer, nullable=False),  # grows with every change
    Column("lead", String(MAX_LINK), nullable=False),  # empty while nobody leads
    Column("shown", String(MAX_PLACE), nullable=False),  # the question on the projector
    Column("drawn", Integer, nullable=False),  # drawings so far, also those taken off
    Column("seen", Float, nullable=False),  # its last sign of life, in seconds since 1970
)
SEAT = Table(
    "seat",
    metadata,
    _code(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),  # its digest
    Column("page", String(40), nullable=False),  # where it is; empty until it says so
    Column("scene", Integer, nullable=False),
)
ROUND = Table(
    "round",
    metadata,
    _code(),
    Column("place", String(MAX_PLACE), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("is_revealed", Integer, nullable=False),
)
VOTE = Table(
    "vote",
    metadata,
    _code(),
    Column("place", String(MAX_PLACE), primary_key=True),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("seat", Integer, primary_key=True, autoincrement=False),
    Column("answer", String(MAX_ANSWER), nullable=False),
)
OWN = Table(
    "own",
    metadata,
    _code(),
    Column("names", String(600), nullable=False),  # of the labels, as JSON
    Column("wanted", Integer, nullable=False),
    Column("is_reviewed", Integer, nullable=False),
    Column("edits", Integer, nullable=False),
)
DRAWING = Table(
    "drawing",
    metadata,
    _code(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("seat", Integer, nullable=False),
    Column("label", Integer, nullable=False),
    Column("pixels", LargeBinary(784), nullable=False),
    Column("is_shown", Integer, nullable=False),
)
