"""Checks a document against a frozen structure, and names every problem at once."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from pi_pose.document import Document, Path

S = TypeVar("S", bound="Section")


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A group of settings: every field has a type, a range and a default."""


def problems(document: Document, section: type[Section]) -> list[str]:
    """One sentence for each thing that is wrong: file, line, key, value and what is allowed."""
    return list(_walk(document, document.data, section, ()))


def build(document: Document, section: type[S]) -> S:
    """Make the structure from a document in which `problems` finds nothing."""
    return msgspec.convert(document.data, section)


def _walk(document: Document, data: dict[str, Any], section: type[Section], at: Path) -> Iterator[str]:
    fields = {field.name: field.type for field in msgspec.structs.fields(section)}
    for key, value in data.items():
        path = (*at, key)
        if key not in fields:
            yield f"{document.place(path)}: {_unknown(path, list(fields))}"
        elif not _is_section(fields[key]):
            yield from _leaf(document, path, value, fields[key])
        elif isinstance(value, dict):
            yield from _walk(document, value, fields[key], path)
        else:
            yield f"{document.place(path)}: {_dotted(path)} is a group of settings, not {value!r}"


def _leaf(document: Document, path: Path, value: object, kind: Any) -> Iterator[str]:  # noqa: ANN401  a type form
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        allowed = _allowed(inspect.type_info(kind))
        yield f"{document.place(path)}: {_dotted(path)} is {_shown(value)}; allowed is {allowed}"


def _is_section(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Section)


def _dotted(path: Path) -> str:
    return ".".join(path)


def _shown(value: object) -> str:
    text = "empty" if value is None else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004  one line on the glass


def _unknown(path: Path, known: list[str]) -> str:
    guess = get_close_matches(path[-1], known, n=1)
    hint = f"did you mean {_dotted((*path[:-1], guess[0]))}?" if guess else f"known are {', '.join(known)}"
    return f"{_dotted(path)} is not a setting; {hint}"


def _allowed(kind: inspect.Type) -> str:
    match kind:
        case inspect.IntType() | inspect.FloatType():
            noun = "a whole number" if isinstance(kind, inspect.IntType) else "a number"
            return noun + _bounds(kind)
        case inspect.LiteralType():
            return " or ".join(str(value) for value in kind.values)
        case inspect.ListType() | inspect.VarTupleType():
            return f"a list, each {_allowed(kind.item_type)}"
        case _:
            return "true or false" if isinstance(kind, inspect.BoolType) else "a text"


def _bounds(kind: inspect.IntType | inspect.FloatType) -> str:
    if kind.ge is not None and kind.le is not None:
        return f" from {kind.ge:g} to {kind.le:g}"
    return f" of at least {kind.ge:g}" if kind.ge is not None else ""
