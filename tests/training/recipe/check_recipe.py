"""The whole recipe, from the photographs to the card, on few pictures and with few steps."""

from dataclasses import replace
from pathlib import Path

import pytest

from pi_pose.inference.interpreter import Interpreter
from pi_pose.inference.movenet import ROWS
from pi_pose.training.starter import __main__ as starter
from pi_pose.training.starter import drawn, prepare, recipe
from pi_pose.training.starter.plan import FIRST, GROWN, Plan

SHARED = Path(__file__).parents[4] / "shared"


def few_steps(plan: Plan) -> Plan:
    return replace(plan, phases=tuple(replace(phase, steps=2, batch=8) for phase in plan.phases))


def beside(target: Path, source: Path, most: int) -> None:
    """Show the first pictures of each folder somewhere else."""
    for folder in (path for path in source.iterdir() if path.is_dir()):
        (target / folder.name).mkdir(parents=True)
        for picture in sorted(folder.iterdir())[:most]:
            (target / folder.name / picture.name).symlink_to(picture)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a folder with a few of everything that is beside the checkout."""
    folder = tmp_path / "data"
    beside(folder / "yoga_cg/train", SHARED / "yoga_cg/train", 3)
    beside(folder / "yoga_cg/test", SHARED / "yoga_cg/test", 2)
    beside(folder / "people", SHARED / "people", 14)
    (folder / "models").symlink_to(SHARED / "models")
    (folder / "video").mkdir()
    (folder / "video/pose_squats.mp4").symlink_to(SHARED / "video/pose_squats.mp4")
    return folder


def test_every_stage_runs_and_a_second_run_changes_nothing(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "work"
    monkeypatch.setattr(prepare, "SHARDS", 1)
    monkeypatch.setattr(prepare, "YOGA_SHARDS", 1)
    monkeypatch.setattr(prepare, "ROOMS", 20)
    monkeypatch.setattr(drawn, "SHARD", 20)
    monkeypatch.setattr("pi_pose.training.starter.recipe.FIRST", few_steps(FIRST))
    monkeypatch.setattr("pi_pose.training.starter.recipe.GROWN", few_steps(GROWN))
    command = ["starter", "--data", str(data), "--work", str(work)]
    monkeypatch.setattr("sys.argv", command)
    starter.main()
    model = work / recipe.MODEL
    written = model.read_bytes()
    assert Interpreter(model).outputs[0].shape == ROWS
    assert len(written) <= 1_500_000
    assert "| yoga_cg/test | Lightning | 10 |" in (work / "STARTER.md").read_text(encoding="utf-8")
    monkeypatch.setattr("sys.argv", [*command, "--stage", "train", "export"])
    starter.main()
    assert model.read_bytes() == written
