"""Which pictures are learned from, and which are kept for the test."""

from pathlib import Path

import pytest

from pi_pose.errors import SourceError
from pi_pose.training.classifier import folders


def fill(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return folder


def test_a_sub_folder_names_the_pose_whatever_its_letters(tmp_path: Path) -> None:
    fill(
        tmp_path,
        "half moon/a.jpg",
        "\u6728\u306e\u30dd\u30fc\u30ba/b.WEBP",
        "notes.txt",
        ".cache/c.jpg",
        "empty/readme.md",
    )
    assert {picture.label for picture in folders.labelled(tmp_path)} == {
        "half moon",
        "\u6728\u306e\u30dd\u30fc\u30ba",
    }


def test_a_fifth_of_each_pose_is_kept_for_the_test_and_always_the_same(tmp_path: Path) -> None:
    fill(tmp_path, *(f"{pose}/{i}.jpg" for pose in ("tree", "dog") for i in range(20)))
    collection = folders.collect(tmp_path)
    assert [picture.label for picture in collection.test] == ["dog"] * 4 + ["tree"] * 4
    assert not {p.path for p in collection.learn} & {p.path for p in collection.test}
    assert folders.collect(tmp_path) == collection


def test_the_only_picture_of_a_pose_is_learned_from(tmp_path: Path) -> None:
    collection = folders.collect(fill(tmp_path, "tree/a.jpg", "dog/a.jpg", "dog/b.jpg"))
    assert [picture.label for picture in collection.learn] == ["dog", "tree"]
    assert [picture.label for picture in collection.test] == ["dog"]


def test_a_collection_that_is_divided_stays_so(tmp_path: Path) -> None:
    fill(tmp_path, "train/tree/a.jpg", "train/tree/b.jpg", "test/tree/c.jpg")
    collection = folders.collect(tmp_path)
    assert [picture.path.name for picture in collection.learn] == ["a.jpg", "b.jpg"]
    assert [picture.path.name for picture in collection.test] == ["c.jpg"]
    assert collection.labels == ["tree"]


def test_a_folder_without_poses_says_what_it_needs(tmp_path: Path) -> None:
    fill(tmp_path, "a.jpg")
    with pytest.raises(SourceError, match="make one for each pose"):
        folders.collect(tmp_path)
    with pytest.raises(SourceError, match="there is no folder"):
        folders.collect(tmp_path / "nowhere")
