"""A short run of every fuzz target, the same files every time."""

from random import Random

import pytest

from tests.fuzz.mutation import TOKENS, mutate
from tests.fuzz.targets import TARGETS

COUNT = 400


@pytest.mark.parametrize("name", TARGETS)
def test_no_file_breaks_its_reader(name: str) -> None:
    target, random = TARGETS[name], Random(9)
    seen = {mutate(target.seeds, random, TOKENS) for _ in range(COUNT)}
    assert len(seen) > COUNT / 2
    for content in seen:
        target.read(content)


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_are_read_without_any_change(name: str) -> None:
    for content in TARGETS[name].seeds:
        TARGETS[name].read(content)
