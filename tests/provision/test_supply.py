"""Which model is at work, while keys are pressed, settings saved, and networks lost and found."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pi_pose.errors import InterpreterError, ModelError
from pi_pose.inference.networks import AnyModel
from pi_pose.models import shelf as shelves
from pi_pose.models.catalogue import Entry
from pi_pose.provision import cooling, loading, supply
from pi_pose.provision.relief import Failure
from pi_pose.provision.supply import Supply
from pi_pose.settings import Settings
from tests.networks import dots
from tests.provision import dotted
from tests.provision.dotted import Dotted
from tests.provision.thermometer import Thermometer
from tests.site import Site, serving

PATIENCE_SECONDS = 30.0


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dotted:
    return dotted.stock(tmp_path / "models", monkeypatch, "dots", "big-dots", "heat")


@contextmanager
def started(settings: Settings) -> Iterator[Supply]:
    running = Supply(settings)
    running.start()
    try:
        yield running
    finally:
        assert running.stop(PATIENCE_SECONDS)


def brought(running: Supply) -> str:
    model: AnyModel | None = running.ready.take(PATIENCE_SECONDS)
    assert model is not None
    return model.name


def pressed(running: Supply) -> str:
    running.go_on()
    return brought(running)


def stand_in(shelf: Dotted, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program come with a model called starter."""
    monkeypatch.setattr(shelves, "SHIPPED", folder)
    (folder / "starter.tflite").write_bytes(dots.movenet())
    shelf.entries["starter"] = Entry(title="starter", file="starter.tflite", kind="movenet", shipped=True)


def until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.01)


def test_a_press_goes_through_the_models_that_are_here(shelf: Dotted) -> None:
    with started(shelf.settings()) as running:
        assert brought(running) == "dots"
        assert [pressed(running) for _ in range(4)] == ["big-dots", "heat", "dots", "big-dots"]


def test_a_press_never_goes_to_the_model_that_only_stands_in(
    shelf: Dotted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(shelf, tmp_path, monkeypatch)
    with started(shelf.settings()) as running:
        assert brought(running) == "dots"
        assert [pressed(running) for _ in range(3)] == ["big-dots", "heat", "dots"]


def test_a_press_goes_through_the_cycle_of_the_settings(shelf: Dotted) -> None:
    with started(shelf.settings("big-dots", cycle=("heat", "dots"))) as running:
        assert brought(running) == "big-dots"
        assert [pressed(running) for _ in range(3)] == ["heat", "dots", "heat"]


def test_only_a_model_that_takes_the_place_of_another_is_tried_first(
    shelf: Dotted, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    monkeypatch.setattr(loading, "answer_once", lambda model: tried.append(model.name))
    with started(shelf.settings()) as running:
        assert brought(running) == "dots"
        assert pressed(running) == "big-dots"
    assert tried == ["big-dots"]


def test_a_model_that_cannot_be_loaded_is_skipped_with_a_notice(shelf: Dotted) -> None:
    shelf.put("big-dots", b"\x1c\x00\x00\x00TFL3" + bytes(64))
    with started(shelf.settings(cycle=("dots", "big-dots", "thundr", "heat"))) as running:
        assert brought(running) == "dots"
        assert pressed(running) == "heat"
        skipped, unknown, name = (running.news.take(PATIENCE_SECONDS) or "").splitlines()
        assert skipped.startswith("big-dots is skipped: ")
        assert "is not a model this computer can run" in skipped
        assert unknown.startswith("thundr is skipped: there is no model called thundr")
        assert name == "heat"


def test_the_only_model_stays(shelf: Dotted) -> None:
    with started(shelf.settings(cycle=("dots",))) as running:
        brought(running)
        running.go_on()
        assert running.news.take(PATIENCE_SECONDS) == "dots is the only model here"
        assert running.ready.take() is None


def test_the_choice_survives_a_restart_until_the_settings_say_otherwise(shelf: Dotted) -> None:
    with started(shelf.settings()) as running:
        brought(running)
        assert pressed(running) == "big-dots"
        running.news.take(PATIENCE_SECONDS)
    with started(shelf.settings()) as running:
        assert brought(running) == "big-dots"
    with started(shelf.settings("heat")) as running:
        assert brought(running) == "heat"


def test_a_choice_that_cannot_be_had_any_more_gives_way_to_the_settings(shelf: Dotted) -> None:
    with started(shelf.settings()) as running:
        brought(running)
        pressed(running)
        running.news.take(PATIENCE_SECONDS)
    (shelf.folder / "big-dots.tflite").unlink()
    with started(shelf.settings()) as running:
        assert brought(running) == "dots"
        assert "big-dots is skipped" in (running.news.take() or "")


def test_saved_settings_bring_another_model_and_a_bad_name_leaves_the_old_one(shelf: Dotted) -> None:
    with started(shelf.settings()) as running:
        brought(running)
        running.settings = shelf.settings("heat")
        assert brought(running) == "heat"
        running.settings = shelf.settings("thundr")
        until(lambda: "heat stands in for thundr" in (running.notice or ""))
        assert running.ready.take() is None
        running.settings = shelf.settings("dots")
        assert brought(running) == "dots"
        assert running.notice is None


def test_without_any_model_there_is_a_fault(shelf: Dotted) -> None:
    with started(shelf.settings("many-dots")) as running:
        until(lambda: running.fault is not None)
        assert isinstance(running.fault, ModelError)


def given_up(running: Supply, model: AnyModel) -> AnyModel:
    """Say that a model failed, and return what comes in its place."""
    running.failures.put(Failure(model, "nonsense"))
    other = running.ready.take(PATIENCE_SECONDS)
    assert other is not None
    return other


def given(running: Supply) -> AnyModel:
    model = running.ready.take(PATIENCE_SECONDS)
    assert model is not None
    return model


def test_a_model_that_fails_is_started_again_and_then_relieved_by_the_one_before(shelf: Dotted) -> None:
    with started(shelf.settings()) as running:
        brought(running)
        running.go_on()
        bad = given(running)
        again = given_up(running, bad)
        assert again is not bad
        assert bad.name == again.name == "big-dots"
        assert given_up(running, again).name == "dots"
        until(lambda: running.notice == "dots stands in for big-dots: nonsense")
        assert pressed(running) == "big-dots"
        assert running.notice is None


def test_a_failure_of_a_model_that_is_not_at_work_any_more_is_no_news(shelf: Dotted) -> None:
    with started(shelf.settings()) as running:
        old = given(running)
        assert pressed(running) == "big-dots"
        running.failures.put(Failure(old, "nonsense"))
        assert pressed(running) == "heat"


def test_when_no_model_is_left_there_is_a_fault(shelf: Dotted) -> None:
    for name in ("big-dots", "heat"):
        (shelf.folder / f"{name}.tflite").unlink()
    with started(shelf.settings()) as running:
        running.failures.put(Failure(given_up(running, given(running)), "nonsense"))
        until(lambda: running.fault is not None)
        assert isinstance(running.fault, InterpreterError)
        assert "no other model is here: nonsense" in str(running.fault)


@pytest.fixture
def thermometer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Thermometer:
    monkeypatch.setattr(cooling, "FEEL_SECONDS", 0.05)
    monkeypatch.setattr(cooling, "COOL_SECONDS", 0.1)
    return Thermometer(tmp_path / "sys", monkeypatch)


def test_a_hot_processor_gets_the_lightest_model_until_it_has_cooled(
    shelf: Dotted, thermometer: Thermometer
) -> None:
    shelf.put("big-dots", dots.movenet(256) + bytes(10_000))
    with started(shelf.settings("big-dots", cycle=("big-dots", "dots"))) as running:
        assert brought(running) == "big-dots"
        thermometer.shows(83)
        assert brought(running) == "dots"
        until(lambda: running.notice == "the processor is too hot (83 °C): dots stands in for big-dots")
        thermometer.shows(76)
        assert running.ready.take(0.5) is None
        thermometer.shows(60)
        assert brought(running) == "big-dots"
        until(lambda: running.notice is None)


def test_a_name_in_the_cycle_that_nobody_knows_does_not_end_a_hot_mirror(
    shelf: Dotted, thermometer: Thermometer
) -> None:
    shelf.put("big-dots", dots.movenet(256) + bytes(10_000))
    with started(shelf.settings("big-dots", cycle=("big-dots", "thundr", "dots"))) as running:
        assert brought(running) == "big-dots"
        thermometer.shows(83)
        assert brought(running) == "dots"
        assert running.fault is None


def test_what_somebody_chooses_while_it_is_hot_stays(shelf: Dotted, thermometer: Thermometer) -> None:
    shelf.put("big-dots", dots.movenet(256) + bytes(10_000))
    with started(shelf.settings("big-dots", cycle=("big-dots", "dots"))) as running:
        brought(running)
        thermometer.shows(83)
        assert brought(running) == "dots"
        assert pressed(running) == "big-dots"
        until(lambda: running.notice == "the processor is too hot (83 °C): give it air")
        thermometer.shows(60)
        until(lambda: running.notice is None)
        assert running.ready.take() is None


class TestOverTheNetwork:
    @pytest.fixture
    def site(self) -> Iterator[Site]:
        with serving({f"{name}.tflite": network for name, (_, network) in dotted.NETWORKS.items()}) as site:
            yield site

    @pytest.fixture
    def shelf(self, tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> Dotted:
        monkeypatch.setattr(supply, "FETCH_AGAIN_SECONDS", (0.05,))
        return dotted.stock(tmp_path / "models", monkeypatch, "dots", url=site.url)

    def test_the_old_model_stays_at_work_while_the_next_one_is_fetched(
        self, shelf: Dotted, site: Site
    ) -> None:
        site.drips_after = 100
        with started(shelf.settings(cycle=("dots", "heat"))) as running:
            brought(running)
            running.go_on()
            until(lambda: "fetching the pose model" in (running.notice or ""))
            assert running.ready.take() is None
            site.drips_after = None
            site.hurry.set()
            assert brought(running) == "heat"
            until(lambda: running.notice is None)

    def test_the_shipped_model_stands_in_until_the_wanted_one_is_there(
        self, shelf: Dotted, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stand_in(shelf, tmp_path, monkeypatch)
        site.status = 503
        with started(shelf.settings("big-dots")) as running:
            assert brought(running) == "starter"
            until(lambda: len(site.asked) > 0)
            until(lambda: running.notice == "starter; big-dots will be used when it can be fetched")
            site.status = 200
            assert brought(running) == "big-dots"
            until(lambda: running.notice is None)
        with started(shelf.settings("big-dots")) as running:
            assert brought(running) == "big-dots"
