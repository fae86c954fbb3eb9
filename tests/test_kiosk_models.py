"""The whole mirror while its models change: by key, and by an Edge TPU that comes and goes."""

import time
from pathlib import Path

import pygame
import pytest

from pi_pose.cli import main
from pi_pose.display.glass import Glass
from pi_pose.models import shelf as shelves
from pi_pose.models.catalogue import Entry
from pi_pose.provision import accelerator, supply
from tests.edgetpu import Stick
from tests.mirror import Visitor, press, until, visit
from tests.networks import dots
from tests.provision import dotted
from tests.provision.dotted import Dotted
from tests.site import NOWHERE, Site, serving


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dotted:
    return dotted.stock(tmp_path / "models", monkeypatch, "dots", "big-dots", "dots-edgetpu")


@pytest.fixture
def config(shelf: Dotted, tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(
        f"model: {{name: dots, folder: {shelf.folder}}}\nthresholds: {{person_score: 0}}\n"
        "camera: {source: synthetic, width: 320, height: 240}\n"
        "display: {fullscreen: false, width: 640, height: 360}\n"
    )
    return path


def answers(glass: Glass, model: str) -> bool:
    return glass.status.split()[:1] == [model] and glass.pose is not None


def test_the_m_key_goes_on_to_the_next_model(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def visitor() -> Visitor:
        yield from until(lambda glass: answers(glass, "dots"))
        press(pygame.K_m)
        yield from until(lambda glass: "big-dots" in glass.notices)
        yield from until(lambda glass: answers(glass, "big-dots"))

    visit(config, visitor(), monkeypatch)


@pytest.mark.parametrize("order", ["crash", "fail", "nonsense", "hang"])
def test_the_skeleton_keeps_moving_when_the_coral_fails_and_the_coral_is_taken_back(
    config: Path, stick: Stick, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accelerator, "RETRY_SECONDS", (0.1,))
    stick.plug_in()
    stick.behave("work")

    def visitor() -> Visitor:
        yield from until(lambda glass: answers(glass, "dots-edgetpu"))
        stick.behave(order)
        failed = time.monotonic()
        yield from until(lambda glass: answers(glass, "dots"))
        print(f"{order}: the CPU answers {time.monotonic() - failed:.2f} s later")
        yield from until(lambda glass: any("the CPU carries on" in notice for notice in glass.notices))
        stick.behave("work")
        yield from until(lambda glass: answers(glass, "dots-edgetpu") and not glass.notices)

    visit(config, visitor(), monkeypatch)


def test_the_starter_model_is_at_work_until_movenet_can_be_fetched_and_no_longer(
    tmp_path: Path, lightning: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", NOWHERE)
    monkeypatch.setattr(supply, "FETCH_AGAIN_SECONDS", (0.1,))
    config = tmp_path / "config.yaml"
    config.write_text(
        f"model: {{folder: {tmp_path}}}\ncamera: {{source: synthetic, width: 320, height: 240}}\n"
        "display: {fullscreen: false, width: 640, height: 360}\n"
    )

    def visitor(site: Site) -> Visitor:
        excuse = "starter model; MoveNet Lightning INT8 will be used when it can be fetched"
        yield from until(lambda glass: answers(glass, "starter") and excuse in glass.notices)
        yield from until(lambda _glass: len(site.asked) > 2)
        site.status = 200
        yield from until(lambda glass: answers(glass, "lightning") and not glass.notices)

    with serving({lightning.name: lightning.read_bytes()}) as site:
        site.status = 503
        monkeypatch.setenv(shelves.MIRROR_VARIABLE, site.url)
        visit(config, visitor(site), monkeypatch)


def test_a_command_uses_the_shipped_model_where_the_wanted_one_cannot_be_fetched(
    config: Path,
    shelf: Dotted,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(shelves, "SHIPPED", tmp_path)
    (tmp_path / "starter.tflite").write_bytes(dots.movenet())
    shelf.entries["starter"] = Entry(title="starter", file="starter.tflite", kind="movenet", shipped=True)
    recorded = tmp_path / "seen.jsonl"
    config.write_text(config.read_text().replace("name: dots", "name: heat"))
    asked = ["record", str(recorded), "--seconds", "0.2", "--config", str(config)]
    assert main(asked) == 0
    complaint = capsys.readouterr().err
    assert "cannot get heat" in complaint
    assert "starter; heat will be used when it can be fetched" in complaint
    assert recorded.read_text()
