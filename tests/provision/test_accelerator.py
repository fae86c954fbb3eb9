"""The Edge TPU: found, proved, lost and taken back, through the runtime's real `load_delegate`."""

from pathlib import Path

import numpy as np
import pytest

from pi_pose.inference.movenet import MoveNet
from pi_pose.inference.paired import Paired
from pi_pose.provision.accelerator import Accelerator, Duty
from pi_pose.provision.loading import Loader
from tests.edgetpu import Stick
from tests.networks import dots
from tests.provision import dotted
from tests.provision.dotted import Dotted
from tests.site import serving

PICTURE = np.zeros((192, 192, 3), np.uint8)
PICTURE[40, 50] = 255


class Bench:
    """An accelerator, the pair it serves, and a clock that is set by hand."""

    def __init__(self, shelf: Dotted, accelerator: str = "auto") -> None:
        self.now = 1000.0
        self.accelerator = Accelerator(lambda: self.now)
        settings = shelf.settings(accelerator=accelerator)
        model = Loader(settings, lambda _here, _size: None).load("dots")
        assert isinstance(model, MoveNet)
        self.pair = Paired(model)
        self.accelerator.duty = Duty(self.pair, "dots", "dots-edgetpu", settings)

    def later(self, seconds: float) -> None:
        """Let time pass, and the accelerator do what is due."""
        self.now += seconds
        self.accelerator.step()

    def answered_by(self) -> str:
        """Look at a picture: whoever answers finds the dot."""
        pose = self.pair.estimate(PICTURE)
        expected = dots.BODY_YX[:, ::-1] + np.array([50.5, 40.5], np.float32) / 192
        assert pose.xy == pytest.approx(expected, abs=1e-6)
        return self.pair.name


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dotted:
    return dotted.stock(tmp_path / "models", monkeypatch, "dots", "dots-edgetpu")


def test_it_is_used_as_soon_as_it_is_plugged_in(shelf: Dotted, stick: Stick) -> None:
    stick.behave("work")
    bench = Bench(shelf)
    bench.later(0)
    assert bench.answered_by() == "dots"
    assert bench.accelerator.badge is None
    stick.plug_in("1a6e:089a")
    bench.later(1.1)
    assert bench.answered_by() == "dots-edgetpu"
    bench.accelerator.close()
    assert bench.answered_by() == "dots"


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("crash {}", "was ended by SIGABRT"),
        ("fail {}", "told to fail"),
        ("hang {}", "no answer within 1.5 s"),
        ("nonsense {}", "values that are not numbers"),
    ],
)
def test_a_frame_it_fails_at_is_answered_by_the_cpu_and_it_is_taken_back(
    shelf: Dotted, stick: Stick, order: str, told: str
) -> None:
    stick.behave("work")
    stick.plug_in()
    bench = Bench(shelf)
    bench.later(0)
    assert bench.answered_by() == "dots-edgetpu"
    stick.behave(order.format(0))
    assert bench.answered_by() == "dots"
    bench.later(0.2)
    assert bench.accelerator.badge is not None
    assert told in bench.accelerator.badge
    assert bench.accelerator.badge.endswith("the CPU carries on")
    stick.behave("work")
    bench.later(4.5)
    assert bench.answered_by() == "dots"
    bench.later(0.6)
    assert bench.answered_by() == "dots-edgetpu"
    assert bench.accelerator.badge is None
    bench.accelerator.close()


@pytest.mark.parametrize(
    ("order", "told"),
    [("refuse", "device is not there"), ("mismatch", "SIGABRT"), ("nonsense", "not numbers")],
)
def test_it_is_not_used_before_it_is_proved_and_tried_less_and_less_often(
    shelf: Dotted, stick: Stick, order: str, told: str
) -> None:
    stick.behave(order)
    stick.plug_in()
    bench = Bench(shelf)
    bench.later(0)
    assert bench.answered_by() == "dots"
    assert told in (bench.accelerator.badge or "")
    stick.behave("work")
    tries = []
    for wait in (5, 15, 60, 60):
        bench.later(wait - 1)
        tries.append(bench.answered_by())
        stick.behave(order)
        bench.later(1.1)
        stick.behave("work")
    assert tries == ["dots"] * 4
    bench.later(61)
    assert bench.answered_by() == "dots-edgetpu"
    bench.accelerator.close()


def test_one_that_finds_people_elsewhere_is_not_believed(shelf: Dotted, stick: Stick) -> None:
    shelf.put("dots-edgetpu", dots.movenet_edgetpu(off=0.3))
    stick.behave("work")
    stick.plug_in()
    bench = Bench(shelf)
    bench.later(0)
    assert bench.answered_by() == "dots"
    assert "finds 0% of the keypoints" in (bench.accelerator.badge or "")


def test_pulled_out_it_is_not_tried_and_plugged_in_again_it_is_tried_at_once(
    shelf: Dotted, stick: Stick
) -> None:
    stick.behave("crash 8")
    stick.plug_in()
    bench = Bench(shelf)
    bench.later(0)
    while bench.answered_by() == "dots-edgetpu":
        pass
    bench.later(0.1)
    stick.pull_out()
    stick.behave("work")
    bench.later(100)
    assert bench.answered_by() == "dots"
    stick.plug_in()
    bench.later(1.1)
    assert bench.answered_by() == "dots-edgetpu"
    bench.accelerator.close()


def test_who_insists_gets_it_without_the_kernel_seeing_it(shelf: Dotted, stick: Stick) -> None:
    stick.behave("work")
    bench = Bench(shelf, "edgetpu")
    bench.later(0)
    assert bench.answered_by() == "dots-edgetpu"
    bench.accelerator.duty = None
    bench.later(0)
    assert bench.answered_by() == "dots"


def test_its_model_is_fetched_when_it_is_plugged_in(
    stick: Stick, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving({"dots-edgetpu.tflite": dots.movenet_edgetpu()}) as site:
        bench = Bench(dotted.stock(tmp_path / "models", monkeypatch, "dots", url=site.url))
        stick.behave("work")
        bench.later(0)
        assert site.asked == []
        stick.plug_in()
        bench.later(1.1)
    assert bench.answered_by() == "dots-edgetpu"
    assert bench.accelerator.badge is None
    bench.accelerator.close()


def test_a_model_that_is_not_here_and_cannot_be_fetched_is_told(shelf: Dotted, stick: Stick) -> None:
    (shelf.folder / "dots-edgetpu.tflite").unlink()
    stick.plug_in()
    bench = Bench(shelf)
    bench.later(0)
    assert bench.answered_by() == "dots"
    assert "cannot get dots-edgetpu" in (bench.accelerator.badge or "")
