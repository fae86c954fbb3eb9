"""What holds for every catalogue.yaml."""

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pi_pose.errors import SettingsError
from pi_pose.models import catalogue
from pi_pose.models.catalogue import Entry
from tests import strategies

GOOD = {"title": "Tiny", "file": "tiny.tflite", "kind": "movenet"}


def text(entries: dict[str, Entry]) -> str:
    return yaml.safe_dump(msgspec.to_builtins(entries), allow_unicode=True)


def complaint(**changed: object) -> str:
    with pytest.raises(SettingsError) as caught:
        catalogue.parse(yaml.safe_dump({"tiny": {**GOOD, **changed}}))
    return str(caught.value)


def told(entry: Entry) -> dict[str, object]:
    return {field: getattr(entry, field) for field in entry.__struct_fields__}


@given(strategies.catalogues())
def test_what_is_written_is_what_is_read(entries: dict[str, Entry]) -> None:
    read = catalogue.parse(text(entries))
    assert {name: told(entry) for name, entry in read.items()} == {
        name: told(entry) for name, entry in entries.items()
    }


@given(strategies.catalogues(), st.sampled_from(["cpu", "edgetpu"]), strategies.NAMES)
def test_a_twin_is_there_and_for_the_cpu_or_the_catalogue_is_refused(
    entries: dict[str, Entry], accelerator: str, twin: str
) -> None:
    other = msgspec.structs.replace(next(iter(entries.values())), accelerator=accelerator, twin=None)
    compiled = msgspec.structs.replace(other, accelerator="edgetpu", twin="the-other")
    with_twin = {**entries, "the-other": other, "compiled": compiled}
    if accelerator == "cpu":
        assert catalogue.parse(text(with_twin))["compiled"].twin == "the-other"
    else:
        with pytest.raises(SettingsError, match="the twin of compiled is the-other, which is no model for"):
            catalogue.parse(text(with_twin))
    with_twin["compiled"] = msgspec.structs.replace(compiled, twin=f"{twin}-not-there")
    with pytest.raises(SettingsError, match="the twin of compiled is"):
        catalogue.parse(text(with_twin))


@given(st.text() | st.binary().map(lambda content: content.decode("utf-8", "replace")))
def test_any_text_is_either_a_catalogue_or_refused_in_a_sentence(content: str) -> None:
    try:
        assert all(isinstance(entry, Entry) for entry in catalogue.parse(content).values())
    except SettingsError as error:
        (line,) = str(error).splitlines()
        assert line.startswith("catalogue.yaml")


@pytest.mark.parametrize(
    "file", ["../config.yaml", "/etc/passwd", "a/b.tflite", "", ".hidden", "a\nb", "a b", "x" * 200]
)
def test_a_file_is_a_name_in_the_model_folder_and_nowhere_else(file: str) -> None:
    assert "tiny" in complaint(file=file)


@pytest.mark.parametrize(
    "url", ["http://example.org/a.tflite", "file:///etc/passwd", "ftp://example.org/a", "https://a b", ""]
)
def test_an_address_is_https(url: str) -> None:
    assert "tiny" in complaint(urls=[url])


@pytest.mark.parametrize(
    "changed", [{"sha256": "abc"}, {"size": 0}, {"kind": "bert"}, {"colour": "red"}, {"input": -1}]
)
def test_what_makes_no_sense_is_refused_with_the_place(changed: dict[str, object]) -> None:
    assert complaint(**changed).startswith("catalogue.yaml:1: tiny: ")
