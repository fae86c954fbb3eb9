"""What was seen, as text: written, read again, and played."""

from pathlib import Path

import numpy as np
import pytest

from pi_pose import record, recording
from pi_pose.display.glass import Glass
from pi_pose.errors import SourceError
from pi_pose.estimate import Sighting
from pi_pose.inference.movenet import MoveNet
from pi_pose.pose import Pose
from pi_pose.recording import read, write
from pi_pose.settings import Camera, Settings
from tests.mirror import Visitor, until, visit
from tests.poses import standing

SEQUENCES = Path(__file__).parent / "sequences"

SEEN = Sighting(7, 1.25, (640, 480), 0.4, standing(), model="starter")


def same(a: Pose | None, b: Pose | None) -> bool:
    if a is None or b is None:
        return a is b
    return np.allclose(a.xy, b.xy, atol=1e-4) and np.allclose(a.scores, b.scores, atol=1e-2)


@pytest.mark.parametrize("seen", [SEEN, Sighting(8, 1.5, (640, 480), 0.01, None)])
def test_what_is_written_is_read_again(seen: Sighting, tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(write(seen))
    (again,) = read(path)
    assert same(again.pose, seen.pose)
    assert (again.index, again.timestamp, again.size_wh) == (seen.index, seen.timestamp, seen.size_wh)
    assert (again.brightness, again.model) == (seen.brightness, seen.model)


def test_a_recording_of_before_does_not_say_which_model_looked(tmp_path: Path) -> None:
    path = tmp_path / "old.jsonl"
    path.write_text(write(SEEN).replace(',"model":"starter"', ""))
    (again,) = read(path)
    assert same(again.pose, SEEN.pose)
    assert again.model == "recording"


def test_a_minute_is_small_enough_for_a_bug_report() -> None:
    assert 30 * 60 * len(write(SEEN)) < 1_000_000


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "is empty"),
        ("not json", "bad.jsonl:1 is not a line of a recording"),
        (write(SEEN) + '\n{"frame": 1}', "bad.jsonl:2 is not a line of a recording"),
        (write(SEEN).replace("[[", "[[0,0,0],["), "bad.jsonl:1 .* a pose is"),
    ],
)
def test_a_damaged_recording_names_its_line(text: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(text)
    with pytest.raises(SourceError, match=complaint):
        list(read(path))


def test_a_recording_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"cannot read .*gone\.jsonl"):
        list(read(tmp_path / "gone.jsonl"))


def test_bytes_are_no_recording(tmp_path: Path) -> None:
    path = tmp_path / "bytes.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match=r"pi-pose record bytes\.jsonl"):
        list(read(path))


def test_the_shipped_sequence_is_what_the_video_shows(shared: Path, movenet: MoveNet) -> None:
    settings = Settings(camera=Camera(source=str(shared / "video" / "pose_squats.mp4")))
    found = list(record.sightings(movenet, settings, seconds=2))
    shipped = list(read(SEQUENCES / "squats.jsonl"))
    assert len(found) == 10
    for live, kept in zip(found, shipped, strict=False):
        assert same(live.pose, kept.pose)
        assert live.timestamp == pytest.approx(kept.timestamp, abs=1e-3)


def test_recording_stops_when_the_time_is_over(movenet: MoveNet) -> None:
    found = list(record.sightings(movenet, Settings(camera=Camera(width=320, height=240)), seconds=0.3))
    assert found[-1].timestamp - found[0].timestamp < 0.3


def test_a_recording_plays_on_the_glass_without_a_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(
        f"camera: {{source: {SEQUENCES / 'squats.jsonl'}}}\n"
        "model: {name: nonsense}\ndisplay: {fullscreen: false, width: 640, height: 360}\n"
    )
    first = next(read(SEQUENCES / "squats.jsonl"))

    def standing_up(glass: Glass) -> bool:
        return glass.pose is not None and same(glass.pose, first.pose)

    def visitor() -> Visitor:
        shown = yield from until(standing_up)
        assert shown.image is None
        yield from until(lambda glass: not standing_up(glass))
        yield from until(standing_up)  # it starts again when it is over

    visit(config, visitor(), monkeypatch)


def test_a_source_that_ends_like_one_is_a_recording() -> None:
    assert recording.is_recording("bug.jsonl")
    assert not recording.is_recording("squats.mp4")
