"""`pi-pose models`, from outside."""

from pathlib import Path

import pytest

from pi_pose.cli import main
from pi_pose.models import catalogue, shelf


@pytest.fixture(autouse=True)
def _model_at_hand(lightning: Path) -> None:
    """`fetch` may need the model; the fixture makes sure it is where it is looked for."""


@pytest.fixture
def config(tmp_path: Path) -> str:
    path = tmp_path / "config.yaml"
    path.write_text(
        f"model: {{folder: {tmp_path / 'models'}}}\nmodels: {{mine: {{path: {tmp_path / 'own.tflite'}}}}}\n"
    )
    return str(path)


def row(told: str, name: str) -> list[str]:
    (line,) = [line for line in told.splitlines() if line.split()[:1] == [name]]
    return line.split("  ")


def test_the_list_says_what_there_is_and_whose_figures_those_are(
    config: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "list", "--config", config]) == 0
    told = capsys.readouterr().out
    cells = [cell.strip() for cell in row(told, "lightning") if cell]
    assert cells == [
        "lightning",
        "MoveNet Lightning INT8",
        "192",
        "2.9 MB",
        "CPU",
        "sha256",
        "no",
        "95",
        "57.4",
    ]
    assert [cell.strip() for cell in row(told, "multipose") if cell.strip()][-2:] == ["at first use", "no"]
    assert "Edge TPU" in told
    assert "mine" in told
    assert "the publisher's figures, not measured here" in told
    assert {line.split()[0] for line in told.splitlines() if line} >= catalogue.load().keys()


def test_a_model_is_fetched_verified_and_removed(
    config: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "models" / catalogue.load()["lightning"].file
    assert main(["models", "verify", "--config", config]) == 0
    assert "no model is in" in capsys.readouterr().out
    assert main(["models", "fetch", "lightning", "--config", config]) == 0
    assert capsys.readouterr().out == f"lightning: {file}\n"
    assert main(["models", "verify", "--config", config]) == 0
    assert capsys.readouterr().out == "lightning: good\nstarter: good\n"
    file.write_bytes(file.read_bytes()[:-1])
    assert main(["models", "verify", "--config", config]) == 1
    assert "is damaged: it has 2894839 bytes" in capsys.readouterr().out
    assert main(["models", "remove", "lightning", "--config", config]) == 0
    assert capsys.readouterr().out == "lightning: removed\n"
    assert not file.exists()


def test_one_that_cannot_be_had_does_not_keep_the_others_away(
    config: str, lightning: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(shelf.MIRROR_VARIABLE, str(lightning.parent))
    assert main(["models", "fetch", "thundr", "lightning", "--config", config]) == 1
    told = capsys.readouterr()
    assert "no model called thundr" in told.err
    assert told.out.startswith("lightning: ")
