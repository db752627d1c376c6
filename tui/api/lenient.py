"""Reading answers that may hold anything: what cannot be understood is blanked, the rest is kept.

There is one mechanism. The document is validated; every value a model complains about is blanked (None in an
object, an empty record or nothing in a list) and the document is validated again. A document without surprises
pays nothing for it.
"""

from threading import Lock
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from tui.api.documents import NotReadableError
from tui.text import clean

T = TypeVar("T")

# Two are enough for any answer of the contract: an odd list element becomes {}, then nothing.
_ROUNDS = 5
_MOST_COMPLAINTS = 20_000
_MOST_NAMED = 20


class Lenient(BaseModel):
    """Base of every answer: unknown fields are ignored, numbers pass for text, nothing is required."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True, frozen=True, defer_build=True)


# Answers are read in more than one thread, and a model that two of them share is built once.
_building = Lock()


class Schema(Generic[T]):
    """What an answer should be: a model, or a list of one.

    Its validator is built when it is first asked for: a command reads one or two kinds of answers, and building all
    of them takes longer than asking the server.
    """

    def __init__(self, shape: Any) -> None:
        self._shape = shape
        self._built: TypeAdapter[T] | None = None

    def built(self) -> TypeAdapter[T]:
        """The validator, from here on ready for use."""
        if self._built is None:
            with _building:
                if self._built is None:
                    adapter: TypeAdapter[T] = TypeAdapter(self._shape)
                    adapter.rebuild(force=True)
                    self._built = adapter
        return self._built

    def read(self, document: object) -> tuple[T, tuple[str, ...]]:
        """The answer, and the paths of values that could not be read (a few, enough to name them).

        Blanks those values in the document itself. Raises `NotReadableError` when the document as a whole has
        another shape.
        """
        validator = self.built()
        unread: dict[str, None] = {}
        for _ in range(_ROUNDS):
            try:
                return validator.validate_python(document), tuple(unread)[:_MOST_NAMED]
            except ValidationError as error:
                places = _places(error)
            for place in places:
                unread.setdefault(clean(".".join(str(step) for step in place), 120))
            _blank(document, places)
        raise NotReadableError("the answer cannot be understood")


def _places(error: ValidationError) -> list[tuple[str | int, ...]]:
    if error.error_count() > _MOST_COMPLAINTS:
        raise NotReadableError("too many values are not what they should be")
    places = [
        complaint["loc"] for complaint in error.errors(include_url=False, include_context=False, include_input=False)
    ]
    if () in places:
        raise NotReadableError("the answer has another shape")
    return places


def _blank(document: Any, places: list[tuple[str | int, ...]]) -> None:
    emptied: dict[int, list[Any]] = {}
    for place in places:
        holder, last = _holder(document, place)
        if isinstance(holder, dict):
            holder[last] = None
        elif isinstance(holder, list) and isinstance(last, int):
            if holder[last] == {}:
                holder[last] = _GONE
                emptied[id(holder)] = holder
            elif holder[last] is not _GONE:
                holder[last] = {}
    for holder in emptied.values():
        holder[:] = [item for item in holder if item is not _GONE]


def _holder(document: Any, place: tuple[str | int, ...]) -> tuple[Any, str | int]:
    """The innermost object or list on the way to a place, and the step to take from there."""
    holder, last = document, place[0]
    for step in place[1:]:
        inner = holder[last] if _has(holder, last) else None
        if not _has(inner, step):
            break
        holder, last = inner, step
    return holder, last


def _has(holder: Any, step: str | int) -> bool:
    if isinstance(holder, dict):
        return step in holder
    return isinstance(holder, list) and isinstance(step, int) and step < len(holder)


_GONE = object()
