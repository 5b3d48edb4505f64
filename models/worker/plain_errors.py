"""Plain errors: exceptions that a process without TensorFlow can unpickle."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

ENGINE = ("tensorflow", "keras", "jaxlib")
SAID = ("out of memory", "OOM when allocating", "RESOURCE_EXHAUSTED", "bad_alloc")

RemoteRequest = ParamSpec("RemoteRequest")
Said = TypeVar("Said")


def plain_errors(job: Callable[RemoteRequest, Said]) -> Callable[RemoteRequest, Said]:
    """Convert a job's exceptions to Python's own.

    Raises:
        MemoryError: there was too little memory, whoever noticed.
        RuntimeError: anything else that went wrong inside TensorFlow.
    """

    @wraps(job)
    def guarded(*arguments: RemoteRequest.args, **named: RemoteRequest.kwargs) -> Said:
        try:
            return job(*arguments, **named)
        except Exception as error:  # noqa: BLE001 - this is what it is for: any error becomes a plain one
            plain = _plain(error)
        raise plain  # out here, or it would take the other one along as its context

    return guarded


def _plain(error: Exception) -> Exception:
    words = f"{type(error).__name__}: {error}"
    if is_out_of_memory(error):
        return MemoryError(words)
    return RuntimeError(words) if type(error).__module__.partition(".")[0] in ENGINE else error


def is_out_of_memory(error: BaseException) -> bool:
    """Return whether an exception means that memory ran out.

    >>> is_out_of_memory(MemoryError()), is_out_of_memory(ValueError("no such image"))
    (True, False)
    >>> is_out_of_memory(RuntimeError("OOM when allocating tensor with shape[9,9]"))
    True
    """
    if isinstance(error, MemoryError) or type(error).__name__ == "ResourceExhaustedError":
        return True
    return any(each.lower() in str(error).lower() for each in SAID)
