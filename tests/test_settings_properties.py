"""What holds for every config.yaml, not only for the ones that somebody thought of."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pi_pose import settings
from pi_pose.errors import SettingsError
from pi_pose.schema import MOST
from pi_pose.settings import Settings
from tests import strategies
from tests.strategies import TEXTS


def complaint(text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        settings.parse(text, "config.yaml")
    return str(caught.value)


@given(strategies.settings(), st.booleans())
def test_what_is_written_is_what_is_read(chosen: Settings, flow: bool) -> None:  # noqa: FBT001
    text = yaml.safe_dump(strategies.written(chosen), allow_unicode=True, default_flow_style=flow)
    assert settings.parse(text, "config.yaml") == chosen


@given(strategies.settings(), st.randoms(use_true_random=False))
def test_the_order_of_the_keys_means_nothing(chosen: Settings, random: Any) -> None:  # noqa: ANN401
    groups = list(strategies.written(chosen).items())
    random.shuffle(groups)
    assert settings.parse(yaml.safe_dump(dict(groups), sort_keys=False), "config.yaml") == chosen


@given(strategies.settings(), st.data())
def test_one_mistake_is_told_in_one_sentence_with_its_line_and_key(
    chosen: Settings, data: st.DataObject
) -> None:
    written = strategies.written(chosen)
    path = data.draw(st.sampled_from(sorted(strategies.leaves(written))))
    group = written
    for key in path[:-1]:
        group = group[key]
    group[path[-1]] = None if isinstance(group[path[-1]], str) else "nonsense"
    text = yaml.safe_dump(written, sort_keys=False)
    told = complaint(text)
    assert len(told.splitlines()) == 1
    place, _, rest = told.partition(": ")
    assert f"{path[-1]}:" in text.splitlines()[int(place.partition(":")[2]) - 1]
    assert rest.startswith(".".join(path) + " is ")
    assert "allowed is" in rest


@given(strategies.settings(), strategies.NAMES, st.integers() | st.floats() | TEXTS | st.none())
def test_a_key_that_nobody_knows_is_never_passed_over(chosen: Settings, key: str, value: object) -> None:
    written = strategies.written(chosen)
    if key in written:
        return
    assert f"{key} is not a setting" in complaint(yaml.safe_dump({**written, key: value}))


@given(st.text() | st.binary().map(lambda content: content.decode("utf-8", "replace")))
def test_any_text_is_either_settings_or_refused_in_lines_that_fit_on_the_glass(text: str) -> None:
    try:
        assert isinstance(settings.parse(text, "config.yaml"), Settings)
    except SettingsError as error:
        lines = str(error).splitlines()
        assert 0 < len(lines) <= MOST
        assert all(line.startswith("config.yaml") and len(line) < 400 for line in lines)
