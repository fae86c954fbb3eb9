"""Looks at a source without a display, and yields what is to be recorded."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pi_pose.camera import chooser
from pi_pose.camera.source import Source
from pi_pose.coach.classifier import YogaClassifier
from pi_pose.estimate import Sighting
from pi_pose.estimator import Estimator
from pi_pose.frames import Frame
from pi_pose.inference.networks import AnyModel
from pi_pose.settings import Camera, Settings


def sightings(model: AnyModel, settings: Settings, seconds: float) -> Iterator[Sighting]:
    """Yield what is seen in each frame of the source, until it ends or the time is over."""
    estimator = Estimator(model, YogaClassifier(runtime=settings.model.runtime), settings)
    with closing(_open(settings.camera)) as source:
        for frame in _frames(source, seconds):
            yield estimator.follow(frame)


def _open(wanted: Camera) -> Source:
    """A camera is live; a file is read as fast as it goes, with times of its own."""
    if wanted.source in chooser.KINDS:
        return chooser.open_source(wanted)
    return chooser.open_file(Path(wanted.source))


def _frames(source: Source, seconds: float) -> Iterator[Frame]:
    started: float | None = None
    while (frame := source.read()) is not None:
        started = frame.timestamp if started is None else started
        if frame.timestamp - started >= seconds:
            return
        yield frame
