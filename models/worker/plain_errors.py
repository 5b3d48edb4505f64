"""Plain errors: exceptions that a process without TensorFlow can unpickle."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

ENGINE = ("tensorflow", "keras", "jaxlib")
OUT_OF_MEMORY_PHRASES = ("out of memory", "OOM when allocating", "RESOURCE_EXHAUSTED", "bad_alloc")

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def plain_errors(job: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Convert a job's exceptions to Python's own.

    Raises:
        MemoryError: there was too little memory, for Python or for TensorFlow.
        RuntimeError: anything else that went wrong inside TensorFlow.
    """

    @wraps(job)
    def guarded(*arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
        try:
            return job(*arguments, **named)
        except Exception as error:  # noqa: BLE001 - any error becomes a plain one
            plain = _plain(error)
        raise plain  # outside the handler, or the other one would travel along as its context

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
    return any(each.lower() in str(error).lower() for each in OUT_OF_MEMORY_PHRASES)
