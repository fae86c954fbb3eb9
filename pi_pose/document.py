"""Small YAML files written by people: plain data, with the line that each key stands on."""

from collections.abc import Iterator
from typing import Any, TypeAlias

import yaml
from msgspec import Struct

Path: TypeAlias = tuple[str, ...]

MAX_BYTES = 65_536
MAX_DEPTH = 8
MAX_PARTS = 4_000
"""Keys, values, and the beginnings and ends of groups."""
MAX_WORD = 64
"""Characters of a key, or of a value that is no text: a number of that length is none that anybody means."""
MAX_SENTENCE = 200
"""Characters of what another library says is wrong."""
# All of them are far more than any file of ours needs, and far less than it takes to hurt a Pi.

LOADER = yaml.CSafeLoader
"""The one in C: fourteen times as fast, and the mirror reads its files while it shows pictures."""


class DocumentError(ValueError):
    """The text is not a small plain YAML mapping; `str()` says where and why."""


class Document(Struct, frozen=True):
    """A mapping, and where its keys stand."""

    name: str
    """The file's name, for messages."""
    data: dict[str, Any]
    lines: dict[Path, int]
    """From a key's path to its line, counted from 1."""

    def place(self, path: Path) -> str:
        """`config.yaml:12`, or the file alone for a key that is not in it."""
        return f"{self.name}:{self.lines[path]}" if path in self.lines else self.name


def read(text: str, name: str) -> Document:
    """Read `text`; nothing in it is executed, and nothing in it can grow.

    Raises DocumentError on anything but a mapping of plain values within the limits above.
    """
    if len(text) > MAX_BYTES:
        raise DocumentError(f"{name} holds {len(text)} characters, more than the {MAX_BYTES} allowed")
    try:
        _refuse_tricks(text, name)
        root = yaml.compose(text, Loader=LOADER)
        if not isinstance(root, yaml.MappingNode):
            raise DocumentError(f"{name} has no settings in it")
        lines: dict[Path, int] = {}
        return Document(name, _mapping(root, (), lines, name), lines)
    except yaml.YAMLError as error:
        raise DocumentError(f"{name} is not valid YAML: {_sentence(error, text)}") from error


def _refuse_tricks(text: str, name: str) -> None:
    depth = 0
    for part, event in enumerate(yaml.parse(text, Loader=LOADER)):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + 1 if event.start_mark else 1
        for refused in _tricks(event, depth, part):
            raise DocumentError(f"{name}:{line}: {refused}")


def _tricks(event: yaml.Event, depth: int, part: int) -> Iterator[str]:
    """What no file of ours has, and what could make reading one dear or dangerous."""
    if depth > MAX_DEPTH:
        yield f"nested deeper than {MAX_DEPTH} levels"
    if part > MAX_PARTS:
        yield f"more than the {MAX_PARTS} keys and values allowed"
    if isinstance(event, yaml.AliasEvent):
        yield f"aliases (*{shortened(str(event.anchor))}) are not allowed"
    if tag := getattr(event, "tag", None):
        yield f"tags ({shortened(tag)}) are not allowed"


def shortened(text: str, limit: int = MAX_WORD) -> str:
    """Return a text that fits on a line of the glass, and on one line."""
    text = " ".join(text.splitlines())
    return text if len(text) <= limit else f"{text[: limit - 3]}..."


def _mapping(node: yaml.MappingNode, path: Path, lines: dict[Path, int], name: str) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = _key(key_node, f"{name}:{line}")
        if key in mapping:
            raise DocumentError(f"{name}:{line}: {'.'.join((*path, key))} stands here a second time")
        lines[(*path, key)] = line
        mapping[key] = _value(value_node, (*path, key), lines, name)
    return mapping


def _key(node: yaml.Node, place: str) -> str:
    if not isinstance(node, yaml.ScalarNode) or not node.value.isprintable():
        raise DocumentError(f"{place}: a key must be a word")
    if len(node.value) > MAX_WORD:
        raise DocumentError(f"{place}: the key {shortened(node.value)} is longer than {MAX_WORD} characters")
    return str(node.value)


def _value(node: yaml.Node, path: Path, lines: dict[Path, int], name: str) -> Any:  # noqa: ANN401  YAML is untyped
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, name)
    for scalar in _scalars(node):
        if refused := _unreadable(scalar):
            raise DocumentError(f"{name}:{scalar.start_mark.line + 1}: {'.'.join(path)} {refused}")
    try:
        return LOADER("").construct_object(node, deep=True)
    except ValueError as error:  # it looks like a date or a number, and is none: 2026-13-01
        shown = shortened(str(node.value))
        raise DocumentError(
            f"{name}:{lines[path]}: {'.'.join(path)} is {shown}, which means nothing"
        ) from error


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Every value in a value, and every key of the groups in it."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.CollectionNode):
        for part in node.value:
            for inner in part if isinstance(part, tuple) else (part,):
                yield from _scalars(inner)


def _unreadable(node: yaml.ScalarNode) -> str | None:
    text = node.value
    if not node.tag.endswith(":str") and len(text) > MAX_WORD:
        return f"is {shortened(text)}, which is too long"
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        return "holds characters that no text has"
    return None


def _sentence(error: yaml.YAMLError, text: str) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        # What is missing at the end is found missing on the line after it.
        line = min(error.problem_mark.line, text.count("\n")) + 1
        return f"line {line}: {error.problem}"
    return str(error).splitlines()[0]
