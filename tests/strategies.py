"""What the property tests draw from: settings, catalogues and poses, all of them valid."""

from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec import inspect

from pi_pose import schema
from pi_pose.models.catalogue import Entry, Published
from pi_pose.pose import Keypoint, Pose
from pi_pose.schema import Section
from pi_pose.settings import Models, NamedModel, Settings

NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True)

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40)
"""Whatever an owner may write into quotes."""

SIZES = st.tuples(st.integers(1, 8_000), st.integers(1, 8_000))
"""Width and height of a frame or of a canvas, pixels."""


def values(kind: inspect.Type) -> SearchStrategy[Any]:  # noqa: PLR0911  one return a type
    """Draw what is allowed for a setting of this type."""
    match kind:
        case inspect.BoolType():
            return st.booleans()
        case inspect.IntType():
            return st.integers(kind.ge, kind.le)
        case inspect.FloatType():
            return st.floats(kind.ge, kind.le) if kind.le is not None else st.floats(0, 1e6)
        case inspect.LiteralType():
            return st.sampled_from(kind.values)
        case inspect.UnionType():
            return st.one_of(*(values(each) for each in kind.types))
        case inspect.NoneType():
            return st.none()
        case inspect.VarTupleType():
            return st.lists(values(kind.item_type), max_size=4).map(tuple)
        case inspect.StrType():
            return st.from_regex(kind.pattern, fullmatch=True) if kind.pattern else TEXTS
        case _:
            raise TypeError(kind)


def sections(section: type[Section]) -> SearchStrategy[Any]:
    """Draw a group of settings, any of which may be left out."""
    fields = {field.name: field.type for field in msgspec.structs.fields(section)}
    drawn = {key: values(inspect.type_info(fields[key])) for key in schema.keys(section)}
    return st.fixed_dictionaries({}, optional=drawn).map(lambda given: section(**given))


def _models() -> SearchStrategy[Models]:
    names = NAMES.filter(lambda name: name not in schema.keys(Models))
    named = st.dictionaries(names, sections(NamedModel), max_size=3)
    return st.builds(Models, cycle=st.lists(NAMES, max_size=3).map(tuple), named=named)


def settings() -> SearchStrategy[Settings]:
    """Draw the whole of config.yaml."""
    groups = {
        name: _models() if name == "models" else sections(type(getattr(Settings(), name)))
        for name in Settings.__struct_fields__
    }
    return st.builds(Settings, **groups)


def written(chosen: Section) -> dict[str, Any]:
    """Return settings as they stand in a file."""
    plain: dict[str, Any] = msgspec.to_builtins(chosen)
    for model in plain["models"].pop("named").items():
        plain["models"][model[0]] = {key: value for key, value in model[1].items() if value is not None}
    return plain


def leaves(group: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the path of every setting in a file."""
    for key, value in group.items():
        if isinstance(value, dict):
            yield from leaves(value, (*above, key))
        else:
            yield (*above, key)


HASHES = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)


def entries() -> SearchStrategy[Entry]:
    """Draw a model of the catalogue, without a twin."""
    return st.builds(
        Entry,
        title=TEXTS,
        file=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,30}", fullmatch=True),
        kind=st.sampled_from(["movenet", "multipose", "posenet"]),
        input=st.none() | st.integers(1, 4096),
        accelerator=st.sampled_from(["cpu", "edgetpu"]),
        licence=TEXTS,
        size=st.none() | st.integers(1, 2**40),
        sha256=st.none() | HASHES,
        git_blob=st.none() | st.from_regex(r"[0-9a-f]{40}", fullmatch=True),
        urls=st.lists(st.from_regex(r"https://[!-~]{1,40}", fullmatch=True), max_size=3).map(tuple),
        published=st.none() | st.builds(Published, pi4_ms=st.floats(0, 1e4), map=st.floats(0, 100)),
        shipped=st.booleans(),
    )


def catalogues() -> SearchStrategy[dict[str, Entry]]:
    """Draw a whole catalogue."""
    return st.dictionaries(NAMES, entries(), min_size=1, max_size=4)


def poses(least: float = -1.0, most: float = 2.0) -> SearchStrategy[Pose]:
    """Draw keypoints that a model may answer with, as far outside the frame as it may place them."""
    count = len(Keypoint)
    places = st.lists(st.floats(least, most, width=32), min_size=2 * count, max_size=2 * count)
    scores = st.lists(st.floats(0, 1, width=32), min_size=count, max_size=count)
    return st.builds(
        lambda xy, sure: Pose(np.array(xy, np.float32).reshape(count, 2), np.array(sure, np.float32)),
        places,
        scores,
    )
