"""Small YAML files written by people: plain data, with the line that each key stands on."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

Path: TypeAlias = tuple[str, ...]

MAX_BYTES = 65_536
MAX_DEPTH = 8
"""Far more than any file of ours needs, far less than it takes to hurt a Pi."""


class DocumentError(ValueError):
    """The text is not a small plain YAML mapping; `str()` says where and why."""


@dataclass(frozen=True, slots=True)
class Document:
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

    Raises DocumentError on anything but a mapping of plain values below MAX_BYTES and MAX_DEPTH.
    """
    if len(text) > MAX_BYTES:
        raise DocumentError(f"{name} holds {len(text)} characters, more than the {MAX_BYTES} allowed")
    try:
        _refuse_tricks(text, name)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        if not isinstance(root, yaml.MappingNode):
            raise DocumentError(f"{name} has no settings in it")
        lines: dict[Path, int] = {}
        return Document(name, _mapping(root, (), lines, name), lines)
    except yaml.YAMLError as error:
        raise DocumentError(f"{name} is not valid YAML: {_sentence(error)}") from error


def _refuse_tricks(text: str, name: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + 1 if event.start_mark else 1
        if depth > MAX_DEPTH:
            raise DocumentError(f"{name}:{line}: nested deeper than {MAX_DEPTH} levels")
        if isinstance(event, yaml.AliasEvent):
            raise DocumentError(f"{name}:{line}: aliases (*{event.anchor}) are not allowed")
        if tag := getattr(event, "tag", None):
            raise DocumentError(f"{name}:{line}: tags ({tag}) are not allowed")


def _mapping(node: yaml.MappingNode, path: Path, lines: dict[Path, int], name: str) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in mapping:
            raise DocumentError(f"{name}:{line}: {'.'.join((*path, key))} stands here a second time")
        lines[(*path, key)] = line
        mapping[key] = _value(value_node, (*path, key), lines, name)
    return mapping


def _value(node: yaml.Node, path: Path, lines: dict[Path, int], name: str) -> Any:  # noqa: ANN401  YAML is untyped
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, name)
    return yaml.SafeLoader("").construct_object(node, deep=True)


def _sentence(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f"line {error.problem_mark.line + 1}: {error.problem}"
    return str(error).splitlines()[0]
