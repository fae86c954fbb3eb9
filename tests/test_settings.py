"""config.yaml, as its owner meets it."""

from pathlib import Path

import pytest

from pi_pose import schema, settings
from pi_pose.document import MAX_BYTES
from pi_pose.errors import SettingsError
from pi_pose.schema import Section
from pi_pose.settings import Settings, Thresholds
from tests.conftest import ROOT

SHIPPED = ROOT / "config.yaml"


def complaint(text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        settings.parse(text, "config.yaml")
    return str(caught.value)


def test_the_shipped_file_says_what_happens_without_it() -> None:
    assert settings.load(SHIPPED) == Settings()


def test_the_shipped_file_has_every_key_with_a_comment() -> None:
    text = SHIPPED.read_text()
    for group in Settings.__struct_fields__:
        section: Section = getattr(Settings(), group)
        body = text.partition(f"\n{group}:\n")[2]
        for key in schema.keys(type(section)):
            above, found, _ = body.partition(f"\n  {key}:")
            assert found, f"{group}.{key} is not in config.yaml"
            assert "  #" in above, f"{group}.{key} has no comment"


def test_every_problem_is_told_at_once() -> None:
    told = complaint("thresholds:\n  label_score: 2\ncamera:\n  fps: ten\n  rotate: 45\n").splitlines()
    assert told == [
        "config.yaml:2: thresholds.label_score is 2; allowed is a number from 0 to 1",
        "config.yaml:4: camera.fps is 'ten'; allowed is a whole number from 1 to 120",
        "config.yaml:5: camera.rotate is 45; allowed is 0 or 90 or 180 or 270",
    ]


def test_a_typo_is_guessed() -> None:
    assert "did you mean thresholds.keypoint_score?" in complaint("thresholds: {keypoint_scor: 0.3}")


def test_a_model_of_the_owners_goes_by_its_name_and_may_have_thresholds_of_its_own() -> None:
    read = settings.parse(
        "models:\n  mine: {path: /m.tflite, kind: posenet}\n  thunder: {keypoint_score: 0.1}\n", "config.yaml"
    )
    assert read.models.named["mine"].kind == "posenet"
    assert read.for_model("thunder").thresholds == Thresholds(keypoint_score=0.1)
    assert read.for_model("mine") == read


def test_a_mistake_inside_a_named_group_is_told_with_its_place() -> None:
    assert complaint("models:\n  mine: {pth: x, kind: bert}\n  you: 3\n").splitlines() == [
        "config.yaml:2: models.mine.pth is not a setting; did you mean models.mine.path?",
        "config.yaml:2: models.mine.kind is 'bert'; allowed is movenet or multipose or posenet",
        "config.yaml:3: models.you is a group of settings, not 3",
    ]
    assert "allowed is a number from 0 to 1" in complaint("models: {mine: {keypoint_score: 2}}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "config.yaml has no settings in it"),
        ("- camera", "config.yaml has no settings in it"),
        ("camera: [", "config.yaml is not valid YAML: line 1"),
        ("camera:\n\tfps: 3", "config.yaml is not valid YAML: line 2"),
        ("camera: synthetic", "camera is a group of settings, not 'synthetic'"),
        ("camera: {fps: 30, fps: 60}", "camera.fps stands here a second time"),
        ("camera: {fps: }", "camera.fps is empty"),
        ("display: {mirror: 1}", "allowed is true or false"),
        ("thresholds: {label_score: .nan}", "allowed is a number from 0 to 1"),
        ("a: &a [1]\nb: *a", "aliases (*a) are not allowed"),
        ("a: !!python/object/apply:os.system [ls]", "tags (tag:yaml.org,2002:python/object/apply:os.system)"),
        ("a: " + "[" * 50, "nested deeper than 8 levels"),
        ("a: " + "x" * MAX_BYTES, "more than the 65536 allowed"),
        ("a: \x00", "config.yaml is not valid YAML"),
    ],
)
def test_a_bad_file_gets_one_clear_sentence(text: str, told: str) -> None:
    assert told in complaint(text)


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="name the file with --config"):
        settings.load(tmp_path / "config.yaml")
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe\x80")
    with pytest.raises(SettingsError, match="not a text file"):
        settings.load(binary)
