"""Whatever lies where the mirror looks for a small file of its own is told or left out, never waited for."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pi_pose import state
from pi_pose.coach import flow
from pi_pose.coach.neighbours import Neighbours
from pi_pose.coach.taught import LARGEST_FILE, SUFFIX, TaughtPose, TaughtPoses, read
from pi_pose.errors import FlowError, ModelError, PosesError
from pi_pose.models import ledger
from pi_pose.models.ledger import Ledger
from pi_pose.pose import Keypoint
from pi_pose.provision import choice
from tests.poses import standing

Put = Callable[[Path], object]

ROWS = np.zeros((1, len(Keypoint), 3)).tolist()


def holding(content: bytes) -> Put:
    return lambda path: path.write_bytes(content)


def keypoints(value: object) -> Put:
    return holding(json.dumps({"name": "mine", "keypoints": value}).encode())


HOSTILE: dict[str, Put] = {
    "nothing": holding(b""),
    "noise": holding(bytes(range(256)) * 20),
    "UTF-16": holding("{}".encode("utf-16")),
    "brackets": holding(b"[" * 500_000),
    "braces": holding(b'{"a":' * 100_000),
    "an unknown part of brackets": holding(b'{"x": ' + b"[" * 100_000),
    "a number": holding(b"9" * 100_000),
    "a list": holding(b"[1, 2]"),
    "half a surrogate": holding(b'{"name": "\\ud800", "configured": "\\ud800", "chosen": "\\ud800"}'),
    "too much": holding(b" " * (LARGEST_FILE + 1)),
    "ten megabytes": holding(b'"' + b"a" * 10_000_000 + b'"'),
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path: path.symlink_to(path),
}

POSES: dict[str, Put] = HOSTILE | {
    "no rows": keypoints([]),
    "rows of 16": keypoints([[[0, 0, 1]] * 16]),
    "ragged rows": keypoints([[[0, 0, 1]] * 17, [[0, 0]] * 17]),
    "texts": keypoints([[["a", "b", "c"]] * 17]),
    "infinity": holding(b'{"name": "mine", "keypoints": [[' + b",".join([b"[1e999, 0, 1]"] * 17) + b"]]}"),
    "not a number": holding(b'{"name": "mine", "keypoints": [[' + b",".join([b"[NaN, 0, 1]"] * 17) + b"]]}"),
    "far away": keypoints([[[1e30, 0, 1]] * 17]),
    "no name": holding(json.dumps({"keypoints": ROWS}).encode()),
    "a number for a name": holding(json.dumps({"name": 7, "keypoints": ROWS}).encode()),
    "a name of lines": holding(json.dumps({"name": "a\nb", "keypoints": ROWS}).encode()),
}


@pytest.mark.parametrize("put", POSES.values(), ids=POSES)
def test_a_file_that_is_no_taught_pose_is_left_out_and_the_others_are_known(put: Put, tmp_path: Path) -> None:
    poses = TaughtPoses(tmp_path)
    good = np.stack([np.hstack([standing().xy, standing().scores[:, None]])]).astype(np.float32)
    poses.keep(TaughtPose("moon", good))
    bad = tmp_path / f"bad{SUFFIX}"
    put(bad)
    with pytest.raises(PosesError, match="is no pose that a mirror was taught; remove it"):
        read(bad)
    assert [pose.name for pose in poses.load()] == ["moon"]
    assert Neighbours(poses.load()).scores(standing(), (480, 480)).keys() == {"moon"}


@pytest.mark.parametrize("put", HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_is_no_flow_is_refused_in_a_sentence(put: Put, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    put(path)
    with pytest.raises(FlowError) as caught:
        flow.load(str(path))
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"the flow {path} can")
    assert len(line) < len(str(path)) + 400


@pytest.mark.parametrize("put", HOSTILE.values(), ids=HOSTILE)
def test_a_ledger_that_is_none_means_that_only_the_catalogue_counts(put: Put, tmp_path: Path) -> None:
    put(tmp_path / ledger.FILE)
    assert ledger.read(tmp_path) == Ledger()
    try:
        ledger.change(tmp_path, lambda known: known.trust("dots", "00"))
    except ModelError as error:  # a folder cannot be replaced
        assert (tmp_path / ledger.FILE).is_dir(), error  # noqa: PT017
    else:
        assert ledger.read(tmp_path).trusted == {"dots": "00"}


@pytest.mark.parametrize("put", HOSTILE.values(), ids=HOSTILE)
def test_a_choice_that_is_none_leaves_the_one_of_the_settings(put: Put) -> None:
    state.folder().mkdir(parents=True)
    put(state.folder() / "model.json")
    assert choice.recall("lightning") == "lightning"


def test_a_choice_that_cannot_be_written_down_is_told() -> None:
    (state.folder() / "model.json").mkdir(parents=True)
    assert "thunder is forgotten at the next start: " in str(choice.remember("lightning", "thunder"))
