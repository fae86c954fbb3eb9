"""`pi-pose bench` on the whole mirror, for moments only."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pi_pose.bench import report
from pi_pose.bench.measure import STAGES, Result
from pi_pose.cli import main
from pi_pose.errors import PiPoseError

BRIEFLY = ["--rounds", "1", "--seconds", "0.5", "--frames", "10"]


@pytest.fixture
def config(tmp_path: Path, lightning: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    path = tmp_path / "config.yaml"
    path.write_text(f"model: {{folder: {lightning.parent}}}\n")
    return path


def test_it_prints_every_stage_and_ratio_and_writes_them_down(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.json"
    assert main(["bench", *BRIEFLY, "--json", str(out), "--config", str(config)]) == 0
    told = capsys.readouterr().out
    print(told)
    assert all(f"\n{stage} " in told for stage in STAGES)
    assert all(f"\n{ratio} " in told for ratio in report.TARGETS)
    result = report.load(out)
    assert set(result.ratios) == set(report.TARGETS)
    assert result.figures["poses a second"] > 0
    assert result.machine["runtime"].startswith("ai_edge_litert 2")
    assert {"processor", "delegate", "threads", "model"} <= set(json.loads(out.read_text())["machine"])


def result(**ratios: float) -> Result:
    return Result({}, {}, {name.replace("_", " "): value for name, value in ratios.items()})


def test_only_what_fell_by_more_than_a_tenth_is_told() -> None:
    before = result(poses_a_second_over_bare_invokes=0.9, frames_inferred_of_those_delivered=1.0)
    later = replace(before, ratios={**before.ratios, "frames inferred of those delivered": 0.95})
    assert report.fallen(later, before) == []
    later.ratios["poses a second over bare invokes"] = 0.8
    assert report.fallen(later, before) == ["poses a second over bare invokes: 0.80, was 0.90"]


def test_more_memory_is_a_fall_too() -> None:
    name = "resident memory over the bare script's"
    assert report.fallen(Result({}, {}, {name: 1.5}), Result({}, {}, {name: 1.3})) == [
        f"{name}: 1.50, was 1.30"
    ]


def test_the_recorded_ratios_are_those_that_are_measured() -> None:
    recorded = report.load(Path(__file__).parents[2] / "benchmarks" / "recorded.json")
    assert set(recorded.ratios) == set(report.TARGETS)


def test_a_file_that_is_no_result_is_told(tmp_path: Path) -> None:
    (tmp_path / "none.json").write_text("[]")
    with pytest.raises(PiPoseError, match="holds no earlier result"):
        report.load(tmp_path / "none.json")
