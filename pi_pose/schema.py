"""Checks a document against a frozen structure, and names every problem at once.

A section may have one field of the type dict[str, some section]: it gathers the groups in the document that
go by names of the owner's choice.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar, get_args, get_origin

import msgspec
from msgspec import inspect

from pi_pose.document import Document, Path, shortened

S = TypeVar("S", bound="Section")

MOST = 20
"""How many problems are told: more than there is room for on the glass."""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A group of settings: every field has a type, a range and a default."""


def problems(document: Document, section: type[Section]) -> list[str]:
    """One sentence for each of the first MOST mistakes: file, line, key, value and what is allowed."""
    return list(islice(_walk(document, document.data, section, ()), MOST))


def build(document: Document, section: type[S]) -> S:
    """Make the structure from a document in which `problems` finds nothing."""
    return msgspec.convert(_gathered(document.data, section), section)


def keys(section: type[Section]) -> list[str]:
    """Return the settings of a section that have a fixed name."""
    return list(_fields(section))


def _walk(document: Document, data: dict[str, Any], section: type[Section], at: Path) -> Iterator[str]:
    fields, named = _fields(section), _named(section)
    for key, value in data.items():
        path = (*at, key)
        kind = fields.get(key) or (named[1] if named and not _is_typo(key, value, fields) else None)
        if kind is None:
            yield f"{document.place(path)}: {_unknown(path, list(fields))}"
        elif not _is_section(kind):
            yield from _leaf(document, path, value, kind)
        elif isinstance(value, dict):
            yield from _walk(document, value, kind, path)
        else:
            yield f"{document.place(path)}: {_dotted(path)} is a group of settings, not {_shown(value)}"


def _fields(section: type[Section]) -> dict[str, Any]:
    """From the keys that the section knows to their types."""
    fields = {field.name: field.type for field in msgspec.structs.fields(section)}
    return {name: kind for name, kind in fields.items() if get_origin(kind) is not dict}


def _named(section: type[Section]) -> tuple[str, Any] | None:
    """The field that gathers groups by name, and what each of them is."""
    for field in msgspec.structs.fields(section):
        if get_origin(field.type) is dict:
            return field.name, get_args(field.type)[1]
    return None


def _is_typo(key: str, value: object, fields: dict[str, Any]) -> bool:
    """Whether this is not a group of the owner's naming, but a slip in the name of a setting."""
    return not isinstance(value, dict) and bool(_close(key, fields))


def _gathered(data: dict[str, Any], section: type[Section]) -> dict[str, Any]:
    """Move the groups that go by names into the field that gathers them."""
    fields, named = _fields(section), _named(section)
    known = {
        key: _gathered(value, fields[key]) if _is_section(fields[key]) else value
        for key, value in data.items()
        if key in fields
    }
    if named is not None:
        known[named[0]] = {key: value for key, value in data.items() if key not in fields}
    return known


def _leaf(document: Document, path: Path, value: object, kind: Any) -> Iterator[str]:  # noqa: ANN401  a type form
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        allowed = _allowed(inspect.type_info(kind))
        yield f"{document.place(path)}: {_dotted(path)} is {_shown(value)}; allowed is {allowed}"


def _is_section(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Section)


def _close(word: str, known: Iterable[str]) -> list[str]:
    """The one of the known words that was meant, if it is any."""
    from difflib import get_close_matches  # noqa: PLC0415  only a mistake needs it

    return get_close_matches(word, known, n=1)


def _dotted(path: Path) -> str:
    return ".".join(path)


def _shown(value: object) -> str:
    return "empty" if value is None else shortened(repr(value))


def _unknown(path: Path, known: list[str]) -> str:
    guess = _close(path[-1], known)
    hint = f"did you mean {_dotted((*path[:-1], guess[0]))}?" if guess else f"known are {', '.join(known)}"
    return f"{_dotted(path)} is not a setting; {hint}"


def _allowed(kind: inspect.Type) -> str:
    match kind:
        case inspect.IntType() | inspect.FloatType():
            noun = "a whole number" if isinstance(kind, inspect.IntType) else "a number"
            return noun + _bounds(kind)
        case inspect.LiteralType():
            return " or ".join(str(value) for value in kind.values)
        case inspect.UnionType():  # a value that may also be left empty
            return _allowed(next(each for each in kind.types if not isinstance(each, inspect.NoneType)))
        case inspect.ListType() | inspect.VarTupleType():
            return f"a list, each {_allowed(kind.item_type)}"
        case _:
            return "true or false" if isinstance(kind, inspect.BoolType) else "a text"


def _bounds(kind: inspect.IntType | inspect.FloatType) -> str:
    if kind.ge is not None and kind.le is not None:
        return f" from {kind.ge:g} to {kind.le:g}"
    return f" of at least {kind.ge:g}" if kind.ge is not None else ""
